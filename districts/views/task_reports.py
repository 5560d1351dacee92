"""A unit's task report: written, read, accepted and returned; who has sent theirs; and the files that prove it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from indicators.periods import Quarter
from plan749 import clock

from .. import access, reporting
from ..actions import task_reports as actions
from ..actions.refusals import NotAllowed, Refused
from ..forms.submissions import SendBackForm
from ..forms.task_reports import ReportForm
from ..models import Event, EvidenceFile, Period, TaskReport, Unit
from ..task_reports import address
from .entry import posted_version
from .kept_files import attached, bytes_of
from .showing_words import existing, find, held_by, look, may_write, page, standing
from .writing_words import receive

State = TaskReport.State
PAGE = Event.Origin.PAGE


@require_safe
def reports(request: HttpRequest, plan: str, period: Quarter) -> HttpResponse:
    """Who has sent words of a quarter, who is late; the units one may see. For a commune there are none."""
    found = get_object_or_404(Period.objects.at(period).select_related("plan"), plan__slug=plan)
    rows = reporting.rows_of_words(found, request.user, clock.today())
    if not rows:
        raise Http404
    standing = request.GET.get("state", "")
    context = {
        "period": found,
        "periods": Period.objects.filter(plan=found.plan, is_base=False).order_by("-year", "-quarter"),
        "counts": reporting.counts(rows),
        "total": len(rows),
        "standing": standing,
        "rows": [row for row in rows if row.is_in(standing)],
    }
    return render(request, "districts/task_reports.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, plan: str, period: Quarter, unit: str) -> HttpResponse:
    """The form for who writes it, the words as they stand for all others; who writes for a unit asks for the form."""
    quarter, writer = find(request.user, plan, period, unit)
    if request.method == "POST":
        return receive(request, quarter, writer)
    found = held_by(writer, quarter)
    if not may_write(request.user, writer, quarter, found):
        return look(request, quarter, writer, found, SendBackForm())
    if not access.belongs_to(request.user, writer) and "write" not in request.GET:
        return look(request, quarter, writer, found, SendBackForm())
    return page(request, quarter, writer, ReportForm(quarter, found))


@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, plan: str, period: Quarter, unit: str) -> HttpResponse:
    """Accept the words that were seen."""
    done = _("Đã duyệt báo cáo nhiệm vụ.")
    return step(request, find(request.user, plan, period, unit), actions.accept, State.ACCEPTED, done)


@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: HttpRequest, plan: str, period: Quarter, unit: str) -> HttpResponse:
    """Return it with a word why; without one, what was typed stays and the page says so."""
    quarter, writer = place = find(request.user, plan, period, unit)
    form = SendBackForm(request.POST)
    if request.method == "POST" and not form.is_valid():
        return look(request, quarter, writer, existing(writer, quarter), form, status=422)
    done = _("Đã trả lại báo cáo nhiệm vụ. Đơn vị thấy lý do và sửa được nội dung.")
    reason = form.cleaned_data["reason"] if request.method == "POST" else ""
    return step(request, place, actions.send_back, State.RETURNED, done, form=form, reason=reason)


@require_safe
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """A file, to be saved and never shown within the portal; only to who may see its unit, and while it is there."""
    units = access.units_visible_to(request.user)
    file = get_object_or_404(EvidenceFile.objects.there().filter(task_report__unit__in=units), pk=pk)
    disposition = content_disposition_header(as_attachment=True, filename=file.name) or "attachment"
    return attached(bytes_of(file.file, file.sha256), file.content_type, disposition)


def step(
    request: HttpRequest,
    place: tuple[Period, Unit],
    act: Callable[..., TaskReport],
    state: State,
    done: str,
    *,
    form: SendBackForm | None = None,
    **details: Any,
) -> HttpResponse:
    """Take a step; a second click on the same button is told what stands, and is no failure."""
    period, unit = place
    found = existing(unit, period)
    if request.method != "POST":
        return redirect(address(period, unit))
    try:
        act(found, version=posted_version(request), by=request.user, at=clock.now(), origin=PAGE, **details)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refused as refusal:
        found = existing(unit, period)
        if found.state != state:
            told = form or SendBackForm()
            return look(request, period, unit, found, told, refusal=str(refusal), status=409)
        messages.info(request, standing(found))
    else:
        messages.success(request, done)
    return redirect(address(period, unit))
