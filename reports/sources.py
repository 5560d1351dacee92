"""Where a number comes from: the units that are counted in it, what each brings, and why the others are not. Pure.

Reckoned unit by unit from the cells, so that the lines of an area add up to the number that SQL made of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from indicators.formulas import MeasureFacts
from indicators.periods import Quarter
from indicators.values import Absence, Formula, Kind, Span

from .consolidation import ElementYear, Merged, UnitCount, consolidate, element_over, part_of, unit_pair
from .ledger import Ledger, Place, element_year


@dataclass(frozen=True, slots=True)
class Half:
    """An element above or below the line; `name` is in the reader's language."""

    code: str
    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Subject:
    """What a number is of: a measure, or a single element that is only counted (`facts` None)."""

    code: str
    name: str
    unit_of_measure: str
    decimals: int
    sensitive: bool
    above: Half
    below: Half | None
    facts: MeasureFacts | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which of its numbers: of a quarter, over a span, of a split (empty: the total)."""

    subject: Subject
    quarter: Quarter
    span: Span
    split: str


@dataclass(frozen=True, slots=True)
class Reporter:
    """A unit that is asked for the number. `state` of its submission of the quarter; empty where it has not begun."""

    code: str
    name: str
    parent: str
    state: str


class Lack(StrEnum):
    """Why a half has no number."""

    NOT_BEGUN = "not_begun"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    NOT_ACCEPTED = "not_accepted"  # the sheet of an earlier quarter
    NO_DATA = "no_data"  # the unit says that it has none
    NO_PART = "no_part"  # counted, and not by this split
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Gap:
    """One reason: of which quarter, and of which half where the sheet itself is there."""

    lack: Lack
    quarter: Quarter
    half: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """One accepted sheet that is in a unit's number."""

    place: Place
    quarter: Quarter
    accepted_by: str
    accepted_at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """One unit: its two halves and its own value, the sheets they come from; or what is missing."""

    reporter: Reporter
    numerator: int | None
    denominator: int | None
    value: Fraction | None
    absence: Absence | None
    is_counted: bool
    origins: tuple[Origin, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True)
class Sources:
    """All the lines of a number, and what they add up to."""

    asked: Asked
    lines: Sequence[Line]
    numerator: int | None
    denominator: int | None

    @property
    def counted(self) -> int:
        return sum(line.is_counted for line in self.lines)


def sources(asked: Asked, reporters: Iterable[Reporter], ledger: Ledger) -> Sources:
    """Every reporter's line, in their order."""
    lines = [line_of(asked, reporter, ledger) for reporter in reporters]
    any_counted = any(line.is_counted for line in lines)
    return Sources(
        asked,
        lines,
        numerator=sum(line.numerator or 0 for line in lines) if any_counted else None,
        denominator=sum(line.denominator or 0 for line in lines)
        if any_counted and asked.subject.facts is not None
        else None,
    )


def line_of(asked: Asked, reporter: Reporter, ledger: Ledger) -> Line:
    found = pair_of(asked, reporter.code, ledger)
    if found is None:
        return missing_line(asked, reporter, ledger)
    origins = origins_of(asked, reporter.code, ledger)
    if asked.subject.facts is None:
        return Line(reporter, found.numerator, None, None, None, True, origins)
    merged = Merged(found.numerator, found.denominator, 1)
    result = consolidate(asked.subject.facts, merged, expected=1, quarter=asked.quarter.number)
    return Line(reporter, result.numerator, result.denominator, result.value, result.absence, True, origins)


def missing_line(asked: Asked, reporter: Reporter, ledger: Ledger) -> Line:
    """A commune that has not answered stays in the denominator of a share of communes, and nowhere else."""
    facts = asked.subject.facts
    below = 1 if facts is not None and facts.formula is Formula.SHARE_OF_UNITS else None
    if facts is not None and not facts.is_due(asked.quarter.number):
        return Line(reporter, None, below, None, Absence.NOT_DUE, False)
    gaps = tuple(
        dict.fromkeys(gap for half in halves(asked) for gap in gaps_of(asked, half, reporter, ledger))
    )
    return Line(reporter, None, below, None, Absence.NOT_REPORTED, False, gaps=gaps)


