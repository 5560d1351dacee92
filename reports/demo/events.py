"""What happened in the demonstration's eight quarters: so many events in the province, fallen on communes by chance.

Each table has the four quarters of the year before the plan and the four of its year.
"""

from collections.abc import Mapping, Sequence
from random import Random

from .counts import shared_out
from .profiles import Profile

LIVE_BIRTHS = (2950, 2700, 2820, 2960, 2890, 2660, 2760, 2900)
NEONATAL_DEATHS = (34, 30, 31, 29, 31, 28, 29, 27)
LATER_DEATHS_UNDER_1 = (46, 42, 43, 41, 42, 39, 40, 38)
DEATHS_FROM_1_TO_4 = (29, 27, 28, 26, 27, 25, 26, 24)
# Ten by May 2023 in three districts, as published; fifteen by July 2024.
DROWNED: tuple[Mapping[str, int], ...] = (
    {"608": 2, "612": 1, "615": 1}, {"608": 3, "612": 2, "615": 1, "": 1}, {"": 5}, {"": 2},
    {"": 4}, {"": 8}, {"": 6}, {"": 3},
)  # fmt: skip
OTHER_INJURY_DEATHS = (3, 3, 4, 3, 2, 3, 4, 3)
INJURED_AND_ALIVE = (190, 230, 240, 200, 180, 215, 230, 205)
ABUSED = (6, 8, 9, 7, 7, 9, 8, 7)
CHILD_MARRIAGES = (58, 47, 41, 62, 52, 43, 37, 55)
CHILD_LABOURERS = (0, 0, 0, 0, 0, 3, 3, 1)
# (quarter from 0, district, communes hit, children in each)
DISASTERS = ((2, "617", 2, 40), (3, "610", 3, 55), (6, "613", 5, 90), (7, "617", 2, 60))
SUPPORTED_IN_TIME = 0.96

Happened = dict[str, int]


def of_quarter(random: Random, profiles: Sequence[Profile], index: int) -> list[Happened]:
    """What happened in each commune in one quarter, by the word of an element or of a part of one."""
    weights = [profile.weight for profile in profiles]
    remote = [weight * (1.2 - profile.kinh) for weight, profile in zip(weights, profiles, strict=True)]
    tables = {
        "live_births": shared_out(random, LIVE_BIRTHS[index], weights),
        "neonatal": shared_out(random, NEONATAL_DEATHS[index], remote),
        "later_under_1": shared_out(random, LATER_DEATHS_UNDER_1[index], remote),
        "from_1_to_4": shared_out(random, DEATHS_FROM_1_TO_4[index], remote),
        "drowned": drowned(random, profiles, index),
        "other_injury_deaths": shared_out(random, OTHER_INJURY_DEATHS[index], weights),
        "injured_and_alive": shared_out(random, INJURED_AND_ALIVE[index], weights),
        "abused": shared_out(random, ABUSED[index], weights),
        "marriages": shared_out(random, CHILD_MARRIAGES[index], remote),
        "labourers": shared_out(random, CHILD_LABOURERS[index], remote),
        "disaster": disasters(random, profiles, index),
    }
    return [{word: table[place] for word, table in tables.items()} for place in range(len(profiles))]


def drowned(random: Random, profiles: Sequence[Profile], index: int) -> list[int]:
    """Where a district is named, in it; else anywhere."""
    counts = [0] * len(profiles)
    for district, total in DROWNED[index].items():
        weights = [p.weight if district in ("", p.place.district) else 0.0 for p in profiles]
        if any(weights):
            counts = [sum(pair) for pair in zip(counts, shared_out(random, total, weights), strict=True)]
    return counts


def disasters(random: Random, profiles: Sequence[Profile], index: int) -> list[int]:
    """Children hit by floods or earthquakes, in a few communes of one district."""
    counts = [0] * len(profiles)
    for quarter, district, communes, children in DISASTERS:
        inside = [place for place, profile in enumerate(profiles) if profile.place.district == district]
        if quarter == index and inside:
            for place in random.sample(inside, min(communes, len(inside))):
                counts[place] = round(children * random.uniform(0.6, 1.5))
    return counts
