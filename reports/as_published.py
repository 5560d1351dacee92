"""An area's figures as they were published: out of the frozen content and the published values alone.

One place takes away what a person may not see of them (`seen_of`), for the board, the places, the indicator's page, the
comparison and the sources alike.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from django.db.models import Q

from districts.models import Period, Unit, User
from districts.models.units import Level
from indicators.models import Measure
from indicators.periods import Quarter
from indicators.values import Absence, Formula, Span

from . import boards, gather, indicator_page, over_time
from .area_results import AreaResults
from .boards import Board, ElementRow, MeasureRow, by_objective
from .freezing import records
from .frozen import Frozen
from .frozen_rows import as_element, as_rows, facts_by_code, observation
from .history import History
from .indicator_page import IndicatorPage, MeasureView, Places
from .models import Publication, PublishedValue
from .observations import ElementCount, Observation
from .over_time import Points
from .withholding import hides_published_count, withhold

TOTAL_OF_THE_YEAR = Q(span=Span.YTD, split="")


def newest_of(period: Period) -> Publication | None:
    """The newest publication of a quarter, without its content; None before the first."""
    found = Publication.objects.filter(period=period).defer("content").order_by("-number").first()
    if found is not None:
        found.period = period
    return found


def seen_of(
    publication: Publication, frozen: Frozen, user: User, units: Sequence[Unit], asked: Q
) -> list[Observation]:
    """The published values of these units that are asked for, as this person may see them: one question."""
    known, facts = {(unit.code, unit.level) for unit in units}, facts_by_code(frozen)
    rows = publication.values.filter(asked).order_by("position")
    found = [
        observation(row, publication.period, facts[row.measure])
        for row in rows
        if (row.unit, row.level) in known
    ]
    return withhold(found, user, units)


def of_unit(area: Unit) -> Q:
    """Found by its level too, for a code may be another unit's at another time."""
    return Q(unit=area.code, level=area.level)


# A board ----------------------------------------------------------------------------------------------------------


def board(period: Period, area: Unit, user: User, publication: Publication) -> Board | None:
    """The area's frozen figures as this person may see them; None where the publication has no such area."""
    frozen = Frozen(publication.content)
    seen = seen_of(publication, frozen, user, [area], of_unit(area) & Q(split=""))
    if not seen:
        return None
    measures = as_rows(frozen)
    accepted, expected = accepted_of_expected(frozen, area)
    return Board(
        period=period,
        area=area,
        objectives=by_objective(
            measure_rows(measures, frozen, seen, points(period, area, user, frozen, measures)),
            counts(frozen, area, user, is_first=publication.number == 1),
        ),
        accepted=accepted,
        expected=expected,
        areas_within=places_within(area, gather.areas_of(period), user, frozen),
        publication=publication,
        has_sources=frozen.has_cells,
    )


def measure_rows(
    measures: Iterable[Measure], frozen: Frozen, seen: Iterable[Observation], found: Points
) -> list[MeasureRow]:
    """The line of each measure, out of what is seen of one area."""
    results = {(one.measure, one.span): one for one in seen if not one.split}
    facts = facts_by_code(frozen)
    return [
        measure_row(one, frozen, results, over_time.history_of(one, facts[one.code], found.get(one.code, [])))
        for one in measures
    ]


def measure_row(
    measure: Measure, frozen: Frozen, results: dict[tuple[str, Span], Observation], history: History
) -> MeasureRow:
    known, result = frozen.measures[measure.code], results[measure.code, Span.YTD]
    reference = frozen.reference(known)
    has_value = result.value is not None
    return MeasureRow(
        measure=measure,
        result=result,
        alone=results.get((measure.code, Span.QUARTER)),
        reference=None if reference is None else reference.target,
        part_of_year=known.part_of_year and has_value,
        lower_bound=known.formula is Formula.SHARE_OF_UNITS and has_value and result.is_missing_units,
        history=history,
        builds_up=history.facts.still_builds_up(frozen.quarter.number) and has_value,
    )


def counts(frozen: Frozen, area: Unit, user: User, *, is_first: bool) -> dict[int, list[ElementRow]]:
    """The counts that no measure uses, by the indicator they are shown under."""
    shown = {code: one for code, one in frozen.elements.items() if one.shown_under_indicator is not None}
    found: dict[int, list[ElementRow]] = {}
    for row in records(frozen.content["counts"]):
        if row["unit"] == area.code and row["element"] in shown and not row["split"]:
            element = as_element(shown[row["element"]])
            count = ElementCount(row["number"], row["reported"], row["expected"])
            hides = element.sensitive and hides_published_count(count, area, user, is_first=is_first)
            found.setdefault(element.shown_under_indicator or 0, []).append(ElementRow(element, count, hides))
    return found


def accepted_of_expected(frozen: Frozen, area: Unit) -> tuple[int, int]:
    """How many of the area's units that had to report had been accepted."""
    reports = [
        report
        for report in frozen.reporting
        if area.level == Level.PROVINCE or area.code in (report.unit.code, report.unit.parent)
    ]
    return sum(report.is_accepted for report in reports), len(reports)


