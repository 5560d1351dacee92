"""What a publication's page shows: the province's frozen values by objective, out of the content alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from indicators.periods import Quarter
from indicators.values import Absence, Span, Status

from .frozen import Against, Frozen
from .frozen_parts import (
    FrozenCount,
    FrozenElement,
    FrozenIndicator,
    FrozenMeasure,
    FrozenObjective,
    FrozenTarget,
    FrozenValue,
)
from .history import Way
from .observations import is_of_too_few
from .trends import Milestone, Trend, milestone, trend


@dataclass(frozen=True)
class PublishedTrend:
    """An earlier result beside the published one; no difference where the two do not compare."""

    against: Against
    quarter: Quarter
    then: FrozenValue
    difference: Fraction | None
    way: Way | None


@dataclass(frozen=True)
class PublishedLine:
    """One measure: the year to date, the quarter alone beside it, what they are compared with, what comes next."""

    measure: FrozenMeasure
    result: FrozenValue
    alone: FrozenValue | None
    trends: Sequence[PublishedTrend]
    reference: FrozenTarget | None
    milestone: Milestone | None
    part_of_year: bool


@dataclass(frozen=True)
class PublishedCount:
    """A count that feeds no measure."""

    element: FrozenElement
    count: FrozenCount
    withheld: bool


@dataclass(frozen=True)
class PublishedIndicator:
    indicator: FrozenIndicator
    lines: Sequence[PublishedLine]
    counts: Sequence[PublishedCount]


@dataclass(frozen=True)
class PublishedObjective:
    objective: FrozenObjective
    indicators: Sequence[PublishedIndicator]


def objectives(frozen: Frozen, *, sees_sensitive: bool) -> list[PublishedObjective]:
    """The frozen values by objective; sensitive ones of one or two units only for those with the right."""
    return [
        PublishedObjective(
            objective,
            [of_indicator(indicator, frozen, sees_sensitive) for indicator in objective.indicators],
        )
        for objective in frozen.objectives
    ]


def of_indicator(indicator: FrozenIndicator, frozen: Frozen, sees_sensitive: bool) -> PublishedIndicator:
    lines = [of_measure(measure, frozen, sees_sensitive) for measure in indicator.measures]
    return PublishedIndicator(indicator, lines, counts_under(indicator, frozen, sees_sensitive))


def of_measure(measure: FrozenMeasure, frozen: Frozen, sees_sensitive: bool) -> PublishedLine:
    result, alone = (
        value if value is None or sees_sensitive else protected(value)
        for value in (frozen.result(measure.code), frozen.alone(measure.code))
    )
    assert result is not None  # every publication has every measure of its province
    return PublishedLine(
        measure=measure,
        result=result,
        alone=alone,
        trends=trends_of(measure, frozen, sees_sensitive),
        reference=frozen.reference(measure),
        milestone=milestone_of(result, frozen),
        part_of_year=measure.part_of_year and result.exact is not None,
    )


def trends_of(measure: FrozenMeasure, frozen: Frozen, sees_sensitive: bool) -> list[PublishedTrend]:
    """Without those that the portal did not know then, and what nobody was asked for."""
    found = [trend(measure, frozen, against) for against in Against]
    return [
        shown_trend(one, one.quarter, one.then, sees_sensitive)
        for one in found
        if one.quarter is not None and one.then is not None and one.then.absence is not Absence.NOT_DUE
    ]


def shown_trend(found: Trend, quarter: Quarter, then: FrozenValue, sees_sensitive: bool) -> PublishedTrend:
    """A difference would say a number that is withheld, so it goes with it."""
    seen = then if sees_sensitive else protected(then)
    hides = not sees_sensitive and found.now is not None and protected(found.now) is not found.now
    if hides or seen is not then:
        return PublishedTrend(found.against, quarter, seen, None, None)
    return PublishedTrend(found.against, quarter, then, found.difference, found.way)


def milestone_of(result: FrozenValue, frozen: Frozen) -> Milestone | None:
    """How much is missing says the result, so a result that is withheld has the milestone alone."""
    found = milestone(result.measure, frozen)
    return replace(found, missing=None) if found and result.absence is Absence.WITHHELD else found


def protected(value: FrozenValue) -> FrozenValue:
    """The value, or without its numbers where they would say what one unit reported."""
    if not value.measure.sensitive or not is_of_too_few(value.reported, value.expected):
        return value
    status = None if value.status is None else Status.WITHHELD
    return replace(
        value, text=None, absence=Absence.WITHHELD, numerator=None, denominator=None, status=status
    )


def shown_number(
    frozen: Frozen, code: str, span: Span, split: str, *, sees_sensitive: bool
) -> tuple[Fraction | None, Absence | None]:
    """One of the province's published numbers, a measure's or a count's, or its silence, as a reader may see it."""
    if code in frozen.measures:
        value = frozen.value(code, frozen.province.code, span, split)
        assert value is not None  # asked of numbers that were published
        value = value if sees_sensitive else protected(value)
        return value.exact, value.absence
    count = frozen.counts[code, frozen.province.code, split]
    if (
        not sees_sensitive
        and frozen.elements[code].sensitive
        and is_of_too_few(count.reported, count.expected)
    ):
        return None, Absence.WITHHELD
    return (None, Absence.NOT_REPORTED) if count.number is None else (Fraction(count.number), None)


def counts_under(indicator: FrozenIndicator, frozen: Frozen, sees_sensitive: bool) -> list[PublishedCount]:
    found = []
    for element in frozen.elements.values():
        count = frozen.counts.get((element.code, frozen.province.code, ""))
        if element.shown_under_indicator == indicator.number and count is not None:
            hides = element.sensitive and is_of_too_few(count.reported, count.expected)
            found.append(PublishedCount(element, count, hides and not sees_sensitive))
    return found


def tally(frozen: Frozen) -> list[tuple[Status, int]]:
    """Indicators by status; those that nobody could judge yet are left out."""
    found = statuses(frozen)
    return [(status, found.count(status)) for status in Status if status in found]


def statuses(frozen: Frozen) -> list[Status | None]:
    """How each indicator stands; None where the year has not come to it yet."""
    return [indicator.status for objective in frozen.objectives for indicator in objective.indicators]


def accepted_of_expected(frozen: Frozen) -> tuple[int, int]:
    """How many of the units that had to report had been accepted."""
    return sum(report.is_accepted for report in frozen.reporting), len(frozen.reporting)
