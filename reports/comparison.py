"""Two periods of one area, or two areas of one period, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from django.conf import settings

from districts.models import Period, Unit, User
from indicators.models import Measure, Objective
from indicators.phrases import gettext_noop
from indicators.values import Direction, round_half_up
from indicators.wording import ABSENCE_WORDS, coverage

from . import as_published, gather
from .area_results import AreaResults, results_of
from .columns import Cell, Column
from .comparing import WHY, Difference, Incomparable, Rules, compare
from .heat import standing
from .history import Way
from .models import Publication
from .observations import Observation
from .table_files import DownloadTable

WAY_WORDS: dict[Way, str] = {
    Way.BETTER: gettext_noop("tốt hơn"),
    Way.WORSE: gettext_noop("kém hơn"),
    Way.SAME: gettext_noop("như nhau"),
}


@dataclass(frozen=True)
class Side:
    """An area at a period. `results` is None where there was no such area then: a code alone is no area.

    `publication` is None on a side that shows the figures as they stand now.
    """

    period: Period
    area: Unit
    results: AreaResults | None
    publication: Publication | None = None

    def of(self, measure: Measure) -> Observation | None:
        """None where the side does not know the measure either."""
        return None if self.results is None else self.results.seen.get((self.area.code, measure.code))


@dataclass(frozen=True)
class ComparedRow:
    measure: Measure
    left: Observation | None
    right: Observation | None
    found: Difference | Incomparable

    @property
    def difference(self) -> Difference | None:
        return self.found if isinstance(self.found, Difference) else None

    @property
    def why_not(self) -> str:
        """Why there is no difference, in Vietnamese; empty where there is one."""
        return WHY[self.found] if isinstance(self.found, Incomparable) else ""

    @property
    def way_word(self) -> str:
        return WAY_WORDS[self.found.way] if isinstance(self.found, Difference) else ""


@dataclass(frozen=True)
class Comparison:
    """The left and the right side, and a row for each measure. `is_of_areas`: of one period, else of one area."""

    left: Side
    right: Side
    rows: Sequence[ComparedRow]

    @property
    def is_of_areas(self) -> bool:
        return self.left.period == self.right.period

    @property
    def publications(self) -> list[Publication]:
        """Whose figures stand on the sides; none: the figures as they stand now."""
        found = [side.publication for side in (self.left, self.right) if side.publication]
        return list(dict.fromkeys(found))

    @property
    def by_objective(self) -> list[tuple[Objective, list[ComparedRow]]]:
        """Measures come in the plan's order, so equal neighbours belong together."""
        groups = groupby(self.rows, key=lambda row: row.measure.indicator.objective)
        return [(objective, list(rows)) for objective, rows in groups]


def two_periods(one: Period, other: Period, area: Unit, user: User) -> Comparison:
    """The older on the left, so that the difference is what has changed since."""
    older, newer = sorted((one, other), key=lambda period: period.as_quarter)
    return live((older, area), (newer, area), user)


def two_areas(period: Period, area: Unit, other: Unit, user: User) -> Comparison:
    """The difference is what the other area has more than this one."""
    return live((period, area), (period, other), user)


def live(left: tuple[Period, Unit], right: tuple[Period, Unit], user: User) -> Comparison:
    """Both sides as they stand now."""
    facts = gather.plan_facts(left[0].plan)
    return compared(*(live_side(*asked, user, facts) for asked in (left, right)))


def live_side(period: Period, area: Unit, user: User, facts: gather.PlanFacts) -> Side:
    """Found again by the unit itself and not by its code, which may be another unit's at another time."""
    areas = gather.areas_of(period)
    if area.pk not in areas.by_id:
        return Side(period, area, None)
    return Side(period, area, results_of(period, area, [area], user, areas, facts))


