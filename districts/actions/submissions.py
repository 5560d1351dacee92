"""Start, submit, accept, return: the steps of a submission, from whichever door they are taken."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from .. import access, sheets
from ..changes import Key, split_codes
from ..deadlines import Reopenings
from ..models import Event, Period, Remark, Submission, Unit, User
from ..open_findings import is_about
from ..sheets import Finding, Sheet
from ..words import has_strange_signs
from . import letters
from .guards import (
    current,
    handed_in,
    held,
    move,
    require_ended,
    require_enter,
    require_may,
    require_open,
    require_reason,
    require_step,
)
from .log import record
from .refusals import NotReady, Refused, SomeoneWasFirst

State = Submission.State
LONGEST_REMARK = 1000


@transaction.atomic
def start(*, period: Period, unit: Unit, by: User, at: datetime, origin: str) -> Submission:
    """Begin a unit's submission of a period. A second one is refused."""
    return begin(sheets.read(unit, period, is_begun=False), by=by, at=at, origin=origin)


def begin(sheet: Sheet, *, by: User, at: datetime, origin: str) -> Submission:
    """The same for a sheet already read. To be called within a transaction."""
    period, unit = held(sheet.period), sheet.unit
    require_beginnable(sheet, period, by, at)
    try:
        with transaction.atomic():
            submission = Submission.objects.create(
                period=period, unit=unit, created_at=at, changed_at=at, changed_by=by
            )
    except IntegrityError as error:
        raise already_started() from error
    record(Event.Action.STARTED, by=by, at=at, origin=origin, submission=submission)
    return submission


def require_beginnable(
    sheet: Sheet, period: Period, by: User, at: datetime, reopenings: Reopenings | None = None
) -> None:
    """The unit reports in this quarter, which is open to it, and this person enters for it."""
    require_enter(by, sheet.unit, period)
    require_open(period, sheet.unit, at, reopenings)
    if not (sheet.elements and sheet.unit.is_in_force(on=period.last_day)):
        raise Refused(_("Đơn vị này không phải báo cáo trong quý này."), "not_a_reporter")


def already_started() -> SomeoneWasFirst:
    return SomeoneWasFirst(_("Đơn vị đã có biểu số liệu của quý này."), "already_started")


@transaction.atomic
def submit(submission: Submission, *, version: int, by: User, at: datetime, origin: str) -> Submission:
    """Hand the period's figures to the accepter and lock them; from the period's last day on."""
    submission = current(submission)
    require_enter(by, submission.unit, submission.period)
    require_step(submission, State.SUBMITTED, version, at)
    require_ended(submission.period, at, _("Số liệu của quý chỉ gửi được từ ngày %(day)s."))
    require_ready(submission, by)
    move(submission, State.SUBMITTED, by, at, **handed_in(submission, by, at))
    record(Event.Action.SUBMITTED, by=by, at=at, origin=origin, submission=submission)
    return submission


@transaction.atomic
def accept(submission: Submission, *, version: int, by: User, at: datetime, origin: str) -> Submission:
    """Accept what was seen; its figures count at once in every area."""
    submission = current(submission)
    sentence = _("Tài khoản này không duyệt được biểu của đơn vị.")
    require_may(by, access.Act.ACCEPT, submission.unit, sentence)
    require_step(submission, State.ACCEPTED, version, at)
    move(submission, State.ACCEPTED, by, at, accepted_at=at, accepted_by=by)
    record(Event.Action.ACCEPTED, by=by, at=at, origin=origin, submission=submission)
    return submission


@transaction.atomic
def send_back(
    submission: Submission,
    *,
    version: int,
    reason: str,
    by: User,
    at: datetime,
    origin: str,
    remarks: Mapping[Key, str] | None = None,
) -> Submission:
    """Return it to its unit with a word why, and beside single cells where that helps.

    An accepted one leaves the live totals until accepted again.
    """
    submission = current(submission)
    sentence = _("Tài khoản này không trả lại được biểu của đơn vị.")
    require_may(by, access.Act.RETURN, submission.unit, sentence)
    reason = require_reason(reason)
    require_step(submission, State.RETURNED, version, at)
    move(submission, State.RETURNED, by, at, accepted_at=None, accepted_by=None, return_reason=reason)
    event = record(Event.Action.RETURNED, by=by, at=at, origin=origin, submission=submission, reason=reason)
    write_remarks(event, submission, remarks or {})
    letters.write_returned(submission, reason=reason, by=by, at=at)
    return submission


def write_remarks(event: Event, submission: Submission, remarks: Mapping[Key, str]) -> None:
    """The words beside single cells; one that the sheet does not have is refused, and the return with it."""
    if not remarks:
        return
    elements = {one.code: one for one in sheets.elements_of(submission.unit, submission.period)}
    splits = submission.period.plan.splits
    faults = {
        (code, split): _("Biểu của đơn vị không có ô này.")
        for code, split in remarks
        if code not in elements or split not in ("", *split_codes(elements[code], splits))
    }
    faults |= {
        key: _("Ghi chú dài quá 1.000 ký tự.")
        for key, words in remarks.items()
        if len(words) > LONGEST_REMARK
    }
    faults |= {
        key: _("Ghi chú có ký tự không đọc được. Xin gõ lại.")
        for key, words in remarks.items()
        if has_strange_signs(words)
    }
    if faults:
        raise Refused(_("Có ghi chú chưa đúng; chưa trả lại biểu."), "invalid_remarks", cells=faults)
    Remark.objects.bulk_create(
        Remark(event=event, element=elements[code], split=split, words=words)
        for (code, split), words in remarks.items()
    )


def require_ready(submission: Submission, by: User) -> None:
    """Nothing is missing, wrong or unexplained; what is, is told without the figures that this person may not see."""
    findings = sheets.read(submission.unit, submission.period).findings()
    blocking = [finding for finding in findings if finding.blocks]
    if blocking:
        sees_sensitive = access.may(by, access.Act.SEE_SENSITIVE, submission.unit)
        told = blocking if sees_sensitive else without_figures(blocking, submission)
        sentence = _("Chưa gửi duyệt được: còn ô phải nhập, phải sửa hoặc cần giải trình.")
        cells = {finding.key: finding.sentence for finding in reversed(told)}
        raise NotReady(sentence, cells=cells, findings=told)


def without_figures(findings: Sequence[Finding], submission: Submission) -> list[Finding]:
    """The same findings; of those about a sensitive figure only that they are there."""
    elements = sheets.elements_of(submission.unit, submission.period)
    sensitive = {element.code for element in elements if element.sensitive}
    sentence = _("Ô này có điều phải xem lại, liên quan đến số liệu nhạy cảm mà mã truy cập không được đọc.")
    return [
        replace(finding, sentence=sentence) if is_about(finding, sensitive) else finding
        for finding in findings
    ]
