"""Where a number of a board comes from, as it stands now: the sheets behind it, read and handed to the pure file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from districts.models import Period, Submission, Unit
from districts.models.units import Level
from districts.sheets import reported_by
from indicators.models import Element, Measure
from indicators.values import Kind, Span

from . import gather, ledger_reading
from .ledger import Ledger, Place
from .observations import ElementCount, Observation
from .sources import Asked, Half, Reporter, Sources, Subject, sources


@dataclass(frozen=True)
class Live:
    """The lines, the number as the board has it, and each sheet's submission to look at."""

    sources: Sources
    total: Observation | ElementCount
    submissions: Mapping[Place, int]
    splits: list[str]
    has_quarter: bool


def of_board(period: Period, area: Unit, code: str, span: Span, split: str) -> Live | None:
    """The units behind a number of an area's board: the same questions for any area; None for no such number."""
    facts = gather.plan_facts(period.plan)
    measure = next((one for one in facts.measures if one.code == code), None)
    if measure is None:
        return of_count(period, area, code, span, split)
    areas = gather.areas_of(period)
    seen = gather.observe(period, [area], [span], [split], facts=facts, areas=areas)
    total = next((one for one in seen if one.measure == code), None)
    if total is None:
        return None
    known = facts.facts[measure.pk]
    if period.is_base:  # nobody is waited for in a base quarter
        known = replace(known, due_from=gather.NEVER)
    subject = Subject(
        code=code,
        name=measure.name,
        unit_of_measure=measure.unit_of_measure,
        decimals=measure.decimals,
        sensitive=total.sensitive,
        above=half_of(measure.numerator),
        below=None if measure.denominator is None else half_of(measure.denominator),
        facts=known,
    )
    splits = gather.places(measure, span, area, facts, areas)
    return live(period, area, areas, Asked(subject, period.as_quarter, span, split), measure, total, splits)


def of_count(period: Period, area: Unit, code: str, span: Span, split: str) -> Live | None:
    """The same for an element that feeds no measure and is shown by itself: its total of the year to date."""
    shown = Element.objects.filter(plan=period.plan_id, code=code, shown_under_indicator__isnull=False)
    element = shown.first()
    if element is None or span is not Span.YTD or split:
        return None
    areas = gather.areas_of(period)
    counts = gather.element_counts(period, [area], areas=areas, elements=[element], with_parts=False)
    total = counts.get((code, area.code, ""))
    if total is None:
        return None
    subject = Subject(
        code, element.name, element.unit_of_measure, 0, element.sensitive, half_of(element), None, None
    )
    return live(period, area, areas, Asked(subject, period.as_quarter, span, split), element, total, [""])


def live(
    period: Period,
    area: Unit,
    areas: gather.Areas,
    asked: Asked,
    counted: Measure | Element,
    total: Observation | ElementCount,
    splits: list[str],
) -> Live:
    """Read the sheets of those who are asked: three questions."""
    measures = [counted] if isinstance(counted, Measure) else []
    elements = counted.elements if isinstance(counted, Measure) else [counted]
    units = {unit.pk: unit for unit in members(area, areas, elements[0])}
    submissions = submissions_of(period, units)
    ledger: Ledger = ledger_reading.ledger(period, units, elements, ledger_reading.reduced(measures))
    states = {place: state for place, (_pk, state) in submissions.items()}
    reporters = [
        Reporter(unit.code, unit.name, parent_name(unit, areas), states.get((unit.code, period.code), ""))
        for unit in units.values()
    ]
    return Live(
        sources(asked, reporters, ledger),
        total,
        {place: pk for place, (pk, _state) in submissions.items()},
        splits,
        has_quarter=asked.subject.facts is not None and asked.subject.facts.has_quarter_span,
    )


def half_of(element: Element) -> Half:
    return Half(element.code, element.name, Kind(element.kind))


def members(area: Unit, areas: gather.Areas, element: Element) -> list[Unit]:
    """The units of an area that report an element, each under its district, by name."""
    found = [
        unit
        for unit in areas.units
        if reported_by(unit) == element.reported_by
        and area.pk in (unit.pk, areas.district_id(unit), unit.province_id)
    ]
    return sorted(found, key=lambda unit: (parent_key(unit, areas), unit.sort_key, unit.code))


def parent_key(unit: Unit, areas: gather.Areas) -> str:
    above = areas.by_id.get(unit.parent_id or 0)
    return "" if above is None or above.level == Level.PROVINCE else above.sort_key


def parent_name(unit: Unit, areas: gather.Areas) -> str:
    """The district above a commune; empty for whatever stands under the province itself."""
    above = areas.by_id.get(unit.parent_id or 0)
    return "" if above is None or above.level == Level.PROVINCE else above.name


def submissions_of(period: Period, units: Mapping[int, Unit]) -> dict[Place, tuple[int, str]]:
    """Every submission of these units this year and last, up to the quarter: its id and its state. One question."""
    rows = Submission.objects.filter(
        period__plan=period.plan_id,
        period__year__in=(period.year, period.year - 1),
        period__quarter__lte=period.quarter,
    ).select_related("period")
    return {
        (units[one.unit_id].code, one.period.code): (one.pk, one.state)
        for one in rows
        if one.unit_id in units
    }
