"""What sets one commune of the demonstration apart from another: its size, its people, its habits."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from .counts import Count, apportioned, people

CHILDREN_UNDER_16 = 186_118  # the province, 8/2020
SPECIAL_CIRCUMSTANCES = 2_568  # the province, 2/2023
# Rough weights of the districts' people, and rough shares of Kinh among their children; no census is quoted.
PEOPLE = {
    "608": 168, "610": 49, "611": 59, "612": 47, "613": 27,
    "614": 28, "615": 75, "616": 52, "617": 27, "618": 12,
}  # fmt: skip
KINH = {
    "608": 0.55, "610": 0.10, "611": 0.36, "612": 0.38, "613": 0.12,
    "614": 0.30, "615": 0.42, "616": 0.40, "617": 0.04, "618": 0.38,
}  # fmt: skip
SIZE_OF_KIND = {"phường": 1.1, "thị trấn": 2.2}
SPREAD_OF_SIZES = 0.3
# The ages, in bands that every element about age is made of, as parts of the children under 16.
BANDS = {"0-4": 0.311, "5-6": 0.127, "7-8": 0.126, "9-10": 0.125, "11-15": 0.311}
AGED_16_AND_17 = 0.108


@dataclass(frozen=True, slots=True)
class Place:
    """A commune as the list of units names it."""

    code: str
    kind: str
    district: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A commune of the demonstration. Shares are of its own children; the two orders are places in a queue."""

    place: Place
    bands: dict[str, Count]
    kinh: float
    special: Count
    served: float
    registered: float
    immunised: float
    assisted: float
    consulted: float
    friendly_after: int
    play_point_after: int
    gives_sex: bool
    gives_ethnicity: bool
    says_nothing_occurred: bool

    @property
    def weight(self) -> float:
        """Its part in what happens by chance."""
        return float(sum(band.total for band in self.bands.values()))


def profiles_of(random: Random, places: Sequence[Place]) -> list[Profile]:
    """A profile for each commune, in the order given; together they have the province's published totals."""
    weights = sizes(random, places)
    children = apportioned(CHILDREN_UNDER_16, weights)
    special = apportioned(SPECIAL_CIRCUMSTANCES, [weight * random.uniform(0.5, 1.6) for weight in weights])
    friendly, play = queue(random, len(places)), queue(random, len(places))
    return [
        profile(random, place, children[index], special[index], friendly[index], play[index])
        for index, place in enumerate(places)
    ]


def sizes(random: Random, places: Sequence[Place]) -> list[float]:
    """How the province's children are dealt out: by district first, then by the kind of commune and by chance."""
    drawn = [SIZE_OF_KIND.get(p.kind, 1.0) * random.lognormvariate(0, SPREAD_OF_SIZES) for p in places]
    of_district = dict.fromkeys(PEOPLE, 0.0)
    for place, size in zip(places, drawn, strict=True):
        of_district[place.district] = of_district.get(place.district, 0.0) + size
    return [
        PEOPLE.get(place.district, 1) * size / of_district[place.district]
        for place, size in zip(places, drawn, strict=True)
    ]


def queue(random: Random, length: int) -> list[int]:
    """Each commune's place in a queue."""
    places = list(range(length))
    random.shuffle(places)
    return places


def profile(random: Random, place: Place, children: int, special: int, friendly: int, play: int) -> Profile:
    is_town = place.kind in SIZE_OF_KIND
    kinh = min(KINH.get(place.district, 0.4) * (1.4 if is_town else 0.8) * random.uniform(0.85, 1.15), 0.95)
    numbers = apportioned(children, list(BANDS.values()))
    bands = {band: people(random, number, kinh=kinh) for band, number in zip(BANDS, numbers, strict=True)}
    bands["16-17"] = people(random, round(children * AGED_16_AND_17), kinh=kinh)
    return Profile(
        place=place,
        bands=bands,
        kinh=kinh,
        special=people(random, special, kinh=kinh * 0.8),
        served=random.uniform(0.83, 0.96),
        registered=random.uniform(0.93, 1.0),
        immunised=random.uniform(0.86, 0.97),
        assisted=random.uniform(0.86, 1.0),
        consulted=random.uniform(0.6, 1.3),
        friendly_after=friendly,
        play_point_after=play,
        gives_sex=random.random() < 0.7,
        gives_ethnicity=random.random() < 0.55,
        says_nothing_occurred=random.random() < 0.75,
    )
