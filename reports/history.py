"""One measure in one area over the quarters: what may be compared with what, the road to the target, an estimate.

A quarter without a value is a point with a named absence; no line is drawn through it and it is never a zero.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import inf, sqrt
from statistics import linear_regression

from indicators.formulas import LAST_QUARTER, MeasureFacts
from indicators.goals import Target
from indicators.periods import QUARTERS_IN_YEAR, Quarter
from indicators.values import Absence, Direction, Formula, Kind, Scope, round_half_up
from reports.progress import LEAST_COVERAGE

FEWEST_POINTS = 4
# Student's t that leaves a tenth on either side, by degrees of freedom from 2 on: a band that holds four in five.
# Beyond the table its last entry is taken, which is a little too wide and never too narrow.
T_OF_FOUR_IN_FIVE = (
    1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356, 1.350, 1.345, 1.341,
    1.337, 1.333, 1.330, 1.328, 1.325,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Point:
    """A quarter's year to date: a value, or why there is none; the units it rests on, of those that ought to report."""

    quarter: Quarter
    value: Fraction | None
    absence: Absence | None
    reported: int
    expected: int

    @property
    def is_complete(self) -> bool:
        return self.reported >= self.expected


class Way(StrEnum):
    """Whether a change is for the better, by the measure's own direction."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"


def way_of(difference: Fraction, direction: Direction) -> Way:
    """Of a change in a measure that ought to go this way."""
    if not difference:
        return Way.SAME
    return Way.BETTER if (difference > 0) is (direction is Direction.UP) else Way.WORSE


@dataclass(frozen=True, slots=True)
class Change:
    """The difference of the two numbers as they are shown, against the quarter it is taken from."""

    since: Quarter
    before: Fraction
    difference: Fraction
    way: Way


@dataclass(frozen=True, slots=True)
class Road:
    """From where the measure stands to the province's next targets, each at the end of its year.

    `start` is None where there is nothing to start from: no full year yet of what is read over a year. `targets` are
    all that are ahead, those met already too; no road leads to these.
    """

    start: Point | None
    targets: tuple[Target, ...]

    @property
    def to_reach(self) -> tuple[Target, ...]:
        """The targets that the start does not meet: what the road leads to."""
        if self.start is None or self.start.value is None:
            return ()
        value = self.start.value
        return tuple(target for target in self.targets if not target.is_met_by(value))

    def at(self, quarter: Quarter) -> Fraction | None:
        """Where the straight line to the next target stands at a quarter's end; None outside the road."""
        if self.start is None or self.start.value is None:
            return None
        here, when = self.start.value, end_of(self.start.quarter)
        now = end_of(quarter)
        for target in self.to_reach if now >= when else ():
            there, then = Fraction(target.value), Fraction(target.year + 1)
            if now <= then:
                return here + (there - here) * (now - when) / (then - when)
            here, when = there, then
        return None


class NoProjection(StrEnum):
    """Why nothing is estimated."""

    TOO_FEW = "too_few"
    PARTIAL_COVERAGE = "partial_coverage"


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a quarter would come to if the trend held; four times in five it should lie between low and high."""

    quarter: Quarter
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Projection:
    """A straight line by least squares through the comparable points, no further ahead than they reach back."""

    rests_on: tuple[Point, ...]
    estimates: tuple[Estimate, ...]


def end_of(quarter: Quarter) -> Fraction:
    """A quarter's end as a number of years: 2024-Q4 ends at 2025."""
    return quarter.year + Fraction(quarter.number, QUARTERS_IN_YEAR)


def is_read_over_the_year(facts: MeasureFacts) -> bool:
    """Whether its value belongs to a stretch of the year: then only the same stretch of other years compares."""
    return facts.formula is Formula.REDUCTION or facts.kinds != {Kind.STOCK}


def bounds(facts: MeasureFacts) -> tuple[float, float]:
    """What the unit of measure allows: a share is never below 0 or above the whole; a reduction may be a rise."""
    return (-inf if facts.formula is Formula.REDUCTION else 0.0), float(facts.per)


