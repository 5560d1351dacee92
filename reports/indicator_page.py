"""An indicator's page: each of its measures over time, the places it is made of, its splits. Reading only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from django.utils.translation import get_language

from districts.access import units_visible_to
from districts.models import Period, Submission, Unit, User
from districts.models.units import Level
from indicators.goals import Target
from indicators.models import Indicator, Measure
from indicators.periods import QUARTERS_IN_YEAR, Quarter
from indicators.phrases import VIETNAMESE
from indicators.values import Absence, Direction, Span, Status

from . import boards, gather, over_time
from .boards import ElementRow, MeasureRow
from .gather import Areas, PlanFacts
from .history import History, NoProjection, Point, Projection, Road
from .models import Publication
from .observations import Observation
from .withholding import withhold

YEARS_AHEAD = 6
SCALE = 100
Scale = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class PlaceLine:
    """A district or a commune under the area: its result, its rank among its neighbours, its sheet where there is one.

    `rank` is None where there is no value or too few units for one. `dot` is where the value stands between the
    smallest and the largest of its row, in hundredths; None where it has none.
    """

    unit: Unit
    result: Observation
    rank: int | None = None
    dot: int | None = None
    submission: int | None = None
    within: Sequence["PlaceLine"] = ()

    @property
    def is_commune(self) -> bool:
        return self.unit.level == Level.COMMUNE


@dataclass(frozen=True)
class SplitLine:
    code: str
    result: Observation
    name: str = ""


@dataclass(frozen=True)
class MeasureView:
    """One measure of the indicator in the area; `places` is empty for a commune and where the measure has no such."""

    row: MeasureRow
    history: History
    road: Road
    projection: Projection | NoProjection
    splits: Sequence[SplitLine]
    places: Sequence[PlaceLine]
    scale: Scale | None

    @property
    def measure(self) -> Measure:
        return self.row.measure

    @property
    def rows(self) -> list[tuple[Point, Fraction | None]]:
        """The chart's table: each quarter's point and where the road stands then."""
        return [(point, self.road.at(point.quarter)) for point in self.history.points]


@dataclass(frozen=True)
class IndicatorPage:
    period: Period
    area: Unit
    indicator: Indicator
    status: Status | None
    judged: int
    total: int
    measures: Sequence[MeasureView]
    counts: Sequence[ElementRow]
    publication: Publication | None = None  # None: the figures as they stand now
    has_sources: bool = True  # not of the first publications, whose content kept no cells
    unpublished: Sequence[Quarter] = ()  # earlier quarters that a published history has to leave out


def page(period: Period, area: Unit, user: User, number: int) -> IndicatorPage | None:
    """Everything the page shows, as this person may see it; None where the plan has no such indicator.

    The number of questions grows with the quarters, never with the units.
    """
    everything = gather.plan_facts(period.plan)
    facts = replace(
        everything, measures=[one for one in everything.measures if one.indicator.number == number]
    )
    if not facts.measures:
        return None
    areas = gather.areas_of(period)
    below = places_below(area, areas, user)
    seen = observed(period, [area, *below], facts, areas, user)
    points = over_time.live(period, area, user, everything, measures=facts.measures)
    histories = over_time.histories(points, facts)
    own = {(one.measure, one.span): one for one in seen[area.code] if one.split == ""}
    rows = [boards.measure_row(one, own, facts, period, histories[one.code]) for one in facts.measures]
    counts = boards.counts_under_indicators(period, area, user, areas).get(number, [])
    places = Places(area, below, seen, sheets_of(period, user))
    names = split_names(period.plan.splits)
    views = [view(row, facts.targets[row.measure.pk], places, names) for row in rows]
    return page_of(period, area, views, counts)


def page_of(
    period: Period, area: Unit, views: Sequence[MeasureView], counts: Sequence[ElementRow]
) -> IndicatorPage:
    """The page of the indicator that these measures belong to."""
    rows = [one.row for one in views]
    indicator = boards.indicator_row(views[0].measure.indicator, rows, counts)
    return IndicatorPage(
        period=period,
        area=area,
        indicator=indicator.indicator,
        status=indicator.status,
        judged=indicator.judged,
        total=indicator.total,
        measures=views,
        counts=counts,
    )


def places_below(area: Unit, areas: Areas, user: User) -> list[Unit]:
    """Districts and communes within the area that the person may see: one question."""
    visible = set(units_visible_to(user).values_list("pk", flat=True))
    return [
        unit
        for unit in areas.all
        if unit.pk in visible and unit.pk != area.pk and area.pk in (unit.parent_id, unit.province_id)
    ]


def observed(
    period: Period, units: Sequence[Unit], facts: PlanFacts, areas: Areas, user: User
) -> dict[str, list[Observation]]:
    """By a unit's code: of the area both spans and every split, of the places below their year to date."""
    area, *below = units
    found = gather.observe(period, [area], facts=facts, areas=areas)
    if below:
        found += gather.observe(period, below, [Span.YTD], [""], facts=facts, areas=areas)
    seen: dict[str, list[Observation]] = {unit.code: [] for unit in units}
    for one in withhold(found, user, units):
        seen[one.unit].append(one)
    return seen


