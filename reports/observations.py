"""An observation: one measure in one area at one period, with all that must stand beside its value."""

from dataclasses import dataclass, replace
from fractions import Fraction

from indicators.goals import Target
from indicators.values import Absence, Span, Status


@dataclass(frozen=True, slots=True)
class Observation:
    """One value or its named absence, the counts it was made of, its coverage, its status against its target.

    `value` is exact and is None just where `absence` says why. `status` is None where nobody is to be judged: for
    the quarter alone, and where the measure does not apply or is not due. `target` is the one it was judged by.
    `open_to_all`: of a published one, whether those see it who lack the right; None: it is live, nobody decided yet.
    """

    measure: str
    indicator: int
    objective: int
    unit: str
    unit_name: str
    level: str
    parent: str
    period: str
    span: Span
    split: str
    value: Fraction | None
    absence: Absence | None
    numerator: int | None
    denominator: int | None
    reported: int
    expected: int
    status: Status | None
    target: Target | None
    sensitive: bool
    open_to_all: bool | None = None

    @property
    def key(self) -> tuple[str, str, Span, str]:
        return self.unit, self.measure, self.span, self.split

    @property
    def is_missing_units(self) -> bool:
        return self.reported < self.expected


# A sum over fewer units than this, of more that are still to come, says what one of them reported.
LEAST_UNITS = 3


def is_of_too_few(reported: int, expected: int) -> bool:
    """Whether a sum rests on so few of the units asked that it is hardly a sum. One of one hides nobody."""
    return 0 < reported < min(LEAST_UNITS, expected)


@dataclass(frozen=True, slots=True)
class ElementCount:
    """An element summed over an area for the year so far: None where no unit reported all that the sum needs."""

    number: int | None
    reported: int
    expected: int


def withheld(observation: Observation) -> Observation:
    """The same place with everything said about it taken away, except who reported."""
    status = None if observation.status is None else Status.WITHHELD
    return replace(
        observation,
        value=None,
        absence=Absence.WITHHELD,
        numerator=None,
        denominator=None,
        status=status,
    )
