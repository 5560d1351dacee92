"""Assignments: given, changed and cancelled by the province; said to be done by who leads them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.models import Plan

from .. import access, assignments
from ..models import Assignment, Event, Unit, User
from ..models.assignments import FIRST_DAY, LONGEST_TEXT
from .log import record
from .refusals import NotAllowed, Refused, SomeoneWasFirst
from .task_reports import plain

Action = Event.Action
# Days further from the plan's year than this are slips of the hand.
YEARS_AFTER = 5


@transaction.atomic
def assign(
    *,
    plan: Plan,
    group: int,
    text: str,
    lead: Unit,
    helpers: Iterable[Unit],
    due: date,
    by: User,
    at: datetime,
    origin: str,
) -> Assignment:
    """Give a unit a task of one of the plan's groups, with those who help and the last day."""
    helpers = list(helpers)
    require_manager(by, lead)
    require_sense(plan, group, text, lead, helpers, due)
    require_units(plan, [lead, *helpers], timezone.localdate(at))
    given = Assignment.objects.create(
        plan=plan,
        group=group,
        text=plain(text),
        lead=lead,
        due=due,
        created_by=by,
        created_at=at,
        changed_by=by,
        changed_at=at,
    )
    given.helpers.set(helpers)
    log(Action.ASSIGNED, given, between({}, logged(given)), by=by, at=at, origin=origin)
    return given


@transaction.atomic
def change(
    assignment: Assignment,
    *,
    group: int,
    text: str,
    lead: Unit,
    helpers: Iterable[Unit],
    due: date,
    version: int,
    by: User,
    at: datetime,
    origin: str,
) -> Assignment:
    """Say it otherwise, as long as it is open. Whoever saw an older version is shown what is there now."""
    helpers = list(helpers)
    assignment = seen(assignment, version)
    require_manager(by, assignment.lead)
    require_manager(by, lead)
    require_open(assignment)
    require_sense(assignment.plan, group, text, lead, helpers, due)
    kept = {assignment.lead, *assignment.helpers.all()}
    new_units = [unit for unit in [lead, *helpers] if unit not in kept]
    require_units(assignment.plan, new_units, timezone.localdate(at))
    before = logged(assignment)
    assignment.group, assignment.text, assignment.lead, assignment.due = group, plain(text), lead, due
    assignment.helpers.set(helpers)
    changes = between(before, logged(assignment))
    if changes:
        save(assignment, by, at)
        log(Action.ASSIGNMENT_CHANGED, assignment, changes, by=by, at=at, origin=origin)
    return assignment


@transaction.atomic
def report_done(
    assignment: Assignment, *, done_on: date, note: str, version: int, by: User, at: datetime, origin: str
) -> Assignment:
    """Say that it is done, and since when: who leads it, or the province for them."""
    assignment = seen(assignment, version)
    if not assignments.may_report_done(by, assignment):
        raise NotAllowed(_("Chỉ đơn vị chủ trì và cán bộ tỉnh báo được việc này đã xong."))
    require_open(assignment)
    if done_on > timezone.localdate(at):
        refuse("done_on", _("Ngày xong không được sau hôm nay."), "future_day")
    if done_on < FIRST_DAY:
        refuse("done_on", _("Ngày xong không được trước năm 2021."), "far_day")
    before = logged(assignment)
    assignment.done_on, assignment.note = done_on, plain(note)
    save(assignment, by, at)
    changes = between(before, logged(assignment))
    log(Action.ASSIGNMENT_DONE, assignment, changes, by=by, at=at, origin=origin)
    return assignment


@transaction.atomic
def reopen(
    assignment: Assignment, *, reason: str, version: int, by: User, at: datetime, origin: str
) -> Assignment:
    """Take back that it is done, with a reason; the day and the note stay in the log."""
    assignment = seen(assignment, version)
    require_manager(by, assignment.lead)
    require_reason(reason)
    if assignment.done_on is None:
        raise Refused(_("Việc này chưa được báo xong."), "not_done")
    before = logged(assignment)
    assignment.done_on, assignment.note = None, ""
    save(assignment, by, at)
    changes = between(before, logged(assignment))
    log(Action.ASSIGNMENT_REOPENED, assignment, changes, by=by, at=at, origin=origin, reason=plain(reason))
    return assignment


@transaction.atomic
def cancel(
    assignment: Assignment, *, reason: str, version: int, by: User, at: datetime, origin: str
) -> Assignment:
    """Close what is no longer wanted, with the reason; it stays in the list."""
    assignment = seen(assignment, version)
    require_manager(by, assignment.lead)
    require_reason(reason)
    require_open(assignment)
    assignment.cancelled_because = plain(reason)
    save(assignment, by, at)
    log(Action.ASSIGNMENT_CANCELLED, assignment, [], by=by, at=at, origin=origin, reason=plain(reason))
    return assignment


