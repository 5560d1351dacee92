"""What every number ought to be, worked out anew: one cell after another, in plain Python, as a careful clerk would.

It shares no arithmetic with the rest of the portal on purpose, neither the SQL nor the formulas. Where the two differ
one of them is wrong, and somebody must look. Slow is fine; it runs at night.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

# (unit's code, year, quarter, element, split) -> what is counted there. "Không phát sinh" is 0; "chưa có số liệu" is
# not here, and neither is what was not accepted.
Cells = Mapping[tuple[str, int, int, str, str], int]
YTD, QUARTER = "ytd", "quarter"
SPLITS = ("", "male", "female", "kinh", "minority")


@dataclass(frozen=True, slots=True)
class AuditedUnit:
    """A unit in force on the period's last day. `district` is the code of its own district; empty without one."""

    code: str
    reports_as: str  # commune, district, department:health: as the plan's elements name who reports
    is_area: bool
    is_province: bool = False
    district: str = ""


@dataclass(frozen=True, slots=True)
class AuditedElement:
    code: str
    kind: str
    reported_by: str
    entered_in: int | None = None


@dataclass(frozen=True, slots=True)
class AuditedMeasure:
    code: str
    formula: str
    per: int
    numerator: AuditedElement
    denominator: AuditedElement | None
    splits: tuple[str, ...] = ()

    @property
    def elements(self) -> list[AuditedElement]:
        return [one for one in (self.numerator, self.denominator) if one is not None]


@dataclass(frozen=True, slots=True)
class Books:
    """All that is needed to work out one quarter of one province."""

    year: int
    quarter: int
    is_base: bool
    units: Sequence[AuditedUnit]
    measures: Sequence[AuditedMeasure]
    cells: Cells


@dataclass(frozen=True, slots=True)
class Line:
    """One number as it ought to be: its value or the word for why there is none, and what it was made of."""

    value: Fraction | None
    absence: str
    numerator: int | None
    denominator: int | None
    reported: int
    expected: int


Place = tuple[str, str, str, str]  # unit, measure, span, split


def lines(books: Books) -> Iterator[tuple[Place, Line]]:
    """Every number of the quarter with its place."""
    for area in books.units:
        if not area.is_area:
            continue
        for measure in books.measures:
            reporters = [
                one for one in within(area, books) if one.reports_as == measure.numerator.reported_by
            ]
            for span in spans_of(measure):
                for split in ("", *measure.splits) if reporters else ("",):
                    yield (area.code, measure.code, span, split), line(measure, reporters, span, split, books)


def within(area: AuditedUnit, books: Books) -> list[AuditedUnit]:
    """The units an area is made of, itself among them."""
    if area.is_province:
        return list(books.units)
    return [unit for unit in books.units if area.code in (unit.code, unit.district)]


def spans_of(measure: AuditedMeasure) -> tuple[str, ...]:
    """The quarter alone says nothing of what is counted over the year or once a year."""
    year_long = any(element.kind in ("cumulative", "annual") for element in measure.elements)
    return (YTD,) if year_long else (YTD, QUARTER)


def line(
    measure: AuditedMeasure, reporters: Sequence[AuditedUnit], span: str, split: str, books: Books
) -> Line:
    """One measure of some units: both halves added up over those that gave both, then divided once."""
    if not reporters:
        return Line(None, "not_applicable", None, None, 0, 0)
    above, below, reported = 0, 0, 0
    for unit in reporters:
        halves = halves_of(unit, measure, span, split, books)
        if halves is not None:
            above, below, reported = above + halves[0], below + halves[1], reported + 1
    if reported == 0:
        return Line(None, silence(measure, books), None, None, 0, len(reporters))
    if measure.formula == "share_of_units":
        below = len(reporters)
    if measure.formula == "reduction_on_previous_year":
        above, below = below - above, below
    if below == 0:
        absence = "not_computable" if above != 0 else "nothing_occurred"
        return Line(None, absence, above, below, reported, len(reporters))
    return Line(Fraction(above * measure.per, below), "", above, below, reported, len(reporters))


def silence(measure: AuditedMeasure, books: Books) -> str:
    """Why nobody reported: nobody was asked yet, or nobody answered. A base quarter asks for no result of its own."""
    due_from = max(element.entered_in or 1 for element in measure.elements)
    return "not_due" if books.is_base or books.quarter < due_from else "not_reported"


def halves_of(
    unit: AuditedUnit, measure: AuditedMeasure, span: str, split: str, books: Books
) -> tuple[int, int] | None:
    """A unit's two halves; None where either is missing."""
    above = counted(unit, measure.numerator, books.year, span, split, books)
    if measure.formula == "share_of_units":
        below: int | None = 1
    elif measure.formula == "reduction_on_previous_year":
        below = counted(unit, measure.numerator, books.year - 1, span, split, books)
    else:
        assert measure.denominator is not None
        below = counted(unit, measure.denominator, books.year, span, split, books)
    return None if above is None or below is None else (above, below)


def counted(
    unit: AuditedUnit, element: AuditedElement, year: int, span: str, split: str, books: Books
) -> int | None:
    """An element of a unit over the year so far or in the quarter alone; None where nobody counted."""
    if span == QUARTER or element.kind in ("stock", "cumulative"):
        return cell(unit, year, books.quarter, element, split, books)
    if element.kind == "annual":
        return newest(unit, year, element, split, books)
    total = 0
    for quarter in range(1, books.quarter + 1):
        number = cell(unit, year, quarter, element, split, books)
        if number is None:
            return None
        total += number
    return total


def newest(unit: AuditedUnit, year: int, element: AuditedElement, split: str, books: Books) -> int | None:
    """What the year's newest entry says; it replaces an older one whole, with its splits."""
    for quarter in range(books.quarter, 0, -1):
        entry = [(unit.code, year, quarter, element.code, part) for part in SPLITS]
        if any(key in books.cells for key in entry):
            return cell(unit, year, quarter, element, split, books)
    return None


def cell(
    unit: AuditedUnit, year: int, quarter: int, element: AuditedElement, split: str, books: Books
) -> int | None:
    """One cell; of a total of nought every part is nought."""
    if books.cells.get((unit.code, year, quarter, element.code, "")) == 0:
        return 0
    return books.cells.get((unit.code, year, quarter, element.code, split))
