"""Several units' sheets of one quarter, read together. Reading only."""

from collections.abc import Sequence

from django.db.models import F, Q

from indicators.models import Element
from indicators.periods import Quarter

from .. import access, sheets
from ..directory import by_level
from ..models import Figure, Period, Submission, Unit, User
from ..sheets import Sheet


def units_of(user: User, period: Period) -> list[Unit]:
    """The units a person enters for in a quarter: their own, and those for which they may, handed in or not."""
    entered = access.units_entered_by(user, period).values("pk")
    asked = sheets.expected_units(period).filter(pk__in=entered).select_related("parent")
    return list(asked.order_by(by_level("level"), "sort_key", "code"))


def sheets_of(units: Sequence[Unit], period: Period) -> list[Sheet]:
    """Each unit's sheet with what stood there last quarter and a year ago: as many questions for one as for all."""
    submissions = {
        submission.unit_id: submission
        for submission in Submission.objects.of(period)
        .filter(unit__in=units)
        .select_related("period__plan", "unit", "changed_by")
    }
    by_reporter: dict[str, list[Element]] = {}
    found: dict[int, Sheet] = {}
    for unit in units:
        reporter = sheets.reported_by(unit)
        if reporter not in by_reporter:
            by_reporter[reporter] = sheets.elements_of(unit, period)
        found[unit.pk] = Sheet(unit, period, by_reporter[reporter], submissions.get(unit.pk))
    elements = {element.pk: element for listed in by_reporter.values() for element in listed}
    for figure in figures_of(units, period, elements):
        figure.element = elements[figure.element_id]
        quarter = Quarter(figure.year, figure.quarter)
        cells = found[figure.unit].by_quarter.setdefault(quarter, {})
        cells[(figure.element.code, figure.split)] = figure
    return list(found.values())


def figures_of(units: Sequence[Unit], period: Period, elements: dict[int, Element]) -> list[Figure]:
    """The figures of the quarter, of the last one and of the same one last year, with their unit and quarter."""
    quarter = period.as_quarter
    wanted = {quarter, quarter.previous(), quarter.same_last_year()}
    at = Q(
        *(Q(submission__period__year=one.year, submission__period__quarter=one.number) for one in wanted),
        _connector=Q.OR,
    )
    figures = Figure.objects.filter(
        at, submission__unit__in=units, submission__period__plan=period.plan_id, element__in=elements
    )
    return list(
        figures.annotate(
            year=F("submission__period__year"),
            quarter=F("submission__period__quarter"),
            unit=F("submission__unit_id"),
        )
    )