def pair_of(asked: Asked, unit: str, ledger: Ledger) -> UnitCount | None:
    """A unit's two halves by the rules of consolidation; None where either is missing."""
    subject, year, quarter = asked.subject, asked.quarter.year, asked.quarter.number
    above = element_year(ledger, unit, year, subject.above.code)
    if subject.facts is None:
        alone = element_over(subject.above.kind, above, quarter, asked.split, asked.span)
        return None if alone is None else UnitCount(alone, 0)
    below: ElementYear = {} if subject.below is None else element_year(ledger, unit, year, subject.below.code)
    return unit_pair(
        subject.facts,
        quarter=quarter,
        numerator=above,
        denominator=below,
        last_year=element_year(ledger, unit, year - 1, subject.above.code),
        split=asked.split,
        span=asked.span,
    )


# Which cells a half is made of ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HalfYear:
    """A half in one of the years it is looked up in."""

    half: Half
    year: int


def halves(asked: Asked) -> list[HalfYear]:
    """What must be there for a unit to be counted; a reduction asks for the year before too."""
    subject, year = asked.subject, asked.quarter.year
    found = [HalfYear(subject.above, year)]
    if subject.facts is not None and subject.facts.formula is Formula.REDUCTION:
        found.append(HalfYear(subject.above, year - 1))
    if subject.below is not None:
        found.append(HalfYear(subject.below, year))
    return found


def quarters_of(asked: Asked, half: HalfYear, years: ElementYear) -> list[Quarter]:
    """The quarters whose cells make a half; of what is entered once a year the newest, or the one it is asked in."""
    last = asked.quarter.number
    if asked.span is Span.QUARTER or half.half.kind in (Kind.STOCK, Kind.CUMULATIVE):
        return [Quarter(half.year, last)]
    if half.half.kind is Kind.ANNUAL:
        return [Quarter(half.year, max((number for number in years if number <= last), default=last))]
    return [Quarter(half.year, number) for number in range(1, last + 1)]


def origins_of(asked: Asked, unit: str, ledger: Ledger) -> tuple[Origin, ...]:
    """The sheets a counted unit's halves come from, the oldest first."""
    quarters = {
        quarter
        for half in halves(asked)
        for quarter in quarters_of(asked, half, element_year(ledger, unit, half.year, half.half.code))
    }
    places = [(quarter, (unit, quarter.code)) for quarter in sorted(quarters)]
    return tuple(
        Origin(place, quarter, ledger[place].accepted_by, ledger[place].accepted)
        for quarter, place in places
        if place in ledger
    )


def gaps_of(asked: Asked, half: HalfYear, reporter: Reporter, ledger: Ledger) -> list[Gap]:
    """Why a half has no number; none where it has one."""
    years = element_year(ledger, reporter.code, half.year, half.half.code)
    if element_over(half.half.kind, years, asked.quarter.number, asked.split, asked.span) is not None:
        return []
    return [
        gap_of(asked, half.half, quarter, reporter, ledger)
        for quarter in quarters_of(asked, half, years)
        if part_of(years.get(quarter.number, {}), asked.split) is None
    ]


def gap_of(asked: Asked, half: Half, quarter: Quarter, reporter: Reporter, ledger: Ledger) -> Gap:
    sheet = ledger.get((reporter.code, quarter.code))
    if sheet is None:
        now = quarter == asked.quarter and reporter.state != "accepted"
        return Gap(STATES.get(reporter.state, Lack.NOT_BEGUN) if now else Lack.NOT_ACCEPTED, quarter)
    if sheet.cells.get((half.code, "")) == Lack.NO_DATA:
        return Gap(Lack.NO_DATA, quarter, half.name)
    has_total = (half.code, "") in sheet.cells
    return Gap(Lack.NO_PART if asked.split and has_total else Lack.EMPTY, quarter, half.name)


STATES: Mapping[str, Lack] = {
    "": Lack.NOT_BEGUN,
    "draft": Lack.DRAFT,
    "submitted": Lack.SUBMITTED,
    "returned": Lack.RETURNED,
}


def withheld(line: Line) -> Line:
    """The line without what the unit counted; whether it is counted, and out of which sheets, stays."""
    if not line.is_counted:
        return line
    return replace(line, numerator=None, denominator=None, value=None, absence=Absence.WITHHELD)
