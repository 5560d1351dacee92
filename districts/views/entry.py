"""The form of a unit's quarter: shown, saved in one piece, and handed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indicators import wording
from indicators.periods import Quarter, days_left
from plan749 import clock

from .. import access, behalf, change_log, deadlines, sheets
from ..access import Act
from ..actions import figures
from ..actions import submissions as actions
from ..actions.refusals import NotAllowed, Refused, SomeoneWasFirst
from ..changes import Change
from ..forms.cells import Theirs
from ..forms.entry import Fault, SheetForm, Tally
from ..models import Event, Period, Submission, Unit, User
from ..rates import own_rates, words_of
from ..remarks import open_remarks
from ..sheet_facts import facts_of
from ..sheet_layout import cell_names, said
from ..sheet_texts import texts_of
from ..sheets import Sheet

PAGE = Event.Origin.PAGE


@dataclass(frozen=True)
class Refusal:
    """Why what was posted was not taken, said above the form that still holds it."""

    sentence: str
    status: int
    is_conflict: bool = False


@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, plan: str, period: Quarter, unit: str) -> HttpResponse:
    """A unit's sheet of a quarter. Another unit's does not exist for whoever may not see it."""
    quarter, reporter = find(request.user, plan, period, unit)
    if request.method == "POST":
        return receive(request, reporter, quarter)
    sheet = sheets.read(reporter, quarter)
    if not sheet.elements:
        return nothing_to_enter(request, sheet)
    if not access.may_enter(request.user, reporter, quarter) or not sheet.is_writable(clock.today()):
        return look(request, sheet)
    remarks = open_remarks(sheet.submission)
    form = SheetForm(sheet, remarks=remarks, only_returned=bool(remarks) and "only" in request.GET)
    is_checked = "check" in request.GET
    findings = form.find(with_missing=is_checked)
    return page(request, sheet, form, checklist=form.checklist(findings) if is_checked else [])


def find(user: User, plan: str, quarter: Quarter, unit: str) -> tuple[Period, Unit]:
    period = get_object_or_404(Period.objects.at(quarter).select_related("plan"), plan__slug=plan)
    membership = access.membership_of(user)
    own = None if membership is None else membership.unit
    is_own = own is not None and own.code == unit and access.may(user, Act.SEE, own)
    if own is not None and is_own and sheets.is_of(period, own):
        return period, own
    visible = access.units_visible_to(user) & sheets.units_in_force(period)
    return period, get_object_or_404(visible.select_related("parent"), code=unit)


def look(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """What to show whoever cannot write now: the submission's page; the reason where there is none yet."""
    if sheet.submission is not None:
        return redirect("districts:submission", pk=sheet.submission.pk)
    return nothing_to_enter(request, sheet)


