"""Which target a result stands against, and whether it meets it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from operator import eq, ge, gt, le, lt

from indicators.values import Operator, Scope

COMPARISONS: dict[Operator, Callable[[Fraction, Fraction], bool]] = {
    Operator.LESS: lt,
    Operator.AT_MOST: le,
    Operator.EQUAL: eq,
    Operator.AT_LEAST: ge,
    Operator.MORE: gt,
}
CEILINGS = frozenset({Operator.LESS, Operator.AT_MOST})
FLOORS = frozenset({Operator.AT_LEAST, Operator.MORE})


@dataclass(frozen=True, slots=True)
class Target:
    """A number set for a year. The scope is the province's, the nation's, or a unit's code as text."""

    year: int
    op: Operator
    value: Decimal
    scope: str
    source: str = ""

    def is_met_by(self, value: Fraction) -> bool:
        """Whether the exact value meets it; a broken ceiling or an unreached floor does not."""
        return meets(value, self.op, self.value)


def choose_target(targets: Iterable[Target], year: int) -> Target | None:
    """The province's target for the year, else for its nearest later one; never past, never the nation's."""
    return _nearest(targets, Scope.PROVINCE, year)


def reference_target(targets: Iterable[Target], year: int) -> Target | None:
    """The national target shown beside a result for reference; it never judges."""
    return _nearest(targets, Scope.NATIONAL, year)


def meets(value: Fraction, op: Operator, target: Decimal) -> bool:
    """The exact value against the target's number, before any rounding."""
    return COMPARISONS[op](value, Fraction(target))


def _nearest(targets: Iterable[Target], scope: Scope, year: int) -> Target | None:
    ahead = [target for target in targets if target.scope == scope and target.year >= year]
    return min(ahead, key=lambda target: target.year, default=None)