@dataclass(frozen=True)
class History:
    """A measure's points in an area, the oldest first; the last is the quarter looked at."""

    facts: MeasureFacts
    direction: Direction
    decimals: int
    points: Sequence[Point]
    least_coverage: Fraction = LEAST_COVERAGE

    @property
    def is_of_years(self) -> bool:
        return is_read_over_the_year(self.facts)

    @cached_property
    def comparable(self) -> list[Point]:
        """The points that rest on enough units to be compared at all; of a share of communes, on all of them."""
        return [point for point in self.points if self._may_compare(point)]

    def _may_compare(self, point: Point) -> bool:
        if point.value is None or not point.expected:
            return False
        if self.facts.formula is Formula.SHARE_OF_UNITS:
            return point.is_complete
        return Fraction(point.reported, point.expected) >= self.least_coverage

    def like(self, point: Point) -> list[Point]:
        """The comparable points that a point stands in one row with, itself among them.

        What is read over a year: the same stretch of other years. A share of communes: of as many communes.
        """
        return [
            other
            for other in self.comparable
            if (not self.is_of_years or other.quarter.number == point.quarter.number)
            and (self.facts.formula is not Formula.SHARE_OF_UNITS or other.expected == point.expected)
        ]

    @cached_property
    def change(self) -> Change | None:
        """The last point against the newest earlier one like it; None where there is nothing to compare."""
        last = self.points[-1] if self.points else None
        if last is None or last.value is None or not self._may_compare(last):
            return None
        earlier = [point for point in self.like(last) if point.quarter < last.quarter]
        if not earlier:
            return None
        before = max(earlier, key=lambda point: point.quarter)
        assert before.value is not None
        then, now = (Fraction(round_half_up(value, self.decimals)) for value in (before.value, last.value))
        return Change(before.quarter, before.value, now - then, way_of(now - then, self.direction))

    def road(self, targets: Iterable[Target]) -> Road:
        """From the last full year, or the last comparable state, to the province's targets still ahead."""
        starts = [
            point for point in self.comparable if not self.is_of_years or point.quarter.number == LAST_QUARTER
        ]
        start = starts[-1] if starts else None
        since = end_of((start or self.points[-1]).quarter) if self.points else Fraction(0)
        ahead = [target for target in targets if target.scope == Scope.PROVINCE and target.year + 1 > since]
        return Road(start, tuple(sorted(ahead, key=lambda target: target.year)))

    def projection(self, until: Quarter) -> Projection | NoProjection:
        """What the next quarters would come to if the trend held, up to a quarter; or why nothing is estimated."""
        valued = [point for point in self.points if point.value is not None]
        if self.facts.formula is Formula.SHARE_OF_UNITS and valued and not valued[-1].is_complete:
            return NoProjection.PARTIAL_COVERAGE
        row = self.like(self.comparable[-1]) if self.comparable else []
        if len(row) < FEWEST_POINTS:
            return NoProjection.TOO_FEW
        return Projection(tuple(row), tuple(estimates(row, self.facts, self._ahead(row, until))))

    def _ahead(self, row: Sequence[Point], until: Quarter) -> list[Quarter]:
        first, last = row[0].quarter, row[-1].quarter
        furthest = end_of(last) + (end_of(last) - end_of(first))
        found, quarter = [], last.next()
        while quarter <= until and end_of(quarter) <= furthest:
            if not self.is_of_years or quarter.number == last.number:
                found.append(quarter)
            quarter = quarter.next()
        return found


def estimates(row: Sequence[Point], facts: MeasureFacts, ahead: Iterable[Quarter]) -> list[Estimate]:
    """Ordinary least squares through four or more points, with the interval of a new observation."""
    times = [float(end_of(point.quarter)) for point in row]
    values = [float(point.value) for point in row if point.value is not None]
    slope, level = linear_regression(times, values)
    middle = sum(times) / len(times)
    width = sum((time - middle) ** 2 for time in times)
    left_over = sum((value - level - slope * time) ** 2 for time, value in zip(times, values, strict=True))
    freedom = len(row) - 2
    t = T_OF_FOUR_IN_FIVE[min(freedom - 2, len(T_OF_FOUR_IN_FIVE) - 1)]
    deviation = sqrt(left_over / freedom)
    lowest, highest = bounds(facts)
    found = []
    for quarter in ahead:
        time = float(end_of(quarter))
        value = level + slope * time
        reach = t * deviation * sqrt(1 + 1 / len(row) + (time - middle) ** 2 / width)
        low, here, high = (min(max(one, lowest), highest) for one in (value - reach, value, value + reach))
        found.append(Estimate(quarter, here, low, high))
    return found
