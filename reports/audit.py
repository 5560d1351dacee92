"""The nightly audit: what the portal shows, beside what plain arithmetic makes of the same cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from districts.models import Figure, Period, Submission, Unit
from districts.models.units import Level
from districts.sheets import reported_by, units_in_force
from indicators.models import Element, Measure
from indicators.values import twelve_digits

from . import gather
from .auditing import AuditedElement, AuditedMeasure, AuditedUnit, Books, Cells, Line, lines
from .models import Audit
from .observations import Observation
from .snapshot import one_snapshot

NOWHERE = "—"
# A fault in the arithmetic shows in thousands of places at once; so many of them are kept to look at.
MOST_KEPT = 500


@dataclass(frozen=True)
class Difference:
    """A number that is not what it ought to be. The texts are for people; a dash: not there at all."""

    period: str
    unit: str
    measure: str
    span: str
    split: str
    shown: str
    recomputed: str


def run(*, at: datetime) -> Audit:
    """Audit every quarter there is and keep the answer, also where all is well."""
    checked, found = 0, []
    for period in Period.objects.select_related("plan").order_by("plan", "year", "quarter"):
        number, differences = audit(period)
        checked += number
        found += differences
    kept = [vars(difference) for difference in found[:MOST_KEPT]]
    return Audit.objects.create(at=at, checked=checked, different=len(found), differences=kept)


def audit(period: Period) -> tuple[int, list[Difference]]:
    """How many numbers of a quarter were looked at, and those that differ."""
    with one_snapshot():  # an acceptance between the two readings would look like a fault
        shown = {seen.key: as_line(seen) for seen in gather.observe(period)}
        books = books_of(period)
    ought = dict(lines(books))
    places = [*ought, *(place for place in shown if place not in ought)]
    return len(places), [
        Difference(period.code, *place, shown=said(shown.get(place)), recomputed=said(ought.get(place)))
        for place in places
        if shown.get(place) != ought.get(place)
    ]


def as_line(seen: Observation) -> Line:
    return Line(
        value=seen.value,
        absence=seen.absence or "",
        numerator=seen.numerator,
        denominator=seen.denominator,
        reported=seen.reported,
        expected=seen.expected,
    )


def said(line: Line | None) -> str:
    """A number with what it was made of, in one line of text."""
    if line is None:
        return NOWHERE
    value = line.absence if line.value is None else twelve_digits(line.value)
    return f"{value} ({line.numerator}/{line.denominator}; {line.reported}/{line.expected})"


def books_of(period: Period) -> Books:
    """The quarter's units, measures and cells, read row by row."""
    units = list(units_in_force(period))
    measures = Measure.objects.filter(plan=period.plan_id).select_related("numerator", "denominator")
    splits: Mapping[str, Sequence[Mapping[str, str]]] = period.plan.splits
    return Books(
        year=period.year,
        quarter=period.quarter,
        is_base=period.is_base,
        units=[audited_unit(unit, {other.pk: other for other in units}) for unit in units],
        measures=[audited_measure(measure, splits) for measure in measures],
        cells=cells_of(period, {unit.pk: unit.code for unit in units}),
    )


def audited_unit(unit: Unit, by_id: Mapping[int, Unit]) -> AuditedUnit:
    parent = by_id.get(unit.parent_id or 0)
    is_in_district = parent is not None and parent.level == Level.DISTRICT
    return AuditedUnit(
        code=unit.code,
        reports_as=reported_by(unit),
        is_area=unit.level != Level.DEPARTMENT,
        is_province=unit.level == Level.PROVINCE,
        district=parent.code if parent is not None and is_in_district else "",
    )


def audited_measure(measure: Measure, splits: Mapping[str, Sequence[Mapping[str, str]]]) -> AuditedMeasure:
    elements = [one for one in (measure.numerator, measure.denominator) if one is not None]
    shared = [group for group in splits if all(group in element.split_by for element in elements)]
    return AuditedMeasure(
        code=measure.code,
        formula=measure.formula,
        per=measure.per,
        numerator=audited_element(measure.numerator),
        denominator=None if measure.denominator is None else audited_element(measure.denominator),
        splits=tuple(part["code"] for group in shared for part in splits[group]),
    )


def audited_element(element: Element) -> AuditedElement:
    return AuditedElement(element.code, element.kind, element.reported_by, element.entered_in)


def cells_of(period: Period, codes: Mapping[int, str]) -> Cells:
    """Every accepted cell that counts something, of this year and the last."""
    figures = Figure.objects.filter(
        submission__state=Submission.State.ACCEPTED,
        submission__unit__in=codes,
        submission__period__plan=period.plan_id,
        submission__period__year__in=(period.year - 1, period.year),
    ).select_related("submission__period", "element")
    return {
        (
            codes[figure.submission.unit_id],
            figure.submission.period.year,
            figure.submission.period.quarter,
            figure.element.code,
            figure.split,
        ): 0 if figure.number is None else figure.number
        for figure in figures.order_by()
        if figure.absence != "no_data"
    }
