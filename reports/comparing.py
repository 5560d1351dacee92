"""Two results of one measure side by side: what they differ by, or why they do not compare. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from indicators.formulas import MeasureFacts
from indicators.periods import Quarter
from indicators.phrases import gettext_noop
from indicators.values import Absence, Direction, Formula, round_half_up

from .history import Way, is_read_over_the_year
from .observations import Observation


class Incomparable(StrEnum):
    """Why two results have no difference; the first that applies."""

    NO_SUCH_AREA = "no_such_area"
    OTHER_DEFINITION = "other_definition"
    NOT_APPLICABLE = "not_applicable"
    WITHHELD = "withheld"
    NOT_DUE = "not_due"
    NO_VALUE = "no_value"
    OTHER_STRETCH = "other_stretch"
    OTHER_COMMUNES = "other_communes"
    LOWER_BOUND = "lower_bound"
    TOO_FEW_UNITS = "too_few_units"


WHY: dict[Incomparable, str] = {
    Incomparable.NO_SUCH_AREA: gettext_noop("địa bàn này không có ở kỳ kia"),
    Incomparable.OTHER_DEFINITION: gettext_noop("hai lần công bố tính theo định nghĩa khác nhau"),
    Incomparable.NOT_APPLICABLE: gettext_noop("không áp dụng cho một bên"),
    Incomparable.WITHHELD: gettext_noop("có bên không công bố"),
    Incomparable.NOT_DUE: gettext_noop("có bên chưa đến kỳ"),
    Incomparable.NO_VALUE: gettext_noop("có bên không có số"),
    Incomparable.OTHER_STRETCH: gettext_noop("số cộng dồn trong năm, chỉ so với cùng quý năm khác"),
    Incomparable.OTHER_COMMUNES: gettext_noop("số xã của hai kỳ khác nhau"),
    Incomparable.LOWER_BOUND: gettext_noop("còn xã chưa trả lời, mới là mức ít nhất"),
    Incomparable.TOO_FEW_UNITS: gettext_noop("có bên chưa đủ đơn vị có số liệu"),
}
SILENCES = {
    Absence.NOT_APPLICABLE: Incomparable.NOT_APPLICABLE,
    Absence.WITHHELD: Incomparable.WITHHELD,
    Absence.NOT_DUE: Incomparable.NOT_DUE,
}
ORDER = list(Incomparable)


@dataclass(frozen=True, slots=True)
class Difference:
    """The second less the first, of the two numbers as they are shown; and whether that is for the better."""

    number: Fraction
    way: Way

    @property
    def size(self) -> Fraction:
        """Without its sign."""
        return abs(self.number)


@dataclass(frozen=True, slots=True)
class Rules:
    """What of a measure decides whether two of its results compare."""

    facts: MeasureFacts
    direction: Direction
    decimals: int
    least_coverage: Fraction


def compare(left: Observation | None, right: Observation | None, rules: Rules) -> Difference | Incomparable:
    """What the right one is more than the left; None on a side: there is no such area at that time."""
    if left is None or right is None:
        return Incomparable.NO_SUCH_AREA
    if left.value is None or right.value is None:
        return min((_silence(seen) for seen in (left, right) if seen.value is None), key=ORDER.index)
    reason = _other_times(left, right, rules) or _too_few(left, right, rules)
    return reason or difference(left.value, right.value, rules)


def difference(left: Fraction, right: Fraction, rules: Rules) -> Difference:
    """Of the numbers as shown, so that whoever reckons it again from the page comes to the same."""
    then, now = (Fraction(round_half_up(value, rules.decimals)) for value in (left, right))
    number = now - then
    if not number:
        return Difference(number, Way.SAME)
    return Difference(number, Way.BETTER if (number > 0) is (rules.direction is Direction.UP) else Way.WORSE)


def _silence(seen: Observation) -> Incomparable:
    return SILENCES.get(seen.absence or Absence.NOT_REPORTED, Incomparable.NO_VALUE)


def _other_times(left: Observation, right: Observation, rules: Rules) -> Incomparable | None:
    """Between quarters: another stretch of the year, or other communes, is another measure."""
    if left.period == right.period:
        return None
    one, other = (Quarter.parse(seen.period) for seen in (left, right))
    if is_read_over_the_year(rules.facts) and one.number != other.number:
        return Incomparable.OTHER_STRETCH
    if rules.facts.formula is Formula.SHARE_OF_UNITS and left.expected != right.expected:
        return Incomparable.OTHER_COMMUNES
    return None


def _too_few(left: Observation, right: Observation, rules: Rules) -> Incomparable | None:
    """A side that rests on too few units says nothing of the other; of a share of communes none may be missing."""
    sides = (left, right)
    if rules.facts.formula is Formula.SHARE_OF_UNITS and any(seen.is_missing_units for seen in sides):
        return Incomparable.LOWER_BOUND
    if any(Fraction(seen.reported, seen.expected) < rules.least_coverage for seen in sides):
        return Incomparable.TOO_FEW_UNITS
    return None
