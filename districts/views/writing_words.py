"""What a writer of words sends: kept group by group and file by file, each by itself; then handed in, if asked."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from plan749 import clock

from .. import access
from ..actions import task_reports as actions
from ..actions.refusals import Refused, SomeoneWasFirst
from ..forms.task_reports import GroupForm, ReportForm, bytes_of
from ..models import Event, Period, TaskReport, Unit
from . import showing_words as pages
from .entry import Refusal, posted_version

PAGE = Event.Origin.PAGE
State = TaskReport.State


def receive(request: HttpRequest, period: Period, unit: Unit) -> HttpResponse:
    """Keep what can be kept; what cannot stays in the form with the reason beside it. Nothing typed is lost."""
    if not access.may_enter(request.user, unit, period):
        raise PermissionDenied(_("Tài khoản này không viết được báo cáo nhiệm vụ của đơn vị."))
    try:
        return receive_once(request, period, unit)
    except BegunMeanwhile:
        return receive_once(request, period, unit)


class BegunMeanwhile(Exception):
    """A colleague began the unit's report in the same moment: what was sent is for that one."""


@transaction.atomic
def receive_once(request: HttpRequest, period: Period, unit: Unit) -> HttpResponse:
    form = ReportForm(period, actions.hold(unit, period))
    form.read(request.POST, request.FILES)
    try:
        return keep_and_go_on(request, period, unit, form)
    except Refused as refusal:
        if refusal.code == "already_started":
            raise BegunMeanwhile from refusal
        return refused(request, period, unit, form, refusal)


def keep_and_go_on(request: HttpRequest, period: Period, unit: Unit, form: ReportForm) -> HttpResponse:
    """A refusal of the whole (a closed quarter, a locked report) comes up from here; of a part it is marked there."""
    report, seen = form.report, posted_version(request)
    has_seen_all = seen == (report.version if report else 0)
    is_handed_in = "submit" in request.POST
    if report is None and (form.is_begun or is_handed_in):
        report = actions.start(period=period, unit=unit, by=request.user, at=clock.now(), origin=PAGE)
    if report is not None:
        keep(request, form, report)
        report = actions.hold(unit, period)
    if form.faults:
        sentence = _("Có chỗ chưa lưu được; các chỗ khác đã lưu. Nội dung vừa nhập vẫn còn trong các ô.")
        again = ReportForm(period, report)
        again.reads_again(form)
        status = 409 if form.is_conflict else 422
        return pages.page(request, period, unit, again, Refusal(sentence, status, form.is_conflict))
    if is_handed_in and report is not None:
        return hand_in(request, report, report.version if has_seen_all else seen)
    if report is not None:
        messages.success(request, saved_words(report))
    return redirect(write_address(request, period, unit))


def keep(request: HttpRequest, form: ReportForm, report: TaskReport) -> None:
    """Files that go make room for those that come."""
    told = {"by": request.user, "at": clock.now(), "origin": PAGE}
    for file in form.to_remove:
        actions.remove_evidence(file, **told)
    for group in form.groups:
        if group.is_changed:
            keep_words(report, group, **told)
        for sent in group.sent:
            try:
                content = bytes_of(sent)
                actions.add_evidence(
                    report, group=group.number, name=sent.name or "", content=content, **told
                )
            except Refused as refusal:
                require_of_a_part(refusal)
                group.file_faults.append(_("tệp “%(name)s”: %(why)s") % {"name": sent.name, "why": refusal})


def keep_words(report: TaskReport, group: GroupForm, **told: object) -> None:
    assert group.typed is not None
    try:
        actions.write_words(report, said=group.typed, **told)  # type: ignore[arg-type]
    except SomeoneWasFirst as refusal:
        group.theirs = refusal.theirs[str(group.number), ""]
        if group.theirs is None:  # the form spoke of words that never were
            group.faults["done"] = str(refusal)
    except Refused as refusal:
        require_of_a_part(refusal)
        group.faults |= {name: words for (_number, name), words in refusal.cells.items()}


def require_of_a_part(refusal: Refused) -> None:
    """What refuses the whole report is not one group's fault."""
    if refusal.code in ("locked", "period_closed", "not_allowed"):
        raise refusal


def hand_in(request: HttpRequest, report: TaskReport, version: int) -> HttpResponse:
    """Submit what was just kept; where that is refused, it stays kept and the form says what is open."""
    period, unit = report.period, report.unit
    try:
        actions.submit(report, version=version, by=request.user, at=clock.now(), origin=PAGE)
    except Refused as refusal:
        now = pages.existing(unit, period)
        if now.state == State.SUBMITTED:
            messages.info(request, pages.standing(now))
            return redirect(pages.address(period, unit))
        form = ReportForm(period, now)
        form.mark(refusal.cells)
        status = 409 if isinstance(refusal, SomeoneWasFirst) else 422
        messages.success(request, saved_words(now))
        return pages.page(request, period, unit, form, Refusal(str(refusal), status))
    messages.success(request, _("Đã gửi duyệt. Nội dung được khóa cho đến khi được duyệt hoặc bị trả lại."))
    return redirect(pages.address(period, unit))


def refused(
    request: HttpRequest, period: Period, unit: Unit, form: ReportForm, refusal: Refused
) -> HttpResponse:
    """A refusal of the whole: nothing was kept, and everything typed is still in the form."""
    again = ReportForm(period, pages.held_by(unit, period))
    again.reads_again(form)
    again.has_lost_files = any(group.sent for group in form.groups)
    return pages.page(request, period, unit, again, Refusal(str(refusal), 409))


def saved_words(report: TaskReport) -> str:
    return _("Đã lưu lúc %(time)s.") % {"time": f"{timezone.localtime(report.changed_at):%H:%M}"}


def write_address(request: HttpRequest, period: Period, unit: Unit) -> str:
    """Back to the form, which whoever writes for another asks for."""
    place = pages.address(period, unit)
    return place if access.belongs_to(request.user, unit) else f"{place}?write=1"
