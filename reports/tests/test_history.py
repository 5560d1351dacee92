"""A measure over the quarters: what is compared with what, where the road leads, and what is estimated."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.formulas import MeasureFacts
from indicators.goals import Target
from indicators.periods import Quarter
from indicators.values import Absence, Direction, Formula, Kind, Operator
from reports.history import (
    FEWEST_POINTS,
    Change,
    History,
    NoProjection,
    Point,
    Projection,
    Way,
    is_read_over_the_year,
)
from reports.sparks import HEIGHT, MARGIN, WIDTH, Dot, spark

STATE = MeasureFacts(Formula.RATIO, 100, Kind.STOCK, Kind.STOCK)
OVER_THE_YEAR = MeasureFacts(Formula.RATIO, 1000, Kind.FLOW, Kind.FLOW)
SHARE = MeasureFacts(Formula.SHARE_OF_UNITS, 100, Kind.STOCK)
REDUCTION = MeasureFacts(Formula.REDUCTION, 100, Kind.FLOW)


def quarters(count: int, first: str = "2023-Q1") -> list[Quarter]:
    found = [Quarter.parse(first)]
    while len(found) < count:
        found.append(found[-1].next())
    return found


def points(*values: object, first: str = "2023-Q1", reported: int = 102) -> list[Point]:
    """One point a quarter; None is a quarter that nobody reported."""
    return [
        Point(quarter, None, Absence.NOT_REPORTED, 0, 102)
        if value is None
        else Point(quarter, Fraction(str(value)), None, reported, 102)
        for quarter, value in zip(quarters(len(values), first), values, strict=True)
    ]


def history(
    found: Sequence[Point], facts: MeasureFacts = STATE, direction: Direction = Direction.UP
) -> History:
    return History(facts, direction, 1, found)


def province(year: int, value: str) -> Target:
    return Target(year, Operator.AT_LEAST, Decimal(value), "province")


# Change -----------------------------------------------------------------------------------------------------------


def test_a_state_is_compared_with_the_quarter_before():
    change = history(points(90, "91.5")).change

    assert change == Change(Quarter(2023, 1), Fraction(90), Fraction("1.5"), Way.BETTER)


def test_a_quarter_that_nobody_reported_is_passed_over_and_the_one_compared_with_is_named():
    change = history(points(90, None, 88)).change

    assert change is not None
    assert (change.since, change.difference, change.way) == (Quarter(2023, 1), -2, Way.WORSE)


def test_what_is_read_over_a_year_is_compared_with_the_same_stretch_of_the_year_before():
    change = history(points(4, 6, 8, 10, 3), OVER_THE_YEAR, Direction.DOWN).change

    assert change is not None
    assert (change.since, change.difference, change.way) == (Quarter(2023, 1), -1, Way.BETTER)


def test_the_first_year_of_such_a_measure_has_nothing_to_be_compared_with():
    assert history(points(4, 6, 8, 10), OVER_THE_YEAR).change is None


def test_the_difference_is_that_of_the_numbers_as_they_are_shown():
    """8,04 and 8,06 are shown as 8,0 and 8,1."""
    change = history(points("8.04", "8.06")).change

    assert change is not None
    assert change.difference == Fraction("0.1")


def test_numbers_that_are_shown_alike_have_not_changed():
    change = history(points("8.01", "8.04")).change

    assert change is not None
    assert change.way is Way.SAME


def test_too_few_units_are_not_compared_with_all_of_them():
    found = [*points(90, reported=20), *points(95, first="2023-Q2")]

    assert history(found).change is None


def test_a_share_of_communes_is_compared_only_where_all_have_answered():
    found = [*points(40), *points(41, first="2023-Q2", reported=101)]

    assert history(found, SHARE).change is None


def test_a_share_of_other_communes_is_another_number():
    """40 communes where there were 102."""
    found = [*points(40), Point(Quarter(2023, 2), Fraction(50), None, 40, 40)]

    assert history(found, SHARE).change is None


@pytest.mark.parametrize("facts", [OVER_THE_YEAR, REDUCTION, MeasureFacts(Formula.RATIO, 100, Kind.ANNUAL)])
def test_events_reductions_and_surveys_belong_to_a_stretch_of_the_year(facts: MeasureFacts):
    assert is_read_over_the_year(facts)


def test_a_state_does_not():
    assert not is_read_over_the_year(STATE)


# The road ---------------------------------------------------------------------------------------------------------


def test_the_road_leads_straight_from_the_last_value_to_each_target_in_turn():
    road = history(points(80, 82, 84, 86)).road([province(2030, "95"), province(2025, "90")])

    assert [road.at(quarter) for quarter in (Quarter(2023, 4), Quarter(2024, 4), Quarter(2025, 4))] == [
        86,
        88,
        90,
    ]
    assert road.at(Quarter(2030, 4)) == 95
    assert road.at(Quarter(2023, 3)) is None
    assert road.at(Quarter(2031, 1)) is None


def test_the_road_of_what_is_read_over_a_year_starts_at_the_last_full_year():
    road = history(points(2, 4, 6, 8, 3), OVER_THE_YEAR).road([province(2025, "10")])

    assert road.start is not None
    assert road.start.quarter == Quarter(2023, 4)


def test_before_the_first_full_year_there_are_targets_and_no_road():
    road = history(points(2, 4), OVER_THE_YEAR).road([province(2025, "10")])

    assert (road.start, len(road.targets), road.at(Quarter(2024, 1))) == (None, 1, None)


def test_no_road_leads_to_a_target_that_is_met_already():
    road = history(points(80, 82, 84, 92)).road([province(2025, "90"), province(2030, "95")])

    assert [target.year for target in road.targets] == [2025, 2030]
    assert [target.year for target in road.to_reach] == [2030]
    assert road.at(Quarter(2030, 4)) == 95


def test_the_nations_target_is_no_road_of_the_province():
    nation = Target(2025, Operator.AT_LEAST, Decimal(90), "national")

    assert history(points(80)).road([nation]).targets == ()


# The estimate -----------------------------------------------------------------------------------------------------


def test_points_on_a_line_are_continued_on_it_no_further_than_they_reach_back():
    found = history(points(10, 12, 14, 16)).projection(Quarter(2030, 4))

    assert isinstance(found, Projection)
    assert [round(one.value, 6) for one in found.estimates] == [18, 20, 22]
    assert [one.quarter.code for one in found.estimates] == ["2024-Q1", "2024-Q2", "2024-Q3"]
    assert all(one.high - one.low < 1e-6 for one in found.estimates)


def test_three_points_are_too_few():
    assert history(points(10, 12, 14)).projection(Quarter(2030, 4)) is NoProjection.TOO_FEW


def test_quarters_of_one_year_are_no_row_of_what_is_read_over_a_year():
    found = history(points(1, 2, 3, 4, 1, 2, 3, 4), OVER_THE_YEAR)

    assert found.projection(Quarter(2030, 4)) is NoProjection.TOO_FEW


def test_four_full_years_are_continued_by_full_years():
    values = [value for year in range(4) for value in (2, 4, 6, 8 + year)]
    found = history(points(*values), OVER_THE_YEAR).projection(Quarter(2030, 4))

    assert isinstance(found, Projection)
    assert [(one.quarter.code, round(one.value, 6)) for one in found.estimates] == [
        ("2027-Q4", 12),
        ("2028-Q4", 13),
        ("2029-Q4", 14),
    ]


def test_a_share_that_some_communes_have_not_answered_is_not_estimated():
    found = [*points(40, 41, 42, 43), *points(44, first="2024-Q1", reported=101)]

    assert history(found, SHARE).projection(Quarter(2030, 4)) is NoProjection.PARTIAL_COVERAGE


def test_the_interval_is_that_of_the_textbook():
    """Values 1, 2, 2, 3 at 1 to 4: slope 0.6, level 0.5, residual deviation sqrt(0.1); at 5 the reach is
    1.886 x sqrt(0.1) x sqrt(1 + 1/4 + 2.5²/5) = 0.943."""
    found = history(points(1, 2, 2, 3)).projection(Quarter(2024, 1))

    assert isinstance(found, Projection)
    [one] = found.estimates
    assert (round(one.value, 6), round(one.low, 3), round(one.high, 3)) == (3.5, 2.557, 4.443)


VALUES = st.lists(
    st.one_of(st.none(), st.fractions(min_value=0, max_value=100, max_denominator=1000)),
    min_size=FEWEST_POINTS,
    max_size=16,
)


@given(VALUES)
def test_an_estimate_lies_in_its_band_and_the_band_in_what_the_unit_allows(values):
    found = history(points(*(None if value is None else float(value) for value in values))).projection(
        Quarter(2030, 4)
    )

    if isinstance(found, Projection):
        assert len(found.rests_on) >= FEWEST_POINTS
        assert all(0 <= one.low <= one.value <= one.high <= 100 for one in found.estimates)
    else:
        assert sum(value is not None for value in values) < FEWEST_POINTS


@given(VALUES)
def test_a_quarter_without_a_value_is_never_drawn(values):
    drawn = spark(history(points(*(None if value is None else float(value) for value in values))))

    shown = [value is not None for value in values[-8:]]
    if drawn is None:
        assert not any(shown)
    else:
        assert sum(stroke.count(" L") + 1 for stroke in drawn.strokes) + len(drawn.dots) == sum(shown)
        assert (drawn.last is not None) == shown[-1]


# Spark lines ------------------------------------------------------------------------------------------------------


def test_a_gap_parts_the_line_and_a_quarter_alone_is_a_dot():
    drawn = spark(history(points(1, 2, None, 2)))

    assert drawn is not None
    assert drawn.strokes == (f"M{WIDTH - MARGIN - 36} {HEIGHT - MARGIN} L{WIDTH - MARGIN - 24} {MARGIN}",)
    assert drawn.dots == (Dot(WIDTH - MARGIN, MARGIN),)


def test_what_is_read_over_a_year_begins_anew_each_year():
    drawn = spark(history(points(1, 2, 3, 4, 1, 2), OVER_THE_YEAR))

    assert drawn is not None
    assert [stroke.count("L") for stroke in drawn.strokes] == [3, 1]


def test_no_value_is_no_line():
    assert spark(history(points(None, None))) is None
