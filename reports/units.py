"""A unit's page: its measures beside the province's, its quarters beside their due days, what is open in its sheet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby

from districts import sheets
from districts.access import Act, may
from districts.completeness import Cell, Row, table_for
from districts.models import Period, Unit, User
from districts.models.units import Level
from districts.open_findings import OpenFindings, open_findings
from indicators.models import Measure, Objective
from indicators.values import Absence, Span

from . import boards, gather
from .as_published import TOTAL_OF_THE_YEAR, of_unit, seen_of
from .frozen import Frozen
from .frozen_rows import as_rows
from .models import Publication
from .observations import Observation
from .withholding import openness_of

# The drawing of timeliness: so wide, its middle the due day, and no bar longer than half of it.
WIDTH, MIDDLE, ROOM = 200, 100, 96


@dataclass(frozen=True)
class Beside:
    """The province's value of a measure, as it stands now or as it was published, or its silence."""

    value: Fraction | None
    absence: Absence | None
    numerator: int | None
    denominator: int | None
    reported: int
    expected: int


@dataclass(frozen=True)
class Line:
    """One measure: the unit's year to date, and the province's beside it; None where nothing was published."""

    measure: Measure
    result: Observation
    beside: Beside | None


@dataclass(frozen=True)
class Section:
    objective: Objective
    lines: Sequence[Line]


@dataclass(frozen=True)
class Bar:
    """Where a quarter's bar lies in the drawing: left of the middle before the due day, right of it after."""

    x: int
    width: int


@dataclass(frozen=True)
class Stretch:
    """One quarter of the unit, with its bar; none where it has neither come nor become overdue."""

    cell: Cell
    bar: Bar | None


@dataclass(frozen=True)
class UnitPage:
    sections: Sequence[Section]
    left_out: int  # measures that no unit of this level reports
    publication: Publication | None  # the quarter's newest
    is_published: bool  # the unit's own as published too; else as they stand now
    is_live: bool  # whether the province's numbers beside are those of today; else they are the publication's
    has_sources: bool  # not of the first publications, whose content kept no cells
    stretches: Sequence[Stretch]
    row: Row | None  # None: expected in no quarter
    cell: Cell | None  # of the quarter the page is about
    findings: OpenFindings | None  # None: nothing was begun

    @property
    def has_province(self) -> bool:
        """Whether there is anything of the province to stand beside."""
        return self.is_live or self.publication is not None


def page_of(
    period: Period,
    unit: Unit,
    user: User,
    *,
    publication: Publication | None,
    sees_province: bool,
    sees_totals: bool,
    is_published: bool,
    today: date,
) -> UnitPage:
    """The same number of questions for any unit of any province. `publication` is the quarter's newest.

    `is_published`: both sides as they were published; else the unit's own as they stand now.
    """
    if is_published:
        sections, left_out = published_sections(unit, user, publication)
    else:
        sections, left_out = sections_of(period, unit, user, publication, sees_province, sees_totals)
    rows = table_for(period.plan, [unit], [unit], today).rows
    row = rows[0] if rows else None
    cells = [] if row is None else [cell for cell in row.cells if cell is not None]
    current = next((cell for cell in cells if cell.period.pk == period.pk), None)
    return UnitPage(
        sections=sections,
        left_out=left_out,
        publication=publication,
        is_published=is_published,
        is_live=sees_province and not is_published,
        has_sources=publication is None or not is_published or Frozen(publication.content).has_cells,
        stretches=stretches(cells),
        row=row,
        cell=current,
        findings=findings_of(unit, period, user, current),
    )


def sections_of(
    period: Period,
    unit: Unit,
    user: User,
    publication: Publication | None,
    sees_province: bool,
    sees_totals: bool,
) -> tuple[list[Section], int]:
    """The measures that apply to the unit, by objective, and how many do not; a department is no area and has none."""
    if unit.level == Level.DEPARTMENT:
        return [], 0
    facts, areas = gather.plan_facts(period.plan), gather.areas_of(period)
    asked = [unit, areas.province] if sees_province else [unit]
    seen = gather.observe(period, asked, [Span.YTD], [""], facts=facts, areas=areas)
    results = {(one.unit, one.measure): one for one in boards.withhold(seen, user, asked)}
    if sees_province:
        beside = {code: of_one(one) for (where, code), one in results.items() if where == areas.province.code}
    else:
        beside = of_publication(publication, sees_totals)
    lines = [
        Line(measure, results[unit.code, measure.code], beside.get(measure.code))
        for measure in facts.measures
    ]
    own = [line for line in lines if line.result.absence is not Absence.NOT_APPLICABLE]
    return by_objective(own), len(lines) - len(own)


def published_sections(unit: Unit, user: User, publication: Publication | None) -> tuple[list[Section], int]:
    """Both the unit's results and the province's as they were published; none where they were not."""
    if publication is None or unit.level == Level.DEPARTMENT or unit.province is None:
        return [], 0
    frozen, both = Frozen(publication.content), [unit, unit.province]
    asked = (of_unit(both[0]) | of_unit(both[1])) & TOTAL_OF_THE_YEAR
    seen = seen_of(publication, frozen, user, both, asked)
    results = {(one.unit, one.measure): one for one in seen}
    lines = [
        Line(measure, results[unit.code, measure.code], of_one(results[unit.province.code, measure.code]))
        for measure in as_rows(frozen)
        if (unit.code, measure.code) in results
    ]
    own = [line for line in lines if line.result.absence is not Absence.NOT_APPLICABLE]
    return by_objective(own), len(lines) - len(own)


def by_objective(lines: Iterable[Line]) -> list[Section]:
    """Lines come in the plan's order, so equal neighbours belong together."""
    groups = groupby(lines, key=lambda line: line.measure.indicator.objective)
    return [Section(objective, list(found)) for objective, found in groups]


def of_one(seen: Observation) -> Beside:
    return Beside(seen.value, seen.absence, seen.numerator, seen.denominator, seen.reported, seen.expected)


def of_publication(publication: Publication | None, sees_totals: bool) -> Mapping[str, Beside]:
    """What this reader may see of the province; nothing before the first publication."""
    if publication is None:
        return {}
    frozen = Frozen(publication.content)
    openness = openness_of(publication, frozen.province.code, sees_totals=sees_totals)
    lines = [openness.seen(frozen.result(code)) for code in frozen.measures]
    return {
        value.measure.code: Beside(
            value.exact, value.absence, value.numerator, value.denominator, value.reported, value.expected
        )
        for value in lines
    }


def stretches(cells: Sequence[Cell]) -> list[Stretch]:
    """The quarters as time went, each bar on the scale of the longest."""
    days = [cell.days_over for cell in cells if has_bar(cell)]
    longest = max((abs(day) for day in days), default=0) or 1
    return [Stretch(cell, bar_of(cell, longest) if has_bar(cell) else None) for cell in reversed(cells)]


def has_bar(cell: Cell) -> bool:
    """Whether there are days to draw: it was handed in, or its due day is over."""
    return cell.sent_on is not None or cell.days_over > 0


def bar_of(cell: Cell, longest: int) -> Bar:
    """The due day itself is a line of its own width."""
    length = abs(cell.days_over) * ROOM // longest
    return Bar(MIDDLE if cell.days_over >= 0 else MIDDLE - length, max(length, 2))


def findings_of(unit: Unit, period: Period, user: User, cell: Cell | None) -> OpenFindings | None:
    if cell is None or cell.submission is None:
        return None
    return open_findings(sheets.read(unit, period), see_sensitive=may(user, Act.SEE_SENSITIVE, unit))
