"""Who entered for a unit that could not, as the log has it. Reading only."""

from collections.abc import Iterable

from django.db.models import Max, QuerySet

from .models import Event, Submission


def entered_for(submissions: QuerySet[Submission] | Iterable[Submission]) -> dict[int, list[Event]]:
    """By submission the last thing each person did in it for its unit, the newest first. One query.

    A submission that only the unit's own people worked on is not there.
    """
    theirs = Event.objects.filter(submission__in=submissions, on_behalf=True).order_by()
    last = theirs.values("submission", "by").annotate(last=Max("pk")).values("last")
    found: dict[int, list[Event]] = {}
    for event in Event.objects.filter(pk__in=last).select_related("by").defer("changes"):
        assert event.submission_id is not None
        found.setdefault(event.submission_id, []).append(event)
    return found