def published_periods(one: Publication, other: Publication, area: Unit, user: User) -> Comparison:
    """The same of two publications, each of another quarter."""
    older, newer = sorted((one, other), key=lambda publication: publication.period.as_quarter)
    return compared(*(published_side(publication, area, user) for publication in (older, newer)))


def published_areas(publication: Publication, area: Unit, other: Unit, user: User) -> Comparison:
    return compared(*(published_side(publication, one, user) for one in (area, other)))


def published_side(publication: Publication, area: Unit, user: User) -> Side:
    period, results = publication.period, None
    if area.is_in_force(on=period.last_day):
        results = as_published.of_area(period, area, user, publication)
    return Side(period, area, results, publication)


def compared(left: Side, right: Side) -> Comparison:
    """Every measure that applies to at least one side."""
    rows = [row_of(one, left, right) for one in measures_of(right, left) if applies(one, (left, right))]
    return Comparison(left, right, rows)


def measures_of(first: Side, second: Side) -> list[Measure]:
    """Those of the one side, then those that only the other knows."""
    found: dict[str, Measure] = {}
    for side in (first, second):
        for measure in side.results.measures if side.results else ():
            found.setdefault(measure.code, measure)
    return list(found.values())


def applies(measure: Measure, sides: Sequence[Side]) -> bool:
    return any(seen is not None and seen.expected for seen in (side.of(measure) for side in sides))


def row_of(measure: Measure, left: Side, right: Side) -> ComparedRow:
    seen = left.of(measure), right.of(measure)
    known = [side.results.facts.get(measure.code) for side in (left, right) if side.results]
    if len(set(known)) > 1:
        return ComparedRow(measure, *seen, Incomparable.OTHER_DEFINITION)
    facts = known[0]
    assert facts is not None  # a measure comes from one of the sides
    rules = Rules(
        facts=facts,
        direction=Direction(measure.direction),
        decimals=measure.decimals,
        least_coverage=Fraction(settings.COVERAGE_THRESHOLD, 100),
    )
    return ComparedRow(measure, *seen, compare(*seen, rules))


# As a file --------------------------------------------------------------------------------------------------------


def table(found: Comparison, names: tuple[str, str], title: str) -> DownloadTable:
    """The same as a file; `names` are what tells the sides apart."""
    columns: list[Column[ComparedRow]] = [
        Column("Mã số", lambda row: row.measure.code, 8),
        Column("Chỉ tiêu thành phần", lambda row: row.measure.name, 46),
        Column("Đơn vị tính", lambda row: row.measure.unit_of_measure, 12),
        *side_columns(names[0], "left"),
        *side_columns(names[1], "right"),
        Column("Chênh lệch", difference_cell, 14),
        Column("Ghi chú", lambda row: row.way_word or f"không so được: {row.why_not}", 34),
    ]
    return DownloadTable("So sánh", title, columns, found.rows, found.left.period.plan.illustrative)


def side_columns(name: str, side: str) -> list[Column[ComparedRow]]:
    return [
        Column(f"{name}: kết quả", lambda row: value_cell(getattr(row, side), row.measure), 16),
        Column(f"{name}: đánh giá", lambda row: said(getattr(row, side)), 18),
        Column(f"{name}: đơn vị có số liệu", lambda row: covered(getattr(row, side)), 12),
    ]


def value_cell(seen: Observation | None, measure: Measure) -> Cell:
    """The number as shown, or the word of its absence; nothing where there was no such area."""
    if seen is None:
        return None
    if seen.value is not None:
        return round_half_up(seen.value, measure.decimals)
    return ABSENCE_WORDS[seen.absence] if seen.absence is not None else None


def said(seen: Observation | None) -> str:
    return "" if seen is None else standing(seen)


def covered(seen: Observation | None) -> str:
    return coverage(seen.reported, seen.expected) if seen is not None and seen.expected else ""


def difference_cell(row: ComparedRow) -> Cell:
    return None if row.difference is None else round_half_up(row.difference.number, row.measure.decimals)
