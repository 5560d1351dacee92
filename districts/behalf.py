"""Who entered for a unit that could not, as the log has it. Reading only."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max, QuerySet

from .models import Event
from .models.filings import Filing


def entered_for(filings: QuerySet[Any] | Iterable[Filing], of: str = "submission") -> dict[int, list[Event]]:
    """By submission (or task report) the last thing each person did in it for its unit, the newest first. One query.

    One that only the unit's own people worked on is not there.
    """
    theirs = Event.objects.filter(**{f"{of}__in": filings}, on_behalf=True).order_by()
    last = theirs.values(of, "by").annotate(last=Max("pk")).values("last")
    found: dict[int, list[Event]] = {}
    for event in Event.objects.filter(pk__in=last).select_related("by").defer("changes"):
        found.setdefault(getattr(event, f"{of}_id"), []).append(event)
    return found
