"""Start, change, submit, accept, return: what happens to a submission, from whichever door it comes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators import wording
from indicators.models import Element

from .. import access, lifecycle, sheets
from ..changes import Change, require_valid
from ..models import Event, Figure, Period, Submission, Unit, User
from .log import record
from .refusals import NotAllowed, NotReady, Refused, SomeoneWasFirst

State = Submission.State


@transaction.atomic
def start(*, period: Period, unit: Unit, by: User, at: datetime, origin: str) -> Submission:
    """Begin a unit's submission of a period. A second one is refused."""
    period = held(period)
    require_enter(by, unit, period)
    require_open(period)
    if not sheets.reports_in(unit, period):
        raise Refused(_("Đơn vị này không phải báo cáo trong quý này."), "not_a_reporter")
    try:
        with transaction.atomic():
            submission = Submission.objects.create(
                period=period, unit=unit, created_at=at, changed_at=at, changed_by=by
            )
    except IntegrityError as error:
        raise SomeoneWasFirst(_("Đơn vị đã có biểu số liệu của quý này."), "already_started") from error
    record(Event.Action.STARTED, by=by, at=at, origin=origin, submission=submission)
    return submission


@transaction.atomic
def change_figures(
    submission: Submission,
    *,
    changes: Sequence[Change],
    by: User,
    at: datetime,
    origin: str,
    version: int | None = None,
) -> Submission:
    """Write cells, all or none. Guarded by the submission's version, or by each cell's own where that is None."""
    submission = current(submission)
    require_enter(by, submission.unit, submission.period)
    require_open(submission.period)
    if submission.state not in lifecycle.EDITABLE:
        raise Refused(_(lifecycle.REFUSALS[submission.state]), "locked")
    if version is not None:
        require_version(submission, version)
    existing = {
        (figure.element.code, figure.split): figure for figure in submission.figures.select_related("element")
    }
    elements = {element.code: element for element in sheets.elements_of(submission.unit, submission.period)}
    require_valid(changes, elements, submission.period.plan.splits)
    if version is None:
        require_fresh(changes, existing, submission)
    written = [change for change in changes if change.differs_from(existing.get(change.key))]
    if not written:
        return submission
    submission.version += 1
    log = [change.logged(existing.get(change.key)) for change in written]
    write(submission, written, existing, elements)
    submission.changed_at, submission.changed_by = at, by
    submission.save(update_fields=["version", "changed_at", "changed_by"])
    record(Event.Action.CHANGED, by=by, at=at, origin=origin, submission=submission, changes=log)
    return submission


@transaction.atomic
def submit(submission: Submission, *, version: int, by: User, at: datetime, origin: str) -> Submission:
    """Hand the period's figures to the accepter and lock them; from the period's last day on."""
    submission = current(submission)
    require_enter(by, submission.unit, submission.period)
    require_step(submission, State.SUBMITTED, version)
    if timezone.localdate(at) < submission.period.last_day:
        last_day = wording.day(submission.period.last_day)
        raise Refused(_("Số liệu của quý chỉ gửi được từ ngày %(day)s.") % {"day": last_day}, "too_early")
    require_ready(submission)
    first = submission.first_submitted_at or at
    move(submission, State.SUBMITTED, by, at, submitted_at=at, submitted_by=by, first_submitted_at=first)
    record(Event.Action.SUBMITTED, by=by, at=at, origin=origin, submission=submission)
    return submission


@transaction.atomic
def accept(submission: Submission, *, version: int, by: User, at: datetime, origin: str) -> Submission:
    """Accept what was seen; its figures count at once in every area."""
    submission = current(submission)
    if not access.may(by, access.Act.ACCEPT, submission.unit):
        raise NotAllowed(_("Tài khoản này không duyệt được biểu của đơn vị."))
    require_step(submission, State.ACCEPTED, version)
    move(submission, State.ACCEPTED, by, at, accepted_at=at, accepted_by=by)
    record(Event.Action.ACCEPTED, by=by, at=at, origin=origin, submission=submission)
    return submission


@transaction.atomic
def send_back(
    submission: Submission, *, version: int, reason: str, by: User, at: datetime, origin: str
) -> Submission:
    """Return it to its unit with a word why; an accepted one leaves the live totals until accepted again."""
    submission = current(submission)
    if not access.may(by, access.Act.RETURN, submission.unit):
        raise NotAllowed(_("Tài khoản này không trả lại được biểu của đơn vị."))
    reason = reason.strip()
    if not reason:
        raise Refused(_("Xin ghi lý do trả lại để đơn vị biết cần sửa gì."), "reason_missing")
    require_step(submission, State.RETURNED, version)
    move(submission, State.RETURNED, by, at, accepted_at=None, accepted_by=None, return_reason=reason)
    record(Event.Action.RETURNED, by=by, at=at, origin=origin, submission=submission, reason=reason)
    return submission


