"""Quarters, the days of their figures and their due days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.periods import (
    DueDays,
    Quarter,
    Timeliness,
    days_left,
    is_working_day,
    timeliness,
    working_day_from,
)

quarters = st.builds(Quarter, st.integers(2000, 2099), st.integers(1, 4))


@given(quarters)
def test_a_code_is_read_back_as_its_quarter(quarter):
    assert Quarter.parse(quarter.code) == quarter
    assert str(quarter) == quarter.code


@pytest.mark.parametrize(
    "text",
    ["", "2024", "2024-Q0", "2024-Q5", "2024-q1", "24-Q1", "2024-Q1 ", "2024-Q1\n", "２０２４-Q1", "0024-Q1"],
)
def test_any_other_text_is_no_quarter(text):
    with pytest.raises(ValueError, match="Not the code of a quarter"):
        Quarter.parse(text)


@pytest.mark.parametrize("number", [0, 5, -1])
def test_a_year_has_four_quarters(number):
    with pytest.raises(ValueError, match="no quarter"):
        Quarter(2024, number)


@given(quarters)
def test_next_and_previous_undo_each_other_and_keep_the_order(quarter):
    assert quarter.next().previous() == quarter
    assert quarter.previous() < quarter < quarter.next()


def test_neighbours_cross_the_turn_of_the_year():
    assert Quarter(2024, 1).previous() == Quarter(2023, 4)
    assert Quarter(2024, 4).next() == Quarter(2025, 1)
    assert Quarter(2024, 3).same_last_year() == Quarter(2023, 3)


def test_the_year_so_far_begins_with_the_first_quarter():
    assert Quarter(2024, 1).year_so_far() == (Quarter(2024, 1),)
    assert Quarter(2024, 3).year_so_far() == (Quarter(2024, 1), Quarter(2024, 2), Quarter(2024, 3))


def test_only_the_fourth_quarter_ends_the_year():
    assert [Quarter(2024, number).is_last for number in (1, 2, 3, 4)] == [False, False, False, True]


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2024-Q1", date(2023, 12, 15), date(2024, 3, 14)),
        ("2024-Q2", date(2024, 3, 15), date(2024, 6, 14)),
        ("2024-Q3", date(2024, 6, 15), date(2024, 9, 14)),
        ("2024-Q4", date(2024, 9, 15), date(2024, 12, 14)),
    ],
)
def test_figures_run_from_the_15th_to_the_14th(code, first, last):
    quarter = Quarter.parse(code)

    assert (quarter.figures_first_day, quarter.figures_last_day) == (first, last)


@given(quarters)
def test_no_day_lies_between_two_quarters(quarter):
    assert quarter.next().figures_first_day == quarter.figures_last_day + timedelta(days=1)


@pytest.mark.parametrize(
    ("code", "commune", "district", "lead", "province"),
    [
        # closes Thursday 14/3; the 16th is a Saturday
        ("2024-Q1", date(2024, 3, 18), date(2024, 3, 18), date(2024, 3, 21), date(2024, 3, 25)),
        # closes Friday 14/6; the 16th is a Sunday, and Monday is the one working day between
        ("2024-Q2", date(2024, 6, 18), date(2024, 6, 18), date(2024, 6, 21), date(2024, 6, 25)),
        # closes Saturday 14/9; the 21st is a Saturday
        ("2024-Q3", date(2024, 9, 17), date(2024, 9, 18), date(2024, 9, 23), date(2024, 9, 25)),
        # closes Saturday 14/12; the 21st is a Saturday
        ("2024-Q4", date(2024, 12, 17), date(2024, 12, 18), date(2024, 12, 23), date(2024, 12, 25)),
    ],
)
def test_due_days_of_2024(code, commune, district, lead, province):
    due = DueDays.proposed(Quarter.parse(code))

    assert due == DueDays(commune, district, district, lead, province)


@given(quarters)
def test_every_due_day_is_a_working_day_and_follows_the_chain(quarter):
    due = DueDays.proposed(quarter)

    assert all(is_working_day(day) for day in due.by_level().values())
    assert due.commune <= due.district == due.department <= due.lead_department <= due.province


@given(quarters)
def test_a_working_day_lies_between_closing_and_the_communes_due_day(quarter):
    day = quarter.figures_last_day + timedelta(days=1)

    assert working_day_from(day) < DueDays.proposed(quarter).commune


def test_another_closing_day_moves_the_communes_due_day_only():
    due = DueDays.proposed(Quarter(2024, 1), closing=date(2024, 3, 18))

    assert due.commune == date(2024, 3, 20)
    assert due.district == date(2024, 3, 18)


def test_due_days_by_level_name_each_level():
    due = DueDays.proposed(Quarter(2024, 4))

    assert list(due.by_level()) == ["commune", "district", "department", "lead_department", "province"]
    assert due.by_level()["commune"] == date(2024, 12, 17)


def test_the_due_day_itself_is_on_time():
    due = date(2024, 12, 17)

    assert timeliness(date(2024, 12, 14), due) is Timeliness.ON_TIME
    assert timeliness(due, due) is Timeliness.ON_TIME
    assert timeliness(date(2024, 12, 18), due) is Timeliness.LATE


def test_days_left_go_below_zero_once_overdue():
    due = date(2024, 12, 17)

    assert [days_left(due, date(2024, 12, day)) for day in (13, 17, 19)] == [4, 0, -2]
