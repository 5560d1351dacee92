"""A row of values as a small line: where to draw, in the units of a box; gaps stay gaps. Words come from elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from indicators.periods import QUARTERS_IN_YEAR, Quarter

from .history import History, Point

QUARTERS = 8
STEP, HEIGHT, MARGIN = 12, 24, 3
WIDTH = STEP * (QUARTERS - 1) + 2 * MARGIN


@dataclass(frozen=True, slots=True)
class Dot:
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Spark:
    """Each stroke joins quarters that follow one another; a quarter alone is a dot; the last one is marked."""

    strokes: tuple[str, ...]
    dots: tuple[Dot, ...]
    last: Dot | None
    points: tuple[Point, ...]

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def height(self) -> int:
        return HEIGHT


def spark(history: History) -> Spark | None:
    """The last eight quarters; None where not one of them has a value."""
    points = tuple(history.points[-QUARTERS:])
    runs = [run for run in stretches(points, by_year=history.is_of_years) if run]
    values = [point.value for run in runs for point in run if point.value is not None]
    if not values:
        return None
    newest = points[-1].quarter
    low, high = min(values), max(values)
    drawn = [[dot(point, newest, low, high) for point in run] for run in runs]
    ends_now = runs[-1][-1].quarter == newest
    return Spark(
        strokes=tuple("M" + " L".join(f"{one.x} {one.y}" for one in run) for run in drawn if len(run) > 1),
        dots=tuple(run[0] for run in drawn if len(run) == 1),
        last=drawn[-1][-1] if ends_now else None,
        points=points,
    )


def stretches(points: Sequence[Point], *, by_year: bool) -> Iterable[list[Point]]:
    """The points with a value in runs of neighbouring quarters; what is read over a year begins anew each year."""
    run: list[Point] = []
    for point in points:
        follows = bool(run) and run[-1].quarter.next() == point.quarter
        if not follows or point.value is None or (by_year and point.quarter.number == 1):
            yield run
            run = []
        if point.value is not None:
            run.append(point)
    yield run


def dot(point: Point, newest: Quarter, low: Fraction, high: Fraction) -> Dot:
    """Where a point stands: the newest quarter at the right edge, the highest value on top."""
    assert point.value is not None
    quarter = point.quarter
    age = (newest.year - quarter.year) * QUARTERS_IN_YEAR + newest.number - quarter.number
    part = (point.value - low) / (high - low) if high > low else Fraction(1, 2)
    return Dot(WIDTH - MARGIN - age * STEP, round(HEIGHT - MARGIN - part * (HEIGHT - 2 * MARGIN)))
