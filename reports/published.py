"""What a publication's page shows: the province's frozen values by objective, out of the content alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.values import Status

from .frozen import Frozen
from .frozen_parts import (
    FrozenCount,
    FrozenElement,
    FrozenIndicator,
    FrozenMeasure,
    FrozenObjective,
    FrozenTarget,
    FrozenValue,
)


@dataclass(frozen=True)
class PublishedLine:
    """One measure: the year to date, the quarter alone beside it, and the nation's target for reference."""

    measure: FrozenMeasure
    result: FrozenValue
    alone: FrozenValue | None
    reference: FrozenTarget | None
    part_of_year: bool


@dataclass(frozen=True)
class PublishedCount:
    """A count that feeds no measure."""

    element: FrozenElement
    count: FrozenCount


@dataclass(frozen=True)
class PublishedIndicator:
    indicator: FrozenIndicator
    lines: Sequence[PublishedLine]
    counts: Sequence[PublishedCount]


@dataclass(frozen=True)
class PublishedObjective:
    objective: FrozenObjective
    indicators: Sequence[PublishedIndicator]


def objectives(frozen: Frozen) -> list[PublishedObjective]:
    return [
        PublishedObjective(objective, [of_indicator(indicator, frozen) for indicator in objective.indicators])
        for objective in frozen.objectives
    ]


def of_indicator(indicator: FrozenIndicator, frozen: Frozen) -> PublishedIndicator:
    lines = [of_measure(measure, frozen) for measure in indicator.measures]
    return PublishedIndicator(indicator, lines, counts_under(indicator, frozen))


def of_measure(measure: FrozenMeasure, frozen: Frozen) -> PublishedLine:
    result = frozen.result(measure.code)
    return PublishedLine(
        measure=measure,
        result=result,
        alone=frozen.alone(measure.code),
        reference=frozen.reference(measure),
        part_of_year=measure.part_of_year and result.exact is not None,
    )


def counts_under(indicator: FrozenIndicator, frozen: Frozen) -> list[PublishedCount]:
    found = []
    for element in frozen.elements.values():
        count = frozen.counts.get((element.code, frozen.province.code, ""))
        if element.shown_under_indicator == indicator.number and count is not None:
            found.append(PublishedCount(element, count))
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
