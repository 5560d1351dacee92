"""What was done to a quarter itself, in words; its submissions and task reports have logs of their own."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from indicators import wording

from .forms.periods import DatesForm
from .models import Event, Period


@dataclass(frozen=True, slots=True)
class LoggedStep:
    """An event with a line for each day it changed."""

    event: Event
    lines: list[str]


def steps_of(period: Period) -> list[LoggedStep]:
    """Newest first, in one query."""
    events = Event.objects.filter(period=period, submission=None, task_report=None).select_related(
        "by", "unit"
    )
    return [LoggedStep(event, [in_words(change) for change in event.changes]) for event in events]


def in_words(change: dict[str, Any]) -> str:
    """Hạn của xã: 17/12/2024 → 19/12/2024; an extension has its new day alone."""
    days = [wording.day(date.fromisoformat(change[side])) for side in ("old", "new") if change.get(side)]
    field = DatesForm.base_fields.get(change["field"])
    label = "" if field is None else f"{field.label}: "
    return f"{label}{' → '.join(days)}"
