"""Until when a unit is on time, and until when it may write: due days, extensions, reopenings."""

from collections.abc import Collection
from datetime import date

from . import lifecycle
from .models import Extension, Period, Reopening, Unit

# (period's pk, unit's pk) -> the day until which that unit alone has time
Extensions = dict[tuple[int, int], date]
# ... until which it may write, though the quarter is closed
Reopenings = dict[tuple[int, int], date]


def extensions_of(periods: Collection[Period], units: Collection[Unit]) -> Extensions:
    """Every extension of these units in these periods, in one query."""
    found = Extension.objects.filter(period__in=periods, unit__in=units)
    return {(extension.period_id, extension.unit_id): extension.until for extension in found}


def due_day(period: Period, unit: Unit, extensions: Extensions) -> date:
    """The last day on which the unit's figures are on time; what all were granted since is granted it too."""
    of_all = period.due_day(unit.level)
    return max(of_all, extensions.get((period.pk, unit.pk), of_all))


def reopenings_of(periods: Collection[Period], units: Collection[Unit]) -> Reopenings:
    """Every reopening of these units in those of the periods that are closed; one query where there are any."""
    closed = [period for period in periods if not period.is_open]
    found = Reopening.objects.filter(period__in=closed, unit__in=units) if closed else []
    return {(reopening.period_id, reopening.unit_id): reopening.until for reopening in found}


def is_open(period: Period, unit: Unit, today: date, reopenings: Reopenings | None = None) -> bool:
    """Whether the unit may write the quarter today, and its accepter take its steps; asks where nobody asked before."""
    if reopenings is None:
        reopenings = reopenings_of([period], [unit])
    until = reopenings.get((period.pk, unit.pk))
    return lifecycle.is_open(period_is_open=period.is_open, reopened_until=until, today=today)
