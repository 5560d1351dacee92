"""Whether the figures are all there: each unit's standing in every quarter of a plan. Reading only.

The same number of questions for any number of units and quarters. Base quarters are left out: they are opened long
after their days and asked of nobody in time.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.models import Element, Plan

from . import access, deadlines, sheets
from .directory import by_level
from .models import Figure, Period, Submission, Unit, User
from .reporting import district_of, people_of
from .standing import HANDED_IN, SYMBOLS, WORDS, Standing, days_over, standing_of

# (period's pk, who reports) -> the elements whose totals are asked for
Required = Mapping[tuple[int, str], frozenset[int]]


@dataclass(frozen=True)
class Cell:
    """One unit's quarter, in which it is expected."""

    period: Period
    submission: Submission | None
    due: date
    today: date
    filled: int
    required: int

    @property
    def sent_on(self) -> date | None:
        """The day it was first handed in; None where it never was."""
        at = None if self.submission is None else self.submission.first_submitted_at
        return None if at is None else timezone.localdate(at)

    @property
    def standing(self) -> Standing:
        state = None if self.submission is None else self.submission.state
        return standing_of(state, sent_on=self.sent_on, due=self.due, today=self.today)

    @property
    def symbol(self) -> str:
        return SYMBOLS[self.standing]

    @property
    def words(self) -> str:
        return _(WORDS[self.standing])

    @property
    def days_over(self) -> int:
        """Days after the due day, of the first handing in, else of today; 0 and below is in time."""
        return days_over(sent_on=self.sent_on, due=self.due, today=self.today)

    @property
    def days_early(self) -> int:
        """Days before the due day, of the first handing in, else of today; below 0 is over it."""
        return -self.days_over


@dataclass(frozen=True)
class Row:
    """One unit over the quarters: None where it was not expected. And whom to call."""

    unit: Unit
    cells: Sequence[Cell | None]
    people: Sequence[User] = field(default_factory=list)

    @property
    def newest(self) -> Period:
        """The last quarter in which it is expected; every row has one."""
        return next(cell.period for cell in self.cells if cell is not None)

    def is_in(self, standing: str, quarter: str) -> bool:
        """Whether it stands so in the quarter, in any where none is named; an empty standing means all."""
        cells = [cell for cell in self.cells if cell is not None and quarter in ("", cell.period.code)]
        return not standing or any(cell.standing == standing for cell in cells)


@dataclass(frozen=True)
class Tally:
    """The expected units of one quarter: each number is of them, and of the cells that are asked of them."""

    period: Period
    standings: Mapping[Standing, int]
    filled: int
    required: int

    @property
    def expected(self) -> int:
        return sum(self.standings.values())

    @property
    def handed_in(self) -> int:
        return sum(self.standings[standing] for standing in HANDED_IN)


@dataclass(frozen=True)
class Group:
    """A district with its communes, or the units directly under the province (of no district)."""

    district: Unit | None
    rows: Sequence[Row]
    tallies: Sequence[Tally]

    @property
    def code(self) -> str:
        return "" if self.district is None else self.district.code


@dataclass(frozen=True)
class Table:
    """Units by quarters."""

    periods: Sequence[Period]
    rows: Sequence[Row]

    @property
    def tallies(self) -> list[Tally]:
        return tallied(self.periods, self.rows)

    @property
    def lines(self) -> list[tuple[Standing, str, str, list[tuple[Tally, int]]]]:
        """The totals, one line a standing that there is: its symbol, its word, how many in each quarter."""
        tallies = self.tallies
        lines = [
            (
                standing,
                SYMBOLS[standing],
                _(WORDS[standing]),
                [(one, one.standings[standing]) for one in tallies],
            )
            for standing in Standing
        ]
        return [line for line in lines if any(number for _tally, number in line[3])]

    def narrowed(self, standing: str, quarter: str) -> list[Row]:
        """The rows that stand so; an unknown standing or quarter narrows nothing."""
        standing = standing if standing in list(Standing) else ""
        quarter = quarter if quarter in {period.code for period in self.periods} else ""
        return [row for row in self.rows if row.is_in(standing, quarter)]

    def groups(self, shown: Iterable[Row]) -> list[Group]:
        """The shown rows by district, in the order of their names; what is said of a group is said of all of it."""
        return grouped(self.periods, self.rows, {row.unit.pk for row in shown})


def table_of(plan: Plan, user: User, today: date, level: str = "") -> Table:
    """Every unit that was expected in any quarter of the plan and that the person may see; the newest quarter first."""
    return table_for(plan, units_seen(plan, user, level), access.units_visible_to(user), today)


