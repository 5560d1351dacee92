"""What was done to an assignment, in words. Reading only."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from indicators import wording

from . import assignments
from .models import Assignment, Event

LABELS = {
    "group": _("Nhóm nhiệm vụ"),
    "text": _("Việc phải làm"),
    "lead": _("Đơn vị chủ trì"),
    "helpers": _("Đơn vị phối hợp"),
    "due": _("Hạn"),
    "done_on": _("Ngày xong"),
    "note": _("Kết quả"),
}


@dataclass(frozen=True, slots=True)
class LoggedStep:
    """An event with a line for each thing it changed."""

    event: Event
    lines: list[str]


def steps_of(assignment: Assignment) -> list[LoggedStep]:
    """Newest first, in one query."""
    actions = [action for action in Event.Action if action.startswith("assign")]
    found = Event.objects.filter(subject=assignments.subject_of(assignment), action__in=actions)
    return [
        LoggedStep(event, [in_words(one, event.action) for one in event.changes])
        for event in found.select_related("by", "unit")
    ]


def in_words(change: dict[str, Any], action: str) -> str:
    """Hạn: 17/12/2024 → 19/12/2024; of a new assignment what was given alone."""
    sides = ["new"] if action == Event.Action.ASSIGNED else ["old", "new"]
    said = " → ".join(content_said(change["field"], change[side]) for side in sides)
    return f"{LABELS[change['field']]}: {said}"


def content_said(field: str, content: Any) -> str:
    """A logged content as a person reads it; a dash where there was none."""
    if not content:
        return "–"
    if field in ("due", "done_on"):
        return wording.day(date.fromisoformat(content))
    if field == "helpers":
        return ", ".join(content)
    return f"“{content}”" if field in ("text", "note") else str(content)
