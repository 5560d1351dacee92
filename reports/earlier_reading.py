"""What a quarter's results are compared with, read in the same moment: the quarter before, and the year before."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from districts.models import Period, Unit
from indicators.periods import Quarter
from indicators.values import Span

from . import gather
from .freezing import VALUE_FIELDS, table
from .frozen import Against
from .observations import Observation

# A quarter has in common with the one before what it is by itself: of a state that is the state, and what is counted
# over the year cannot be set beside it. With a quarter of another year it shares the stretch.
SPANS = {Against.QUARTER_BEFORE: Span.QUARTER, Against.YEAR_BEFORE: Span.YTD}
Earlier = dict[Against, tuple[Quarter, list[Observation]]]


def earlier(period: Period, facts: gather.PlanFacts, known: Sequence[Unit]) -> Earlier:
    """The province's results at each, among all units it ever had; without a quarter that was never opened.

    Three questions, and fewer where there is nothing to compare with.
    """
    wanted = {
        Against.QUARTER_BEFORE: period.as_quarter.previous(),
        Against.YEAR_BEFORE: period.as_quarter.same_last_year(),
    }
    at = [Q(year=quarter.year, quarter=quarter.number) for quarter in wanted.values()]
    found = {
        other.as_quarter: other
        for other in Period.objects.filter(at[0] | at[1], plan=period.plan).select_related("plan")
    }
    return {
        against: (quarter, observed(found[quarter], SPANS[against], facts, known))
        for against, quarter in wanted.items()
        if quarter in found
    }


def areas_on(day: date, known: Sequence[Unit]) -> gather.Areas:
    """The areas of a day out of all units that the province ever had, for whoever looks at several days."""
    return gather.Areas([unit for unit in known if unit.is_in_force(on=day)])


def observed(period: Period, span: Span, facts: gather.PlanFacts, known: Sequence[Unit]) -> list[Observation]:
    """The province as it was made up then, in total."""
    areas = areas_on(period.last_day, known)
    return gather.observe(period, [areas.province], [span], [""], facts=facts, areas=areas)


def as_content(found: Earlier, row_of: Callable[[Observation], list[Any]]) -> dict[str, dict[str, Any]]:
    """By what they are compared with; a quarter that was never opened is not in it."""
    return {
        against.value: {
            "period": quarter.code,
            "values": table(VALUE_FIELDS, [row_of(one) for one in observations]),
        }
        for against, (quarter, observations) in found.items()
    }
