"""The boards: an area's period on one page."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from districts.access import Act, may, membership_of, units_visible_to
from districts.models import Period, Unit
from districts.models.units import Level
from districts.sheets import units_in_force
from indicators.periods import Quarter
from plan749 import clock
from reports import as_published, boards, gather, over_time
from reports.models import Audit, Publication

from .changes import mark

PUBLISHED = "published"


def own_board(request: HttpRequest, plan: str, period: Quarter) -> HttpResponse:
    """The board of one's own area; whoever belongs to no area looks at what was published."""
    membership = membership_of(request.user)
    if membership is None or not may(request.user, Act.SEE) or membership.unit.level == Level.DEPARTMENT:
        return redirect("reports:publications")
    return redirect("reports:unit_board", plan, period, membership.unit.code)


def unit_board(request: HttpRequest, plan: str, period: Quarter, unit: str) -> HttpResponse:
    """An area's figures, live or as published; a page that is open asks again and is told where nothing changed."""
    found = get_object_or_404(Period.objects.select_related("plan").at(period), plan__slug=plan)
    area = get_object_or_404(areas(found, request), code=unit)
    stamp = over_time.board_stamp(found.plan)
    if request.headers.get("If-None-Match") == f'"{stamp}"':
        return HttpResponse(status=304)
    publication = newest_publication(found)
    basis = basis_of(request)
    context = {
        "board": board_of(found, area, request, publication, basis),
        "basis": basis,
        "stamp": stamp,
        "period": found,
        "area": area,
        "parent": area.parent if area.parent in set(areas(found, request)) else None,
        "periods": Period.objects.filter(plan=found.plan_id).order_by("-year", "-quarter"),
        "publication": publication,
        "at": None if basis else clock.now(),
        "mark": mark(publication, request.user, area) if not basis else None,
        "may_publish": may(request.user, Act.PUBLISH, area),
        "may_set_targets": may(request.user, Act.SET_TARGETS, area),
        "audit": Audit.objects.defer("differences").first() if may(request.user, Act.PUBLISH, area) else None,
    }
    return render(request, "reports/board.html", context)


def basis_of(request: HttpRequest) -> str:
    """ "published" where the address asks for it; empty: the figures as they stand now."""
    return PUBLISHED if request.GET.get("basis") == PUBLISHED else ""


def newest_publication(period: Period) -> Publication | None:
    found = Publication.objects.filter(period=period).defer("content").order_by("-number").first()
    if found is not None:
        found.period = period
    return found


def board_of(
    period: Period, area: Unit, request: HttpRequest, publication: Publication | None, basis: str
) -> boards.Board | None:
    """The board on the basis asked for; None where the quarter was not published for this area."""
    if not basis:
        return boards.board(period, area, request.user)
    if publication is None:
        return None
    facts = gather.plan_facts(period.plan)
    return as_published.board(period, area, request.user, publication, facts)


def areas(period: Period, request: HttpRequest) -> QuerySet[Unit]:
    """The areas this person may look at, as they were on the period's last day."""
    visible = units_visible_to(request.user).exclude(level=Level.DEPARTMENT)
    return units_in_force(period).filter(pk__in=visible).select_related("parent")
