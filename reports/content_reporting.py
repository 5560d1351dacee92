"""Who had reported when a period was published, as a part of its content."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from districts.models import Extension, Period, Submission, Unit
from districts.sheets import expected_units
from indicators.periods import Timeliness, timeliness


def of_reporting(period: Period, units: Sequence[Unit]) -> list[dict[str, Any]]:
    """Each unit that must report: where its submission stands, the day it was first sent, and whether that was late."""
    expected = set(expected_units(period).values_list("pk", flat=True))
    submissions = {sent.unit_id: sent for sent in Submission.objects.of(period)}
    extended = dict(Extension.objects.filter(period=period).values_list("unit_id", "until"))
    return [
        of_one_report(unit, period, submissions.get(unit.pk), extended.get(unit.pk))
        for unit in units
        if unit.pk in expected
    ]


def of_one_report(unit: Unit, period: Period, submission: Submission | None, until: Any) -> dict[str, Any]:
    """`state` is empty where the unit has not even begun; `sent_on` is null where nothing was ever sent."""
    due = max(until or period.due_day(unit.level), period.due_day(unit.level))
    first = None if submission is None else submission.first_submitted_at
    sent_on = None if first is None else timezone.localdate(first)
    return {
        "unit": unit.code,
        "state": "" if submission is None else submission.state,
        "due": due.isoformat(),
        "sent_on": None if sent_on is None else sent_on.isoformat(),
        "late": sent_on is not None and timeliness(sent_on, due) == Timeliness.LATE,
    }
