"""Who has submitted, who is late."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from indicators.periods import Quarter
from plan749 import clock

from .. import access, task_reports
from .. import reporting as standings
from ..access import Act
from ..models import Period


def reporting(request: HttpRequest, plan: str, period: Quarter) -> HttpResponse:
    """Each unit one may see: its state, when it was sent, on time or late, and whom to call."""
    found = get_object_or_404(Period.objects.at(period).select_related("plan"), plan__slug=plan)
    rows = standings.rows_of(found, request.user, clock.today())
    if not rows:
        raise Http404
    standing = request.GET.get("state", "")
    context = {
        "period": found,
        "periods": Period.objects.filter(plan=found.plan).order_by("-year", "-quarter"),
        "counts": standings.counts(rows),
        "total": len(rows),
        "standing": standing,
        "groups": standings.grouped(rows, standing),
        "asks_words": task_reports.asks(found) and any(row.unit.level in task_reports.LEVELS for row in rows),
        "may_enter": access.may(request.user, Act.ENTER_FOR),
        "may_extend": access.may(request.user, Act.MANAGE_PERIODS),
    }
    return render(request, "districts/reporting.html", context)
