"""The assignments under a plan's groups of tasks, and how each stands on a day. Reading only."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from indicators.models import Indicator, Plan

from . import access, urgency
from .access import Act
from .directory import by_level
from .models import Assignment, Unit, User
from .models.units import Level
from .urgency import Judgement, Standing


@dataclass(frozen=True)
class Row:
    """One assignment as it stands on a day, and what the one who looks may do with it."""

    assignment: Assignment
    judgement: Judgement
    is_own: bool = False  # the unit of the one who looks leads it
    may_report_done: bool = False
    may_manage: bool = False

    @property
    def standing(self) -> Standing:
        return self.judgement.standing

    @property
    def days(self) -> int:
        return self.judgement.days

    @property
    def symbol(self) -> str:
        return urgency.SYMBOLS[self.standing]

    @property
    def words(self) -> str:
        return _(urgency.WORDS[self.standing])

    @property
    def order(self) -> tuple[Any, ...]:
        return (*urgency.urgency(self.judgement, self.assignment.due), self.assignment.pk)


@dataclass(frozen=True)
class Group:
    """One of the plan's groups of tasks, the indicators it is tied to, and what was assigned under it."""

    number: int
    name: dict[str, str]
    indicators: list[Indicator]
    rows: list[Row]


@dataclass(frozen=True)
class Count:
    """How many stand so."""

    standing: Standing
    symbol: str
    words: str
    number: int


@dataclass(frozen=True)
class Listing:
    """A plan's assignments, all of them or those that one unit leads: three questions, whatever their number."""

    plan: Plan
    everything: list[Row]
    standing: str = ""  # which of them are asked for; an unknown one means all
    lead: str = ""  # the code of the unit whose are asked for; one that leads nothing means all

    @cached_property
    def leads(self) -> list[Unit]:
        """Who leads anything here, by name."""
        units = {row.assignment.lead_id: row.assignment.lead for row in self.everything}
        return sorted(units.values(), key=lambda unit: (unit.sort_key, unit.pk))

    @cached_property
    def chosen_lead(self) -> Unit | None:
        return next((unit for unit in self.leads if unit.code == self.lead), None)

    @cached_property
    def of_lead(self) -> list[Row]:
        """Those of the chosen unit, else all; the most urgent first."""
        chosen = self.chosen_lead
        return [row for row in self.everything if chosen is None or row.assignment.lead_id == chosen.pk]

    @property
    def chosen_standing(self) -> str:
        return self.standing if self.standing in urgency.ORDER else ""

    @property
    def late(self) -> list[Row]:
        """What is past its day, the longest first; none where one standing was asked for: the list then says it all."""
        return [row for row in self.of_lead if row.standing == Standing.LATE and not self.chosen_standing]

    @property
    def counts(self) -> list[Count]:
        """Only what there is."""
        found = Counter(row.standing for row in self.of_lead)
        return [
            Count(standing, urgency.SYMBOLS[standing], _(urgency.WORDS[standing]), found[standing])
            for standing in urgency.ORDER
            if found[standing]
        ]

    @cached_property
    def groups(self) -> list[Group]:
        """The plan's groups in its order; those without a row only where nothing was filtered out."""
        rows = [row for row in self.of_lead if self.chosen_standing in ("", row.standing)]
        is_filtered = bool(self.chosen_standing or self.chosen_lead)
        indicators = {one.number: one for one in Indicator.objects.filter(plan=self.plan)}
        found = [
            Group(
                number=task["number"],
                name=task["name"],
                indicators=[indicators[number] for number in task["indicators"] if number in indicators],
                rows=[row for row in rows if row.assignment.group == task["number"]],
            )
            for task in self.plan.tasks
        ]
        return [group for group in found if group.rows or not is_filtered]


def listing(plan: Plan, user: User, today: date, *, standing: str = "", lead: str = "") -> Listing:
    """The plan's assignments, the most urgent first."""
    return Listing(plan, rows_of(Assignment.objects.filter(plan=plan), user, today), standing, lead)


def rows_of(found: QuerySet[Assignment], user: User, today: date) -> list[Row]:
    """Two questions: the assignments with those who lead, and those who help."""
    rows = found.select_related("plan", "lead").prefetch_related("helpers")
    return in_order(row_of(assignment, user, today) for assignment in rows)


def row_of(assignment: Assignment, user: User, today: date) -> Row:
    return Row(
        assignment,
        judged(assignment, today),
        is_own=access.belongs_to(user, assignment.lead),
        may_report_done=assignment.is_open and may_report_done(user, assignment),
        may_manage=access.may(user, Act.MANAGE_TASKS, assignment.lead),
    )


def pressing(unit: Unit, today: date) -> list[Row]:
    """What a unit leads and is late with, or must soon have done; the most urgent first. One question."""
    found = Assignment.objects.unfinished().filter(lead=unit).select_related("plan", "lead")
    rows = in_order(Row(assignment, judged(assignment, today)) for assignment in found)
    return [row for row in rows if row.standing in urgency.PRESSING]


def pressing_for(user: User, today: date) -> list[Row]:
    """The same of the person's own unit; nothing for someone who neither enters nor accepts."""
    membership = access.membership_of(user)
    if membership is None or not (access.may(user, Act.ENTER) or access.may(user, Act.ACCEPT)):
        return []
    return pressing(membership.unit, today)


def in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row.order)


def judged(assignment: Assignment, today: date) -> Judgement:
    return urgency.judge(
        due=assignment.due,
        today=today,
        done_on=assignment.done_on,
        is_cancelled=assignment.is_cancelled,
    )


def may_report_done(user: User, assignment: Assignment) -> bool:
    """The people of the unit that leads it, and the province."""
    lead = assignment.lead
    return access.may(user, Act.ENTER, lead) or access.may(user, Act.MANAGE_TASKS, lead)


def may_see(user: User, plan: Plan) -> bool:
    """Whoever sees anything in the plan's province: no figure stands there, and nothing about a child."""
    membership = access.membership_of(user)
    if membership is None or not access.may(user, Act.SEE):
        return False
    return (membership.unit.province or membership.unit).code == plan.province_code


def groups_of(plan: Plan) -> dict[int, dict[str, str]]:
    """The names of the plan's groups of tasks, by their numbers."""
    return {task["number"]: task["name"] for task in plan.tasks}


def units_of(plan: Plan, *, on: date, kept: Sequence[Unit] = ()) -> QuerySet[Unit]:
    """To whom the province gives tasks: itself and the units directly under it, in force on a day; and those kept.

    Where there are districts a commune's tasks are its district's business; where there are none it is asked itself.
    """
    code = plan.province_code
    province = Q(level=Level.PROVINCE, code=code)
    directly_under = Q(parent__level=Level.PROVINCE, parent__code=code)
    in_force = Unit.objects.in_force(on=on).filter(province | directly_under).values("pk")
    found = Unit.objects.filter(Q(pk__in=in_force) | Q(pk__in=[unit.pk for unit in kept]))
    return found.select_related("parent").order_by(by_level("level"), "sort_key", "code")


def subject_of(assignment: Assignment) -> str:
    """By what the log knows an assignment."""
    return f"{assignment.plan.slug}/tasks/{assignment.pk}"
