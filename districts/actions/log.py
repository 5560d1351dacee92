"""The log: every act leaves one event, in the transaction of the act itself."""

from datetime import datetime
from typing import Any

from .. import access
from ..models import Event, Submission, TaskReport, Unit, User


def record(action: Event.Action, **told: Any) -> Event:
    """Append who did what."""
    made = event(action, **told)
    made.save(force_insert=True)
    return made


def event(
    action: Event.Action,
    *,
    by: User | None,
    at: datetime,
    origin: str,
    submission: Submission | None = None,
    task_report: TaskReport | None = None,
    unit: Unit | None = None,
    **details: Any,
) -> Event:
    """Who did what, to be appended. Acting for another unit than one's own is marked, if it is that unit's work."""
    filing = submission or task_report
    if filing is not None:
        unit = filing.unit
        details.setdefault("period", filing.period)
    return Event(
        action=action,
        by=by,
        at=at,
        origin=origin,
        submission=submission,
        task_report=task_report,
        unit=unit,
        on_behalf=action in UNITS_OWN_WORK and is_stranger(by, unit),
        **details,
    )


UNITS_OWN_WORK = {
    Event.Action.STARTED,
    Event.Action.CHANGED,
    Event.Action.SUBMITTED,
    Event.Action.ASSIGNMENT_DONE,
    Event.Action.TASK_REPORT_STARTED,
    Event.Action.WORDS_CHANGED,
    Event.Action.EVIDENCE_ADDED,
    Event.Action.EVIDENCE_REMOVED,
}


def is_stranger(by: User | None, unit: Unit | None) -> bool:
    """Whether a person acts for a unit they do not belong to."""
    return by is not None and unit is not None and not access.belongs_to(by, unit)
