"""What changed between two publications as a page, a paper and a workbook show it, as far as a reader may see. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from indicators.periods import Quarter
from indicators.values import Span

from .change_words import VIETNAMESE_READER, Reader, TextLine, content_said, text_line
from .differences import Differences, TextChange, ValueChange
from .differences_texts import SECTIONS, UNIT_WORDS
from .frozen import Frozen
from .frozen_parts import FrozenElement, FrozenUnit, FrozenValue
from .ledger import CellChange, SheetChange, SheetFate, Step
from .observations import LEAST_UNITS
from .openness import WHOLE, Openness, withheld
from .words import shown

HIDDEN = "▒"
UNITS, REPORTING = "units", "reporting"


@dataclass(frozen=True)
class Sight:
    """What a reader may see: the units by their codes, and those whose sensitive figures are open; None: all.

    `before` and `now`: what is open of the province's values in the older and the newer publication.
    """

    totals: bool = True
    units: Collection[str] | None = None
    open_units: Collection[str] | None = None
    before: Openness = WHOLE
    now: Openness = WHOLE

    def sees(self, unit: str) -> bool:
        return self.units is None or unit in self.units

    def sees_sensitive(self, unit: str) -> bool:
        return self.sees(unit) and (self.open_units is None or unit in self.open_units)


EVERYTHING = Sight()


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One of the province's results before and after.

    `hides_counts`: the counts of a sensitive measure, side by side, would tell what one or two units wrote.
    """

    old: FrozenValue | None
    new: FrozenValue | None
    hides_counts: bool = False

    @property
    def one(self) -> FrozenValue:
        found = self.old if self.new is None else self.new
        assert found is not None  # a line is made of a change, and a change has a side
        return found

    @property
    def is_shown_otherwise(self) -> bool:
        """Whether the rounded number, its silence or its status is another; else only the counts behind it are."""
        if self.old is None or self.new is None:
            return True
        return (shown(self.old), self.old.status) != (shown(self.new), self.new.status)


@dataclass(frozen=True, slots=True)
class CellLine:
    """A cell before and after in words, with who changed it last; `numbers` are its sides that are numbers."""

    name: str
    old: str
    new: str
    by: str
    at: datetime | None
    numbers: tuple[int | None, int | None] = (None, None)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A unit's sheet of a quarter, what became of it, its cells and what was done to it. No unit: it is no more."""

    code: str
    unit: FrozenUnit | None
    parent: str
    quarter: Quarter
    fate: SheetFate
    cells: Sequence[CellLine]
    steps: Sequence[Step]

    @property
    def name(self) -> str:
        return self.code if self.unit is None else self.unit.name

    @property
    def reasons(self) -> list[str]:
        """Why it was returned, each word once."""
        return list(dict.fromkeys(step.reason for step in self.steps if step.reason))

    @property
    def accepted(self) -> Step | None:
        """The last acceptance."""
        return next((step for step in reversed(self.steps) if step.action == "accepted"), None)

    @property
    def returned(self) -> Step | None:
        """The last return."""
        return next((step for step in reversed(self.steps) if step.action == "returned"), None)

    @property
    def last(self) -> Step | None:
        """What made it what it is: the return of one that left, else its acceptance."""
        return self.returned if self.fate is SheetFate.LEFT else self.accepted


@dataclass(frozen=True)
class Lines:
    """What changed, as far as this reader sees; `hidden` is how many changed sheets are not for them."""

    measures: Sequence[MeasureLine]
    sheets: Sequence[SheetLine]
    texts: Sequence[TextLine]
    hidden: int


def lines_of(
    found: Differences, frozen: Frozen, sight: Sight = EVERYTHING, reader: Reader = VIETNAMESE_READER
) -> Lines:
    """The changes against the newer of the two contents."""
    return Lines(
        measures=measure_lines(found, frozen, sight),
        sheets=sheet_lines(found.sheets, frozen, sight, reader),
        texts=[text_line(one, frozen, reader) for one in found.texts if is_seen(one, sight)],
        hidden=hidden(found.sheets, frozen, sight),
    )


