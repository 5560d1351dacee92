"""Where units are: a point where one is known, and districts' places in a scheme of tiles. No boundary is known."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"
POINTS_FILE, TILES_FILE = DATA / "points-2025.csv", DATA / "tiles.csv"


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the earth, in degrees north and east."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class DatedPoint:
    """A unit's point and the days on which its code means that unit; an empty end is open."""

    point: Point
    valid_from: date | None
    valid_to: date | None

    def holds(self, *, on: date) -> bool:
        return (self.valid_from or date.min) <= on <= (self.valid_to or date.max)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A tile's place in a scheme, from 1: the first row is the northern one."""

    row: int
    column: int


def read_points(lines: Iterable[str]) -> dict[str, list[DatedPoint]]:
    """Every point of a file by its unit's code, which may have been used for several units one after another."""
    found: dict[str, list[DatedPoint]] = {}
    for line in csv.DictReader(lines):
        point = Point(float(line["latitude"]), float(line["longitude"]))
        dated = DatedPoint(point, _day(line["valid_from"]), _day(line["valid_to"]))
        found.setdefault(line["code"], []).append(dated)
    return found


def points_of(
    codes: Iterable[str], points: Mapping[str, Sequence[DatedPoint]], *, on: date
) -> dict[str, Point]:
    """The points known of these units on a day; a unit without one is left out."""
    return {code: dated.point for code in codes for dated in points.get(code, ()) if dated.holds(on=on)}


def read_tiles(lines: Iterable[str]) -> dict[str, dict[str, Place]]:
    """Province code -> district code -> its place."""
    found: dict[str, dict[str, Place]] = {}
    for line in csv.DictReader(lines):
        place = Place(int(line["row"]), int(line["column"]))
        found.setdefault(line["province"], {})[line["code"]] = place
    return found


@cache
def known_points() -> Mapping[str, Sequence[DatedPoint]]:
    """The points that come with the portal."""
    return read_points(POINTS_FILE.read_text(encoding="utf-8").splitlines())


@cache
def known_tiles() -> Mapping[str, Mapping[str, Place]]:
    """The schemes that come with the portal."""
    return read_tiles(TILES_FILE.read_text(encoding="utf-8").splitlines())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
