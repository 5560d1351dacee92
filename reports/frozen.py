"""A publication's content, read: typed answers out of the plain dict that was stored, without a database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from indicators.formulas import evaluate
from indicators.goals import Target
from indicators.periods import Quarter
from indicators.values import Absence, Formula, Operator, Scope, Span, Status

from .freezing import Content, content_hash, records

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FrozenUnit:
    """A unit in force on the period's last day; the province has no parent."""

    code: str
    name: str
    kind: str
    level: str
    parent: str


@dataclass(frozen=True, slots=True)
class FrozenMeasure:
    """A measure as it was defined when it was published."""

    code: str
    indicator: int
    objective: int
    name: Words
    unit_of_measure: Words
    decimals: int
    direction: str
    formula: Formula
    per: int
    numerator: str
    denominator: str | None
    method: Words
    reported_by: str
    due_from: int
    part_of_year: bool
    splits: list[str]
    sensitive: bool

    @property
    def reporter_level(self) -> str:
        """commune, district or department."""
        return self.reported_by.partition(":")[0]

    @property
    def department(self) -> str:
        """The department's word; empty where none reports it."""
        return self.reported_by.partition(":")[2]


@dataclass(frozen=True, slots=True)
class FrozenTarget:
    """A target with the title of the source it was read in."""

    target: Target
    source_title: Words
    count: int | None
    count_of: int | None


@dataclass(frozen=True, slots=True)
class FrozenIndicator:
    number: int
    name: Words
    status: Status | None
    judged: int
    total: int
    measures: list[FrozenMeasure]


@dataclass(frozen=True, slots=True)
class FrozenObjective:
    number: int
    name: Words
    indicators: list[FrozenIndicator]

    @property
    def measures(self) -> list[FrozenMeasure]:
        return [measure for indicator in self.indicators for measure in indicator.measures]


@dataclass(frozen=True, slots=True)
class FrozenValue:
    """One published value. `text` has 12 significant digits; `exact` is what it was rounded from."""

    measure: FrozenMeasure
    unit: FrozenUnit
    span: Span
    split: str
    text: str | None
    absence: Absence | None
    numerator: int | None
    denominator: int | None
    reported: int
    expected: int
    status: Status | None
    judged_by: FrozenTarget | None

    @property
    def exact(self) -> Fraction | None:
        """The exact value, from its counts; None where an absence says why."""
        if self.text is None or self.numerator is None or self.denominator is None:
            return None
        value = evaluate(self.measure.formula, self.measure.per, self.numerator, self.denominator)
        return value if isinstance(value, Fraction) else None

    @property
    def is_lower_bound(self) -> bool:
        """A share of communes of which some have not answered: the result is at least this."""
        is_share = self.measure.formula is Formula.SHARE_OF_UNITS
        return is_share and self.text is not None and self.reported < self.expected

    @property
    def target_as_json(self) -> dict[str, Any] | None:
        """The target in the shape that the API gives it in."""
        if self.judged_by is None:
            return None
        target = self.judged_by.target
        return {
            "year": target.year,
            "op": target.op.value,
            "value": format(target.value, "f"),
            "scope": target.scope,
            "source": target.source,
        }


@dataclass(frozen=True, slots=True)
class FrozenElement:
    code: str
    name: Words
    unit_of_measure: Words
    definition: Words
    definition_proposed: bool
    kind: str
    boolean: bool
    reported_by: str
    entered_in: int | None
    sensitive: bool
    shown_under_indicator: int | None


@dataclass(frozen=True, slots=True)
class FrozenCount:
    """An element summed over a unit; no number where nobody reported it."""

    element: str
    unit: str
    split: str
    number: int | None
    reported: int
    expected: int


@dataclass(frozen=True, slots=True)
class FrozenReport:
    """Where a unit's submission stood: `state` is empty where it had not begun, `sent_on` None where never sent."""

    unit: FrozenUnit
    state: str
    due: date
    sent_on: date | None
    late: bool

    @property
    def is_accepted(self) -> bool:
        return self.state == "accepted"


