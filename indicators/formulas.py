"""How a measure is made of counts: each element over its stretch of a year, then the formula, once."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from indicators.values import Absence, Formula, Kind, Span


@dataclass(frozen=True, slots=True)
class Counts:
    """The sums of an area's two halves; a formula without a second half has no denominator."""

    numerator: int
    denominator: int | None


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """What the arithmetic needs to know of a measure.

    `due_from` is the first quarter that asks for all its elements: an annual one's `entered_in`, else 1.
    """

    formula: Formula
    per: int
    numerator_kind: Kind
    denominator_kind: Kind | None = None
    due_from: int = 1

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of its elements."""
        return frozenset({self.numerator_kind, self.denominator_kind or self.numerator_kind})

    @property
    def has_quarter_span(self) -> bool:
        """Whether the quarter alone means anything: not with a cumulative or annual element (rule 4)."""
        return not self.kinds & {Kind.CUMULATIVE, Kind.ANNUAL}

    @property
    def builds_up(self) -> bool:
        """Whether its value grows over the year by its nature: events or distinct children over a stock."""
        return self.numerator_kind in (Kind.FLOW, Kind.CUMULATIVE) and self.denominator_kind is Kind.STOCK

    def still_builds_up(self, quarter: int) -> bool:
        """Whether such a value is still to grow: before the year's last quarter."""
        return self.builds_up and quarter < LAST_QUARTER

    def is_due(self, quarter: int) -> bool:
        """Whether the units are asked for it by this quarter of the year."""
        return quarter >= self.due_from

    def is_part_of_year(self, quarter: int) -> bool:
        """Whether a share of events among events is of part of a year: mortality, HIV (domain rule 5), and 12.1."""
        is_rate = self.formula is Formula.RATIO and self.kinds == {Kind.FLOW}
        return is_rate and quarter < LAST_QUARTER


LAST_QUARTER = 4


def evaluate(formula: Formula, per: int, numerator: int, denominator: int) -> Fraction | Absence:
    """The exact value of an area's sums, or why there is none; 0 of some is 0, 0 of 0 is no event at all.

    share_of_units: yes-answers of the units in force. reduction: last year less this year, of last year.
    """
    if denominator:
        return Fraction(numerator * per, denominator)
    if formula is Formula.SHARE_OF_UNITS:
        return Absence.NOT_APPLICABLE
    return Absence.NOT_COMPUTABLE if numerator else Absence.NOTHING_OCCURRED


def over_year(kind: Kind, quarters: Mapping[int, int | None], upto: int) -> int | None:
    """One unit's element over the year to a quarter (domain rule 4); None where nobody counted, never 0.

    flow: the sum of the quarters so far, when each is in. stock, cumulative: the quarter's own figure, never
    carried forward. annual: the latest of the year so far.
    """
    so_far = [quarters.get(quarter) for quarter in range(1, upto + 1)]
    known = [number for number in so_far if number is not None]
    if kind is Kind.FLOW:
        return sum(known) if len(known) == len(so_far) else None
    if kind is Kind.ANNUAL:
        return known[-1] if known else None
    return so_far[-1]


def over_span(span: Span, kind: Kind, quarters: Mapping[int, int | None], quarter: int) -> int | None:
    """The same over either span; the quarter alone is its own figure, whatever the kind."""
    return over_year(kind, quarters, quarter) if span is Span.YTD else quarters.get(quarter)