def shown_number(
    publication: Publication, frozen: Frozen, user: User, area: Unit, code: str, span: Span, split: str
) -> tuple[Fraction | None, Absence | None]:
    """One published number of an area, a measure's or a count's, or its silence, as this person may see it."""
    if code in frozen.measures:
        asked = of_unit(area) & Q(measure=code, span=span, split=split)
        [seen] = seen_of(publication, frozen, user, [area], asked)
        return seen.value, seen.absence
    count = frozen.counts[code, area.code, split]
    total = ElementCount(count.number, count.reported, count.expected)
    if frozen.elements[code].sensitive and hides_published_count(
        total, area, user, is_first=publication.number == 1
    ):
        return None, Absence.WITHHELD
    return (None, Absence.NOT_REPORTED) if total.number is None else (Fraction(total.number), None)


# Over time --------------------------------------------------------------------------------------------------------


def points(period: Period, area: Unit, user: User, frozen: Frozen, measures: Sequence[Measure]) -> Points:
    """The year to date of each quarter's newest publication up to the period, by a measure's code: one question.

    A quarter that was not published has no point. All are reckoned as the period's own publication defines them.
    """
    known = facts_by_code(frozen)
    newest = Publication.objects.filter(period__plan=period.plan_id).latest_of_each_period()
    rows: Sequence[PublishedValue] = (
        PublishedValue.objects.filter(of_unit(area), TOTAL_OF_THE_YEAR, publication__in=newest.values("pk"))
        .filter(measure__in=[measure.code for measure in measures])
        .select_related("publication__period")
        .defer("publication__content")
        .order_by("publication__period__year", "publication__period__quarter", "position")
    )
    observations = [
        observation(row, row.publication.period, known[row.measure])
        for row in rows
        if row.publication.period.as_quarter <= period.as_quarter
        and area.is_in_force(on=row.publication.period.last_day)
    ]
    return over_time.by_measure(withhold(observations, user, [area]), measures)


def unpublished(period: Period, views: Sequence[MeasureView]) -> list[Quarter]:
    """The quarters up to the period that have no point for want of a publication: one question."""
    known = {point.quarter for view in views for point in view.history.points}
    quarters = (one.as_quarter for one in over_time.periods_until(period) if not one.is_base)
    return [quarter for quarter in quarters if quarter not in known]


# Places -----------------------------------------------------------------------------------------------------------


def results(period: Period, area: Unit, user: User, publication: Publication) -> AreaResults | None:
    """Every measure of the places within an area; None where the publication has none of them."""
    frozen, areas = Frozen(publication.content), gather.areas_of(period)
    places = places_within(area, areas, user, frozen) or [area]
    asked = of_unit(area) if places == [area] else Q(parent=area.code)
    return results_of(period, area, places, user, publication, frozen, areas.province, asked)


def of_area(period: Period, area: Unit, user: User, publication: Publication) -> AreaResults | None:
    """Every measure of the area itself."""
    frozen, province = Frozen(publication.content), gather.areas_of(period).province
    return results_of(period, area, [area], user, publication, frozen, province, of_unit(area))


def results_of(
    period: Period,
    area: Unit,
    places: Sequence[Unit],
    user: User,
    publication: Publication,
    frozen: Frozen,
    province: Unit,
    asked: Q,
) -> AreaResults | None:
    seen = seen_of(publication, frozen, user, places, asked & TOTAL_OF_THE_YEAR)
    if not seen:
        return None
    accepted, expected = accepted_of_expected(frozen, area)
    return AreaResults(
        period=period,
        province=province,
        area=area,
        places=places,
        measures=as_rows(frozen),
        facts=facts_by_code(frozen),
        seen={(one.unit, one.measure): one for one in seen},
        accepted=accepted,
        expected=expected,
        has_sources=frozen.has_cells,
    )


def places_within(area: Unit, areas: gather.Areas, user: User, frozen: Frozen) -> list[Unit]:
    """The next areas down that the person may see and that the publication knows."""
    return [unit for unit in boards.areas_within(area, areas, user) if is_in(unit, frozen)]


def is_in(unit: Unit, frozen: Frozen) -> bool:
    known = frozen.units.get(unit.code)
    return known is not None and known.level == unit.level


# An indicator -----------------------------------------------------------------------------------------------------


def indicator(
    period: Period, area: Unit, user: User, publication: Publication, number: int
) -> IndicatorPage | None:
    """The indicator's page out of the publication; None where it has no such indicator or area."""
    frozen = Frozen(publication.content)
    measures = [one for one in as_rows(frozen) if one.indicator.number == number]
    if not measures or not is_in(area, frozen):
        return None
    below = indicator_page.places_below(area, gather.areas_of(period), user)
    within = Q() if area.level == Level.PROVINCE else Q(parent=area.code)
    asked = Q(indicator=number) & (of_unit(area) | (within & TOTAL_OF_THE_YEAR))
    seen: dict[str, list[Observation]] = {unit.code: [] for unit in [area, *below]}
    for one in seen_of(publication, frozen, user, [area, *below], asked):
        seen[one.unit].append(one)
    found = points(period, area, user, frozen, measures)
    rows = measure_rows(measures, frozen, seen[area.code], found)
    places, names = Places(area, below, seen, {}), indicator_page.split_names(frozen.plan["splits"])
    targets = {code: [one.target for one in of_code] for code, of_code in frozen.targets.items()}
    views = [indicator_page.view(row, targets[row.measure.code], places, names) for row in rows]
    page = indicator_page.page_of(
        period, area, views, counts(frozen, area, user, is_first=publication.number == 1).get(number, [])
    )
    return replace(
        page,
        publication=publication,
        has_sources=frozen.has_cells,
        unpublished=unpublished(period, views),
    )
