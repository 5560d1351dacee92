"""What is checked: one unit's cells of one quarter, beside those of earlier quarters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from indicators.formulas import over_year
from indicators.values import FigureAbsence, Kind, counted

TOTAL = ""
Key = tuple[str, str]


class Severity(StrEnum):
    """Hard: stands in the way of submitting. Soft: asks for an explanation."""

    HARD = "hard"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell: a number, or an absence with its reason; an empty cell is not there at all."""

    number: int | None = None
    absence: FigureAbsence | None = None
    reason: str = ""
    explanation: str = ""

    @property
    def counted(self) -> int | None:
        """What rules compare: nothing occurred is 0; no data is None and is never compared."""
        return counted(self.number, self.absence)


Cells = Mapping[Key, Cell]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a split: male, female; the name in the reader's language."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Element:
    """What the rules need to know of an element; the name in the reader's language."""

    code: str
    name: str
    kind: Kind
    boolean: bool = False
    entered_in: int | None = None
    groups: tuple[tuple[Part, ...], ...] = ()

    def is_required_in(self, quarter: int) -> bool:
        """Whether its total must be there to submit: an annual one only in its own quarter."""
        return self.kind is not Kind.ANNUAL or self.entered_in == quarter

    def parts(self) -> tuple[Part, ...]:
        """The total, which has no name of its own, and every part of every split."""
        return (Part(TOTAL, ""), *(part for group in self.groups for part in group))

    def name_of(self, part: Part) -> str:
        """The element's name, with the part's where one is meant."""
        return f"{self.name} ({part.name})" if part.name else self.name


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the plan's `checks`, with its thresholds."""

    name: str
    severity: Severity
    part: str = ""
    whole: str = ""
    over_year: bool = False
    more_than_percent: int = 0
    more_than_times: int = 0
    and_more_than: int = 0
    more_than_mads: int = 0
    at_least_quarters: int = 0

    @classmethod
    def from_plan(cls, check: Mapping[str, Any]) -> Self:
        """A rule as the plan's file says it; ValueError for a severity nobody knows."""
        return cls(
            name=check["rule"],
            severity=Severity(check["severity"]),
            part=check.get("part") or "",
            whole=check.get("whole") or "",
            over_year=check.get("over") == "year_to_date",
            more_than_percent=check.get("more_than_percent") or 0,
            more_than_times=check.get("more_than_times") or 0,
            and_more_than=check.get("and_more_than") or 0,
            more_than_mads=check.get("more_than_mads") or 0,
            at_least_quarters=check.get("at_least_quarters") or 0,
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A unit's cells of a quarter, beside what stood in earlier ones; `earlier` is this year's, by quarter.

    `history` are the quarters before this one that have any, whatever their year.

    `elements` are those asked for: a base quarter's sheet has only what comparisons need.
    """

    quarter: int
    elements: tuple[Element, ...]
    rules: tuple[Rule, ...]
    cells: Cells
    previous: Cells = field(default_factory=dict)
    last_year: Cells = field(default_factory=dict)
    earlier: Mapping[int, Cells] = field(default_factory=dict)
    history: tuple[Cells, ...] = ()

    def element(self, code: str) -> Element | None:
        """The element of a code; None where this sheet does not have it."""
        return next((element for element in self.elements if element.code == code), None)

    def year_so_far(self, element: Element, split: str) -> int | None:
        """The element over the year to this quarter; None while a quarter it needs is missing."""
        quarters = {number: number_in(cells, element.code, split) for number, cells in self.earlier.items()}
        quarters[self.quarter] = number_in(self.cells, element.code, split)
        return over_year(element.kind, quarters, self.quarter)


def number_in(cells: Cells, element: str, split: str = TOTAL) -> int | None:
    """What a cell counts; None for an empty one and for no data."""
    cell = cells.get((element, split))
    return None if cell is None else cell.counted


def numbers_before(sheet: Sheet, element: str) -> list[int]:
    """What the unit counted of an element in earlier quarters, from the least; where nobody counted there is none."""
    found = [number_in(cells, element) for cells in sheet.history]
    return sorted(number for number in found if number is not None)
