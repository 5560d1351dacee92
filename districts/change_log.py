"""The change log of a submission, in words: who did what, when, and which cell went from what to what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from indicators.models import Element

from .changes import Key
from .models import Event, Remark, Submission, User
from .sheet_layout import absence_said, key_name, number_said

WITHHELD = "▒"


@dataclass(frozen=True)
class CellChange:
    """One cell's step; an empty text is an empty cell."""

    name: str
    old: str
    new: str
    is_withheld: bool = False


@dataclass(frozen=True)
class LogLine:
    """One event: who, when, what; and the cells it changed."""

    at: datetime
    by: User | None
    who: str  # empty for a command
    words: str
    origin: str
    reason: str
    on_behalf: bool
    changes: list[CellChange]
    remarks: list[str]


def lines_of(submission: Submission, *, see_sensitive: bool) -> list[LogLine]:
    """The log, newest first; sensitive figures, and words about them, are hidden from who may not see them."""
    plan = submission.period.plan
    elements = {element.code: element for element in Element.objects.filter(plan=plan)}
    return [
        LogLine(
            at=event.at,
            by=event.by,
            who=who_said(event),
            words=event.get_action_display(),
            origin=event.get_origin_display() if event.origin else "",
            reason=event.reason,
            on_behalf=event.on_behalf,
            changes=[in_words(change, elements, submission, see_sensitive) for change in event.changes],
            remarks=[
                remark_said(remark, elements, submission)
                for remark in event.remarks.all()
                if see_sensitive or not elements[remark.element.code].sensitive
            ],
        )
        for event in submission.events.select_related("by").prefetch_related("remarks__element")
    ]


def who_said(event: Event) -> str:
    """Who did it; for whoever did it for the unit, that too."""
    if not event.on_behalf:
        return str(event.by or "")
    handed_in = event.action == Event.Action.SUBMITTED
    return (_("gửi thay bởi %(who)s") if handed_in else _("nhập thay bởi %(who)s")) % {"who": event.by}


def in_words(
    change: Mapping[str, Any], elements: Mapping[str, Element], submission: Submission, see_sensitive: bool
) -> CellChange:
    element = elements.get(change["element"])
    name = key_name((change["element"], change["split"]), dict(elements), submission.period.plan)
    if element is not None and element.sensitive and not see_sensitive:
        return CellChange(name, WITHHELD, WITHHELD, is_withheld=True)
    return CellChange(name, content_said(change["old"], element), content_said(change["new"], element))


def remark_said(remark: Remark, elements: Mapping[str, Element], submission: Submission) -> str:
    """A remark with its cell's name."""
    name = key_name((remark.element.code, remark.split), dict(elements), submission.period.plan)
    return f"{name}: {remark.words}"


def content_said(content: Mapping[str, str] | None, element: Element | None) -> str:
    """A cell's logged content: its number or silence, its reason and its explanation; empty for none."""
    if content is None:
        return ""
    parts = []
    if content.get("value"):
        parts.append(number_said(int(content["value"]), element) if element else content["value"])
    if content.get("absence"):
        parts.append(absence_said(content["absence"]))
    if content.get("reason"):
        parts.append(_("lý do: %(words)s") % {"words": content["reason"]})
    if content.get("explanation"):
        parts.append(_("giải trình: %(words)s") % {"words": content["explanation"]})
    return "; ".join(parts)


def last_writers(submission: Submission) -> dict[Key, Event]:
    """Who wrote each cell last; a cell nobody wrote is not there. One query."""
    writers: dict[Key, Event] = {}
    for event in submission.events.filter(action=Event.Action.CHANGED).select_related("by"):
        for change in event.changes:
            writers.setdefault((change["element"], change["split"]), event)
    return writers
