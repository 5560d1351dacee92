"""Who has handed in, who has not, who is late, and whom to call. Reading only."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from indicators.periods import days_left

from . import access, behalf, deadlines, lifecycle, sheets, task_reports
from .directory import by_level
from .models import Event, Membership, Period, Submission, Unit, User
from .models.filings import Filing
from .models.people import Role
from .models.units import Level

NOT_STARTED = "not_started"
OVERDUE = "overdue"
LATE = "late"
State = Submission.State

# In the order of the work; a state's symbol stands beside its word.
SYMBOLS = {
    NOT_STARTED: "○",
    State.DRAFT: "◔",
    State.SUBMITTED: "◐",
    State.RETURNED: "▲",
    State.ACCEPTED: "●",
}
WORDS = {
    NOT_STARTED: _("chưa bắt đầu"),
    **{state: state.label for state in State},
    OVERDUE: _("quá hạn chưa gửi"),
    LATE: _("gửi trễ"),
}
NOT_HANDED_IN = {NOT_STARTED, State.DRAFT}


@dataclass(frozen=True)
class Row:
    """One unit's standing in a period."""

    unit: Unit
    submission: Filing | None  # its figures, or its words
    due: date
    is_extended: bool
    today: date
    people: list[User] = field(default_factory=list)
    entered_for: list[Event] = field(default_factory=list)  # by whom, where others entered for the unit
    may_enter_for: bool = False  # whether the one who looks enters for the unit without being of it
    reopened_until: date | None = None  # the last day on which a closed quarter is open to the unit

    @property
    def state(self) -> str:
        return NOT_STARTED if self.submission is None else self.submission.state

    @property
    def words(self) -> str:
        return str(WORDS[self.state])

    @property
    def symbol(self) -> str:
        return SYMBOLS[self.state]

    @property
    def sent_on(self) -> date | None:
        """The day it was first handed in: a return does not make it late. None where it never was."""
        if self.submission is None or self.submission.first_submitted_at is None:
            return None
        return timezone.localdate(self.submission.first_submitted_at)

    @property
    def days_over(self) -> int:
        """Days after the due day: of the first handing in, else of today; 0 and below is on time."""
        return -days_left(self.due, self.sent_on or self.today)

    @property
    def days_to_go(self) -> int:
        """Days until the due day, for one that was never handed in."""
        return -self.days_over

    @property
    def is_to_be_entered(self) -> bool:
        """Whether the one who looks may enter for the unit now."""
        return self.may_enter_for and self.state in {NOT_STARTED, *lifecycle.EDITABLE}

    @property
    def is_reopened(self) -> bool:
        """Whether a closed quarter is open to this unit today."""
        return self.reopened_until is not None and self.today <= self.reopened_until

    @property
    def is_overdue(self) -> bool:
        return self.sent_on is None and self.days_over > 0

    @property
    def is_late(self) -> bool:
        return self.sent_on is not None and self.days_over > 0

    def is_in(self, standing: str) -> bool:
        """Whether a filter means it; an unknown or empty one means all."""
        if standing in (OVERDUE, LATE):
            return self.is_overdue if standing == OVERDUE else self.is_late
        return standing not in SYMBOLS or standing == self.state


@dataclass(frozen=True)
class Group:
    """A district with its communes, or the province's departments (of no district)."""

    district: Unit | None
    rows: list[Row]
    accepted: int
    total: int


@dataclass(frozen=True)
class Count:
    """How many units stand so."""

    standing: str
    symbol: str
    words: str
    number: int


