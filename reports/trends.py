"""What became of a published result: against the quarter before, the same period a year before, the next milestone.

Pure. Nothing is said where two numbers do not compare; why they do not is a word of its own.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import partial

from indicators.goals import CEILINGS, FLOORS
from indicators.periods import Quarter
from indicators.values import Direction, Formula, Operator, Status, round_half_up

from .frozen import Against, Frozen
from .frozen_parts import FrozenMeasure, FrozenTarget, FrozenValue
from .history import Way, way_of
from .progress import LEAST_COVERAGE


class Obstacle(StrEnum):
    """Why two results cannot be set beside each other."""

    NO_PERIOD = "no_period"  # the portal does not know that quarter
    NOT_ALIKE = "not_alike"  # what is counted over the year has no quarter of its own
    NO_VALUE_THEN = "no_value_then"
    NO_VALUE_NOW = "no_value_now"
    TOO_FEW_UNITS = "too_few_units"  # in one of the two, or not the same communes in a share of them


@dataclass(frozen=True, slots=True)
class Trend:
    """The change from `then` to `now` as both are shown, in the measure's own unit of measure, or why there is none.

    `quarter` is the earlier one; None where the portal does not know it.
    """

    against: Against
    quarter: Quarter | None
    then: FrozenValue | None
    now: FrozenValue | None
    difference: Fraction | None
    way: Way | None
    obstacle: Obstacle | None


def trend(measure: FrozenMeasure, frozen: Frozen, against: Against) -> Trend:
    """The province's result now and then: the quarter alone against the quarter before, else the year to date."""
    earlier = frozen.earlier.get(against)
    now = frozen.alone(measure.code) if against is Against.QUARTER_BEFORE else frozen.result(measure.code)
    then = None if earlier is None else earlier.values.get(measure.code)
    obstacle = obstacle_between(then, now, is_known=earlier is not None)
    said = partial(Trend, against, None if earlier is None else earlier.quarter, then, now)
    if obstacle is not None or then is None or now is None:
        return said(difference=None, way=None, obstacle=obstacle)
    difference = shown(now) - shown(then)
    return said(difference=difference, way=way_of(difference, Direction(measure.direction)), obstacle=None)


def obstacle_between(then: FrozenValue | None, now: FrozenValue | None, *, is_known: bool) -> Obstacle | None:
    if not is_known:
        return Obstacle.NO_PERIOD
    if now is None or then is None:
        return Obstacle.NOT_ALIKE
    if now.exact is None:
        return Obstacle.NO_VALUE_NOW
    if then.exact is None:
        return Obstacle.NO_VALUE_THEN
    return None if rest_on_enough(then, now) else Obstacle.TOO_FEW_UNITS


def rest_on_enough(then: FrozenValue, now: FrozenValue) -> bool:
    """Whether both rest on enough units; a share of communes on every one, and on as many then as now."""
    if now.measure.formula is Formula.SHARE_OF_UNITS:
        return then.expected == now.expected and all(one.reported == one.expected for one in (then, now))
    return all(is_covered(one) for one in (then, now))


def is_covered(value: FrozenValue) -> bool:
    return bool(value.expected) and Fraction(value.reported, value.expected) >= LEAST_COVERAGE


def shown(value: FrozenValue) -> Fraction:
    """The number that a reader sees: differences are those of the numbers on the page."""
    assert value.exact is not None  # asked only where there is one
    return Fraction(round_half_up(value.exact, value.measure.decimals))


# The next milestone -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Milestone:
    """The province's next target after the one that judges, and how far there is still to go.

    `missing` is in the measure's own unit: 0 where it is reached already, None where that cannot be said.
    """

    target: FrozenTarget
    missing: Fraction | None


def milestone(measure: FrozenMeasure, frozen: Frozen) -> Milestone | None:
    """None where the province has set none, or no later one."""
    value = frozen.result(measure.code)
    target = frozen.milestone(value)
    return None if target is None else Milestone(target, distance(value, target))


def distance(value: FrozenValue, target: FrozenTarget) -> Fraction | None:
    """How much better it must become, as shown. Not said of a part of a year, nor while units are missing."""
    if value.exact is None or value.measure.part_of_year or value.is_lower_bound or not is_covered(value):
        return None
    if target.target.is_met_by(value.exact):
        return None if may_be_broken_yet(value, target) else Fraction(0)
    aimed = Fraction(target.target.value)
    gap = shown(value) - aimed if target.target.op in CEILINGS else aimed - shown(value)
    return abs(gap) if target.target.op is Operator.EQUAL else max(gap, Fraction(0))


def may_be_broken_yet(value: FrozenValue, target: FrozenTarget) -> bool:
    """Whether a result that still builds up stays below a ceiling only so far: the year is not over."""
    return value.status is Status.IN_PROGRESS and target.target.op not in FLOORS


# Who leads, who lags ----------------------------------------------------------------------------------------------

NAMED_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Edges:
    """The districts that did best and those that did worst; empty where nobody stands out."""

    best: tuple[FrozenValue, ...]
    worst: tuple[FrozenValue, ...]
    unranked: int = 0  # districts that report it and rest on too few units to stand in a row


def edges(measure: FrozenMeasure, frozen: Frozen) -> Edges:
    """At most three and no more than half at either end; those with one result stand together or not at all."""
    found = [frozen.value(measure.code, unit.code) for unit in frozen.units_of("district")]
    ranked = sorted(
        (value for value in found if value is not None and may_be_ranked(value)),
        key=shown,
        reverse=measure.direction == Direction.UP,
    )
    asked = sum(value is not None and bool(value.expected) for value in found)
    return Edges(edge(ranked), edge(ranked[::-1]), asked - len(ranked))


def may_be_ranked(value: FrozenValue) -> bool:
    return value.exact is not None and not value.is_lower_bound and is_covered(value)


def edge(ranked: list[FrozenValue]) -> tuple[FrozenValue, ...]:
    """From the front, as long as whole groups of one result fit."""
    room = min(NAMED_AT_MOST, len(ranked) // 2)
    fits = [end for end in range(1, room + 1) if shown(ranked[end - 1]) != shown(ranked[end])]
    return tuple(ranked[: max(fits, default=0)])
