"""Questions that cross floors: what accepted submissions add up to. The only reader of figures above districts.

The sums are made in SQL (reports/sql); what they mean is decided by the pure files. The number of queries is the
same for one commune and for three thousand.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import product
from pathlib import Path

from django.conf import settings
from django.db import connection

from districts.models import Period, Unit
from districts.models.units import Level
from districts.sheets import units_in_force
from indicators.formulas import MeasureFacts
from indicators.goals import Target, choose_target
from indicators.models import Element, Measure, Plan
from indicators.models import Target as TargetRow
from indicators.values import Formula, Kind, Operator, Span, Status

from . import consolidation, progress
from .consolidation import Merged
from .observations import ElementCount, Observation

SQL = Path(__file__).parent / "sql"
COUNTED = (SQL / "counted.sql").read_text()
MEASURES = COUNTED + (SQL / "measures.sql").read_text()
ELEMENTS = COUNTED + (SQL / "elements.sql").read_text()
# PostgreSQL cannot know how many rows a sum of sums has, guesses few, and would compare each with each: ten times
# as long for a board, fifteen for all observations. Sent along with the statement, it is not a question of its own.
HINTS = {"postgresql": "SET LOCAL enable_nestloop = off;\n"}
BOTH_SPANS = (Span.YTD, Span.QUARTER)

NEVER = 5  # after the year's last quarter
# (measure or element id, area id, split) -> what was summed.
Place = tuple[int, int, str]


@dataclass(frozen=True)
class PlanFacts:
    """A plan's measures with all that judging them needs; read once, used for every area."""

    plan: Plan
    measures: Sequence[Measure]

    @cached_property
    def targets(self) -> Mapping[int, list[Target]]:
        return {measure.pk: [as_target(row) for row in measure.targets.all()] for measure in self.measures}

    @cached_property
    def facts(self) -> Mapping[int, MeasureFacts]:
        return {measure.pk: facts_of(measure) for measure in self.measures}

    @cached_property
    def splits(self) -> Mapping[int, list[str]]:
        """The splits a measure has a result by: those that all its elements have. The total comes first."""
        return {measure.pk: ["", *splits_of(measure, self.plan)] for measure in self.measures}


def plan_facts(plan: Plan) -> PlanFacts:
    """Two questions: the measures with their elements and places in the plan, and all targets."""
    measures = plan.measures.select_related("indicator__objective", "numerator", "denominator")
    return PlanFacts(plan, list(measures.prefetch_related("targets").order_by("position")))


def as_target(row: TargetRow) -> Target:
    """A target as judging knows it."""
    return Target(row.year, Operator(row.op), row.value, row.scope, row.source)


def facts_of(measure: Measure) -> MeasureFacts:
    """A measure as the arithmetic knows it."""
    below = measure.denominator
    return MeasureFacts(
        formula=Formula(measure.formula),
        per=measure.per,
        numerator_kind=Kind(measure.numerator.kind),
        denominator_kind=None if below is None else Kind(below.kind),
        due_from=max(element.entered_in or 1 for element in measure.elements),
    )


def splits_of(measure: Measure, plan: Plan) -> list[str]:
    shared = set.intersection(*(set(element.split_by) for element in measure.elements))
    return [part["code"] for group, parts in plan.splits.items() if group in shared for part in parts]


@dataclass(frozen=True)
class Areas:
    """The units of a province on a period's last day: each an area, and each counted where it is expected."""

    units: Sequence[Unit]

    @cached_property
    def by_id(self) -> Mapping[int, Unit]:
        return {unit.pk: unit for unit in self.units}

    @cached_property
    def province(self) -> Unit:
        return next(unit for unit in self.units if unit.level == Level.PROVINCE)

    @cached_property
    def all(self) -> list[Unit]:
        """Province, then districts, then communes, each by name; departments are no areas."""
        rank = {Level.PROVINCE: 0, Level.DISTRICT: 1, Level.COMMUNE: 2}
        areas = [unit for unit in self.units if unit.level in rank]
        return sorted(areas, key=lambda unit: (rank[Level(unit.level)], unit.sort_key, unit.code))

    @cached_property
    def expected_by_reporter(self) -> Mapping[tuple[int, str], int]:
        """(area id, who reports) -> how many such units the area has."""
        found: dict[tuple[int, str], int] = {}
        for unit in self.units:
            reporter = f"department:{unit.code}" if unit.level == Level.DEPARTMENT else unit.level
            for area_id in {unit.pk, self.district_id(unit), unit.province_id} - {None}:
                found[area_id, reporter] = found.get((area_id, reporter), 0) + 1
        return found

    def district_id(self, unit: Unit) -> int | None:
        parent = self.by_id.get(unit.parent_id or 0)
        return parent.pk if parent is not None and parent.level == Level.DISTRICT else None

    def expected(self, area: Unit, element: Element) -> int:
        """Units that ought to report an element in an area; 0 where it does not apply."""
        return self.expected_by_reporter.get((area.pk, element.reported_by), 0)


def areas_of(period: Period) -> Areas:
    return Areas(list(units_in_force(period)))


