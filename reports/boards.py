"""Boards: an area's period on one page, by objective, indicator and measure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from districts.access import units_visible_to
from districts.models import Period, Submission, Unit, User
from districts.models.units import Level
from districts.sheets import expected_units
from indicators.goals import Target, reference_target
from indicators.models import Element, Indicator, Measure, Objective
from indicators.periods import Quarter
from indicators.values import Absence, Formula, Span, Status

from . import gather, over_time, progress
from .history import Change, History
from .models import Publication
from .observations import ElementCount, Observation
from .sparks import Spark, spark
from .withholding import hides_count
from .withholding import shown_number as shown_number
from .withholding import withhold as withhold


@dataclass(frozen=True)
class MeasureRow:
    """One measure's line: the year to date, the quarter alone beside it, and the nation's target for reference.

    `history` ends with the quarter of the board. `builds_up`: the year is not over, and what is counted only grows.
    """

    measure: Measure
    result: Observation
    alone: Observation | None
    reference: Target | None
    part_of_year: bool
    lower_bound: bool
    history: History
    builds_up: bool = False

    @property
    def spark(self) -> Spark | None:
        """Nothing is drawn where the measure does not apply."""
        if self.result.absence is Absence.NOT_APPLICABLE:
            return None
        return spark(self.history)

    @property
    def change(self) -> Change | None:
        """Against the newest earlier quarter that compares."""
        return self.history.change

    @property
    def lacks_target_of(self) -> int | None:
        """The year of the board, where the province has set this measure no target for it."""
        year = Quarter.parse(self.result.period).year
        return None if self.result.target is not None and self.result.target.year == year else year


@dataclass(frozen=True)
class ElementRow:
    """A count that feeds no measure, shown under its indicator."""

    element: Element
    count: ElementCount
    withheld: bool


@dataclass(frozen=True)
class IndicatorRow:
    indicator: Indicator
    status: Status | None
    judged: int
    total: int
    measures: Sequence[MeasureRow]
    counts: Sequence[ElementRow]

    @property
    def silence(self) -> Absence | None:
        """Why there is no status: none of its measures is due yet, or none applies here."""
        if self.status is not None:
            return None
        absences = {row.result.absence for row in self.measures}
        return Absence.NOT_APPLICABLE if absences == {Absence.NOT_APPLICABLE} else Absence.NOT_DUE


@dataclass(frozen=True)
class ObjectiveRow:
    objective: Objective
    indicators: Sequence[IndicatorRow]


@dataclass(frozen=True)
class Board:
    """What an area's page shows: live figures, or those of a publication."""

    period: Period
    area: Unit
    objectives: Sequence[ObjectiveRow]
    accepted: int
    expected: int
    areas_within: Sequence[Unit] = field(default_factory=list)
    publication: Publication | None = None
    has_sources: bool = True  # not of the first publications, whose content kept no cells

    @property
    def rows(self) -> list[IndicatorRow]:
        return [row for objective in self.objectives for row in objective.indicators]

    @property
    def tally(self) -> list[tuple[Status, int]]:
        """How many indicators have each status."""
        found = Counter(row.status for row in self.rows)
        return [(status, found[status]) for status in Status if found[status]]

    @property
    def silences(self) -> list[tuple[Absence, int]]:
        """How many are judged by nobody, and why."""
        found = Counter(row.silence for row in self.rows)
        return [(absence, found[absence]) for absence in Absence if found[absence]]

    @property
    def indicators(self) -> int:
        return len(self.rows)

    @property
    def is_for_reference(self) -> bool:
        """Districts and communes are judged against the province's targets, for reference only."""
        return self.area.level != Level.PROVINCE


def board(period: Period, area: Unit, user: User) -> Board:
    """The area's live figures as this person may see them: the same number of questions for any area."""
    facts = gather.plan_facts(period.plan)
    areas = gather.areas_of(period)
    observations = withhold(
        gather.observe(period, [area], splits=[""], facts=facts, areas=areas), user, areas.units
    )
    results = {(seen.measure, seen.span): seen for seen in observations}
    counts = counts_under_indicators(period, area, user, areas)
    histories = over_time.histories(over_time.live(period, area, user, facts), facts)
    rows = [measure_row(one, results, facts, period, histories[one.code]) for one in facts.measures]
    accepted, expected = coverage(period, area)
    return Board(
        period=period,
        area=area,
        objectives=by_objective(rows, counts),
        accepted=accepted,
        expected=expected,
        areas_within=areas_within(area, areas, user),
    )


def measure_row(
    measure: Measure,
    results: dict[tuple[str, Span], Observation],
    facts: gather.PlanFacts,
    period: Period,
    history: History,
) -> MeasureRow:
    known = facts.facts[measure.pk]
    result = results[measure.code, Span.YTD]
    return MeasureRow(
        measure=measure,
        result=result,
        alone=results.get((measure.code, Span.QUARTER)),
        reference=reference_target(facts.targets[measure.pk], period.year),
        part_of_year=known.is_part_of_year(period.quarter) and result.value is not None,
        lower_bound=known.formula is Formula.SHARE_OF_UNITS
        and result.value is not None
        and result.is_missing_units,
        history=history,
        builds_up=known.still_builds_up(period.quarter) and result.value is not None,
    )


def by_objective(rows: Iterable[MeasureRow], counts: dict[int, list[ElementRow]]) -> list[ObjectiveRow]:
    """Measures come in the plan's order, so equal neighbours belong together."""
    return [
        ObjectiveRow(
            objective,
            [
                indicator_row(indicator, list(measures), counts.get(indicator.number, []))
                for indicator, measures in groupby(found, key=lambda row: row.measure.indicator)
            ],
        )
        for objective, found in groupby(rows, key=lambda row: row.measure.indicator.objective)
    ]


def indicator_row(indicator: Indicator, rows: list[MeasureRow], counts: list[ElementRow]) -> IndicatorRow:
    standings = [progress.Standing(row.result.status, row.result.target is not None) for row in rows]
    status, judged, total = progress.judge_indicator(standings)
    return IndicatorRow(indicator, status, judged, total, rows, counts)


def counts_under_indicators(
    period: Period, area: Unit, user: User, areas: gather.Areas
) -> dict[int, list[ElementRow]]:
    """The counts of elements that no measure uses, by the indicator they are shown under."""
    counts = gather.element_counts(period, [area], areas=areas, with_parts=False)
    found: dict[int, list[ElementRow]] = {}
    for element in Element.objects.filter(plan=period.plan_id, shown_under_indicator__isnull=False):
        count = counts.get((element.code, area.code, ""))
        if count is not None:
            row = ElementRow(element, count, element.sensitive and hides_count(count, area, user))
            found.setdefault(element.shown_under_indicator or 0, []).append(row)
    return found


def coverage(period: Period, area: Unit) -> tuple[int, int]:
    """How many of the area's units that must report have an accepted submission."""
    expected = expected_units(period)
    if area.level != Level.PROVINCE:
        expected = expected.filter(pk=area.pk) | expected.filter(parent=area)
    accepted = Submission.objects.accepted().of(period).filter(unit__in=expected)
    return accepted.count(), expected.count()


def areas_within(area: Unit, areas: gather.Areas, user: User) -> list[Unit]:
    """The next areas down that the person may see: a province's districts, a district's communes."""
    visible = set(units_visible_to(user).values_list("pk", flat=True))
    return [unit for unit in areas.all if unit.parent_id == area.pk and unit.pk in visible]
