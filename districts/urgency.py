"""How an assignment stands on a day, and which comes first. Pure: the day is handed in."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from indicators.periods import days_left
from indicators.phrases import gettext_noop

# From so many days before its day on, an assignment is due soon.
SOON = 7


class Standing(StrEnum):
    """In the order of urgency: what asks for something first, what is over last."""

    LATE = "late"
    DUE_SOON = "due_soon"
    TO_COME = "to_come"
    DONE_LATE = "done_late"
    DONE = "done"
    CANCELLED = "cancelled"


ORDER = tuple(Standing)
OPEN = frozenset({Standing.LATE, Standing.DUE_SOON, Standing.TO_COME})
PRESSING = frozenset({Standing.LATE, Standing.DUE_SOON})

SYMBOLS: dict[Standing, str] = {
    Standing.LATE: "▲",
    Standing.DUE_SOON: "◔",
    Standing.TO_COME: "○",
    Standing.DONE_LATE: "◐",
    Standing.DONE: "●",
    Standing.CANCELLED: "–",
}
WORDS: dict[Standing, str] = {
    Standing.LATE: gettext_noop("Quá hạn"),
    Standing.DUE_SOON: gettext_noop("Sắp đến hạn"),
    Standing.TO_COME: gettext_noop("Chưa đến hạn"),
    Standing.DONE_LATE: gettext_noop("Xong muộn"),
    Standing.DONE: gettext_noop("Đã xong"),
    Standing.CANCELLED: gettext_noop("Đã hủy"),
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """How it stands. `days` are those it is late, was late when done, or has left; 0 where none are counted."""

    standing: Standing
    days: int = 0


def judge(*, due: date, today: date, done_on: date | None = None, is_cancelled: bool = False) -> Judgement:
    """The due day itself is on time, until its midnight in the province; what is done stays as it was done."""
    if is_cancelled:
        return Judgement(Standing.CANCELLED)
    left = days_left(due, today if done_on is None else done_on)
    if done_on is not None:
        return Judgement(Standing.DONE_LATE, -left) if left < 0 else Judgement(Standing.DONE)
    if left < 0:
        return Judgement(Standing.LATE, -left)
    return Judgement(Standing.DUE_SOON if left <= SOON else Standing.TO_COME, left)


def urgency(judgement: Judgement, due: date) -> tuple[int, int]:
    """A key to sort by: late before soon before to come, the earlier day first; what is over last, the newest first."""
    day = due.toordinal()
    return ORDER.index(judgement.standing), day if judgement.standing in OPEN else -day
