"""What a reader may see of a publication's values and counts. Pure.

What is open to all was decided once, when it was published (`PublishedValue.open_to_all`); here it is only obeyed.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from indicators.values import Absence, Status

from .frozen_parts import FrozenCount, FrozenElement, FrozenValue
from .observations import is_of_too_few

# A measure, a unit, a span and a split.
Place = tuple[str, str, str, str]

# What says nothing about anybody: it stays where a value is withheld.
NOT_TELLING = frozenset({Absence.NOT_APPLICABLE, Absence.NOT_DUE, Absence.NOT_REPORTED})
# A number of children below this, and not nought, may be known by their neighbours.
LEAST_CHILDREN = 5


@dataclass(frozen=True)
class Openness:
    """All of a publication (`is_whole`: the reader has the right), or all but what is closed at these places."""

    closed: Collection[Place] = frozenset()
    is_whole: bool = False

    def seen(self, value: FrozenValue) -> FrozenValue:
        """The value, or its place with everything taken away but who reported."""
        return withheld(value) if place_of(value) in self.closed and not self.is_whole else value

    def seen_earlier(self, value: FrozenValue) -> FrozenValue:
        """The same of an earlier quarter's value, as it stood then: nobody decided about it, so the coarse rule."""
        hides = not self.is_whole and value.measure.sensitive
        return (
            withheld(value) if hides and is_small(value.numerator, value.reported, value.expected) else value
        )

    def hides_count(self, element: FrozenElement, count: FrozenCount) -> bool:
        """Whether a count that feeds no measure is withheld: nobody decided about it either."""
        hides = not self.is_whole and element.sensitive
        return hides and is_small(count.number, count.reported, count.expected)


WHOLE = Openness(is_whole=True)


def is_small(number: int | None, reported: int, expected: int) -> bool:
    """Whether a number is of one to four children, or of too few of the units asked."""
    return (number is not None and 0 < number < LEAST_CHILDREN) or is_of_too_few(reported, expected)


def place_of(value: FrozenValue) -> Place:
    return value.measure.code, value.unit.code, str(value.span), value.split


def withheld(value: FrozenValue) -> FrozenValue:
    """As `observations.withheld`; a true absence that tells nothing stays."""
    if value.absence in NOT_TELLING:
        return value
    status = None if value.status is None else Status.WITHHELD
    return replace(
        value, text=None, absence=Absence.WITHHELD, numerator=None, denominator=None, status=status
    )
