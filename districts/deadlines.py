"""Until when a unit is on time: its level's due day, or its own where a later one was granted."""

from collections.abc import Collection
from datetime import date

from .models import Extension, Period, Unit

# (period's pk, unit's pk) -> the day until which that unit alone has time
Extensions = dict[tuple[int, int], date]


def extensions_of(periods: Collection[Period], units: Collection[Unit]) -> Extensions:
    """Every extension of these units in these periods, in one query."""
    found = Extension.objects.filter(period__in=periods, unit__in=units)
    return {(extension.period_id, extension.unit_id): extension.until for extension in found}


def due_day(period: Period, unit: Unit, extensions: Extensions) -> date:
    """The last day on which the unit's figures are on time; what all were granted since is granted it too."""
    of_all = period.due_day(unit.level)
    return max(of_all, extensions.get((period.pk, unit.pk), of_all))
