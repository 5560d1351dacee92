"""Quarters of a plan's year, the days their figures cover, and the days by which they are due."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

QUARTERS_IN_YEAR = 4
MONTHS_IN_QUARTER = 3
FIRST_DAY_OF_FIGURES = 15
LAST_DAY_OF_FIGURES = 14
_CODE = re.compile(r"([1-9][0-9]{3})-Q([1-4])")
_SATURDAY = 5


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """One quarter of one year; earlier quarters are smaller."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= QUARTERS_IN_YEAR:
            raise ValueError(f"A year has no quarter {self.number}.")

    @classmethod
    def parse(cls, code: str) -> Self:
        """The quarter of a code such as 2024-Q1; ValueError for any other text."""
        found = _CODE.fullmatch(code)
        if found is None:
            raise ValueError(f"Not the code of a quarter: {code!r}.")
        return cls(int(found[1]), int(found[2]))

    @property
    def code(self) -> str:
        """The quarter's name for machines and addresses: 2024-Q1."""
        return f"{self.year}-Q{self.number}"

    @property
    def is_last(self) -> bool:
        """Whether the year ends with this quarter."""
        return self.number == QUARTERS_IN_YEAR

    @property
    def last_month(self) -> int:
        """The month in which the quarter closes: 3, 6, 9 or 12."""
        return self.number * MONTHS_IN_QUARTER

    @property
    def figures_first_day(self) -> date:
        """The 15th of the month before the quarter (Decree 09/2019, Art. 12)."""
        before = self.last_month - MONTHS_IN_QUARTER
        year, month = (self.year, before) if before else (self.year - 1, 12)
        return date(year, month, FIRST_DAY_OF_FIGURES)

    @property
    def figures_last_day(self) -> date:
        """The 14th of the quarter's last month (Decree 09/2019, Art. 12)."""
        return date(self.year, self.last_month, LAST_DAY_OF_FIGURES)

    def previous(self) -> Self:
        """The quarter before, across the turn of the year."""
        return self._moved(-1)

    def before(self, quarters: int) -> tuple[Self, ...]:
        """So many quarters before this one, the newest first."""
        return tuple(self._moved(-number) for number in range(1, quarters + 1))

    def next(self) -> Self:
        """The quarter after, across the turn of the year."""
        return self._moved(1)

    def same_last_year(self) -> Self:
        """The same quarter of the year before (cùng kỳ năm trước)."""
        return self._moved(-QUARTERS_IN_YEAR)

    def year_so_far(self) -> tuple[Self, ...]:
        """The year's quarters from the first to this one."""
        return tuple(type(self)(self.year, number) for number in range(1, self.number + 1))

    def _moved(self, quarters: int) -> Self:
        year, index = divmod(self.year * QUARTERS_IN_YEAR + self.number - 1 + quarters, QUARTERS_IN_YEAR)
        return type(self)(year, index + 1)

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class DueDays:
    """The last day on which each level's figures are on time."""

    commune: date
    district: date
    department: date
    lead_department: date
    province: date

    @classmethod
    def proposed(cls, quarter: Quarter, closing: date | None = None) -> Self:
        """Our proposal (16th, 18th, 18th, 21st, 25th), for the province to change; holidays are not known."""
        year, month = quarter.year, quarter.last_month
        closing = closing or quarter.figures_last_day
        return cls(
            commune=_after_a_working_day(closing, date(year, month, 16)),
            district=working_day_from(date(year, month, 18)),
            department=working_day_from(date(year, month, 18)),
            lead_department=working_day_from(date(year, month, 21)),
            province=working_day_from(date(year, month, 25)),
        )

    def by_level(self) -> dict[str, date]:
        """The same days by the name of the level."""
        return {level: getattr(self, level) for level in self.__slots__}


def is_working_day(day: date) -> bool:
    """Whether it is Monday to Friday."""
    return day.weekday() < _SATURDAY


def working_day_from(day: date) -> date:
    """The day itself, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def _after_a_working_day(closing: date, day: date) -> date:
    """The first working day from `day` on with another between closing and it (Decree 09/2019, Art. 8.5)."""
    between = working_day_from(closing + timedelta(days=1))
    return working_day_from(max(day, between + timedelta(days=1)))


class Timeliness(StrEnum):
    """A mark beside a submission, never a lock."""

    ON_TIME = "on_time"
    LATE = "late"


def timeliness(sent_on: date, due: date) -> Timeliness:
    """Whether something sent that day was on time; the due day itself is."""
    return Timeliness.ON_TIME if sent_on <= due else Timeliness.LATE


def days_left(due: date, today: date) -> int:
    """Days until the due day: 0 on the day itself, below 0 once overdue."""
    return (due - today).days
