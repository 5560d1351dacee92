"""My work: what waits for the person, by urgency."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plan749 import clock

from .. import assignments, tokens
from ..my_words import all_tasks


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """A list of sentences, each with its verb as the link; kind words where there is none."""
    user, today = request.user, clock.today()
    context = {"tasks": all_tasks(user, today), "assigned": assignments.pressing_for(user, today)}
    context["expiring"] = user.tokens.expiring(at=tokens.now())
    return render(request, "districts/my_work.html", context)