class Frozen:
    """A content with its parts tied to one another."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.plan: Mapping[str, Any] = content["plan"]
        self.illustrative: bool = content["illustrative"]
        self.quarter = Quarter(content["period"]["year"], content["period"]["quarter"])

    @cached_property
    def sha256(self) -> str:
        """The content's hash, as the publication keeps it."""
        return content_hash(self.content)

    def day(self, name: str) -> date:
        """first_day or last_day of the figures."""
        return date.fromisoformat(self.content["period"][name])

    def due(self, level: str) -> date:
        return date.fromisoformat(self.content["period"]["due"][level])

    @cached_property
    def units(self) -> dict[str, FrozenUnit]:
        return {unit["code"]: FrozenUnit(**unit) for unit in self.content["units"]}

    @property
    def province(self) -> FrozenUnit:
        return self.units[self.plan["province"]["code"]]

    def units_of(self, level: str) -> list[FrozenUnit]:
        return [unit for unit in self.units.values() if unit.level == level]

    @cached_property
    def measures(self) -> dict[str, FrozenMeasure]:
        objective_of = {
            indicator["number"]: objective["number"]
            for objective in self.content["objectives"]
            for indicator in objective["indicators"]
        }
        return {
            fields["code"]: FrozenMeasure(
                **{**fields, "formula": Formula(fields["formula"])},
                objective=objective_of[fields["indicator"]],
            )
            for fields in self.content["measures"]
        }

    @cached_property
    def objectives(self) -> list[FrozenObjective]:
        return [
            FrozenObjective(
                objective["number"],
                objective["name"],
                [self._indicator(fields) for fields in objective["indicators"]],
            )
            for objective in self.content["objectives"]
        ]

    def _indicator(self, fields: Mapping[str, Any]) -> FrozenIndicator:
        return FrozenIndicator(
            number=fields["number"],
            name=fields["name"],
            status=_or_none(Status, fields["status"]),
            judged=fields["judged"],
            total=fields["total"],
            measures=[self.measures[code] for code in fields["measures"]],
        )

    @cached_property
    def elements(self) -> dict[str, FrozenElement]:
        return {fields["code"]: FrozenElement(**fields) for fields in self.content["elements"]}

    @cached_property
    def targets(self) -> dict[str, list[FrozenTarget]]:
        """Every measure's targets, the nation's and the province's."""
        found: dict[str, list[FrozenTarget]] = {code: [] for code in self.measures}
        for fields in self.content["targets"]:
            target = Target(
                fields["year"],
                Operator(fields["op"]),
                Decimal(fields["value"]),
                fields["scope"],
                fields["source_code"],
            )
            found[fields["measure"]].append(
                FrozenTarget(target, fields["source"], fields["count"], fields["count_of"])
            )
        return found

    def reference(self, measure: FrozenMeasure) -> FrozenTarget | None:
        """The national target of the year or its nearest later one: beside the result, never its judge."""
        national = [
            one
            for one in self.targets[measure.code]
            if one.target.scope == Scope.NATIONAL and one.target.year >= self.quarter.year
        ]
        return min(national, key=lambda one: one.target.year, default=None)

    @cached_property
    def values(self) -> list[FrozenValue]:
        by_year = {
            (code, one.target.year): one
            for code, found in self.targets.items()
            for one in found
            if one.target.scope == Scope.PROVINCE
        }
        return [
            FrozenValue(
                measure=self.measures[row["measure"]],
                unit=self.units[row["unit"]],
                span=Span(row["span"]),
                split=row["split"],
                text=row["value"],
                absence=_or_none(Absence, row["absence"]),
                numerator=row["numerator"],
                denominator=row["denominator"],
                reported=row["reported"],
                expected=row["expected"],
                status=_or_none(Status, row["status"]),
                judged_by=by_year.get((row["measure"], row["target_year"])),
            )
            for row in records(self.content["values"])
        ]

    @cached_property
    def _by_place(self) -> dict[tuple[str, str, Span, str], FrozenValue]:
        return {(one.measure.code, one.unit.code, one.span, one.split): one for one in self.values}

    def value(self, measure: str, unit: str, span: Span = Span.YTD, split: str = "") -> FrozenValue | None:
        """The value of a place; None where none is made (the quarter alone of a measure of the year)."""
        return self._by_place.get((measure, unit, span, split))

    def result(self, measure: str, unit: str = "") -> FrozenValue:
        """A measure's result of the year to date; the province's unless a unit is named."""
        return self._by_place[measure, unit or self.province.code, Span.YTD, ""]

    @cached_property
    def counts(self) -> dict[tuple[str, str, str], FrozenCount]:
        found = [FrozenCount(**row) for row in records(self.content["counts"])]
        return {(one.element, one.unit, one.split): one for one in found}

    @cached_property
    def reporting(self) -> list[FrozenReport]:
        return [
            FrozenReport(
                unit=self.units[row["unit"]],
                state=row["state"],
                due=date.fromisoformat(row["due"]),
                sent_on=None if row["sent_on"] is None else date.fromisoformat(row["sent_on"]),
                late=row["late"],
            )
            for row in self.content["reporting"]
        ]

    def reports_of(self, level: str) -> list[FrozenReport]:
        return [report for report in self.reporting if report.unit.level == level]


def _or_none(words: Any, word: str | None) -> Any:
    return None if word is None else words(word)


def names(units: Iterable[FrozenUnit]) -> list[str]:
    """The units' names, in the content's order."""
    return [unit.name for unit in units]
