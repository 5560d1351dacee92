"""How a unit stands in a quarter: in time, late, sent back, at work, missing, or not due yet. Pure."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from indicators.periods import Timeliness, days_left, timeliness
from indicators.phrases import gettext_noop

from . import lifecycle


class Standing(StrEnum):
    """Each expected unit has exactly one in each quarter."""

    ON_TIME = "on_time"
    LATE = "late"
    RETURNED = "returned"
    IN_WORK = "in_work"
    MISSING = "missing"
    NOT_DUE = "not_due"


# With the unit's figures in the accepter's hands or accepted.
HANDED_IN = frozenset({Standing.ON_TIME, Standing.LATE})

SYMBOLS: Mapping[Standing, str] = {
    Standing.ON_TIME: "●",
    Standing.LATE: "▲",
    Standing.RETURNED: "↩",
    Standing.IN_WORK: "◔",
    Standing.MISSING: "–",
    Standing.NOT_DUE: "○",
}
WORDS: Mapping[Standing, str] = {
    Standing.ON_TIME: gettext_noop("đúng hạn"),
    Standing.LATE: gettext_noop("gửi trễ"),
    Standing.RETURNED: gettext_noop("bị trả lại"),
    Standing.IN_WORK: gettext_noop("đang nhập"),
    Standing.MISSING: gettext_noop("chưa có"),
    Standing.NOT_DUE: gettext_noop("chưa đến hạn"),
}


def standing_of(state: str | None, *, sent_on: date | None, due: date, today: date) -> Standing:
    """By the submission's state (None: not begun) and the day it was first handed in (None: never).

    A return does not make late what came on time, and once accepted again it is on time again.
    """
    if state is None:
        return Standing.MISSING if days_left(due, today) < 0 else Standing.NOT_DUE
    if state == lifecycle.RETURNED:
        return Standing.RETURNED
    if sent_on is None:
        return Standing.IN_WORK
    return Standing.ON_TIME if timeliness(sent_on, due) == Timeliness.ON_TIME else Standing.LATE


def days_over(*, sent_on: date | None, due: date, today: date) -> int:
    """Days after the due day: of the first handing in, else of today; below 0 is before it."""
    return -days_left(due, sent_on or today)
