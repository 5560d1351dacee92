"""The boards: an area's period on one page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation

from districts.access import Act, may, membership_of
from districts.models import User
from districts.models.units import Level
from indicators.periods import Quarter
from indicators.phrases import VIETNAMESE
from indicators.wording import quarter_label
from plan749 import clock
from reports import as_published, boards, over_time, result_tables
from reports.models import Audit

from .bases import Asked, asked, frame
from .changes import mark
from .handed_out import handed_out


def own_board(request: HttpRequest, plan: str, period: Quarter) -> HttpResponse:
    """The board of one's own area; whoever belongs to no area looks at what was published."""
    membership = membership_of(request.user)
    if membership is None or not may(request.user, Act.SEE) or membership.unit.level == Level.DEPARTMENT:
        return redirect("reports:publications")
    return redirect("reports:unit_board", plan, period, membership.unit.code)


def unit_board(request: HttpRequest, plan: str, period: Quarter, unit: str) -> HttpResponse:
    """An area's figures, live or as published; a page that is open asks again and is told where nothing changed."""
    found = asked(request, plan, period, unit)
    stamp = over_time.board_stamp(found.period.plan)
    if request.headers.get("If-None-Match") == f'"{stamp}"':
        return HttpResponse(status=304)
    user, area = request.user, found.area
    context = {
        **frame(request, found),
        "board": board_of(found, user),
        "stamp": stamp,
        "at": None if found.basis else clock.now(),
        "mark": mark(found.publication, user, area) if not found.basis else None,
        "may_publish": may(user, Act.PUBLISH, area),
        "may_set_targets": may(user, Act.SET_TARGETS, area),
        "audit": Audit.objects.defer("differences").first() if may(user, Act.PUBLISH, area) else None,
    }
    return render(request, "reports/board.html", context)


def board_of(found: Asked, user: User) -> boards.Board | None:
    """The board on the basis asked for; None where the quarter was not published for this area."""
    if not found.basis:
        return boards.board(found.period, found.area, user)
    if found.publication is None:
        return None
    return as_published.board(found.period, found.area, user, found.publication)


def board_results(request: HttpRequest, plan: str, period: Quarter, unit: str, form: str) -> HttpResponse:
    """A board as one table, on the basis that its address names; in Vietnamese as all documents are."""
    found = asked(request, plan, period, unit)
    with translation.override(VIETNAMESE):
        board = board_of(found, request.user)
        if board is None:
            raise Http404
        title = f"{found.area.name}, {quarter_label(period)}, {found.words}"
        table = result_tables.of_board(board, title, is_illustrative=found.period.plan.illustrative)
        return handed_out(table, f"{found.area.code}-{found.period.code}{found.suffix}", form)
