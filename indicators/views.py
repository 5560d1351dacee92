"""The handbook: what each indicator is. For everyone who is signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from . import handbook as book
from .models import Indicator, Plan


def handbook(request: HttpRequest, plan: str) -> HttpResponse:
    """All indicators by objective."""
    found = get_object_or_404(Plan, slug=plan)
    context = {"plan": found, "objectives": book.objectives(found)}
    return render(request, "indicators/handbook.html", context)


def indicator(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """One indicator: its measures, what is counted for them, its targets and where those were read."""
    found = get_object_or_404(
        Indicator.objects.select_related("plan", "objective"), plan__slug=plan, number=number
    )
    measures = list(book.MEASURES.filter(indicator=found))
    context = {
        "plan": found.plan,
        "indicator": found,
        "measures": book.shown_measures(found.plan, measures),
        "elements": book.elements_of(found, measures),
        "confidence": book.CONFIDENCE.get(found.name_confidence, ""),
        "reading": book.READING,
        "neighbours": book.neighbours(found),
    }
    return render(request, "indicators/indicator.html", context)
