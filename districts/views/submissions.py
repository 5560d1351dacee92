"""A submission: what was sent, what changed, and the steps it can take."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from indicators import wording
from indicators.periods import Timeliness, timeliness
from plan749 import clock

from .. import access, behalf, change_log, deadlines, remarks, sheet_layout, sheet_reading, sheets
from ..access import Act
from ..actions import submissions as actions
from ..actions.refusals import NotAllowed, NotReady, Refused
from ..forms.submissions import SendBackForm
from ..models import Event, Submission, User
from .entry import posted_version

State = Submission.State
PAGE = Event.Origin.PAGE


Step = Callable[[HttpRequest, int], HttpResponse]


def by_post(view: Step) -> Step:
    """A step is taken by a form alone; its bare address, met again after signing in anew, shows the submission."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request: HttpRequest, pk: int) -> HttpResponse:
        if request.method != "POST":
            return redirect("districts:submission", find(request.user, pk).pk)
        return view(request, pk)

    return answer


@require_safe
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """What one unit sent, for whoever may see the unit."""
    return page(request, find(request.user, pk), SendBackForm())


@require_safe
def print_submission(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet on A4 for the head's signature, with its version, who and when; Vietnamese, as all papers are."""
    found = find(request.user, pk)
    sees_sensitive = access.may(request.user, Act.SEE_SENSITIVE, found.unit)
    with translation.override(wording.VIETNAMESE):
        events = behalf.entered_for([found]).get(found.pk, [])
        sheet = sheets.read(found.unit, found.period)
        context = {
            "submission": found,
            "sections": sheet_reading.sections_of(sheet, see_sensitive=sees_sensitive),
            "is_late": is_late(found),
            "entered_for": [event.by for event in events],
            "printed_at": clock.now(),
        }
        return render(request, "districts/print_submission.html", context)


@by_post
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand it in as it is stored; where something is open, the form says what."""
    found = find(request.user, pk)
    try:
        return step(request, found, actions.submit, State.SUBMITTED, _("Đã gửi duyệt."))
    except NotReady as refusal:
        messages.warning(request, str(refusal))
        period = found.period
        place = reverse("districts:entry", args=[period.plan.slug, period.as_quarter, found.unit.code])
        return redirect(f"{place}?check=1")


@by_post
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept what was seen; its figures count from now on."""
    done = _("Đã duyệt. Số liệu được tính ngay vào kết quả của huyện và tỉnh.")
    return step(request, find(request.user, pk), actions.accept, State.ACCEPTED, done)


@by_post
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return it with a word why; without one, what was typed stays and the page says so."""
    found = find(request.user, pk)
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return page(request, found, form, status=422)
    done = _("Đã trả lại. Đơn vị thấy lý do và sửa được số liệu.")
    reason = form.cleaned_data["reason"]
    details = {"reason": reason, "remarks": form.remarks()}
    return step(request, found, actions.send_back, State.RETURNED, done, form=form, **details)


def find(user: User, pk: int) -> Submission:
    """The submission, if it exists for this person."""
    rows = Submission.objects.visible_to(user).select_related(
        "period__plan", "unit__parent", "changed_by", "submitted_by", "accepted_by"
    )
    return get_object_or_404(rows, pk=pk)


def step(
    request: HttpRequest,
    found: Submission,
    act: Callable[..., Submission],
    state: State,
    done: str,
    *,
    form: SendBackForm | None = None,
    **details: Any,
) -> HttpResponse:
    """Take a step; a second click on the same button is told what stands, and is no failure."""
    version = posted_version(request)
    try:
        act(found, version=version, by=request.user, at=clock.now(), origin=PAGE, **details)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except NotReady:
        raise
    except Refused as refusal:
        found = find(request.user, found.pk)
        if found.state != state:
            return page(request, found, form or SendBackForm(), refusal=str(refusal), status=409)
        messages.info(request, standing(found))
    else:
        messages.success(request, done)
    return redirect("districts:submission", pk=found.pk)


def standing(found: Submission) -> str:
    """Who brought it to the state it is in, and when."""
    return _("Biểu %(state)s: %(who)s, %(when)s.") % {
        "state": found.get_state_display(),
        "who": found.changed_by,
        "when": wording.moment(timezone.localtime(found.changed_at)),
    }


def page(
    request: HttpRequest, found: Submission, form: SendBackForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    """The sheet as read, what may be done with it, and its log."""
    sees_sensitive = access.may(request.user, Act.SEE_SENSITIVE, found.unit)
    sheet = sheets.read(found.unit, found.period)
    log = change_log.lines_of(found, see_sensitive=sees_sensitive)
    context = {
        "submission": found,
        "sheet": sheet,
        "sections": sheet_reading.sections_of(
            sheet,
            see_sensitive=sees_sensitive,
            typed=form.remarks(),
            answers=remarks.answers([found]).get(found.pk, []),
        ),
        "log": log,
        "cell_names": sheet_layout.cell_names(sheet.elements, sheet.plan),
        "entered_for": list(dict.fromkeys(line.by for line in log if line.on_behalf)),
        "is_late": is_late(found),
        "form": form,
        "refusal": refusal,
        **steps_for(request.user, found),
    }
    return render(request, "districts/submission.html", context, status=status)


def is_late(found: Submission) -> bool:
    """Whether it was first handed in after its due day; the mark stays through a return."""
    if found.first_submitted_at is None:
        return False
    due = deadlines.due_day(found.period, found.unit, deadlines.extensions_of([found.period], [found.unit]))
    return timeliness(timezone.localdate(found.first_submitted_at), due) == Timeliness.LATE


def steps_for(user: User, found: Submission) -> dict[str, Any]:
    """What this person may do with it now; nothing in a quarter closed to the unit."""
    is_open, state = deadlines.is_open(found.period, found.unit, clock.today()), found.state
    may_accept = is_open and access.may(user, Act.ACCEPT, found.unit)
    may_return = is_open and access.may(user, Act.RETURN, found.unit)
    return {
        "is_open": is_open,
        "may_enter": is_open and found.is_with_its_unit and access.may_enter(user, found.unit, found.period),
        "is_for_others": not access.belongs_to(user, found.unit),
        "is_own_handing_in": found.was_handed_in_by(user),
        "may_accept": may_accept and state == State.SUBMITTED,
        "may_return": may_return and state in (State.SUBMITTED, State.ACCEPTED),
        "next_waiting": next_waiting(user, found) if may_accept and state != State.SUBMITTED else None,
    }


def next_waiting(user: User, found: Submission) -> Submission | None:
    """Another submission of the quarter that waits for this person; None when all are done."""
    waiting = Submission.objects.of(found.period).waiting()
    mine = waiting.filter(unit__in=access.units_visible_to(user, Act.ACCEPT)).select_related("unit")
    return mine.order_by("unit__sort_key").first()
