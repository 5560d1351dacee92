"""How far a value stands from its target, in five steps: the tints of tiles, circles and heat tables. Pure."""

from enum import StrEnum
from fractions import Fraction

from indicators.goals import CEILINGS, Target
from indicators.phrases import gettext_noop
from indicators.values import Operator, Status

# Parts of the target's own number. Ours to propose: a tint helps the eye, the status judges.
WELL = Fraction(10, 100)
NEAR = Fraction(10, 100)
FAR = Fraction(30, 100)
TINTED = frozenset({Status.MET, Status.NOT_MET, Status.IN_PROGRESS})


class Tint(StrEnum):
    """From well past the target to far short of it."""

    WELL_PAST = "well-past"
    REACHED = "reached"
    NEAR = "near"
    SHORT = "short"
    FAR_SHORT = "far-short"


TINT_WORDS: dict[Tint, str] = {
    Tint.WELL_PAST: gettext_noop("tốt hơn chỉ tiêu từ 10 % trở lên"),
    Tint.REACHED: gettext_noop("đạt mức chỉ tiêu, tốt hơn dưới 10 %"),
    Tint.NEAR: gettext_noop("còn kém chỉ tiêu dưới 10 %"),
    Tint.SHORT: gettext_noop("kém chỉ tiêu từ 10 % đến dưới 30 %"),
    Tint.FAR_SHORT: gettext_noop("kém chỉ tiêu từ 30 % trở lên"),
}


def tint_of(value: Fraction | None, target: Target | None, status: Status | None) -> Tint | None:
    """The step of a value; None where nobody is judged: no value, no target, or too few units to judge by.

    The distance is a part of the target's number, counted the way the target wants it. From a target of 0 no part
    can be taken: 0 reaches it, anything else is far from it.
    """
    if value is None or target is None or status not in TINTED:
        return None
    aim = Fraction(target.value)
    reached = target.is_met_by(value)
    if not aim:
        return Tint.REACHED if reached else Tint.FAR_SHORT
    return _step(_ahead(value, aim, target.op) / abs(aim), reached)


def _ahead(value: Fraction, aim: Fraction, op: Operator) -> Fraction:
    """How much better than the target's number; negative where worse. Of an equality every difference is worse."""
    if op is Operator.EQUAL:
        return -abs(value - aim)
    return aim - value if op in CEILINGS else value - aim


def _step(ahead: Fraction, reached: bool) -> Tint:
    if reached:
        return Tint.WELL_PAST if ahead >= WELL else Tint.REACHED
    if ahead > -NEAR:
        return Tint.NEAR
    return Tint.SHORT if ahead > -FAR else Tint.FAR_SHORT
