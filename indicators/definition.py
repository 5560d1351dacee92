"""A plan as its file defines it: frozen, with every reference inside it known to hold."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .values import Direction, Formula, Kind, Operator, Scope

DEPARTMENT = "department"
PLACE = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a file: the line, the place in the document, and a sentence in Vietnamese."""

    line: int
    path: PLACE
    sentence: str


@dataclass(frozen=True)
class Text:
    """A text in both languages; neither is ever empty."""

    vi: str
    en: str


@dataclass(frozen=True)
class SourceDefinition:
    """Where a number of the plan was read; an absent note says nothing more about it."""

    code: str
    title: Text
    note: Text | None


@dataclass(frozen=True)
class DepartmentDefinition:
    """A department of the province that enters figures or leads; its code is its word in the plan."""

    code: str
    name: Text


@dataclass(frozen=True)
class SplitDefinition:
    """One part of a group of splits: "female" of "sex"."""

    group: str
    code: str
    name: Text


@dataclass(frozen=True)
class ElementDefinition:
    """One thing that is counted. `entered_in` is None unless it is annual."""

    code: str
    name: Text
    definition: Text
    definition_proposed: bool
    unit_of_measure: Text
    kind: Kind
    reported_by: str
    split_by: tuple[str, ...]
    boolean: bool
    sensitive: bool
    entered_in: int | None
    shown_under_indicator: int | None

    @property
    def reporter_level(self) -> str:
        """commune, district or department."""
        return self.reported_by.partition(":")[0]


@dataclass(frozen=True)
class FormulaDefinition:
    """How a measure is made of its elements; only a ratio has a denominator."""

    type: Formula
    numerator: str
    denominator: str | None
    per: int

    @property
    def elements(self) -> tuple[str, ...]:
        """The codes of its one or two halves."""
        return (self.numerator,) if self.denominator is None else (self.numerator, self.denominator)


@dataclass(frozen=True)
class TargetDefinition:
    """What a measure ought to reach in a year; `reading` where the source is open and the number is ours."""

    year: int
    op: Operator
    value: Decimal
    scope: Scope
    source: str
    reading: bool
    count: int | None
    count_of: int | None


@dataclass(frozen=True)
class MeasureDefinition:
    """A part of an indicator (chỉ tiêu thành phần)."""

    code: str
    name: Text
    formula: FormulaDefinition
    unit_of_measure: Text
    direction: Direction
    decimals: int
    targets: tuple[TargetDefinition, ...]


@dataclass(frozen=True)
class IndicatorDefinition:
    """An indicator (chỉ tiêu), with how sure its name is: seed, province or national."""

    number: int
    name: Text
    name_confidence: str
    measures: tuple[MeasureDefinition, ...]


@dataclass(frozen=True)
class ObjectiveDefinition:
    """An objective (mục tiêu)."""

    number: int
    name: Text
    indicators: tuple[IndicatorDefinition, ...]


@dataclass(frozen=True)
class CheckDefinition:
    """A rule between figures; what a rule does not use is None."""

    rule: str
    severity: str
    part: str | None = None
    whole: str | None = None
    over: str | None = None
    against: str | None = None
    more_than_percent: int | None = None
    more_than_times: int | None = None
    and_more_than: int | None = None
    more_than_mads: int | None = None
    at_least_quarters: int | None = None
    otherwise: Text | None = None


@dataclass(frozen=True)
class TaskDefinition:
    """A group of tasks and solutions, with the indicators it serves."""

    number: int
    name: Text
    indicators: tuple[int, ...]


@dataclass(frozen=True)
class PlanDefinition:
    """The whole plan."""

    code: str
    slug: str
    year: int
    issued_on: date
    issuer: Text
    title: Text
    province_code: str
    lead_department: str
    implements: tuple[str, ...]
    previous: str | None
    next: str | None
    sources: tuple[SourceDefinition, ...]
    departments: tuple[DepartmentDefinition, ...]
    splits: tuple[SplitDefinition, ...]
    elements: tuple[ElementDefinition, ...]
    objectives: tuple[ObjectiveDefinition, ...]
    tasks: tuple[TaskDefinition, ...]
    checks: tuple[CheckDefinition, ...]

    @property
    def indicators(self) -> tuple[IndicatorDefinition, ...]:
        """Every indicator, in the file's order."""
        return tuple(indicator for objective in self.objectives for indicator in objective.indicators)

    @property
    def measures(self) -> tuple[MeasureDefinition, ...]:
        """Every measure, in the file's order."""
        return tuple(measure for indicator in self.indicators for measure in indicator.measures)