def current(submission: Submission) -> Submission:
    """The row as it is now, held until the transaction ends; what a page loaded a minute ago is not trusted.

    Two questions: on PostgreSQL whoever waits for a lock joins the new row to what stood beside the old one.
    """
    Submission.objects.select_for_update().values_list("pk").get(pk=submission.pk)
    return Submission.objects.select_related("period__plan", "unit", "changed_by").get(pk=submission.pk)


def held(period: Period) -> Period:
    """The period as it is now; whoever is closing it finishes first, or waits for us."""
    rows = Period.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("plan").get(pk=period.pk)


def require_enter(by: User, unit: Unit, period: Period) -> None:
    """The unit's own people; in a base quarter province staff too, from paper."""
    if access.may(by, access.Act.ENTER, unit):
        return
    if period.is_base and access.may(by, access.Act.ENTER_BASE, unit):
        return
    raise NotAllowed(_("Tài khoản này không nhập được số liệu của đơn vị."))


def require_open(period: Period) -> None:
    if not period.is_open:
        raise Refused(_("Quý đã khóa số liệu. Xin liên hệ cán bộ tỉnh nếu cần mở lại."), "period_closed")


def require_version(submission: Submission, version: int) -> None:
    if submission.version != version:
        raise SomeoneWasFirst(
            _("Biểu đã thay đổi: %(who)s, %(when)s, %(state)s. Xin xem lại số liệu hiện có rồi làm tiếp.")
            % {
                "who": submission.changed_by,
                "when": timezone.localtime(submission.changed_at).strftime("%H:%M %d/%m/%Y"),
                "state": submission.get_state_display(),
            },
            version=submission.version,
        )


def require_step(submission: Submission, state: State, version: int) -> None:
    """Someone else's step is told first: it says more than 'this step does not exist'."""
    require_open(submission.period)
    require_version(submission, version)
    try:
        lifecycle.check_step(submission.state, state)
    except lifecycle.StepRefused as refused:
        raise Refused(refused.sentence.written(_, get_language() or "vi"), "wrong_step") from refused


def require_fresh(
    changes: Sequence[Change], existing: dict[tuple[str, str], Figure], submission: Submission
) -> None:
    """Each cell must still be what its writer saw; where it is not, both values are told."""
    stale = {
        change.key: existing.get(change.key)
        for change in changes
        if change.version != (existing[change.key].version if change.key in existing else None)
        and change.differs_from(existing.get(change.key))
    }
    if stale:
        raise SomeoneWasFirst(
            _("Có ô vừa được người khác sửa. Xin chọn giá trị nào được giữ."),
            "stale_figures",
            version=submission.version,
            theirs=stale,
        )


def require_ready(submission: Submission) -> None:
    findings = sheets.read(submission.unit, submission.period).findings()
    blocking = [finding for finding in findings if finding.blocks]
    if blocking:
        sentence = _("Chưa gửi duyệt được: còn ô phải nhập, phải sửa hoặc cần giải trình.")
        cells = {finding.key: finding.sentence for finding in reversed(blocking)}
        raise NotReady(sentence, cells=cells, findings=blocking)


def write(
    submission: Submission,
    written: Sequence[Change],
    existing: dict[tuple[str, str], Figure],
    elements: dict[str, Element],
) -> None:
    """Two statements whatever the number of cells. A cell's version is the submission's at its last write."""
    emptied = [existing[change.key].pk for change in written if change.is_empty]
    if emptied:
        Figure.objects.filter(pk__in=emptied).delete()
    rows = [
        Figure(
            submission=submission,
            element=elements[change.element],
            split=change.split,
            number=change.number,
            absence=change.absence,
            reason=change.reason,
            explanation=change.explanation,
            version=submission.version,
        )
        for change in written
        if not change.is_empty
    ]
    Figure.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["submission", "element", "split"],
        update_fields=["number", "absence", "reason", "explanation", "version"],
    )


def move(submission: Submission, state: State, by: User, at: datetime, **fields: Any) -> None:
    """Compare-and-set on what was seen, so that two people or a double click cannot both move it."""
    moved = Submission.objects.filter(
        pk=submission.pk, state=submission.state, version=submission.version
    ).update(state=state, version=submission.version + 1, changed_at=at, changed_by=by, **fields)
    if not moved:
        raise SomeoneWasFirst(_("Biểu vừa được người khác xử lý. Xin xem lại."), version=submission.version)
    submission.refresh_from_db(from_queryset=Submission.objects.select_related("period__plan", "unit"))
