"""The boards: an area's period on one page."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from districts.access import Act, may, membership_of, units_visible_to
from districts.models import Period, Unit
from districts.models.units import Level
from districts.sheets import units_in_force
from indicators.periods import Quarter
from reports import boards
from reports.models import Audit, Publication

from .changes import mark


def own_board(request: HttpRequest, plan: str, period: Quarter) -> HttpResponse:
    """The board of one's own area; whoever belongs to no area looks at what was published."""
    membership = membership_of(request.user)
    if membership is None or not may(request.user, Act.SEE) or membership.unit.level == Level.DEPARTMENT:
        return redirect("reports:publications")
    return redirect("reports:unit_board", plan, period, membership.unit.code)


def unit_board(request: HttpRequest, plan: str, period: Quarter, unit: str) -> HttpResponse:
    """An area's live figures."""
    found = get_object_or_404(Period.objects.select_related("plan").at(period), plan__slug=plan)
    area = get_object_or_404(areas(found, request), code=unit)
    board = boards.board(found, area, request.user)
    publication = Publication.objects.filter(period=found).defer("content").order_by("-number").first()
    if publication is not None:
        publication.period = found
    context = {
        "board": board,
        "period": found,
        "area": area,
        "parent": area.parent if area.parent in set(areas(found, request)) else None,
        "periods": Period.objects.filter(plan=found.plan_id).order_by("-year", "-quarter"),
        "publication": publication,
        "mark": mark(publication, request.user, area),
        "may_publish": may(request.user, Act.PUBLISH, area),
        "audit": Audit.objects.defer("differences").first() if may(request.user, Act.PUBLISH, area) else None,
    }
    return render(request, "reports/board.html", context)


def areas(period: Period, request: HttpRequest) -> QuerySet[Unit]:
    """The areas this person may look at, as they were on the period's last day."""
    visible = units_visible_to(request.user).exclude(level=Level.DEPARTMENT)
    return units_in_force(period).filter(pk__in=visible).select_related("parent")
