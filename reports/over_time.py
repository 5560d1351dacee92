"""An area's results over all quarters up to one, and the stamp by which one tells that they changed.

The sums of a quarter are kept in the cache under a stamp of everything they rest on, so that a board need not add up
eight quarters at each look and still shows a figure at the next request after it was accepted.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Max, Q, Sum

from districts.models import Period, Submission, Unit, User
from districts.models.units import Level
from indicators.formulas import MeasureFacts
from indicators.models import Measure, Plan, Target
from indicators.periods import Quarter
from indicators.values import Direction, Span

from . import gather
from .consolidation import Merged
from .gather import Areas, Place, PlanFacts
from .history import History, Point
from .models import Publication
from .observations import Observation
from .snapshot import one_snapshot
from .withholding import withhold

KEPT = 24 * 60 * 60  # seconds
# (year, quarter) -> what tells the accepted submissions of that quarter from any others.
Stamps = Mapping[tuple[int, int], tuple[Any, ...]]
Points = dict[str, list[Point]]


# What the figures rest on -----------------------------------------------------------------------------------------


def stamps(plan: Plan) -> Stamps:
    """One question: of each quarter how many submissions are accepted, which, in which version, since when."""
    found = Submission.objects.accepted().filter(period__plan=plan).order_by()
    rows = found.values_list("period__year", "period__quarter").annotate(
        Count("pk"), Sum("pk"), Sum("version"), Max("accepted_at")
    )
    return {(year, quarter): tuple(rest) for year, quarter, *rest in rows}


def board_stamp(plan: Plan) -> str:
    """Changes with any acceptance, any return, any target and any publication of the plan: three questions."""
    targets = Target.objects.filter(measure__plan=plan).aggregate(
        Count("pk"), Max("pk"), Sum("value"), Max("entered_at")
    )
    published = Publication.objects.filter(period__plan=plan).aggregate(Count("pk"), Max("pk"))
    return digest(sorted(stamps(plan).items()), sorted(targets.items()), sorted(published.items()))


def digest(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()[:32]


# Live -------------------------------------------------------------------------------------------------------------


def live(
    period: Period,
    area: Unit,
    user: User,
    facts: PlanFacts,
    *,
    measures: Iterable[Measure] | None = None,
    split: str = "",
) -> Points:
    """By a measure's code its year to date of each quarter up to the period, as this person may see it.

    Three questions and one a quarter, none of them longer for more units; those of the quarters are kept.
    """
    periods = periods_until(period)
    units = list(all_units(period.plan))
    areas = [within(units, one) for one in periods]
    asked = facts.measures if measures is None else list(measures)
    with one_snapshot():
        known = stamps(period.plan)
        sums = [
            sums_of(one, area, there, known, facts, split) for one, there in zip(periods, areas, strict=True)
        ]
    observations = [
        gather.observed(one, area, measure, Span.YTD, split, found, facts, there)
        for one, there, found in zip(periods, areas, sums, strict=True)
        if area.is_in_force(on=one.last_day)
        for measure in asked
    ]
    return by_measure(withhold(observations, user, [area]), asked)


def periods_until(period: Period) -> list[Period]:
    """Every quarter of the plan up to this one, the oldest first; base quarters too, which hold some values."""
    found = Period.objects.filter(plan=period.plan_id).filter(
        Q(year__lt=period.year) | Q(year=period.year, quarter__lte=period.quarter)
    )
    periods = list(found.order_by("year", "quarter"))
    for one in periods:
        one.plan = period.plan
    return periods


def all_units(plan: Plan) -> Iterable[Unit]:
    """The units of the plan's province, of whatever time."""
    code = plan.province_code
    return Unit.objects.filter(
        Q(level=Level.PROVINCE, code=code) | Q(province__code=code, province__level=Level.PROVINCE)
    )


def within(units: Sequence[Unit], period: Period) -> Areas:
    """The units as they were on the period's last day."""
    return Areas([unit for unit in units if unit.is_in_force(on=period.last_day)])


def sums_of(
    period: Period, area: Unit, areas: Areas, known: Stamps, facts: PlanFacts, split: str
) -> dict[Place, Merged]:
    """The quarter's sums of one area, from the cache where nothing that they rest on has changed."""
    rests_on = [
        (quarter, known.get((year, quarter)))
        for year in (period.year - 1, period.year)
        for quarter in range(1, period.quarter + 1)
    ]
    units = [(unit.pk, unit.level, unit.parent_id) for unit in areas.units if is_part_of(unit, area)]
    measures = [(one.pk, one.formula, one.numerator_id, one.denominator_id) for one in facts.measures]
    key = f"sums:{digest(period.pk, period.last_day, area.pk, bool(split), rests_on, units, measures)}"
    kept: dict[Place, Merged] | None = cache.get(key)
    if kept is None:
        kept = gather.measure_sums(period, areas, Span.YTD, [area], with_parts=bool(split))
        cache.set(key, kept, KEPT)
    return kept


def is_part_of(unit: Unit, area: Unit) -> bool:
    return area.pk in (unit.pk, unit.parent_id, unit.province_id)


def by_measure(observations: Iterable[Observation], measures: Iterable[Measure]) -> Points:
    found: Points = {measure.code: [] for measure in measures}
    for seen in observations:
        quarter = Quarter.parse(seen.period)
        found[seen.measure].append(Point(quarter, seen.value, seen.absence, seen.reported, seen.expected))
    return found


# What comparing needs ----------------------------------------------------------------------------------------------


def histories(points: Points, facts: PlanFacts) -> dict[str, History]:
    """Each measure's points with what comparing them needs."""
    return {
        measure.code: history_of(measure, facts.facts[measure.pk], points[measure.code])
        for measure in facts.measures
        if measure.code in points
    }


def history_of(measure: Measure, known: MeasureFacts, points: Sequence[Point]) -> History:
    return History(
        facts=known,
        direction=Direction(measure.direction),
        decimals=measure.decimals,
        points=points,
        least_coverage=Fraction(settings.COVERAGE_THRESHOLD, 100),
    )
