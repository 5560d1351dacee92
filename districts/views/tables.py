"""The pages' tables as files: whoever may see the page takes its table away, narrowed as the page is."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from indicators import handbook
from indicators.models import Plan
from indicators.periods import Quarter
from plan749 import clock

from .. import (
    access,
    assignment_files,
    assignments,
    reporting,
    reporting_files,
    sheets,
    submission_files,
    target_files,
)
from ..access import Act
from ..models import Period
from ..table_files import handed_out
from .assignments import seen_plan
from .gates import only_who_may
from .submissions import find


@require_safe
def of_reporting(request: HttpRequest, plan: str, period: Quarter, kind: str) -> HttpResponse:
    """Who has handed in figures."""
    found = get_object_or_404(Period.objects.at(period).select_related("plan"), plan__slug=plan)
    rows = reporting.rows_of(found, request.user, clock.today())
    if not rows:
        raise Http404
    groups = reporting.grouped(rows, request.GET.get("state", ""))
    shown = [row for group in groups for row in group.rows]
    return handed_out(reporting_files.of_figures(found, shown, clock.today()), kind)


@require_safe
def of_task_reports(request: HttpRequest, plan: str, period: Quarter, kind: str) -> HttpResponse:
    """Who has sent words."""
    found = get_object_or_404(Period.objects.at(period).select_related("plan"), plan__slug=plan)
    rows = reporting.rows_of_words(found, request.user, clock.today())
    if not rows:
        raise Http404
    standing = request.GET.get("state", "")
    shown = [row for row in rows if row.is_in(standing)]
    return handed_out(reporting_files.of_words(found, shown, clock.today()), kind)


@require_safe
def of_submission(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """One sheet as it stands."""
    found = find(request.user, pk)
    sees_sensitive = access.may(request.user, Act.SEE_SENSITIVE, found.unit)
    sheet = sheets.read(found.unit, found.period)
    return handed_out(submission_files.table_of(found, sheet, see_sensitive=sees_sensitive), kind)


@require_safe
def of_assignments(request: HttpRequest, plan: str, kind: str) -> HttpResponse:
    """What the units were given to do."""
    found = seen_plan(request, plan)
    asked = {"standing": request.GET.get("state", ""), "lead": request.GET.get("lead", "")}
    listing = assignments.listing(found, request.user, clock.today(), **asked)
    return handed_out(assignment_files.table_of(found, listing.groups, clock.today()), kind)


@require_safe
@only_who_may(Act.SET_TARGETS)
def of_targets(request: HttpRequest, plan: str, kind: str) -> HttpResponse:
    """The targets known, and where there is none."""
    found = get_object_or_404(Plan, slug=plan)
    measures = [
        shown
        for objective in handbook.objectives(found)
        for indicator in objective.indicators.all()
        for shown in handbook.shown_measures(found, indicator.measures.all())
    ]
    return handed_out(target_files.table_of(found, measures), kind)
