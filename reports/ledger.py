"""The cells that a quarter's results are made of, sheet by sheet, and what changed in them from one moment to another.

Pure. A sheet is a unit's accepted submission of one quarter; what was not accepted is not in the ledger at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from indicators.periods import Quarter
from indicators.values import FigureAbsence, Kind, counted

# A whole number (a yes is 1), or the word of an absence: nothing_occurred, no_data.
Content = int | str
Key = tuple[str, str]  # an element's code and a split; the total has an empty one
Place = tuple[str, str]  # a unit's code and a quarter's
ADDED_UP = frozenset({Kind.FLOW, Kind.ANNUAL})


@dataclass(frozen=True, slots=True)
class LedgerSheet:
    """`version` rises with every write, `steps` is how many lines its log had; `accepted_at` is local, to a minute."""

    version: int
    steps: int
    accepted_by: str
    accepted_at: str
    cells: Mapping[Key, Content]

    @property
    def accepted(self) -> datetime:
        return datetime.fromisoformat(self.accepted_at)


Ledger = Mapping[Place, LedgerSheet]


class SheetFate(StrEnum):
    """What became of a unit's sheet between two moments."""

    ARRIVED = "arrived"  # its figures count now and did not
    LEFT = "left"  # they counted and do not any more
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell; None: nothing stood there, or its sheet did not count. Who and when are empty where nobody knows."""

    element: str
    split: str
    old: Content | None
    new: Content | None
    by: str = ""
    at: str = ""

    @property
    def key(self) -> Key:
        return self.element, self.split


@dataclass(frozen=True, slots=True)
class Step:
    """What was done to a sheet: submitted, accepted or returned, by whom, when (local, to the minute), and why."""

    action: str
    by: str
    at: str
    reason: str = ""

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)


@dataclass(frozen=True, slots=True)
class SheetChange:
    """What changed in a unit's sheet, cell by cell, and the steps that led there."""

    unit: str
    quarter: str
    fate: SheetFate
    cells: tuple[CellChange, ...]
    steps: tuple[Step, ...] = ()

    @property
    def place(self) -> Place:
        return self.unit, self.quarter


def is_used(kind: Kind, quarter: Quarter, of: Quarter, *, reduces: bool) -> bool:
    """Whether a cell of a quarter is in the sums of another: of earlier quarters only what is added up or stands for
    the year; of the year before only what a reduction is compared with.
    """
    if quarter.number > of.number or quarter.year not in (of.year, of.year - 1):
        return False
    if quarter.year < of.year and not reduces:
        return False
    return quarter.number == of.number or kind in ADDED_UP


def sheets_between(old: Ledger, new: Ledger) -> list[SheetChange]:
    """The sheets whose cells differ, in the old ledger's order and then the new one's; equal cells say nothing."""
    places = [*old, *(place for place in new if place not in old)]
    found = [sheet_between(place, old.get(place), new.get(place)) for place in places]
    return [change for change in found if change.cells]


def sheet_between(place: Place, old: LedgerSheet | None, new: LedgerSheet | None) -> SheetChange:
    before, after = ({} if sheet is None else sheet.cells for sheet in (old, new))
    order = {element: position for position, (element, _split) in enumerate([*after, *before])}
    cells = tuple(
        CellChange(*key, before.get(key), after.get(key))
        for key in sorted({*before, *after}, key=lambda key: (order[key[0]], key[1]))
        if before.get(key) != after.get(key)
    )
    return SheetChange(*place, fate_of(old, new), cells)


def fate_of(old: LedgerSheet | None, new: LedgerSheet | None) -> SheetFate:
    if old is None:
        return SheetFate.ARRIVED
    return SheetFate.LEFT if new is None else SheetFate.CHANGED


def number_of(content: Content | None) -> int | None:
    """What a cell adds: 0 where nothing occurred, None where nobody counted."""
    if isinstance(content, str):
        return counted(None, FigureAbsence(content))
    return content


def element_year(ledger: Ledger, unit: str, year: int, element: str) -> dict[int, dict[str, int]]:
    """One unit's element over a year, as consolidation reads it: quarter -> split -> what is counted."""
    found: dict[int, dict[str, int]] = {}
    for number in range(1, 5):
        sheet = ledger.get((unit, Quarter(year, number).code))
        cells = {} if sheet is None else sheet.cells
        parts = {
            split: counted_number
            for (code, split), content in cells.items()
            if code == element and (counted_number := number_of(content)) is not None
        }
        if parts:
            found[number] = parts
    return found
