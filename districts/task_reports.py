"""What units say of a period in words: the groups of tasks, what was accepted, who must write. Reading only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from indicators.models import Plan

from . import deadlines, sheets
from .directory import by_level
from .models import EvidenceFile, GroupWords, Period, TaskReport, Unit
from .models.units import Level

# Who writes: communes report their figures alone.
LEVELS = (Level.DISTRICT, Level.DEPARTMENT)


@dataclass(frozen=True)
class TaskGroup:
    """One of the plan's groups of tasks and solutions, with the numbers of the indicators it is tied to."""

    number: int
    name_vi: str
    name_en: str
    indicators: tuple[int, ...]

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_en if get_language() == "en" else self.name_vi


@dataclass(frozen=True)
class UnitWords:
    """What one unit said of one group, as it was accepted; a text that is empty was left empty."""

    group: int
    unit: Unit
    done: str
    difficulties: str
    proposals: str
    evidence: tuple[EvidenceFile, ...]
    accepted_by: str
    accepted_at: datetime


@dataclass(frozen=True)
class Standing:
    """How far one unit that must write has come; `report` is None where it has not begun."""

    unit: Unit
    report: TaskReport | None
    due: date
    is_extended: bool

    @property
    def sent_on(self) -> date | None:
        """The day it was first handed in: a return does not make it late. None where it never was."""
        first = None if self.report is None else self.report.first_submitted_at
        return None if first is None else timezone.localdate(first)

    @property
    def is_missing(self) -> bool:
        """Never handed in, whether its day has passed or not."""
        return self.sent_on is None

    @property
    def is_accepted(self) -> bool:
        return self.report is not None and self.report.state == TaskReport.State.ACCEPTED

    @property
    def days_late(self) -> int:
        """Days from the due day to the first handing in; 0 on time, and for one that was never handed in."""
        return 0 if self.sent_on is None else max(0, (self.sent_on - self.due).days)


def groups_of(plan: Plan) -> list[TaskGroup]:
    """The plan's groups in their order."""
    groups = [
        TaskGroup(task["number"], task["name"]["vi"], task["name"]["en"], tuple(task["indicators"]))
        for task in plan.tasks
    ]
    return sorted(groups, key=lambda group: group.number)


def asks(period: Period) -> bool:
    """Whether words are asked in a period: not in a base quarter, and not by a plan without tasks."""
    return not period.is_base and bool(period.plan.tasks)


def writers(period: Period) -> QuerySet[Unit]:
    """Districts and departments in force on the period's last day."""
    found = sheets.units_in_force(period).filter(level__in=LEVELS)
    return found if asks(period) else found.none()


def writes(unit: Unit, period: Period) -> bool:
    """Whether a unit is one of those, for one whose province is at hand."""
    return asks(period) and unit.level in LEVELS and sheets.is_of(period, unit)


def accepted_words(period: Period) -> list[UnitWords]:
    """By group, then departments and districts in the order of the lists. Two questions.

    A unit that had nothing to say of a group is not in it, and neither is one whose report is not accepted.
    """
    said = (
        GroupWords.objects.filter(
            task_report__period=period, task_report__state=TaskReport.State.ACCEPTED, nothing_to_say=False
        )
        .exclude(done="", difficulties="", proposals="")
        .select_related("task_report__unit__province", "task_report__accepted_by")
        .order_by(
            "group",
            by_level("task_report__unit__level"),
            "task_report__unit__sort_key",
            "task_report__unit__code",
        )
    )
    files = evidence_of(
        EvidenceFile.objects.filter(task_report__period=period, task_report__state=TaskReport.State.ACCEPTED)
    )
    return [
        UnitWords(
            group=words.group,
            unit=words.task_report.unit,
            done=words.done,
            difficulties=words.difficulties,
            proposals=words.proposals,
            evidence=tuple(files.get((words.task_report_id, words.group), [])),
            accepted_by=str(words.task_report.accepted_by),
            accepted_at=words.task_report.accepted_at,
        )
        for words in said
    ]


def evidence_of(files: QuerySet[EvidenceFile]) -> dict[tuple[int, int], list[EvidenceFile]]:
    """The files that are there, by report and group, the first first. One question."""
    found: dict[tuple[int, int], list[EvidenceFile]] = {}
    for file in files.there().select_related("added_by").order_by("pk"):
        found.setdefault((file.task_report_id, file.group), []).append(file)
    return found


def standing(period: Period) -> list[Standing]:
    """Every unit that must write, departments first, each with how far it has come. Three questions."""
    units = list(writers(period).order_by(by_level("level"), "sort_key", "code"))
    return standings(period, units)


def standings(period: Period, units: Iterable[Unit]) -> list[Standing]:
    """The same of these units alone."""
    units = list(units)
    extensions = deadlines.extensions_of([period], units)
    found = TaskReport.objects.of(period).filter(unit__in=units).select_related("accepted_by")
    reports = {report.unit_id: report for report in found}
    return [
        Standing(
            unit=unit,
            report=reports.get(unit.pk),
            due=deadlines.due_day(period, unit, extensions),
            is_extended=(period.pk, unit.pk) in extensions,
        )
        for unit in units
    ]


def address(period: Period, unit: Unit) -> str:
    """The page of a unit's report."""
    return reverse("districts:task_report", args=[period.plan.slug, period.as_quarter, unit.code])
