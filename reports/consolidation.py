"""From many units to one area: merge what they counted, then apply the formula once.

The SQL in reports/ agrees with this file; where they differ, this one holds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from indicators.formulas import MeasureFacts, evaluate, over_span
from indicators.formulas import over_year as over_year
from indicators.values import Absence, Formula, Kind, Span

TOTAL = ""
# One unit's element over one year: quarter -> split -> what it counts. What is not there, nobody counted.
ElementYear = Mapping[int, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class UnitCount:
    """One unit's two halves of a measure, as counted.

    ratio: numerator and denominator. share_of_units: the answer, and 1 for the unit itself. reduction: this year and
    the same stretch of last year.
    """

    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class Merged:
    """What some units counted together, and how many of them did."""

    numerator: int = 0
    denominator: int = 0
    reported: int = 0

    def __add__(self, other: "Merged") -> "Merged":
        return Merged(
            self.numerator + other.numerator,
            self.denominator + other.denominator,
            self.reported + other.reported,
        )


@dataclass(frozen=True, slots=True)
class Result:
    """A measure in an area: a value or why there is none, the counts behind it, the units it rests on.

    The counts are None where nobody counted; where nothing could be computed they are shown without a value.
    """

    value: Fraction | None
    absence: Absence | None
    numerator: int | None
    denominator: int | None
    reported: int
    expected: int

    @property
    def missing(self) -> int:
        """Units that ought to be counted and are not."""
        return max(self.expected - self.reported, 0)

    @property
    def coverage(self) -> Fraction | None:
        """The part of the expected units that is counted; None where none is expected."""
        return Fraction(self.reported, self.expected) if self.expected else None

    def is_lower_bound(self, formula: Formula) -> bool:
        """Whether the value is an "ít nhất": a share of units of which some have not answered."""
        return formula is Formula.SHARE_OF_UNITS and self.value is not None and self.missing > 0


def merge(counts: Iterable[UnitCount | None]) -> Merged:
    """The sums over units; None, a unit with a half missing, is in neither sum and never a zero."""
    merged = Merged()
    for count in counts:
        if count is not None:
            merged += Merged(count.numerator, count.denominator, 1)
    return merged


def consolidate(facts: MeasureFacts, merged: Merged, *, expected: int, quarter: int) -> Result:
    """The area's result from its sums: the formula once, never a mean of the units' rates.

    A share of units is of all expected ones; a reduction is shown as last year less this year, of last year.
    """
    if not expected:
        return _without(Absence.NOT_APPLICABLE, expected)
    if not merged.reported:
        return _without(Absence.NOT_REPORTED if facts.is_due(quarter) else Absence.NOT_DUE, expected)
    numerator, denominator = _halves(facts.formula, merged, expected)
    value = evaluate(facts.formula, facts.per, numerator, denominator)
    return Result(
        value=None if isinstance(value, Absence) else value,
        absence=value if isinstance(value, Absence) else None,
        numerator=numerator,
        denominator=denominator,
        reported=merged.reported,
        expected=expected,
    )


def _halves(formula: Formula, merged: Merged, expected: int) -> tuple[int, int]:
    """The formula's two halves from what was merged."""
    if formula is Formula.SHARE_OF_UNITS:
        return merged.numerator, expected
    if formula is Formula.REDUCTION:
        return merged.denominator - merged.numerator, merged.denominator
    return merged.numerator, merged.denominator


def _without(absence: Absence, expected: int) -> Result:
    return Result(None, absence, None, None, reported=0, expected=expected)


def unit_pair(
    facts: MeasureFacts,
    *,
    quarter: int,
    numerator: ElementYear,
    denominator: ElementYear | None = None,
    last_year: ElementYear | None = None,
    split: str = TOTAL,
    span: Span = Span.YTD,
) -> UnitCount | None:
    """One unit's halves over a span, from its cells; None where either half is missing (pairwise).

    `last_year` is the numerator's element in the year before: a reduction compares the same stretch of both.
    """
    above = element_over(facts.numerator_kind, numerator, quarter, split, span)
    if above is None:
        return None
    if facts.formula is Formula.SHARE_OF_UNITS:
        return UnitCount(above, 1)
    if facts.formula is Formula.REDUCTION:
        before = element_over(facts.numerator_kind, last_year or {}, quarter, split, span)
        return None if before is None else UnitCount(above, before)
    kind = facts.denominator_kind or facts.numerator_kind
    below = element_over(kind, denominator or {}, quarter, split, span)
    return None if below is None else UnitCount(above, below)


def element_over(kind: Kind, year: ElementYear, quarter: int, split: str, span: Span) -> int | None:
    """One unit's element, total or split, over a span; None where nobody counted it."""
    quarters = {number: part_of(cells, split) for number, cells in year.items()}
    if kind is Kind.ANNUAL and span is Span.YTD:
        # A later entry of the year replaces an earlier one whole, its splits with it.
        return quarters.get(max((number for number in year if number <= quarter and year[number]), default=0))
    return over_span(span, kind, quarters, quarter)


def part_of(cells: Mapping[str, int], split: str) -> int | None:
    """A cell of one element in one quarter; a total of nought has parts of nought, typed in or not."""
    return 0 if cells.get(TOTAL) == 0 else cells.get(split)