def table_for(plan: Plan, units: Sequence[Unit], within: Iterable[Unit], today: date) -> Table:
    """... of these units, which are all of them `within` a set that the database knows or that is small."""
    periods = list(Period.objects.filter(plan=plan, is_base=False).order_by("-year", "-quarter"))
    for period in periods:
        period.plan = plan
    reporters = sheets.reporters_of(periods)
    expected = {unit.pk: expected_in(unit, periods, reporters) for unit in units}
    units = [unit for unit in units if expected[unit.pk]]
    submissions = submissions_of(periods, units)
    required = required_in(periods, plan.elements.all())
    filled = filled_in(periods, required, within)
    extensions = deadlines.extensions_of(periods, units)
    people = people_of(units)

    def cell(unit: Unit, period: Period) -> Cell | None:
        if period.pk not in expected[unit.pk]:
            return None
        submission = submissions.get((period.pk, unit.pk))
        return Cell(
            period=period,
            submission=submission,
            due=deadlines.due_day(period, unit, extensions),
            today=today,
            filled=0 if submission is None else filled.get(submission.pk, 0),
            required=len(required[period.pk, sheets.reported_by(unit)]),
        )

    rows = [Row(unit, [cell(unit, period) for period in periods], people.get(unit.pk, [])) for unit in units]
    return Table(periods, rows)


def units_seen(plan: Plan, user: User, level: str) -> list[Unit]:
    """The province's units that a person may see, in force on whatever day; of one level where one is asked for."""
    visible = access.units_visible_to(user).filter(province__code=plan.province_code)
    if level in LEVELS:
        visible = visible.filter(level=level)
    found = visible.select_related("parent", "province")
    return list(found.order_by(by_level("level"), "sort_key", "code"))


LEVELS = ("district", "commune", "department")


def expected_in(unit: Unit, periods: Iterable[Period], reporters: Mapping[int, set[str]]) -> set[int]:
    """The quarters in which a unit must report, as `sheets.expected_units` says, without asking for each of them."""
    return {
        period.pk
        for period in periods
        if sheets.reported_by(unit) in reporters[period.pk] and sheets.is_of(period, unit)
    }


def submissions_of(periods: Sequence[Period], units: Sequence[Unit]) -> dict[tuple[int, int], Submission]:
    found = Submission.objects.filter(period__in=periods, unit__in=units).order_by()
    columns = found.only("period_id", "unit_id", "state", "first_submitted_at")
    return {(one.period_id, one.unit_id): one for one in columns}


def required_in(periods: Iterable[Period], elements: Iterable[Element]) -> Required:
    """What a unit's sheet must hold to be handed in, by the rule that the sheet itself is held to."""
    elements = list(elements)
    reporters = {element.reported_by for element in elements}
    return {
        (period.pk, reporter): frozenset(
            element.pk
            for element in elements
            if element.reported_by == reporter and sheets.is_required(element, period)
        )
        for period in periods
        for reporter in reporters
    }


def filled_in(periods: Iterable[Period], required: Required, units: Iterable[Unit]) -> dict[int, int]:
    """How many of the required totals each submission holds: numbers, and silences that were said. One question."""
    wanted = Q(pk__in=[])
    for period in periods:
        ids = {pk for (of, _reporter), pks in required.items() if of == period.pk for pk in pks}
        wanted |= Q(submission__period=period, element__in=ids)
    found = Figure.objects.filter(wanted, split="", submission__unit__in=units).order_by()
    return dict(found.values_list("submission").annotate(Count("pk")))


def tallied(periods: Sequence[Period], rows: Iterable[Row]) -> list[Tally]:
    """Numerators and denominators of the same units, quarter by quarter."""
    columns = zip(*(row.cells for row in rows), strict=True)
    found = [[cell for cell in column if cell is not None] for column in columns] or [[] for _one in periods]
    return [
        Tally(
            period=period,
            standings=Counter(cell.standing for cell in cells),
            filled=sum(cell.filled for cell in cells),
            required=sum(cell.required for cell in cells),
        )
        for period, cells in zip(periods, found, strict=True)
    ]


def grouped(periods: Sequence[Period], rows: Iterable[Row], shown: set[int]) -> list[Group]:
    by_district: dict[Unit | None, list[Row]] = {}
    for row in rows:
        by_district.setdefault(district_of(row.unit), []).append(row)
    ordered = sorted(by_district, key=lambda one: "" if one is None else f"{one.sort_key} {one.code}")
    groups = [
        Group(
            district,
            [row for row in by_district[district] if row.unit.pk in shown],
            tallied(periods, by_district[district]),
        )
        for district in ordered
    ]
    return [group for group in groups if group.rows]
