"""My work: what waits for the person, by urgency."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plan749 import clock

from ..my_work import Work


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """A list of sentences, each with its verb as the link; kind words where there is none."""
    work = Work.of(request.user, clock.today())
    tasks = [] if work is None else work.tasks()
    assigned = [] if work is None else work.assigned()
    context = {"tasks": tasks, "assigned": assigned, "work": work}
    return render(request, "districts/my_work.html", context)
