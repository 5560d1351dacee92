"""The change log of a task report, in words: who did what, when, and which text went from what to what."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from .change_log import CellChange, LogLine, who_said
from .models import Event, TaskReport


def lines_of(report: TaskReport) -> list[LogLine]:
    """The log, newest first. One question."""
    return [
        LogLine(
            at=event.at,
            by=event.by,
            who=who_said(event),
            words=words_of(event),
            origin=event.get_origin_display() if event.origin else "",
            reason=event.reason,
            on_behalf=event.on_behalf,
            changes=[in_words(change) for change in event.changes],
            remarks=[],
        )
        for event in report.events.select_related("by")
    ]


def words_of(event: Event) -> str:
    """What was done, and to which group where it was to one."""
    done = str(event.get_action_display())
    if not event.changes:
        return done
    return _("%(done)s, nhóm %(number)s") % {"done": done, "number": event.changes[0]["group"]}


def in_words(change: Mapping[str, Any]) -> CellChange:
    """Nhóm 2, kết quả thực hiện: the text before and after; an empty one is empty."""
    names = {
        "done": _("kết quả thực hiện"),
        "difficulties": _("khó khăn, vướng mắc"),
        "proposals": _("đề xuất, kiến nghị"),
        "nothing_to_say": _("không có nội dung trong quý"),
        "evidence": _("tệp minh chứng"),
    }
    name = _("Nhóm %(number)s, %(field)s") % {
        "number": change["group"],
        "field": names.get(change["field"], change["field"]),
    }
    return CellChange(name, said(change["old"]), said(change["new"]))


def said(content: str | bool) -> str:
    if isinstance(content, bool):
        return _("có đánh dấu") if content else ""
    return content
