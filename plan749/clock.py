"""One clock at the edge: the only place that asks what day it is.

Pages, tasks, API views and commands call it and hand the answer down. A demonstration lives on the day that
DEMO_TODAY names; sessions, tokens and heartbeats use the real clock and never ask here.
"""

from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The present moment, with its zone; in a demonstration the present time of day on the demonstration's day."""
    present = timezone.localtime()
    if settings.DEMO_TODAY is None:
        return present
    time_of_day: time = present.time()
    return datetime.combine(settings.DEMO_TODAY, time_of_day, tzinfo=present.tzinfo)


def today() -> date:
    """The present day in the province."""
    return now().date()


def is_pinned() -> bool:
    """Whether the clock stands on a demonstration's day."""
    return settings.DEMO_TODAY is not None