def nothing_to_enter(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    if not sheet.elements:
        reason = _("Đơn vị này không có số liệu phải nhập trong quý này.")
    elif not deadlines.is_open(sheet.period, sheet.unit, clock.today()):
        reason = _("Quý đã khóa số liệu và đơn vị chưa có biểu. Xin liên hệ cán bộ tỉnh nếu cần mở lại.")
    else:
        reason = _("Đơn vị chưa bắt đầu nhập số liệu của quý này.")
    context = {"sheet": sheet, "reason": reason, "cell_names": cell_names(sheet.elements, sheet.plan)}
    return render(request, "districts/no_entry.html", context)


def receive(request: HttpRequest, unit: Unit, period: Period) -> HttpResponse:
    """Save what was posted, all or nothing; then hand it in, where that was asked."""
    if not access.may_enter(request.user, unit, period):
        raise PermissionDenied(_("Tài khoản này không nhập được số liệu của đơn vị."))
    with transaction.atomic():
        sheet = figures.hold(unit, period)
        form = SheetForm(sheet, request.POST)
        changes = form.changes()
        if not form.is_refused:
            return save(request, form, changes)
    if not sheet.elements:
        return nothing_to_enter(request, sheet)
    return page(request, sheet, form, Refusal(_("Có ô chưa đúng; chưa lưu gì cả."), 422))


def save(request: HttpRequest, form: SheetForm, changes: list[Change]) -> HttpResponse:
    """Write the cells; where that is refused, the form says why and still holds what was typed."""
    sheet, by, at = form.sheet, request.user, clock.now()
    version = posted_version(request)
    try:
        with transaction.atomic():
            submission = figures.change_sheet(
                sheet, changes=changes, by=by, at=at, origin=PAGE, version=version
            )
    except SomeoneWasFirst as refusal:
        return someone_was_first(request, sheet, refusal)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refused as refusal:
        if refusal.code == "locked":
            return someone_was_first(request, sheet, refusal)
        return refused(request, sheet, form, refusal)
    return carry_on(request, submission)


def carry_on(request: HttpRequest, submission: Submission) -> HttpResponse:
    """After a save: hand it in, where that was asked; else back to the form."""
    if "submit" in request.POST:
        return hand_in(request, submission)
    messages.success(request, saved_words(submission))
    return redirect(address(submission))


def posted_version(request: HttpRequest) -> int:
    """The version the page was made from; 0, which nothing has, where there was none or it is no number."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def hand_in(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Submit what was just saved; where that is refused, the save stays and the form says what is open."""
    try:
        actions.submit(submission, version=submission.version, by=request.user, at=clock.now(), origin=PAGE)
    except Refused as refusal:
        messages.success(request, saved_words(submission))
        messages.warning(request, str(refusal))
        return redirect(address(submission) + "?check=1")
    messages.success(request, _("Đã gửi duyệt. Số liệu được khóa cho đến khi được duyệt hoặc bị trả lại."))
    return redirect("districts:submission", pk=submission.pk)


def someone_was_first(request: HttpRequest, sheet: Sheet, refusal: Refused) -> HttpResponse:
    """A second identical save is no conflict; else what was typed stays, with what is stored beside it."""
    sheet = sheets.read(sheet.unit, sheet.period)
    form = SheetForm(sheet, request.POST)
    if sheet.submission is None:
        return page(request, sheet, form, Refusal(str(refusal), 409))
    differing = form.differing()
    # A form that saves itself posts no cells with its handing in: then nothing says that what stands was seen.
    shows_cells = any(cell.is_posted for cell in form.cells)
    if not differing and (shows_cells or not sheet.submission.is_with_its_unit):
        return already_done(request, sheet.submission)
    writers = change_log.last_writers(sheet.submission)
    seen = posted_version(request)
    for cell in differing:
        is_ours = cell.version is not None and cell.version <= seen
        if cell.key in writers and not is_ours:
            writer = writers[cell.key]
            cell.theirs = Theirs(said(cell.figure, cell.element), writer.by, writer.at)
    return page(request, sheet, form, Refusal(str(refusal), 409, is_conflict=True))


def already_done(request: HttpRequest, submission: Submission) -> HttpResponse:
    """The same form a second time, as after a double click: say what stands, and change nothing."""
    if submission.is_with_its_unit:
        return carry_on(request, submission)
    sent = submission.submitted_at
    words = _("Biểu %(state)s; %(who)s gửi lúc %(when)s.") % {
        "state": submission.get_state_display(),
        "who": submission.submitted_by,
        "when": "" if sent is None else wording.moment(timezone.localtime(sent)),
    }
    messages.info(request, words)
    return redirect("districts:submission", pk=submission.pk)


def refused(request: HttpRequest, sheet: Sheet, form: SheetForm, refusal: Refused) -> HttpResponse:
    """A refusal of the whole (a closed quarter, a locked sheet) or of certain cells; nothing was saved."""
    form.mark(refusal.cells)
    return page(request, sheet, form, Refusal(str(refusal), 422 if refusal.cells else 409))


def saved_words(submission: Submission) -> str:
    return _("Đã lưu lúc %(time)s.") % {"time": f"{timezone.localtime(submission.changed_at):%H:%M}"}


def address(submission: Submission) -> str:
    period = submission.period
    return reverse("districts:entry", args=[period.plan.slug, period.as_quarter, submission.unit.code])


def entered_for(sheet: Sheet) -> list[Event]:
    """The last that each person entered for the unit; nobody where its own people entered all."""
    return behalf.entered_for([sheet.submission]).get(sheet.submission.pk, []) if sheet.submission else []


def page(
    request: HttpRequest,
    sheet: Sheet,
    form: SheetForm,
    refusal: Refusal | None = None,
    checklist: Sequence[Fault] = (),
) -> HttpResponse:
    """The form, with how long there is and how far it is."""
    due = deadlines.due_day(sheet.period, sheet.unit, deadlines.extensions_of([sheet.period], [sheet.unit]))
    today: date = clock.today()
    reopenings = deadlines.reopenings_of([sheet.period], [sheet.unit])
    checked, rates = sheets.as_checked(sheet), sheets.rates_of(sheet)
    form.add_rates(own_rates(checked, rates, words_of(_), get_language() or wording.VIETNAMESE))
    context: dict[str, Any] = {
        "sheet": sheet,
        "form": form,
        "refusal": refusal,
        "faults": form.faults(),
        "checklist": checklist,
        "tally": Tally.of(form),
        "texts": texts_of(),
        "facts": facts_of(checked, _, rates),
        "version": sheet.submission.version if sheet.submission else 0,
        "is_editable": sheet.is_writable(today, reopenings),
        "reopened_until": reopenings.get((sheet.period.pk, sheet.unit.pk)),
        "is_for_others": not access.belongs_to(request.user, sheet.unit),
        "entered_for": entered_for(sheet),
        "due": due,
        "days_left": days_left(due, today),
        "days_late": days_left(today, due),
        "is_early": today < sheet.period.last_day,
    }
    return render(request, "districts/entry.html", context, status=refusal.status if refusal else 200)
