"""The audit's answers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from districts.access import Act, may
from reports.models import Audit

NIGHTS = 14


def audit(request: HttpRequest) -> HttpResponse:
    """The last nights, and what differed in the newest; of units too, so for whom sensitive figures are shown."""
    if not may(request.user, Act.PUBLISH):
        raise Http404
    nights = list(Audit.objects.defer("differences")[:NIGHTS])
    newest = Audit.objects.first() if may(request.user, Act.READ_DOCUMENTS) else None
    return render(request, "reports/audit.html", {"nights": nights, "newest": newest})
