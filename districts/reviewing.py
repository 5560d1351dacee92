"""What an accepter has to look at in the sheets that wait: findings, silences, answers to remarks. Reading only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from indicators.periods import days_left
from indicators.values import FigureAbsence

from . import access, behalf, deadlines, remarks, sheets
from .access import Act
from .changes import Key
from .models import Event, Period, Submission, User
from .sheet_reading import ReadRow, rows_of
from .sheets import Sheet


@dataclass(frozen=True)
class Waiting:
    """One sheet that waits. `hidden`: the cells to look at that are not open to the reader."""

    submission: Submission
    rows: list[ReadRow]
    hidden: int
    due: date
    entered_for: list[Event]
    is_own_handing_in: bool
    is_again: bool  # whether it was returned before
    is_open: bool  # whether it can be accepted and returned today

    @property
    def is_clear(self) -> bool:
        """Whether it may be accepted without a look."""
        return self.is_open and not (self.rows or self.hidden or self.is_own_handing_in)

    @property
    def points(self) -> int:
        """How many figures are to be looked at."""
        return len(self.rows) + self.hidden

    @property
    def is_late(self) -> bool:
        """Whether it was first handed in after its due day."""
        sent = self.submission.first_submitted_at
        return sent is not None and days_left(self.due, timezone.localdate(sent)) < 0


def waiting_for(user: User, period: Period, today: date) -> list[Waiting]:
    """The sheets of a period that wait for this person, by name: eight questions, whatever their number."""
    found = list(
        Submission.objects.of(period)
        .waiting()
        .filter(unit__in=access.units_visible_to(user, Act.ACCEPT).values("pk"))
        .select_related("unit__parent", "unit__province", "submitted_by", "period__plan")
        .order_by("unit__sort_key", "unit__code")
    )
    extensions = deadlines.extensions_of([period], [submission.unit for submission in found])
    reopenings = deadlines.reopenings_of([period], [submission.unit for submission in found])
    entered_for = behalf.entered_for(found)
    answers = remarks.answers(found)
    returned = set(
        Event.objects.filter(submission__in=found, action=Event.Action.RETURNED).values_list(
            "submission", flat=True
        )
    )
    return [
        waiting(
            sheet,
            user,
            answers=answers.get(sheet.submission.pk, []),
            due=deadlines.due_day(period, sheet.unit, extensions),
            entered_for=entered_for.get(sheet.submission.pk, []),
            is_again=sheet.submission.pk in returned,
            is_open=deadlines.is_open(period, sheet.unit, today, reopenings),
        )
        for sheet in sheets.read_many({submission.unit: submission for submission in found}, period)
        if sheet.submission is not None
    ]


def waiting(
    sheet: Sheet,
    user: User,
    *,
    answers: Sequence[remarks.Answer],
    due: date,
    entered_for: list[Event],
    is_again: bool,
    is_open: bool,
) -> Waiting:
    assert sheet.submission is not None
    told = points(sheet, answers)
    see_sensitive = access.may(user, Act.SEE_SENSITIVE, sheet.unit)
    codes = {element for element, _split in told}
    rows = [
        row
        for row in rows_of(sheet, see_sensitive=see_sensitive, answers=answers)
        if row.element.code in codes
    ]
    return Waiting(
        submission=sheet.submission,
        rows=[row for row in rows if not row.is_withheld],
        hidden=sum(row.is_withheld for row in rows),
        due=due,
        entered_for=entered_for,
        is_own_handing_in=sheet.submission.was_handed_in_by(user),
        is_again=is_again,
        is_open=is_open,
    )


def points(sheet: Sheet, answers: Sequence[remarks.Answer]) -> set[Key]:
    """The cells to look at: what the rules speak of, explained or not; totals without data; what came back before."""
    spoken_of = {key for finding in sheet.findings() for key in finding.cells}
    silent = {
        (element.code, "")
        for element in sheet.elements
        if (cell := sheet.cells.get((element.code, ""))) is not None and cell.absence == FigureAbsence.NO_DATA
    }
    return spoken_of | silent | {answer.key for answer in answers}
