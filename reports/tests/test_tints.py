"""The five steps from a target, and where the eye must be told nothing."""

from decimal import Decimal
from fractions import Fraction

import pytest

from indicators.goals import Target
from indicators.values import Operator, Status
from reports.tints import Tint, tint_of


def target(op: Operator, value: str) -> Target:
    return Target(2025, op, Decimal(value), "province")


@pytest.mark.parametrize(
    ("op", "aim", "value", "status", "tint"),
    [
        (Operator.AT_LEAST, "90", "99", Status.MET, Tint.WELL_PAST),
        (Operator.AT_LEAST, "90", "90", Status.MET, Tint.REACHED),
        (Operator.AT_LEAST, "90", "89.9", Status.NOT_MET, Tint.NEAR),
        (Operator.AT_LEAST, "90", "81", Status.NOT_MET, Tint.SHORT),
        (Operator.AT_LEAST, "90", "63", Status.NOT_MET, Tint.FAR_SHORT),
        (Operator.LESS, "3", "2.7", Status.MET, Tint.WELL_PAST),
        (Operator.LESS, "3", "2.9", Status.MET, Tint.REACHED),
        (Operator.LESS, "3", "3", Status.NOT_MET, Tint.NEAR),
        (Operator.LESS, "3", "3.3", Status.NOT_MET, Tint.SHORT),
        (Operator.LESS, "3", "9", Status.NOT_MET, Tint.FAR_SHORT),
        (Operator.EQUAL, "0", "0", Status.MET, Tint.REACHED),
        (Operator.EQUAL, "0", "0.001", Status.NOT_MET, Tint.FAR_SHORT),
        (Operator.EQUAL, "10", "10.5", Status.NOT_MET, Tint.NEAR),
        (Operator.LESS, "0.036", "0.01", Status.IN_PROGRESS, Tint.WELL_PAST),
    ],
)
def test_a_tint_is_the_part_of_the_target_that_is_left_or_won(op, aim, value, status, tint):
    assert tint_of(Fraction(value), target(op, aim), status) is tint


@pytest.mark.parametrize("status", [Status.NO_DATA, Status.NO_TARGET, Status.WITHHELD, None])
def test_what_nobody_judges_has_no_tint(status):
    assert tint_of(Fraction(99), target(Operator.AT_LEAST, "90"), status) is None


def test_no_value_and_no_target_have_no_tint():
    assert tint_of(None, target(Operator.AT_LEAST, "90"), Status.NO_DATA) is None
    assert tint_of(Fraction(99), None, Status.MET) is None
