"""Two results side by side: their difference, or the first reason for which there is none."""

from dataclasses import replace
from fractions import Fraction

import pytest

from indicators.formulas import MeasureFacts
from indicators.values import Absence, Direction, Formula, Kind, Span
from reports.comparing import Difference, Incomparable, Rules, compare
from reports.history import Way
from reports.observations import Observation

STATE = MeasureFacts(Formula.RATIO, 100, Kind.STOCK, Kind.STOCK)
OVER_A_YEAR = MeasureFacts(Formula.RATIO, 1000, Kind.FLOW, Kind.FLOW)
SHARE = MeasureFacts(Formula.SHARE_OF_UNITS, 100, Kind.STOCK)


def rules(facts: MeasureFacts = STATE, direction: Direction = Direction.DOWN) -> Rules:
    return Rules(facts, direction, 1, Fraction(80, 100))


def seen(
    value: str | None = "2", period: str = "2024-Q1", absence: Absence | None = None, **fields: int
) -> Observation:
    whole = Observation(
        measure="8.1", indicator=8, objective=2, unit="615", unit_name="Huyện Đắk Hà", level="district", parent="62",
        period=period, span=Span.YTD, split="", value=None if value is None else Fraction(value), absence=absence,
        numerator=None, denominator=None, reported=10, expected=10, status=None, target=None, sensitive=False,
    )  # fmt: skip
    return replace(whole, **fields)


def silent(absence: Absence) -> Observation:
    return seen(None, absence=absence)


def test_the_difference_is_of_the_numbers_as_shown():
    """1,94 and 2,06 are shown as 1,9 and 2,1: whoever reckons it again from the page comes to 0,2."""
    assert compare(seen("1.94"), seen("2.06"), rules()) == Difference(Fraction(2, 10), Way.WORSE)


@pytest.mark.parametrize(
    ("direction", "now", "way"),
    [
        (Direction.UP, "3", Way.BETTER),
        (Direction.UP, "1", Way.WORSE),
        (Direction.DOWN, "1", Way.BETTER),
        (Direction.DOWN, "2.04", Way.SAME),
    ],
)
def test_better_is_what_the_measure_wants(direction: Direction, now: str, way: Way):
    found = compare(seen("2"), seen(now), rules(direction=direction))

    assert isinstance(found, Difference)
    assert found.way is way


@pytest.mark.parametrize(
    ("left", "right", "facts", "reason"),
    [
        (None, seen(), STATE, Incomparable.NO_SUCH_AREA),
        (seen(), silent(Absence.WITHHELD), STATE, Incomparable.WITHHELD),
        (silent(Absence.NOT_REPORTED), silent(Absence.WITHHELD), STATE, Incomparable.WITHHELD),
        (seen(), silent(Absence.NOT_APPLICABLE), STATE, Incomparable.NOT_APPLICABLE),
        (silent(Absence.NOT_DUE), seen(), STATE, Incomparable.NOT_DUE),
        (silent(Absence.NOTHING_OCCURRED), seen(), STATE, Incomparable.NO_VALUE),
        (silent(Absence.NOT_COMPUTABLE), seen(), STATE, Incomparable.NO_VALUE),
        (seen(), seen(period="2024-Q3"), OVER_A_YEAR, Incomparable.OTHER_STRETCH),
        (seen(), seen(period="2025-Q1", expected=40), SHARE, Incomparable.OTHER_COMMUNES),
        (seen(), seen(reported=9), SHARE, Incomparable.LOWER_BOUND),
        (seen(reported=7), seen(), STATE, Incomparable.TOO_FEW_UNITS),
    ],
)
def test_what_does_not_compare_says_why(left, right, facts, reason):
    assert compare(left, right, rules(facts)) is reason


def test_the_same_stretch_of_two_years_compares():
    assert isinstance(compare(seen(period="2023-Q3"), seen(period="2024-Q3"), rules(OVER_A_YEAR)), Difference)


def test_a_state_compares_between_any_two_quarters():
    assert isinstance(compare(seen(period="2024-Q1"), seen(period="2024-Q3"), rules()), Difference)


def test_shares_of_two_areas_of_different_size_compare():
    assert isinstance(compare(seen(), seen(reported=4, expected=4), rules(SHARE)), Difference)