def is_seen(change: TextChange, sight: Sight) -> bool:
    """Words about a unit are for who sees the unit; the report's own text names units of the whole province.

    Which unit's sheet came in is for who sees its sensitive figures: beside two totals it would say one of them.
    """
    if change.part == SECTIONS:
        return sight.totals
    if change.part == UNIT_WORDS:
        return sight.sees(change.key.partition(" ")[0])
    if change.part == REPORTING:
        return sight.sees_sensitive(change.key)
    return change.part != UNITS or sight.sees(change.key)


def measure_lines(found: Differences, frozen: Frozen, sight: Sight) -> list[MeasureLine]:
    """The province's results of the year to date that are not what they were, in the plan's order."""
    rests_on_few = not sight.totals and found.units < LEAST_UNITS
    return [
        MeasureLine(
            *shielded(change.old, change.new, sight),
            hides_counts=rests_on_few and change.one.measure.sensitive,
        )
        for change in found.values
        if is_headline(change, frozen)
    ]


def is_headline(change: ValueChange, frozen: Frozen) -> bool:
    one = change.one
    return (one.unit.code, one.span, one.split) == (frozen.province.code, Span.YTD, "")


def shielded(
    old: FrozenValue | None, new: FrozenValue | None, sight: Sight
) -> tuple[FrozenValue | None, FrozenValue | None]:
    """Both sides, or neither: one of two would say much of the other."""
    seen = None if old is None else sight.before.seen(old), None if new is None else sight.now.seen(new)
    if seen == (old, new):
        return seen
    return None if old is None else withheld(old), None if new is None else withheld(new)


def sheet_lines(
    sheets: Sequence[SheetChange],
    frozen: Frozen,
    sight: Sight = EVERYTHING,
    reader: Reader = VIETNAMESE_READER,
) -> list[SheetLine]:
    """The changed sheets that the reader sees whole."""
    parts = {part["code"]: reader.of(part) for group in frozen.plan["splits"].values() for part in group}
    return [
        SheetLine(
            code=sheet.unit,
            unit=frozen.units.get(sheet.unit),
            parent=parent_name(frozen.units.get(sheet.unit), frozen),
            quarter=Quarter.parse(sheet.quarter),
            fate=sheet.fate,
            cells=[cell_line(cell, frozen, parts, reader) for cell in sheet.cells],
            steps=sheet.steps,
        )
        for sheet in sheets
        if is_open(sheet, frozen, sight)
    ]


def is_open(sheet: SheetChange, frozen: Frozen, sight: Sight) -> bool:
    """Whether a reader may know that a sheet changed: beside two totals its name would say a sensitive figure."""
    return sight.sees_sensitive(sheet.unit) or (
        sight.sees(sheet.unit) and not any(is_sensitive(cell, frozen) for cell in sheet.cells)
    )


def is_sensitive(cell: CellChange, frozen: Frozen) -> bool:
    """An element that the plan has dropped is taken for one."""
    element = frozen.elements.get(cell.element)
    return element is None or element.sensitive


def hidden(sheets: Sequence[SheetChange], frozen: Frozen, sight: Sight) -> int:
    """How many changed sheets are not for this reader."""
    return sum(not is_open(sheet, frozen, sight) for sheet in sheets)


def parent_name(unit: FrozenUnit | None, frozen: Frozen) -> str:
    """The unit above; empty under the province itself."""
    above = None if unit is None else frozen.units.get(unit.parent)
    return "" if above is None or above.level == "province" else above.name


def cell_line(cell: CellChange, frozen: Frozen, parts: Mapping[str, str], reader: Reader) -> CellLine:
    element = frozen.elements.get(cell.element)
    name = name_of(element, cell, parts, reader)
    at = datetime.fromisoformat(cell.at) if cell.at else None
    boolean = element is not None and element.boolean
    old, new = (content_said(side, boolean=boolean, reader=reader) for side in (cell.old, cell.new))
    was, is_now = (side if isinstance(side, int) and not boolean else None for side in (cell.old, cell.new))
    return CellLine(name, old, new, cell.by, at, (was, is_now))


def name_of(element: FrozenElement | None, cell: CellChange, parts: Mapping[str, str], reader: Reader) -> str:
    """The element with its part; its code where the plan has dropped it."""
    name = cell.element if element is None else reader.of(element.name)
    return f"{name} ({parts.get(cell.split, cell.split)})" if cell.split else name
