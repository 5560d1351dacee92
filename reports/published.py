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
from .openness import Openness
from .progress import Standing, judge_indicator
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


def objectives(frozen: Frozen, openness: Openness) -> list[PublishedObjective]:
    """The frozen values by objective, as far as a reader sees them."""
    return [
        PublishedObjective(
            objective,
            [of_indicator(indicator, frozen, openness) for indicator in objective.indicators],
        )
        for objective in frozen.objectives
    ]


def of_indicator(indicator: FrozenIndicator, frozen: Frozen, openness: Openness) -> PublishedIndicator:
    lines = [of_measure(measure, frozen, openness) for measure in indicator.measures]
    return PublishedIndicator(judged(indicator, lines), lines, counts_under(indicator, frozen, openness))


def judged(indicator: FrozenIndicator, lines: Sequence[PublishedLine]) -> FrozenIndicator:
    """The indicator as the lines that are shown judge it: its status must not tell what is withheld."""
    if all(line.result.absence is not Absence.WITHHELD for line in lines):
        return indicator
    standings = [Standing(line.result.status, line.result.judged_by is not None) for line in lines]
    return replace(indicator, **judge_indicator(standings)._asdict())


def of_measure(measure: FrozenMeasure, frozen: Frozen, openness: Openness) -> PublishedLine:
    alone = frozen.alone(measure.code)
    result = openness.seen(frozen.result(measure.code))
    return PublishedLine(
        measure=measure,
        result=result,
        alone=None if alone is None else openness.seen(alone),
        trends=trends_of(measure, frozen, openness),
        reference=frozen.reference(measure),
        milestone=milestone_of(result, frozen),
        part_of_year=measure.part_of_year and result.exact is not None,
    )


def trends_of(measure: FrozenMeasure, frozen: Frozen, openness: Openness) -> list[PublishedTrend]:
    """Without those that the portal did not know then, and what nobody was asked for."""
    found = [trend(measure, frozen, against) for against in Against]
    return [
        shown_trend(one, one.quarter, one.then, openness)
        for one in found
        if one.quarter is not None and one.then is not None and one.then.absence is not Absence.NOT_DUE
    ]


def shown_trend(found: Trend, quarter: Quarter, then: FrozenValue, openness: Openness) -> PublishedTrend:
    """A difference would say a number that is withheld, so it goes with it."""
    seen = openness.seen_earlier(then, quarter)
    hides = found.now is not None and openness.seen(found.now) is not found.now
    if hides or seen is not then:
        return PublishedTrend(found.against, quarter, seen, None, None)
    return PublishedTrend(found.against, quarter, then, found.difference, found.way)


def milestone_of(result: FrozenValue, frozen: Frozen) -> Milestone | None:
    """How much is missing says the result, so a result that is withheld has the milestone alone."""
    found = milestone(result.measure, frozen)
    return replace(found, missing=None) if found and result.absence is Absence.WITHHELD else found


def shown_number(
    frozen: Frozen, code: str, span: Span, split: str, openness: Openness
) -> tuple[Fraction | None, Absence | None]:
    """One of the province's published numbers, a measure's or a count's, or its silence, as a reader may see it."""
    if code in frozen.measures:
        value = frozen.value(code, frozen.province.code, span, split)
        assert value is not None  # asked of numbers that were published
        value = openness.seen(value)
        return value.exact, value.absence
    count = frozen.counts[code, frozen.province.code, split]
    if openness.hides_count(frozen.elements[code], count):
        return None, Absence.WITHHELD
    return (None, Absence.NOT_REPORTED) if count.number is None else (Fraction(count.number), None)


def counts_under(indicator: FrozenIndicator, frozen: Frozen, openness: Openness) -> list[PublishedCount]:
    found = []
    for element in frozen.elements.values():
        count = frozen.counts.get((element.code, frozen.province.code, ""))
        if element.shown_under_indicator == indicator.number and count is not None:
            found.append(PublishedCount(element, count, openness.hides_count(element, count)))
    return found


def tally(statuses: Sequence[Status | None]) -> list[tuple[Status, int]]:
    """Indicators by status; those that nobody could judge yet are left out."""
    return [(status, statuses.count(status)) for status in Status if status in statuses]


def statuses(found: Sequence[PublishedObjective]) -> list[Status | None]:
    """How each indicator stands, as shown; None where the year has not come to it yet."""
    return [one.indicator.status for objective in found for one in objective.indicators]


def accepted_of_expected(frozen: Frozen) -> tuple[int, int]:
    """How many of the units that had to report had been accepted."""
    return sum(report.is_accepted for report in frozen.reporting), len(frozen.reporting)
