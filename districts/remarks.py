"""The words an accepter put beside single cells of a return, and what became of those cells. Reading only."""

from collections.abc import Iterable
from dataclasses import dataclass

from indicators.models import Element

from .change_log import content_said
from .changes import Key
from .models import Event, Remark, Submission
from .sheet_layout import EMPTY, parts_of

State = Submission.State
# A cell's content as the log writes it; None: it was empty.
Content = dict[str, str] | None


def open_remarks(submission: Submission | None) -> dict[Key, str]:
    """Cell -> why it came back; none unless the submission stands returned. One or two questions."""
    if submission is None or submission.state != State.RETURNED:
        return {}
    newest = submission.events.filter(action=Event.Action.RETURNED).first()
    remarks = Remark.objects.filter(event=newest).select_related("element")
    return {(remark.element.code, remark.split): remark.words for remark in remarks}


@dataclass(frozen=True)
class Answer:
    """A remark that was answered by handing in again: its cell before and after, in words."""

    key: Key
    element: Element
    part: str  # the part's name; empty for the total
    words: str
    old: str
    new: str
    is_changed: bool


def answers(submissions: Iterable[Submission]) -> dict[int, list[Answer]]:
    """By submission the remarks of its newest return, once it was handed in again. Two questions for all of them."""
    handed_in = {one.pk: one for one in submissions if one.state in (State.SUBMITTED, State.ACCEPTED)}
    remarks = Remark.objects.filter(event__submission__in=handed_in).select_related("event", "element")
    newest: dict[int, list[Remark]] = {}
    for remark in remarks.order_by("event", "element__position", "split"):
        known = newest.setdefault(remark.event.submission_id or 0, [])
        if known and known[0].event_id != remark.event_id:
            known.clear()
        known.append(remark)
    edits = edits_after({pk: found[0].event_id for pk, found in newest.items()})
    return {
        pk: [answer_of(remark, handed_in[pk], edits.get(pk, {})) for remark in found]
        for pk, found in newest.items()
    }


def edits_after(returns: dict[int, int]) -> dict[int, dict[Key, tuple[Content, Content]]]:
    """By submission what each cell was when it came back, and what it is now; an untouched cell is not there."""
    edits: dict[int, dict[Key, tuple[Content, Content]]] = {}
    changed = Event.objects.filter(submission__in=returns, action=Event.Action.CHANGED).order_by("pk")
    for event in changed:
        pk = event.submission_id or 0
        if event.pk < returns[pk]:
            continue
        cells = edits.setdefault(pk, {})
        for change in event.changes:
            key = change["element"], change["split"]
            cells[key] = cells.get(key, (change["old"], None))[0], change["new"]
    return edits


def answer_of(remark: Remark, submission: Submission, edits: dict[Key, tuple[Content, Content]]) -> Answer:
    key = remark.element.code, remark.split
    old, new = edits.get(key, (None, None))
    parts = dict(parts_of(remark.element, submission.period.plan))
    return Answer(
        key,
        remark.element,
        parts.get(remark.split, ""),
        remark.words,
        content_said(old, remark.element) or EMPTY,
        content_said(new, remark.element) or EMPTY,
        is_changed=key in edits and old != new,
    )
