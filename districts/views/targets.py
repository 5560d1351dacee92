"""Where the province types its targets in: nobody but its staff has them."""

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from indicators import handbook
from indicators.models import Measure, Plan

from ..access import Act
from ..actions import targets as actions
from ..actions.refusals import Refused
from ..forms.targets import TargetForm
from .gates import only_who_may
from .people import who_and_when

YEAR = re.compile(r"[0-9]{4}")


@only_who_may(Act.SET_TARGETS)
def targets(request: HttpRequest, plan: str) -> HttpResponse:
    """All measures with the targets known, and where the province has none yet."""
    found = get_object_or_404(Plan, slug=plan)
    objectives = [
        (
            objective,
            [
                shown
                for indicator in objective.indicators.all()
                for shown in handbook.shown_measures(found, indicator.measures.all())
            ],
        )
        for objective in handbook.objectives(found)
    ]
    context = {"plan": found, "objectives": objectives, "reading": handbook.READING}
    return render(request, "districts/targets.html", context)


@only_who_may(Act.SET_TARGETS)
def target(request: HttpRequest, plan: str, measure: str) -> HttpResponse:
    """One measure: its targets, a form for the province's, and a way to take back one that was typed in."""
    measures = Measure.objects.select_related("plan", "numerator", "denominator")
    found = get_object_or_404(measures, plan__slug=plan, code=measure)
    if "remove" in request.POST:
        return remove(request, found)
    form = TargetForm(request.POST or None, initial={"year": found.plan.year, "op": usual_operator(found)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_target(measure=found, **form.cleaned_data, **who_and_when(request))
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Đã lưu chỉ tiêu giao của %(code)s.") % {"code": found.code})
            return redirect("districts:targets", plan)
    [shown] = handbook.shown_measures(found.plan, [found])
    context = {"form": form, "plan": found.plan, "shown": shown, "reading": handbook.READING}
    return render(request, "districts/target.html", context)


def remove(request: HttpRequest, measure: Measure) -> HttpResponse:
    text = request.POST["remove"]
    year = int(text) if YEAR.fullmatch(text) else 0
    try:
        actions.remove_target(measure=measure, year=year, **who_and_when(request))
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Đã bỏ chỉ tiêu giao năm %(year)s.") % {"year": year})
    return redirect("districts:target", measure.plan.slug, measure.code)


def usual_operator(measure: Measure) -> str:
    """What a target of this direction mostly says: at least where up is better, below where down is."""
    return ">=" if measure.direction == "up" else "<"