# What must hold -----------------------------------------------------------------------------------


def require_manager(by: User, lead: Unit) -> None:
    if not access.may(by, access.Act.MANAGE_TASKS, lead):
        raise NotAllowed(_("Chỉ cán bộ tỉnh được giao việc, sửa và hủy việc đã giao."))


def require_open(assignment: Assignment) -> None:
    if assignment.is_cancelled:
        raise Refused(_("Việc này đã hủy."), "cancelled")
    if assignment.done_on is not None:
        raise Refused(_("Việc này đã được báo xong; muốn sửa thì bỏ báo xong trước."), "done")


def require_reason(reason: str) -> None:
    if not plain(reason):
        refuse("reason", _("Xin ghi lý do."), "reason_missing")


def require_sense(plan: Plan, group: int, text: str, lead: Unit, helpers: list[Unit], due: date) -> None:
    """What a form asks field by field, asked again of whoever comes by another door."""
    if group not in assignments.groups_of(plan):
        refuse("group", _("Kế hoạch không có nhóm nhiệm vụ này."), "no_group")
    if not plain(text):
        refuse("text", _("Xin ghi việc phải làm."), "text_missing")
    if len(text) > LONGEST_TEXT:
        refuse("text", _("Xin viết việc phải làm ngắn hơn."), "text_long")
    if lead in helpers:
        refuse("helpers", _("Đơn vị chủ trì không ghi lại ở phần phối hợp."), "lead_helps")
    first, last = FIRST_DAY.year, plan.year + YEARS_AFTER
    if not first <= due.year <= last:
        words = _("Hạn phải trong các năm từ %(first)s đến %(last)s.") % {"first": first, "last": last}
        refuse("due", words, "far_day")


def require_units(plan: Plan, units: list[Unit], today: date) -> None:
    """Only those whom the province gives tasks to: itself, and the units directly under it."""
    known = set(assignments.units_of(plan, on=today).values_list("pk", flat=True))
    unknown = [unit.name for unit in units if unit.pk not in known]
    if unknown:
        words = _("Tỉnh không giao việc thẳng cho: %(units)s.") % {"units": ", ".join(unknown)}
        raise Refused(words, "not_of_the_province")


def refuse(field: str, words: str, code: str) -> None:
    """No, and beside which field."""
    raise Refused(words, code, cells={(field, ""): words})


def seen(assignment: Assignment, version: int) -> Assignment:
    """The assignment as it is now, if it is still what the person saw. Its row is held."""
    Assignment.objects.select_for_update().values_list("pk").get(pk=assignment.pk)
    rows = Assignment.objects.select_related("plan", "lead__province", "changed_by")
    assignment = rows.get(pk=assignment.pk)
    if assignment.version != version:
        raise SomeoneWasFirst(
            _("Việc này vừa được %(who)s thay đổi lúc %(when)s. Xin xem nội dung hiện có rồi làm tiếp.")
            % {
                "who": assignment.changed_by,
                "when": timezone.localtime(assignment.changed_at).strftime("%H:%M %d/%m/%Y"),
            },
            version=assignment.version,
        )
    return assignment


# What is written ----------------------------------------------------------------------------------


def save(assignment: Assignment, by: User, at: datetime) -> None:
    assignment.version += 1
    assignment.changed_by, assignment.changed_at = by, at
    assignment.save()


def logged(assignment: Assignment) -> dict[str, Any]:
    """An assignment as the log keeps it. Units by their names: a code means something only with its days."""
    return {
        "group": assignment.group,
        "text": assignment.text,
        "lead": assignment.lead.name,
        "helpers": sorted(unit.name for unit in assignment.helpers.all()),
        "due": str(assignment.due),
        "done_on": str(assignment.done_on or ""),
        "note": assignment.note,
    }


def between(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, Any]]:
    """What changed, field by field; of a new one everything that is there."""
    return [
        {"field": field, "old": before.get(field), "new": value}
        for field, value in after.items()
        if (before[field] != value if before else value)
    ]


def log(
    action: Action,
    assignment: Assignment,
    changes: list[dict[str, Any]],
    *,
    by: User,
    at: datetime,
    origin: str,
    reason: str = "",
) -> None:
    record(
        action,
        by=by,
        at=at,
        origin=origin,
        unit=assignment.lead,
        subject=assignments.subject_of(assignment),
        changes=changes,
        reason=reason,
    )