def observe(
    period: Period,
    units: Sequence[Unit] | None = None,
    spans: Sequence[Span] = BOTH_SPANS,
    splits: Sequence[str] | None = None,
    *,
    facts: PlanFacts | None = None,
    areas: Areas | None = None,
) -> list[Observation]:
    """Every measure of the period in the areas asked for (None: all), in the plan's order within each area.

    A split is observed where the measure has it and applies; `splits` None means all of them.
    """
    facts = facts or plan_facts(period.plan)
    areas = areas or areas_of(period)
    asked = areas.all if units is None else [unit for unit in units if unit.level != Level.DEPARTMENT]
    only_areas = None if units is None else asked
    with_parts = splits is None or list(splits) != [""]
    sums = {span: measure_sums(period, areas, span, only_areas, with_parts=with_parts) for span in spans}
    return [
        observed(period, area, measure, span, split, sums[span], facts, areas)
        for area, measure in product(asked, facts.measures)
        for span in spans
        for split in places(measure, span, area, facts, areas)
        if splits is None or split in splits
    ]


def places(measure: Measure, span: Span, area: Unit, facts: PlanFacts, areas: Areas) -> list[str]:
    """The splits to observe: none for a quarter that means nothing alone, the total only where it does not apply."""
    if span == Span.QUARTER and not facts.facts[measure.pk].has_quarter_span:
        return []
    return facts.splits[measure.pk] if areas.expected(area, measure.numerator) else [""]


def observed(
    period: Period,
    area: Unit,
    measure: Measure,
    span: Span,
    split: str,
    sums: Mapping[Place, Merged],
    facts: PlanFacts,
    areas: Areas,
) -> Observation:
    """One observation: the sums of the place, judged by the pure files."""
    known = facts.facts[measure.pk]
    if period.is_base:  # asked only what later comparisons need; for its own results nobody is waited for
        known = replace(known, due_from=NEVER)
    expected = areas.expected(area, measure.numerator)
    merged = sums.get((measure.pk, area.pk, split), Merged(0, 0, 0))
    result = consolidation.consolidate(known, merged, expected=expected, quarter=period.quarter)
    target = choose_target(facts.targets[measure.pk], period.year)
    return Observation(
        measure=measure.code,
        indicator=measure.indicator.number,
        objective=measure.indicator.objective.number,
        unit=area.code,
        unit_name=area.name,
        level=area.level,
        parent=areas.by_id[area.parent_id].code if area.parent_id in areas.by_id else "",
        period=period.code,
        span=span,
        split=split,
        value=result.value,
        absence=result.absence,
        numerator=result.numerator,
        denominator=result.denominator,
        reported=result.reported,
        expected=result.expected,
        status=judged(known, result, target, period) if span == Span.YTD else None,
        target=target,
        sensitive=any(element.sensitive for element in measure.elements),
    )


def judged(
    known: MeasureFacts, result: consolidation.Result, target: Target | None, period: Period
) -> Status | None:
    """The status of the year to date, by the share of units below which the portal does not judge."""
    least = Fraction(settings.COVERAGE_THRESHOLD, 100)
    return progress.judge(result, facts=known, target=target, quarter=period.quarter, least_coverage=least)


def measure_sums(
    period: Period,
    areas: Areas,
    span: Span,
    asked: Sequence[Unit] | None = None,
    *,
    with_parts: bool = True,
) -> dict[Place, Merged]:
    """The halves of every measure summed over each area: one statement."""
    found = rows(MEASURES, period, areas, span, asked, with_parts=with_parts)
    return {
        (measure_id, area_id, split): Merged(int(above), int(below), reported)
        for measure_id, area_id, split, above, below, reported in found
    }


def element_counts(
    period: Period,
    units: Sequence[Unit] | None = None,
    *,
    areas: Areas | None = None,
    elements: Sequence[Element] | None = None,
    with_parts: bool = True,
) -> dict[tuple[str, str, str], ElementCount]:
    """Every element of the year so far: (element code, area code, split) -> its sum, and of how many units.

    A place that nobody reported has None for a number; a place where nobody is expected to report is left out.
    """
    areas = areas or areas_of(period)
    asked = areas.all if units is None else list(units)
    if elements is None:
        elements = list(Element.objects.filter(plan=period.plan_id))
    found = {
        (element_id, area_id, split): (int(number), reported)
        for element_id, area_id, split, number, reported in rows(
            ELEMENTS, period, areas, Span.YTD, asked, with_parts=with_parts
        )
    }
    counts = {}
    for element, area in product(elements, asked):
        expected = areas.expected(area, element)
        splits = [part["code"] for group in element.split_by for part in period.plan.splits[group]]
        for split in ["", *(splits if with_parts else [])] if expected else []:
            number, reported = found.get((element.pk, area.pk, split), (None, 0))
            counts[element.code, area.code, split] = ElementCount(number, reported, expected)
    return counts


def rows(
    sql: str,
    period: Period,
    areas: Areas,
    span: Span,
    asked: Sequence[Unit] | None,
    *,
    with_parts: bool = True,
) -> Iterator[tuple[int, ...]]:
    """Run one of the statements for a period; `asked` None means every area."""
    parameters = {
        "plan": period.plan_id,
        "province": areas.province.pk,
        "day": period.last_day,
        "year": period.year,
        "quarter": period.quarter,
        "first": 1 if span == Span.YTD else period.quarter,
        "with_parts": int(with_parts),
    }
    with connection.cursor() as cursor:
        cursor.execute(HINTS.get(connection.vendor, "") + sql.format(areas=only(asked)), parameters)
        yield from cursor.fetchall()


def only(asked: Iterable[Unit] | None) -> str:
    """The condition that keeps a statement to the areas asked for; their numbers are ours, not a person's text."""
    if asked is None:
        return ""
    return f"AND members.area_id IN ({', '.join(str(int(unit.pk)) for unit in asked) or 'NULL'})"
