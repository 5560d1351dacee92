"""Made-up counts for attacks: over the real hierarchy, and over provinces small enough for every case to turn up."""

import csv
from functools import cache
from pathlib import Path
from random import Random

import districts
from reports.counted_tables import Table

from .attack import Numbers, summed

GROUPS = (("male", "female"), ("kinh", "minority"))
DATA = Path(districts.__file__).parent / "data"


@cache
def kon_tum() -> dict[str, str]:
    """The 10 districts and 102 communes of the province, each with the area above it."""
    with (DATA / "units-2024.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    districts_of = {row["code"] for row in rows if row["parent"] == "62"}
    return {row["code"]: row["parent"] for row in rows if row["parent"] in districts_of | {"62"}}


def small_province(random: Random) -> dict[str, str]:
    """One to four districts of one to four communes."""
    above = {}
    for district in range(random.randint(1, 4)):
        above[f"d{district}"] = "p"
        for commune in range(random.randint(1, 4)):
            above[f"d{district}c{commune}"] = f"d{district}"
    return above


def units_of(above: dict[str, str]) -> list[str]:
    return [area for area in above if area not in above.values()]


def numbers(
    random: Random, most: int, groups: tuple[tuple[str, str], ...], lacking: float = 0
) -> dict[str, int]:
    """One unit's counts; now and then it gives no splits of one kind."""
    total = random.choice([0, random.randint(0, most), random.randint(0, min(most, 5))])
    found = {"": total}
    for first, second in groups:
        if total == 0 or random.random() >= lacking:
            part = random.choice([0, total, random.randint(0, total), random.randint(0, total)])
            found |= {first: part, second: total - part}
    return found


def table(random: Random, above: dict[str, str], most: int, groups: tuple[tuple[str, str], ...]) -> Table:
    lacking = random.choice([0, 0, 0.2])
    units: Numbers = {
        unit: numbers(random, most, groups, lacking) for unit in units_of(above) if random.random() > 0.03
    }
    return summed(above, units, groups)
