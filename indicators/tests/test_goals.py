"""Which target counts, and whether it is met."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.goals import Target, choose_target, meets, reference_target
from indicators.values import Operator, Scope


def target(year, value=90, scope=Scope.PROVINCE, op=Operator.AT_LEAST):
    return Target(year, op, Decimal(value), scope)


def test_the_provinces_target_of_the_year_comes_first():
    targets = [target(2030), target(2025), target(2024)]

    assert choose_target(targets, 2024) == target(2024)


def test_else_its_nearest_later_one():
    assert choose_target([target(2030), target(2025)], 2024) == target(2025)


def test_a_past_target_is_never_used():
    assert choose_target([target(2023), target(2022)], 2024) is None


def test_a_national_target_never_judges():
    national = target(2025, 65, Scope.NATIONAL)

    assert choose_target([national], 2024) is None
    assert choose_target([national, target(2030)], 2024) == target(2030)


def test_a_units_own_target_is_not_the_provinces():
    assert choose_target([target(2024, scope="615")], 2024) is None


def test_the_national_target_is_a_reference_beside_it():
    targets = [target(2025), target(2030, 75, Scope.NATIONAL), target(2025, 65, Scope.NATIONAL)]

    assert reference_target(targets, 2024) == target(2025, 65, Scope.NATIONAL)
    assert reference_target([target(2025)], 2024) is None


@pytest.mark.parametrize(
    ("op", "below", "equal", "above"),
    [
        (Operator.LESS, True, False, False),
        (Operator.AT_MOST, True, True, False),
        (Operator.EQUAL, False, True, False),
        (Operator.AT_LEAST, False, True, True),
        (Operator.MORE, False, False, True),
    ],
)
def test_a_target_carries_its_operator(op, below, equal, above):
    values = [Fraction(94, 10), Fraction(95, 10), Fraction(96, 10)]

    assert [meets(value, op, Decimal("9.5")) for value in values] == [below, equal, above]


def test_the_exact_value_is_compared_and_not_the_rounded_one():
    assert not Target(2025, Operator.LESS, Decimal("0.036"), Scope.PROVINCE).is_met_by(Fraction(36, 1000))
    assert meets(Fraction(359_999, 10_000_000), Operator.LESS, Decimal("0.036"))
    assert not meets(Fraction(8999, 100), Operator.AT_LEAST, Decimal(90))


def test_56_of_102_communes_reach_the_milestone_of_2025():
    assert meets(Fraction(5600, 102), Operator.AT_LEAST, Decimal("54.9"))
    assert not meets(Fraction(5500, 102), Operator.AT_LEAST, Decimal("54.9"))


@given(st.fractions(), st.decimals(-1000, 1000, places=3))
def test_a_ceiling_is_broken_exactly_where_the_floor_above_it_is_reached(value, number):
    assert meets(value, Operator.AT_MOST, number) is not meets(value, Operator.MORE, number)
    assert meets(value, Operator.LESS, number) is not meets(value, Operator.AT_LEAST, number)