def sheets_of(period: Period, user: User) -> dict[int, int]:
    """The sheets of the quarter that the person may open, by their unit: one question."""
    found = Submission.objects.visible_to(user).of(period)
    return dict(found.order_by().values_list("unit_id", "pk"))


def view(
    row: MeasureRow, targets: Iterable[Target], places: "Places", names: Mapping[str, str]
) -> MeasureView:
    """A row with its road, its estimate, its places and its splits (by `names`)."""
    history, measure = row.history, row.measure
    road = history.road(targets)
    ranked_places, scale = ranked(measure, places)
    return MeasureView(
        row=row,
        history=history,
        road=road,
        projection=history.projection(last_quarter(road, history)),
        splits=[
            SplitLine(one.split, one, names.get(one.split, one.split))
            for one in places.seen[places.area.code]
            if one.measure == measure.code and one.split and one.span == Span.YTD
        ],
        places=ranked_places,
        scale=scale,
    )


def split_names(splits: Mapping[str, Any]) -> dict[str, str]:
    """The name of each of a plan's splits in the reader's language."""
    language = get_language() or VIETNAMESE
    return {part["code"]: part.get(language, part[VIETNAMESE]) for group in splits.values() for part in group}


def last_quarter(road: Road, history: History) -> Quarter:
    """As far as anything is drawn ahead: to the last target, else some years on."""
    year = road.targets[-1].year if road.targets else history.points[-1].quarter.year + YEARS_AHEAD
    return Quarter(year, QUARTERS_IN_YEAR)


# Places, ranked ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Places:
    """The area and the places below it with what is seen of each, by its code; `sheets`: those to open, by unit."""

    area: Unit
    below: Sequence[Unit]
    seen: Mapping[str, Sequence[Observation]]
    sheets: Mapping[int, int]


def ranked(measure: Measure, places: Places) -> tuple[list[PlaceLine], Scale | None]:
    """The next places down, the best first, each with the places under it; and the ends of the scale they stand on."""
    lines = [
        PlaceLine(unit, result, submission=places.sheets.get(unit.pk))
        for unit in places.below
        for result in places.seen[unit.code]
        if result.measure == measure.code and result.absence is not Absence.NOT_APPLICABLE
    ]
    children: dict[int | None, list[PlaceLine]] = {}
    for line in lines:
        children.setdefault(line.unit.parent_id, []).append(line)
    top = children.get(places.area.pk, [])
    inner = scale_of(line for line in lines if line.unit.parent_id != places.area.pk)
    within = [replace(line, within=in_order(children.get(line.unit.pk, []), measure, inner)) for line in top]
    scale = scale_of(top)
    return in_order(within, measure, scale), scale


def scale_of(lines: Iterable[PlaceLine]) -> Scale | None:
    """The smallest and the largest value; None where there is none."""
    values = [line.result.value for line in lines if line.result.value is not None]
    return (min(values), max(values)) if values else None


def in_order(lines: Iterable[PlaceLine], measure: Measure, scale: Scale | None) -> list[PlaceLine]:
    """Those with a value by it, equals with one rank; then those without, by name."""
    told, silent = [], []
    for line in lines:
        (silent if line.result.value is None or is_of_too_few(line) else told).append(line)
    is_up = measure.direction == Direction.UP
    told.sort(key=lambda line: line.result.value or Fraction(0), reverse=is_up)
    found: list[PlaceLine] = []
    for place, line in enumerate(told, start=1):
        is_equal = bool(found) and found[-1].result.value == line.result.value
        found.append(replace(line, rank=found[-1].rank if is_equal else place))
    return [replace(line, dot=dot_of(line, scale)) for line in [*found, *silent]]


def is_of_too_few(line: PlaceLine) -> bool:
    """A value that is not judged for want of units is shown, and has no rank."""
    return line.result.status == Status.NO_DATA


def dot_of(line: PlaceLine, scale: Scale | None) -> int | None:
    if line.result.value is None or scale is None:
        return None
    low, high = scale
    return SCALE // 2 if high == low else round((line.result.value - low) / (high - low) * SCALE)
