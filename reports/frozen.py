"""A publication's content, read: typed answers out of the plain dict that was stored, without a database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from indicators.goals import Target
from indicators.periods import Quarter
from indicators.values import Absence, Formula, Operator, Scope, Span, Status

from .freezing import Content, content_hash, records
from .frozen_parts import (
    FrozenCount,
    FrozenElement,
    FrozenIndicator,
    FrozenMeasure,
    FrozenObjective,
    FrozenReport,
    FrozenTarget,
    FrozenUnit,
    FrozenValue,
)
from .ledger import Ledger, LedgerSheet, Place

WITH_CELLS = 2


class Against(StrEnum):
    """What a result is compared with: the quarter before by itself, or the same stretch of the year before."""

    QUARTER_BEFORE = "quarter_before"
    YEAR_BEFORE = "year_before"


@dataclass(frozen=True, slots=True)
class FrozenEarlier:
    """The province's results of an earlier quarter, by measure, as they stood when this one was published."""

    quarter: Quarter
    values: Mapping[str, FrozenValue]


class Frozen:
    """A content with its parts tied to one another."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.plan: Mapping[str, Any] = content["plan"]
        self.illustrative: bool = content["illustrative"]
        self.quarter = Quarter(content["period"]["year"], content["period"]["quarter"])
        # The first version of contents kept sums only, neither cells nor what had changed.
        self.has_cells: bool = content["version"] >= WITH_CELLS

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

    def milestone(self, value: FrozenValue) -> FrozenTarget | None:
        """The province's next target after the one that judges; the first one ahead where none judges."""
        year = self.quarter.year - 1 if value.judged_by is None else value.judged_by.target.year
        later = [
            one
            for one in self.targets[value.measure.code]
            if one.target.scope == Scope.PROVINCE and one.target.year > year
        ]
        return min(later, key=lambda one: one.target.year, default=None)

    @cached_property
    def _province_targets(self) -> dict[tuple[str, int], FrozenTarget]:
        return {
            (code, one.target.year): one
            for code, found in self.targets.items()
            for one in found
            if one.target.scope == Scope.PROVINCE
        }

    @cached_property
    def values(self) -> list[FrozenValue]:
        return [self.value_of(row) for row in records(self.content["values"])]

    def value_of(self, row: Mapping[str, Any]) -> FrozenValue:
        """A row of values, of this content or of another whose measure and unit this one has too."""
        return FrozenValue(
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
            judged_by=self._province_targets.get((row["measure"], row["target_year"])),
        )

    @cached_property
    def _by_place(self) -> dict[tuple[str, str, Span, str], FrozenValue]:
        return {(one.measure.code, one.unit.code, one.span, one.split): one for one in self.values}

    def value(self, measure: str, unit: str, span: Span = Span.YTD, split: str = "") -> FrozenValue | None:
        """The value of a place; None where none is made (the quarter alone of a measure of the year)."""
        return self._by_place.get((measure, unit, span, split))

    def result(self, measure: str, unit: str = "") -> FrozenValue:
        """A measure's result of the year to date; the province's unless a unit is named."""
        return self._by_place[measure, unit or self.province.code, Span.YTD, ""]

    def alone(self, measure: str) -> FrozenValue | None:
        """The province's quarter by itself; None where that means nothing."""
        return self.value(measure, self.province.code, Span.QUARTER)

    @cached_property
    def earlier(self) -> Mapping[Against, FrozenEarlier]:
        """Without what the portal did not know; of contents before the third version, empty."""
        return {
            Against(against): FrozenEarlier(
                Quarter.parse(part["period"]),
                {row["measure"]: self.value_of(row) for row in records(part["values"])},
            )
            for against, part in self.content.get("earlier", {}).items()
        }

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

    @cached_property
    def ledger(self) -> Ledger:
        """Every accepted sheet behind the figures, cell by cell; empty where none was kept (see `has_cells`)."""
        if not self.has_cells:
            return {}
        return ledger_of(self.content["sheets"], self.content["cells"])


def ledger_of(sheets: Mapping[str, Any], cells: Mapping[str, Any]) -> dict[Place, LedgerSheet]:
    """The ledger of the two tables that a content keeps it in."""
    found: dict[Place, dict[tuple[str, str], Any]] = {}
    for row in records(cells):
        found.setdefault((row["unit"], row["quarter"]), {})[row["element"], row["split"]] = row["content"]
    return {
        place: LedgerSheet(
            row["version"], row["steps"], row["accepted_by"], row["accepted_at"], found.get(place, {})
        )
        for row in records(sheets)
        for place in [(row["unit"], row["quarter"])]
    }


def _or_none(words: Any, word: str | None) -> Any:
    return None if word is None else words(word)
