"""What waits for a person, by urgency: their own unit's quarters, and what others sent them. Reading only."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from django.db.models import Q, QuerySet

from indicators.periods import days_left

from . import access, behalf, deadlines, sheets
from .access import Act
from .models import Event, Period, Reopening, Submission, Unit, User
from .models.filings import Filing

State = Submission.State
NAMED = 12
# The order of urgency.
RETURNED, LATE, DUE = "returned", "late", "due"
TO_ACCEPT, NOT_SENT, SENT = "to_accept", "not_sent", "sent"
ORDER = (RETURNED, LATE, TO_ACCEPT, DUE, NOT_SENT, SENT)


@dataclass
class Task:
    """One entry of the list. `days` are those left, or those late; `waiting` are the sheets to accept."""

    kind: str
    period: Period
    unit: Unit
    submission: Filing | None = None  # the figures, or the words
    due: date | None = None
    days: int = 0
    is_early: bool = False
    waiting: list[Filing] = field(default_factory=list)
    not_sent: int = 0
    not_sent_late: int = 0
    in_correction: int = 0  # returned, and not handed in again yet
    entered_for: list[Event] = field(default_factory=list)  # by whom, where others entered for the unit
    reopened_until: date | None = None  # the last day on which a closed quarter is open to the unit
    may_enter_for: bool = False  # whether the accepter enters for those who have not sent
    is_of_words: bool = False  # a task report; else figures

    @property
    def named(self) -> list[Filing]:
        return self.waiting[:NAMED]

    @property
    def unnamed(self) -> int:
        return len(self.waiting) - len(self.named)


def in_order(tasks: list[Task]) -> list[Task]:
    """The most urgent first; within a kind the newest quarter first, and of a quarter the figures first."""
    figures_first = sorted(tasks, key=lambda task: task.is_of_words)
    newest_first = sorted(figures_first, key=lambda task: task.period.as_quarter, reverse=True)
    return sorted(newest_first, key=lambda task: ORDER.index(task.kind))


@dataclass
class Work:
    """All the figures a person is asked for, read with the same number of queries whatever there is."""

    filings: ClassVar[QuerySet[Any]] = Submission.objects.all()
    called: ClassVar[str] = "submission"
    is_of_words: ClassVar[bool] = False

    own: Unit
    periods: list[Period]
    below: list[Unit]
    submissions: dict[tuple[int, int], Filing]
    extensions: deadlines.Extensions
    reopenings: deadlines.Reopenings
    today: date
    reporters: dict[int, set[str]]
    entered_for: dict[int, list[Event]]
    may_enter_for: bool

    @classmethod
    def of(cls, user: User, today: date) -> "Work | None":
        """None for someone who neither enters nor accepts."""
        membership = access.membership_of(user)
        if membership is None or not (access.may(user, Act.ENTER) or access.may(user, Act.ACCEPT)):
            return None
        own = membership.unit
        province = own.province or own
        below = list(access.units_visible_to(user, Act.ACCEPT))
        enters = [own] if access.may(user, Act.ENTER) else []
        units = [*enters, *below]
        is_open = Q(state=Period.State.OPEN)
        reopened = Q(pk__in=Reopening.objects.filter(unit__in=units, until__gte=today).values("period"))
        asked = Period.objects.filter(is_open | reopened, plan__province_code=province.code)
        periods = list(asked.select_related("plan"))
        found = cls.filings.filter(period__in=periods, unit__in=units).select_related("unit")
        return cls(
            own=own,
            periods=periods,
            below=below,
            submissions={(submission.period_id, submission.unit_id): submission for submission in found},
            extensions=deadlines.extensions_of(periods, units),
            reopenings=deadlines.reopenings_of(periods, units),
            today=today,
            reporters=cls.reporters_of(periods),
            entered_for=behalf.entered_for(found.filter(unit=own), of=cls.called),
            may_enter_for=access.may(user, Act.ENTER_FOR),
        )

    @classmethod
    def reporters_of(cls, periods: list[Period]) -> dict[int, set[str]]:
        """Who is asked in each period, in the words of `sheets.reported_by`."""
        return sheets.reporters_of(periods)

    def tasks(self) -> list[Task]:
        """The most urgent first; within a kind the newest quarter first."""
        own = [self.own_task(period) for period in self.periods if self.reports(self.own, period)]
        others = [self.task_of_accepter(period) for period in self.periods if self.below]
        tasks = [task for task in [*own, *others] if task is not None]
        return in_order(tasks)

    def reports(self, unit: Unit, period: Period) -> bool:
        """Whether a unit is asked in a quarter that is open to it."""
        is_asked = sheets.reported_by(unit) in self.reporters[period.pk]
        return is_asked and self.is_open_to(unit, period)

    def is_open_to(self, unit: Unit, period: Period) -> bool:
        is_open = deadlines.is_open(period, unit, self.today, self.reopenings)
        return is_open and unit.is_in_force(on=period.last_day)

    def own_task(self, period: Period) -> Task | None:
        """What one's own unit still has to do in a quarter; None once it is accepted."""
        submission = self.submissions.get((period.pk, self.own.pk))
        due = deadlines.due_day(period, self.own, self.extensions)
        left = days_left(due, self.today)
        task = Task(LATE if left < 0 else DUE, period, self.own, submission, due, abs(left))
        task.is_of_words = self.is_of_words
        task.is_early = self.today < period.last_day
        task.reopened_until = self.reopenings.get((period.pk, self.own.pk))
        task.entered_for = self.entered_for.get(submission.pk, []) if submission else []
        if submission is None or submission.state == State.DRAFT:
            return task
        if submission.state == State.ACCEPTED:
            return None
        task.kind = RETURNED if submission.state == State.RETURNED else SENT
        return task

    def task_of_accepter(self, period: Period) -> Task | None:
        """What others sent and what they have not; None where all of it is done."""
        expected = [unit for unit in self.below if self.reports(unit, period)]
        task = Task(TO_ACCEPT, period, self.own, may_enter_for=self.may_enter_for)
        task.is_of_words = self.is_of_words
        for unit in expected:
            submission = self.submissions.get((period.pk, unit.pk))
            if submission is not None and submission.state == State.SUBMITTED:
                task.waiting.append(submission)
            elif submission is not None and submission.state == State.RETURNED:
                task.in_correction += 1
            elif submission is None or submission.state == State.DRAFT:
                task.not_sent += 1
                due = deadlines.due_day(period, unit, self.extensions)
                task.not_sent_late += days_left(due, self.today) < 0
        if not task.waiting:
            task.kind = NOT_SENT
        return task if task.waiting or task.not_sent or task.in_correction else None
