"""What the units were given to do: the list by the plan's groups, one assignment, and the steps of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from indicators.models import Plan
from plan749 import clock

from .. import access, assignment_log
from .. import assignments as reading
from ..access import Act
from ..actions import assignments as actions
from ..actions.refusals import Refused, SomeoneWasFirst
from ..forms.assignments import (
    AssignmentForm,
    CancelForm,
    ChangeAssignmentForm,
    DoneForm,
    ReopenAssignmentForm,
    contents_of,
)
from ..forms.periods import SeenForm
from ..models import Assignment
from .gates import only_who_may
from .people import who_and_when

only_managers = only_who_may(Act.MANAGE_TASKS)


def assignments(request: HttpRequest, plan: str) -> HttpResponse:
    """By group, the late ones on top; narrowed by standing and by who leads, in the address."""
    found = seen_plan(request, plan)
    asked = {"standing": request.GET.get("state", ""), "lead": request.GET.get("lead", "")}
    context = {
        "plan": found,
        "listing": reading.listing(found, request.user, clock.today(), **asked),
        "may_manage": access.may(request.user, Act.MANAGE_TASKS),
        "today": clock.today(),
    }
    return render(request, "districts/assignments.html", context)


def assignment(request: HttpRequest, plan: str, pk: int) -> HttpResponse:
    """One, whole: who, until when, what came of it, and what was done to it."""
    held = seen_assignment(request, plan, pk)
    context = {
        "plan": held.plan,
        "group": reading.groups_of(held.plan).get(held.group, {}),
        "row": reading.row_of(held, request.user, clock.today()),
        "helpers": list(held.helpers.all()),
        "steps": assignment_log.steps_of(held),
    }
    return render(request, "districts/assignment.html", context)


@only_managers
def new_assignment(request: HttpRequest, plan: str) -> HttpResponse:
    """Give a unit something to do; from a group's own link its number is filled in."""
    found = seen_plan(request, plan)
    form = AssignmentForm(
        request.POST or None,
        groups=reading.groups_of(found),
        units=reading.units_of(found, on=clock.today()),
        initial={"group": request.GET.get("group")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            given = actions.assign(plan=found, **form.cleaned_data, **who_and_when(request))
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Đã giao việc cho %(unit)s.") % {"unit": given.lead})
            return redirect("districts:assignments", plan)
    return render(request, "districts/new_assignment.html", {"form": form, "plan": found})


@only_managers
def change_assignment(request: HttpRequest, plan: str, pk: int) -> HttpResponse:
    """Say it otherwise. Where somebody was first, what stands now is shown beside what was typed."""
    held = seen_assignment(request, plan, pk)
    kept = [held.lead, *held.helpers.all()]
    form = ChangeAssignmentForm(
        request.POST or None,
        groups=reading.groups_of(held.plan),
        units=reading.units_of(held.plan, on=clock.today(), kept=kept),
        initial=contents_of(held),
    )
    return step(request, held, form, actions.change, "districts/change_assignment.html", _("Đã lưu việc."))


def finish_assignment(request: HttpRequest, plan: str, pk: int) -> HttpResponse:
    """Say that it is done: who leads it, and the province."""
    held = seen_assignment(request, plan, pk)
    if not reading.may_report_done(request.user, held):
        raise Http404
    form = DoneForm(request.POST or None, initial={"version": held.version, "done_on": clock.today()})
    done = _("Đã ghi việc này xong.")
    return step(request, held, form, actions.report_done, "districts/finish_assignment.html", done)


@only_managers
def reopen_assignment(request: HttpRequest, plan: str, pk: int) -> HttpResponse:
    """It is not done after all."""
    held = seen_assignment(request, plan, pk)
    form = ReopenAssignmentForm(request.POST or None, initial={"version": held.version})
    done = _("Đã bỏ báo xong; việc lại được tính hạn.")
    return step(request, held, form, actions.reopen, "districts/reopen_assignment.html", done)


@only_managers
def cancel_assignment(request: HttpRequest, plan: str, pk: int) -> HttpResponse:
    """It is no longer wanted."""
    held = seen_assignment(request, plan, pk)
    form = CancelForm(request.POST or None, initial={"version": held.version})
    return step(request, held, form, actions.cancel, "districts/cancel_assignment.html", _("Đã hủy việc."))


def step(
    request: HttpRequest,
    held: Assignment,
    form: SeenForm,
    act: Callable[..., Assignment],
    template: str,
    done: str,
) -> HttpResponse:
    """Do what the form asks, or say why not; whoever then sends it again has seen what stands there."""
    context: dict[str, Any] = {"form": form, "plan": held.plan, "assignment": held}
    if request.method == "POST" and form.is_valid():
        try:
            act(held, **form.cleaned_data, **who_and_when(request))
        except SomeoneWasFirst as first:
            form.add_refusal(first)
            form.data = form.data.copy()
            form.data["version"] = first.version
            context["theirs"] = seen_assignment(request, held.plan.slug, held.pk)
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, done)
            return redirect("districts:assignment", held.plan.slug, held.pk)
    return render(request, template, context)


def seen_plan(request: HttpRequest, slug: str) -> Plan:
    """The plan, for whoever sees anything in its province; for all others there is no such page."""
    found = get_object_or_404(Plan, slug=slug)
    if not reading.may_see(request.user, found):
        raise Http404
    return found


def seen_assignment(request: HttpRequest, plan: str, pk: int) -> Assignment:
    rows = Assignment.objects.select_related("plan", "lead", "changed_by")
    return get_object_or_404(rows, plan=seen_plan(request, plan), pk=pk)