def rows_of(period: Period, user: User, today: date) -> list[Row]:
    """Every unit that must report and that the person may see: six questions, whatever their number."""
    visible = sheets.expected_units(period).filter(pk__in=access.units_visible_to(user).values("pk"))
    units = list(visible.select_related("parent").order_by(by_level("level"), "sort_key", "code"))
    extensions = deadlines.extensions_of([period], units)
    reopenings = deadlines.reopenings_of([period], units)
    found = Submission.objects.of(period).filter(unit__in=units)
    submissions = {one.unit_id: one for one in found}
    entered_for = behalf.entered_for(found)
    people = people_of(units)
    return [
        Row(
            unit=unit,
            submission=submissions.get(unit.pk),
            due=deadlines.due_day(period, unit, extensions),
            is_extended=(period.pk, unit.pk) in extensions,
            today=today,
            people=people.get(unit.pk, []),
            entered_for=entered_for.get(submissions[unit.pk].pk, []) if unit.pk in submissions else [],
            may_enter_for=deadlines.is_open(period, unit, today, reopenings)
            and may_enter_for(user, unit, period),
            reopened_until=reopenings.get((period.pk, unit.pk)),
        )
        for unit in units
    ]


def may_enter_for(user: User, unit: Unit, period: Period) -> bool:
    """Whether a person enters for this unit without being of it."""
    return access.may_enter(user, unit, period) and not access.belongs_to(user, unit)


def people_of(units: Iterable[Unit]) -> dict[int, list[User]]:
    """Who enters for each unit, and so whom to call."""
    found = Membership.objects.filter(
        unit__in=units, role__in=(Role.ENTERS, Role.ACCEPTS), user__is_active=True
    )
    people: dict[int, list[User]] = {}
    for membership in found.select_related("user").order_by("user__username"):
        people.setdefault(membership.unit_id, []).append(membership.user)
    return people


def rows_of_words(period: Period, user: User, today: date) -> list[Row]:
    """Every unit that must write of the period and that the person may see: five questions, whatever their number."""
    visible = task_reports.writers(period).filter(pk__in=access.units_visible_to(user).values("pk"))
    units = list(visible.select_related("parent").order_by(by_level("level"), "sort_key", "code"))
    reopenings = deadlines.reopenings_of([period], units)
    people = people_of(units)
    return [
        Row(
            unit=standing.unit,
            submission=standing.report,
            due=standing.due,
            is_extended=standing.is_extended,
            today=today,
            people=people.get(standing.unit.pk, []),
            reopened_until=reopenings.get((period.pk, standing.unit.pk)),
        )
        for standing in task_reports.standings(period, units)
    ]


def grouped(rows: Iterable[Row], standing: str = "") -> list[Group]:
    """Departments first, then each district with its communes, in the order of their names.

    Only the rows of a standing, where one is asked for; how many are accepted is said of the whole group.
    """
    groups: dict[int | None, list[Row]] = {}
    districts: dict[int | None, Unit | None] = {None: None}
    for row in rows:
        district = district_of(row.unit)
        key = None if district is None else district.pk
        districts[key] = district
        groups.setdefault(key, []).append(row)
    by_name = sorted(groups, key=lambda key: "" if districts[key] is None else districts[key].sort_key)
    found = [group_of(districts[key], groups[key], standing) for key in by_name]
    return [group for group in found if group.rows]


def group_of(district: Unit | None, rows: list[Row], standing: str) -> Group:
    accepted = sum(row.state == State.ACCEPTED for row in rows)
    return Group(district, [row for row in rows if row.is_in(standing)], accepted, len(rows))


def district_of(unit: Unit) -> Unit | None:
    """The district a row stands under; None for a department, and for a commune without one."""
    if unit.level == Level.DISTRICT:
        return unit
    return unit.parent if unit.level == Level.COMMUNE and unit.parent_id != unit.province_id else None


def counts(rows: Iterable[Row]) -> list[Count]:
    """How many stand in each state, and how many are overdue or were late; only what there is."""
    rows = list(rows)
    found = Counter(row.state for row in rows)
    found[OVERDUE] = sum(row.is_overdue for row in rows)
    found[LATE] = sum(row.is_late for row in rows)
    return [
        Count(standing, SYMBOLS.get(standing, "▲"), str(words), found[standing])
        for standing, words in WORDS.items()
        if found[standing]
    ]
