"""The parts of a frozen content, each with its fields: what a publication says of a unit, a measure, a value."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from indicators.formulas import evaluate
from indicators.goals import Target
from indicators.values import Absence, Formula, Span, Status

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
