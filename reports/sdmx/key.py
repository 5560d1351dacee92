"""What a data query asks for: `Q.62+901.M9_1...YTD`, `startPeriod=2024-Q1`; refused where it cannot be read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from indicators.periods import Quarter

from .faults import Code, Fault
from .shape import DIMENSIONS

ALL = "all"
LATEST = "latest"
_ID = re.compile(r"[A-Za-z0-9_@$\-]+", re.ASCII)
_NESTED_ID = re.compile(r"[A-Za-z0-9_@$\-]+(?:\.[A-Za-z0-9_@$\-]+)*", re.ASCII)
_VERSION = re.compile(r"all|latest|[0-9]+(?:\.[0-9]+)*", re.ASCII)
# Year; half, third, quarter, month or week of it; day, with or without its time.
_PERIOD = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:(?P<kind>[ASTQMW])(?P<number>[0-9]{1,2})"
    r"|(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})(?:T[0-9:.]{5,12}(?:Z|[+-][0-9]{2}:[0-9]{2})?)?)?))?",
    re.ASCII,
)
_MONTHS = {"A": 12, "S": 6, "T": 4, "Q": 3, "M": 1}
_MONTHS_IN_YEAR = 12
_DAYS_IN_WEEK = 7

Values = frozenset[str]


@dataclass(frozen=True)
class Reference:
    """`AGENCY,ID,VERSION` of a data query; ID alone is of any agency, in its latest version."""

    id: str
    agency: str = ALL
    version: str = LATEST


@dataclass(frozen=True)
class Stretch:
    """From the first day to the last, both inclusive; None is open."""

    first: date | None = None
    last: date | None = None

    def takes_in(self, quarter: Quarter) -> bool:
        """Whether the whole calendar quarter lies within."""
        begins, ends = days_of(f"{quarter.year}-Q{quarter.number}")
        return (self.first is None or begins >= self.first) and (self.last is None or ends <= self.last)


def read_key(text: str) -> dict[str, Values]:
    """Dimension -> the codes asked for; a dimension left open is not among them."""
    if text in ("", ALL):
        return {}
    places = text.split(".")
    if len(places) != len(DIMENSIONS):
        raise Fault(Code.SYNTAX, text)
    return {name: read_codes(place, text) for name, place in zip(DIMENSIONS, places, strict=True) if place}


def read_codes(place: str, text: str) -> Values:
    """The codes of one place, joined by +."""
    codes = place.split("+")
    if not all(_ID.fullmatch(code) for code in codes):
        raise Fault(Code.SYNTAX, text)
    return frozenset(codes)


def read_flow(text: str) -> Reference:
    parts = text.split(",")
    if len(parts) == 1:
        found = Reference(parts[0])
    elif len(parts) <= 3:
        found = Reference(parts[1], parts[0], *parts[2:])
    else:
        raise Fault(Code.SYNTAX, text)
    shapes = [(_ID, found.id), (_NESTED_ID, found.agency), (_VERSION, found.version)]
    if not all(shape.fullmatch(part) for shape, part in shapes):
        raise Fault(Code.SYNTAX, text)
    return found


def read_providers(text: str) -> Values | None:
    """The agencies or providers asked for, each `ID` or `AGENCY,ID`; None: any."""
    if text in ("", ALL):
        return None
    found = set()
    for one in text.split("+"):
        parts = one.split(",")
        if len(parts) > 2 or not all(_NESTED_ID.fullmatch(part) for part in parts):
            raise Fault(Code.SYNTAX, text)
        found.add(parts[-1])
    return frozenset(found)


def read_stretch(first: str | None, last: str | None) -> Stretch:
    """`startPeriod` and `endPeriod`, read as calendar time; a start after the end cannot be meant."""
    begins = None if first is None else days_of(first)[0]
    ends = None if last is None else days_of(last)[1]
    if begins and ends and begins > ends:
        raise Fault(Code.SEMANTICS, f"{first} > {last}")
    return Stretch(begins, ends)


def days_of(text: str) -> tuple[date, date]:
    """The first and last day of a period in any of the standard's spellings."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise Fault(Code.SYNTAX, text)
    try:
        return _days(found.groupdict())
    except (ValueError, OverflowError):
        raise Fault(Code.SYNTAX, text) from None


def _days(found: Mapping[str, str | None]) -> tuple[date, date]:
    year, kind = int(found["year"] or ""), found["kind"]
    if kind == "W":
        monday = date.fromisocalendar(year, int(found["number"] or ""), 1)
        return monday, monday + timedelta(days=_DAYS_IN_WEEK - 1)
    if found["day"] is not None:
        day = date(year, int(found["month"] or ""), int(found["day"]))
        return day, day
    if found["month"] is not None:
        kind, number = "M", int(found["month"])
    else:
        kind, number = kind or "A", int(found["number"] or 1)
    return _months(year, _MONTHS[kind], number)


def _months(year: int, length: int, number: int) -> tuple[date, date]:
    """The number-th stretch of so many months of a year."""
    last = length * number
    if not length <= last <= _MONTHS_IN_YEAR:
        raise ValueError(number)
    first = date(year, last - length + 1, 1)
    if last == _MONTHS_IN_YEAR:
        return first, date(year, last, 31)
    return first, date(year, last + 1, 1) - timedelta(days=1)
