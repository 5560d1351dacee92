"""Numbers of children with their two splits, drawn so that parts always fit into their wholes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random


@dataclass(frozen=True, slots=True)
class Count:
    """So many, of whom so many boys, and so many Kinh; the other halves are what is left."""

    total: int = 0
    male: int = 0
    kinh: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.total + other.total, self.male + other.male, self.kinh + other.kinh)

    def scaled(self, factor: float) -> "Count":
        """As many times more; a part grows with its whole and never past it."""
        return Count(*(int(number * factor + 0.5) for number in (self.total, self.male, self.kinh)))

    @property
    def by_sex(self) -> dict[str, int]:
        return {"male": self.male, "female": self.total - self.male}

    @property
    def by_ethnicity(self) -> dict[str, int]:
        return {"kinh": self.kinh, "minority": self.total - self.kinh}


def people(random: Random, total: int, *, kinh: float) -> Count:
    """So many, a little more than half of them boys, with about this share of Kinh."""
    return Count(total, about(random, total, 0.512), about(random, total, kinh))


def about(random: Random, total: int, share: float) -> int:
    """A share of so many, give or take what chance gives or takes."""
    spread = (total * share * (1 - share)) ** 0.5
    return min(max(round(total * share + random.gauss(0, spread / 3)), 0), total)


def portion(random: Random, whole: Count, share: float) -> Count:
    """About this share of a whole, each split within the whole's own."""
    total = min(max(round(whole.total * share), 0), whole.total)
    return Count(total, within(random, total, whole.male, whole), within(random, total, whole.kinh, whole))


def within(random: Random, total: int, part: int, whole: Count) -> int:
    """How many of `total`, taken out of a whole, belong to a part of that whole."""
    if not whole.total:
        return 0
    wanted = about(random, total, part / whole.total)
    return min(max(wanted, total - (whole.total - part)), part)


def shared_out(random: Random, total: int, weights: Sequence[float]) -> list[int]:
    """So many events fallen on places by chance, more on those of greater weight."""
    counts = [0] * len(weights)
    for place in random.choices(range(len(weights)), cum_weights=list(accumulate(weights)), k=total):
        counts[place] += 1
    return counts


def apportioned(total: int, weights: Sequence[float]) -> list[int]:
    """A total dealt out by weight without chance; the parts add up to it."""
    bounds = [round(total * reached / sum(weights)) for reached in accumulate(weights)]
    return [upper - lower for lower, upper in zip([0, *bounds], bounds, strict=False)]
