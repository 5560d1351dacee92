"""What became of a result: against the quarter before and the year before, the next milestone, who leads and lags."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.freezing import VALUE_FIELDS, table
from reports.frozen import Against, Frozen
from reports.history import Way
from reports.tests.small_content import MEASURES, TARGETS, UNITS, VALUES, small_frozen
from reports.trends import Obstacle, Trend, edges, milestone, trend

RATIO = "8.1"
SHARE = "1.1"


def value(above: int, below: int, *, code: str = RATIO, **others: Any) -> list[Any]:
    """A row of a ratio per hundred, or of a share of so many communes."""
    row = {
        **dict(
            zip(VALUE_FIELDS, [code, "62", "ytd", "", "1", None, above, below, 2, 2, None, None], strict=True)
        ),
        **others,
    }
    return [row[field] for field in VALUE_FIELDS]


def with_earlier(against: Against, then: list[Any], now: list[Any], **others: Any) -> Frozen:
    """The second quarter of 2024 with one result, and what it is compared with."""
    period = {Against.QUARTER_BEFORE: "2024-Q1", Against.YEAR_BEFORE: "2023-Q2"}[against]
    return small_frozen(
        values=table(VALUE_FIELDS, [*(row for row in VALUES if (row[0], row[1]) != (now[0], "62")), now]),
        earlier={against.value: {"period": period, "values": table(VALUE_FIELDS, [then] if then else [])}},
        **others,
    )


def since_last_year(then: list[Any], now: list[Any], code: str = RATIO) -> Trend:
    frozen = with_earlier(Against.YEAR_BEFORE, then, now)
    return trend(frozen.measures[code], frozen, Against.YEAR_BEFORE)


def test_a_change_is_that_of_the_numbers_as_they_are_shown():
    # 77 of 4,000 is 1.925 %, shown 1.93; 80 of 4,001 is 1.9995 %, shown 2.00.
    found = since_last_year(value(80, 4001), value(77, 4000))

    assert (found.difference, found.quarter.code) == (Fraction(-7, 100), "2023-Q2")


def test_a_fall_is_for_the_better_where_the_measure_ought_to_fall():
    assert since_last_year(value(2, 100), value(1, 100)).way is Way.BETTER
    assert since_last_year(value(1, 100), value(2, 100)).way is Way.WORSE
    assert since_last_year(value(1, 100), value(1, 100)).way is Way.SAME


@given(st.integers(0, 999), st.integers(1, 999), st.integers(0, 999), st.integers(1, 999))
def test_to_and_fro_is_the_same_way_back(above: int, below: int, other: int, of: int):
    there = since_last_year(value(above, below), value(other, of)).difference
    back = since_last_year(value(other, of), value(above, below)).difference

    assert there == -back


def test_against_the_quarter_before_it_is_the_quarter_alone():
    frozen = with_earlier(
        Against.QUARTER_BEFORE,
        value(1, 100, span="quarter"),
        value(3, 100, span="quarter"),
    )

    found = trend(frozen.measures[RATIO], frozen, Against.QUARTER_BEFORE)

    assert (found.difference, found.quarter.code) == (Fraction(2), "2024-Q1")


@pytest.mark.parametrize(
    ("then", "now", "obstacle"),
    [
        (value(0, 0, value=None, absence="not_reported"), value(1, 100), Obstacle.NO_VALUE_THEN),
        (value(1, 100), value(0, 0, value=None, absence="nothing_occurred"), Obstacle.NO_VALUE_NOW),
        (value(1, 100, reported=7, expected=10), value(1, 100), Obstacle.TOO_FEW_UNITS),
        (value(1, 100, reported=8, expected=10), value(1, 100), None),
        ([], value(1, 100), Obstacle.NOT_ALIKE),
    ],
)
def test_what_cannot_be_compared_says_why(then: list[Any], now: list[Any], obstacle: Obstacle | None):
    found = since_last_year(then, now)

    assert found.obstacle is obstacle
    assert (found.difference is None) is (obstacle is not None)


@pytest.mark.parametrize(
    ("reported", "expected", "obstacle"),
    [(2, 2, None), (1, 2, Obstacle.TOO_FEW_UNITS), (3, 3, Obstacle.TOO_FEW_UNITS)],
)
def test_a_share_of_communes_compares_only_whole_and_with_as_many(
    reported: int, expected: int, obstacle: Obstacle | None
):
    then = value(1, expected, code=SHARE, reported=reported, expected=expected)
    now = value(1, 2, code=SHARE)

    assert since_last_year(then, now, SHARE).obstacle is obstacle


def test_a_quarter_that_the_portal_does_not_know_is_said_to_be_unknown():
    frozen = small_frozen()

    found = trend(frozen.measures[RATIO], frozen, Against.YEAR_BEFORE)

    assert (found.obstacle, found.quarter) == (Obstacle.NO_PERIOD, None)


# The next milestone -----------------------------------------------------------------------------------------------


def aimed(*targets: tuple[int, str, str]) -> list[dict[str, Any]]:
    """The province's targets of the ratio: year, operator, number."""
    return [{**TARGETS[0], "measure": RATIO, "year": y, "op": op, "value": v} for y, op, v in targets]


