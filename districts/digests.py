"""Whom a day's reminder goes to, and what stands in it. Reading only."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q

from . import access, deadlines, letters, sheets, task_reports
from .models import Assignment, Membership, Period, Reopening, Submission, TaskReport, Unit, User
from .models.filings import Filing
from .models.people import Role
from .models.units import Level

WORKERS = (Role.ENTERS, Role.ACCEPTS, Role.PROVINCE)
HANDED_IN = (Filing.State.SUBMITTED, Filing.State.ACCEPTED)


@dataclass(frozen=True)
class Reminder:
    to: User
    subject: str
    body: str


def reminders(today: date) -> list[Reminder]:
    """One a person who has an address and something due in three days, today, or since yesterday: seven questions."""
    members = list(
        Membership.objects.filter(user__is_active=True, role__in=WORKERS)
        .exclude(user__email="")
        .select_related("user", "unit", "unit__province")
        .order_by("user__username")
    )
    reopened = Q(pk__in=Reopening.objects.filter(until__gte=today).values("period"))
    periods = list(Period.objects.filter(Q(state=Period.State.OPEN) | reopened).select_related("plan"))
    desk = Desk.of(periods, members, today)
    assigned = assigned_to(members, today)
    found = [(member, *desk.asked_of(member), assigned[member.unit_id]) for member in members]
    portal = settings.PORTAL_URL
    return [
        Reminder(member.user, *letters.digest(str(member.user), due, waiting, today, portal, tasks))
        for member, due, waiting, tasks in found
        if due or waiting or any(letters.is_reminded(one.until, today) for one in tasks)
    ]


def assigned_to(members: list[Membership], today: date) -> defaultdict[int, list[letters.Assigned]]:
    """By unit, what it leads that is late or whose day is near; what is long late is named, but asks for no letter."""
    found = Assignment.objects.unfinished().filter(lead__in={member.unit_id for member in members})
    assigned: defaultdict[int, list[letters.Assigned]] = defaultdict(list)
    for one in found.order_by("due", "pk"):
        if one.due < today or letters.is_reminded(one.due, today):
            assigned[one.lead_id].append(letters.Assigned(one.text, one.due))
    return assigned


@dataclass(frozen=True)
class Papers:
    """The figures of the periods, or the words: which are handed in, and how many of them wait for each accepter."""

    called: str
    piece: str
    handed_in: set[tuple[int, int]]
    waiting: Counter[tuple[int, int | None]]  # by period and by the unit that accepts
    is_of_words: bool = False

    @classmethod
    def of(cls, model: type[Filing], periods: list[Period], piece: str) -> "Papers":
        rows = list(model.objects.filter(period__in=periods, state__in=HANDED_IN).select_related("unit"))
        waits = [one for one in rows if one.state == Filing.State.SUBMITTED]
        return cls(
            called=model.said.called,
            piece=piece,
            handed_in={(one.period_id, one.unit_id) for one in rows},
            waiting=Counter((one.period_id, access.accepter_id(one.unit)) for one in waits),
            is_of_words=model is TaskReport,
        )


@dataclass
class Desk:
    """What a day's reminders are made of."""

    today: date
    periods: list[Period]
    reporters: dict[int, set[str]]
    extensions: deadlines.Extensions
    reopenings: deadlines.Reopenings
    papers: list[Papers]

    @classmethod
    def of(cls, periods: list[Period], members: list[Membership], today: date) -> "Desk":
        units = [member.unit for member in members]
        return cls(
            today=today,
            periods=periods,
            reporters=sheets.reporters_of(periods),
            extensions=deadlines.extensions_of(periods, units),
            reopenings=deadlines.reopenings_of(periods, units),
            papers=[Papers.of(Submission, periods, "biểu"), Papers.of(TaskReport, periods, "báo cáo")],
        )

    def asked_of(self, member: Membership) -> tuple[list[letters.Due], list[letters.Waiting]]:
        asked = [(period, papers) for period in self.periods for papers in self.papers]
        due = [found for period, papers in asked if (found := self.due(period, member, papers)) is not None]
        waiting = [
            letters.Waiting(period.as_quarter, number, papers.called, papers.piece)
            for period, papers in asked
            if (number := papers.waiting[period.pk, member.unit_id])
            and member.role != Role.ENTERS
            and letters.is_reminded(self.last_day(period, member), self.today)
        ]
        return due, waiting

    def due(self, period: Period, member: Membership, papers: Papers) -> letters.Due | None:
        """The member's own quarter, where it is asked, open, not handed in, and its day is near."""
        unit = member.unit
        is_open = deadlines.is_open(period, unit, self.today, self.reopenings)
        is_asked = self.is_asked(period, unit, papers)
        if not is_asked or not is_open or (period.pk, unit.pk) in papers.handed_in:
            return None
        until = self.last_day(period, member)
        return (
            letters.Due(unit.name, period.as_quarter, until, papers.called)
            if letters.is_reminded(until, self.today)
            else None
        )

    def is_asked(self, period: Period, unit: Unit, papers: Papers) -> bool:
        if papers.is_of_words:
            return task_reports.writes(unit, period)
        return sheets.reported_by(unit) in self.reporters[period.pk] and sheets.is_of(period, unit)

    def last_day(self, period: Period, member: Membership) -> date:
        """The unit's due day; of a closed quarter the last day of its reopening; of the province the lead's due day."""
        if member.unit.level == Level.PROVINCE:
            return period.due_lead_department
        reopened = self.reopenings.get((period.pk, member.unit_id))
        return reopened or deadlines.due_day(period, member.unit, self.extensions)
