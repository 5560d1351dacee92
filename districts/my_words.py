"""The words that a person is asked for or to accept, beside the figures of `my_work`. Reading only."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet

from . import access, task_reports
from .access import Act
from .models import Period, TaskReport, Unit, User
from .models.units import Level
from .my_work import Task, Work, in_order


@dataclass
class WordsWork(Work):
    """All the task reports a person writes or accepts: the same kinds of tasks, by the same days."""

    filings: ClassVar[QuerySet[Any]] = TaskReport.objects.all()
    called: ClassVar[str] = "task_report"
    is_of_words: ClassVar[bool] = True

    @classmethod
    def reporters_of(cls, periods: list[Period]) -> dict[int, set[str]]:
        """Nobody is looked up: whoever writes is told by the unit and the period alone."""
        return {}

    def reports(self, unit: Unit, period: Period) -> bool:
        is_asked = task_reports.asks(period) and unit.level in task_reports.LEVELS
        return is_asked and self.is_open_to(unit, period)


def all_tasks(user: User, today: date) -> list[Task]:
    """Figures and words, the most urgent first. A commune and a person with no work at all are asked for no words."""
    works = [Work.of(user, today), WordsWork.of(user, today) if has_to_do_with_words(user) else None]
    return in_order([task for work in works if work is not None for task in work.tasks()])


def has_to_do_with_words(user: User) -> bool:
    """Whether a person's unit writes them or accepts them."""
    membership = access.membership_of(user)
    if membership is None or membership.unit.level == Level.COMMUNE:
        return False
    return access.may(user, Act.ENTER) or access.may(user, Act.ACCEPT)
