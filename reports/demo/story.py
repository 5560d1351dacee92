"""Who did what when in the demonstration: each unit's steps through each quarter, up to its eighteenth of December."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from random import Random

from indicators.periods import working_day_from

HANOI = timezone(timedelta(hours=7))
BEGINS = datetime(2022, 12, 1, 8, tzinfo=HANOI)  # the portal is set up
LAST_DAY = date(2024, 12, 17)  # all is done by the evening before the demonstration's day
OPENS, CLOSES = 7.5, 16.5  # hours of an office
LATE_OF_ALL = 0.05
CORRECTED_OF_ALL = 0.05


class Act(StrEnum):
    START = "start"
    FILL = "fill"
    SUBMIT = "submit"
    RETURN = "return"
    CORRECT = "correct"
    ACCEPT = "accept"


class Ending(StrEnum):
    """How far a unit has come by the end of the story."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"  # returned once, then accepted
    SUBMITTED = "submitted"
    RETURNED = "returned"
    DRAFT = "draft"
    NOTHING = "nothing"


# Quarters that did not simply end well, by their place in the story: the third of 2024, and the fourth under way.
THIRD: Mapping[str, Ending] = {
    "23362": Ending.RETURNED,
    "23455": Ending.RETURNED,
    "23535": Ending.SUBMITTED,
    "23344": Ending.DRAFT,
    "23410": Ending.NOTHING,
}
FOURTH: Mapping[str, Ending] = {
    "23362": Ending.DRAFT,
    "23500": Ending.DRAFT,  # a visitor's own commune: begun, to be finished
    "23503": Ending.SUBMITTED,
    "23504": Ending.SUBMITTED,
    "23506": Ending.ACCEPTED,
    "23509": Ending.SUBMITTED,
    "23510": Ending.SUBMITTED,
    "23512": Ending.ACCEPTED,
    "23515": Ending.RETURNED,
    "23518": Ending.NOTHING,
    "23521": Ending.SUBMITTED,
    "23524": Ending.DRAFT,
    "608": Ending.ACCEPTED,
    "610": Ending.SUBMITTED,
    "612": Ending.SUBMITTED,
    "615": Ending.DRAFT,
    "617": Ending.NOTHING,
    "health": Ending.DRAFT,
}
FOURTH_OF_OTHERS = {
    Ending.ACCEPTED: 42,
    Ending.CORRECTED: 3,
    Ending.SUBMITTED: 22,
    Ending.RETURNED: 5,
    Ending.DRAFT: 18,
    Ending.NOTHING: 10,
}
THIRD_INDEX, FOURTH_INDEX = 6, 7
# Communes given more time in the fourth quarter: (code, until, why).
EXTENSIONS = (("23362", date(2024, 12, 20), "Đường vào xã bị sạt lở, mạng gián đoạn nhiều ngày."),)


@dataclass(frozen=True, slots=True)
class Reporter:
    """A unit that reports, with the day it is due in the quarter at hand."""

    code: str
    due: date


@dataclass(frozen=True, slots=True)
class Step:
    """One act of one unit's people. `part` is how much of the sheet a draft holds; a doubtful one comes back."""

    at: datetime
    act: Act
    unit: str
    part: float = 1.0
    is_doubtful: bool = False


def quarter(random: Random, index: int, last_day: date, reporters: Sequence[Reporter]) -> list[Step]:
    """All steps of a quarter, in the order they happened."""
    steps = [
        step
        for reporter in reporters
        for step in of_unit(random, reporter, last_day, ending(random, index, reporter.code))
    ]
    return sorted(steps, key=lambda step: step.at)


def ending(random: Random, index: int, code: str) -> Ending:
    """How a unit's quarter ends."""
    if index == THIRD_INDEX and code in THIRD:
        return THIRD[code]
    if index == FOURTH_INDEX:
        drawn = random.choices(list(FOURTH_OF_OTHERS), list(FOURTH_OF_OTHERS.values()))[0]
        return FOURTH.get(code, drawn)
    is_corrected = random.random() < CORRECTED_OF_ALL and code.isdecimal()
    return Ending.CORRECTED if is_corrected else Ending.ACCEPTED


def of_unit(random: Random, reporter: Reporter, last_day: date, end: Ending) -> Iterator[Step]:
    """One unit's way through one quarter."""
    if end is Ending.NOTHING:
        return
    code = reporter.code
    at = in_office(random, last_day - timedelta(days=random.randint(0, 5)))
    yield Step(at, Act.START, code)
    at += timedelta(minutes=random.randint(20, 120))
    if end is Ending.DRAFT:
        yield Step(at, Act.FILL, code, part=random.uniform(0.3, 0.8))
        return
    yield Step(at, Act.FILL, code, is_doubtful=end in (Ending.CORRECTED, Ending.RETURNED))
    at = max(in_office(random, handed_in(random, reporter, last_day)), at + timedelta(minutes=30))
    yield Step(at, Act.SUBMIT, code)
    if end in (Ending.CORRECTED, Ending.RETURNED):
        at = later(random, at)
        yield Step(at, Act.RETURN, code)
    if end is Ending.CORRECTED:
        at = later(random, at)
        yield Step(at, Act.CORRECT, code)
        at += timedelta(minutes=random.randint(5, 20))
        yield Step(at, Act.SUBMIT, code)
    if end in (Ending.CORRECTED, Ending.ACCEPTED):
        yield Step(later(random, at), Act.ACCEPT, code)


def handed_in(random: Random, reporter: Reporter, last_day: date) -> date:
    """A day from the period's last to the due day; now and then some days late."""
    if random.random() < LATE_OF_ALL:
        return min(working_day_from(reporter.due + timedelta(days=random.randint(1, 4))), LAST_DAY)
    spare = (reporter.due - last_day).days
    return min(working_day_from(last_day + timedelta(days=random.randint(0, spare))), reporter.due, LAST_DAY)


def in_office(random: Random, day: date) -> datetime:
    """Some minute of that day's office hours; the last day's end early, so that answers still fit in."""
    closes = 12.0 if day >= LAST_DAY else CLOSES
    hour = random.uniform(OPENS, closes)
    return datetime.combine(day, time(int(hour), int(hour % 1 * 60), random.randint(0, 59)), tzinfo=HANOI)


def in_office_at(day: date, *, minute: int) -> datetime:
    """So many minutes after half past seven."""
    return datetime.combine(day, time(7, 30), tzinfo=HANOI) + timedelta(minutes=minute)


def later(random: Random, at: datetime) -> datetime:
    """Within the next working days; on the last day within the hour."""
    day = min(working_day_from(at.date() + timedelta(days=random.randint(1, 2))), LAST_DAY)
    if day > at.date():
        return in_office(random, day)
    return at + timedelta(minutes=random.randint(15, 60))
