"""What a reader may see of a publication's values and counts. Pure.

What is open to all was decided once, when it was published (`PublishedValue.open_to_all`); here it is only obeyed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from indicators.periods import Quarter
from indicators.values import Absence, Status

from .frozen_parts import FrozenCount, FrozenElement, FrozenValue
from .observations import is_of_too_few

# A measure, a unit, a span and a split.
Place = tuple[str, str, str, str]
# A place with its numbers: what is above and below the line, how many units reported of how many.
Told = tuple[Place, int | None, int | None, int, int]

# What says nothing about anybody: it stays where a value is withheld.
NOT_TELLING = frozenset({Absence.NOT_APPLICABLE, Absence.NOT_DUE, Absence.NOT_REPORTED})
# A number of children below this, and not nought, may be known by their neighbours.
LEAST_CHILDREN = 5


@dataclass(frozen=True)
class Openness:
    """All of a publication (`is_whole`: the reader has the right), or all but what is closed at these places.

    `is_first`: nothing was published of the quarter before; two totals would tell who came in between. `told`: what
    anybody could read of the earlier quarters that it is compared with, in their own publications; a quarter that was
    never published is not in it.
    """

    closed: Collection[Place] = frozenset()
    is_whole: bool = False
    is_first: bool = True
    told: Mapping[Quarter, Collection[Told]] = field(default_factory=dict)

    def seen(self, value: FrozenValue) -> FrozenValue:
        """The value, or its place with everything taken away but who reported."""
        return withheld(value) if place_of(value) in self.closed and not self.is_whole else value

    def seen_earlier(self, value: FrozenValue, quarter: Quarter) -> FrozenValue:
        """The same of an earlier quarter's value, as it stood when this was published.

        Where that quarter was published, only what was open to all then, and only unchanged: a sheet that came in
        since would be told by the difference. Of any other quarter nobody decided, so the coarse rule.
        """
        if self.is_whole or not value.measure.sensitive:
            return value
        if quarter in self.told:
            return value if told_of(value) in self.told[quarter] else withheld(value)
        return withheld(value) if is_small(value.numerator, value.reported, value.expected) else value

    def hides_count(self, element: FrozenElement, count: FrozenCount) -> bool:
        """Whether a count that feeds no measure is withheld: nobody decided about it either."""
        hides = not self.is_whole and element.sensitive
        return hides and (not self.is_first or is_small(count.number, count.reported, count.expected))


WHOLE = Openness(is_whole=True)


def is_small(number: int | None, reported: int, expected: int) -> bool:
    """Whether a number is of one to four children, or of too few of the units asked."""
    return (number is not None and 0 < number < LEAST_CHILDREN) or is_of_too_few(reported, expected)


def place_of(value: FrozenValue) -> Place:
    return value.measure.code, value.unit.code, str(value.span), value.split


def told_of(value: FrozenValue) -> Told:
    return place_of(value), value.numerator, value.denominator, value.reported, value.expected


def withheld(value: FrozenValue) -> FrozenValue:
    """As `observations.withheld`; a true absence that tells nothing stays."""
    if value.absence in NOT_TELLING:
        return value
    status = None if value.status is None else Status.WITHHELD
    return replace(
        value, text=None, absence=Absence.WITHHELD, numerator=None, denominator=None, status=status
    )