def ahead(now: list[Any], *targets: tuple[int, str, str]) -> Any:
    values = [row for row in VALUES if (row[0], row[1]) != (RATIO, "62")]
    frozen = small_frozen(targets=aimed(*targets), values=table(VALUE_FIELDS, [*values, now]))
    return milestone(frozen.measures[RATIO], frozen)


def test_the_next_milestone_is_the_one_after_the_target_that_judges():
    now = value(8, 100, target_year=2025)

    found = ahead(now, (2025, "<", "9"), (2030, "<", "5"), (2035, "<", "4"))

    assert (found.target.target.year, found.missing) == (2030, Fraction(3))


def test_what_is_reached_already_lacks_nothing():
    found = ahead(value(4, 100, target_year=2024), (2024, "<=", "9"), (2025, "<=", "5"))

    assert (found.target.target.year, found.missing) == (2025, Fraction(0))


def test_a_ceiling_that_may_be_broken_before_the_year_is_over_is_not_yet_kept():
    now = value(4, 100, target_year=2024, status="in_progress")

    assert ahead(now, (2024, "<", "9"), (2025, "<", "5")).missing is None


def test_a_floor_lacks_what_is_below_it():
    assert ahead(value(4, 100, target_year=2024), (2024, ">=", "2"), (2025, ">=", "5.5")).missing == Fraction(
        3, 2
    )


@pytest.mark.parametrize("reported", [1, 7])
def test_how_much_is_missing_is_not_said_while_units_are(reported: int):
    now = value(8, 100, target_year=2024, reported=reported, expected=10)

    assert ahead(now, (2024, "<", "9"), (2025, "<", "5")).missing is None


def test_after_the_last_target_there_is_no_milestone():
    assert ahead(value(8, 100, target_year=2025), (2025, "<", "9")) is None


# Who leads, who lags ----------------------------------------------------------------------------------------------


def districts(*shares: int, direction: str = "down", **others: Any) -> Frozen:
    """As many districts as shares, each with so many of a hundred."""
    codes = [f"{601 + place}" for place in range(len(shares))]
    measures = [{**one, "direction": direction} if one["code"] == RATIO else one for one in MEASURES]
    rows = [value(share, 100, unit=code, **others) for code, share in zip(codes, shares, strict=True)]
    return small_frozen(
        units=[UNITS[0], *({**UNITS[1], "code": code} for code in codes)],
        measures=measures,
        values=table(VALUE_FIELDS, rows),
    )


def ends(frozen: Frozen) -> tuple[list[int | None], list[int | None]]:
    """The numerators of those that did best, and of those that did worst."""
    found = edges(frozen.measures[RATIO], frozen)
    return [value.numerator for value in found.best], [value.numerator for value in found.worst]


def test_the_best_is_the_lowest_where_it_ought_to_fall_and_the_highest_where_it_ought_to_rise():
    assert ends(districts(5, 1, 9, 3, 7, 8, 2)) == ([1, 2, 3], [9, 8, 7])
    assert ends(districts(5, 1, 9, 3, 7, 8, 2, direction="up")) == ([9, 8, 7], [1, 2, 3])


def test_those_with_one_result_stand_together_or_not_at_all():
    assert ends(districts(1, 2, 2, 2, 5, 7, 7)) == ([1], [7, 7, 5])
    assert ends(districts(1, 1, 1, 1, 5, 7, 9)) == ([], [9, 7, 5])


def test_of_few_districts_no_more_than_half_stand_at_either_end():
    assert ends(districts(1, 2, 3)) == ([1], [3])
    assert ends(districts(1, 2, 3, 4)) == ([1, 2], [4, 3])
    assert ends(districts(1)) == ([], [])


def test_nobody_stands_out_where_all_are_alike():
    assert ends(districts(4, 4, 4)) == ([], [])
    assert ends(districts()) == ([], [])


def test_a_district_with_too_few_units_is_not_ranked():
    assert ends(districts(1, 2, 3, 4, 5, 6, reported=7, expected=10)) == ([], [])


@given(st.lists(st.integers(0, 99), max_size=10), st.sampled_from(["up", "down"]))
def test_no_district_is_at_both_ends_and_no_other_lies_beyond_an_end(shares: list[int], direction: str):
    best, worst = ends(districts(*shares, direction=direction))

    assert len(best) <= 3 and len(worst) <= 3
    assert not set(best) & set(worst)
    ranked = sorted(shares, reverse=direction == "up")
    assert best == ranked[: len(best)]
    assert worst == ranked[::-1][: len(worst)]
