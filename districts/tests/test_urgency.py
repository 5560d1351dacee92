"""How an assignment stands on a day: a table, the laws behind it, and both sides of midnight in the province."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from districts.urgency import OPEN, ORDER, PRESSING, SOON, SYMBOLS, WORDS, Judgement, Standing, judge, urgency

DUE = date(2024, 12, 6)
DAYS = st.dates(date(2021, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("today", "standing", "days"),
    [
        (date(2024, 11, 28), Standing.TO_COME, 8),
        (date(2024, 11, 29), Standing.DUE_SOON, 7),
        (date(2024, 12, 5), Standing.DUE_SOON, 1),
        (date(2024, 12, 6), Standing.DUE_SOON, 0),
        (date(2024, 12, 7), Standing.LATE, 1),
        (date(2024, 12, 18), Standing.LATE, 12),
    ],
)
def test_what_is_open_stands_by_the_days_it_has_left(today, standing, days):
    assert judge(due=DUE, today=today) == Judgement(standing, days)


@pytest.mark.parametrize(
    ("done_on", "standing", "days"),
    [
        (date(2024, 12, 1), Standing.DONE, 0),
        (date(2024, 12, 6), Standing.DONE, 0),
        (date(2024, 12, 7), Standing.DONE_LATE, 1),
        (date(2024, 12, 16), Standing.DONE_LATE, 10),
    ],
)
def test_what_is_done_was_on_time_through_its_last_day(done_on, standing, days):
    assert judge(due=DUE, today=date(2025, 6, 1), done_on=done_on) == Judgement(standing, days)


@pytest.mark.parametrize(
    ("moment", "standing"),
    [
        (datetime(2024, 12, 6, 16, 59, 59, tzinfo=UTC), Judgement(Standing.DUE_SOON, 0)),
        (datetime(2024, 12, 6, 17, 0, 0, tzinfo=UTC), Judgement(Standing.LATE, 1)),
    ],
    ids=["23:59:59 in the province", "0:00:00 in the province"],
)
def test_a_day_ends_at_midnight_in_the_province(moment, standing):
    assert judge(due=DUE, today=timezone.localdate(moment)) == standing


@given(due=DAYS, today=DAYS, later=DAYS, done_on=DAYS)
def test_what_is_done_stays_as_it_was_done_whatever_day_it_is(due, today, later, done_on):
    assert judge(due=due, today=today, done_on=done_on) == judge(due=due, today=later, done_on=done_on)


@given(due=DAYS, today=DAYS, done_on=st.none() | DAYS)
def test_what_is_cancelled_is_nothing_else(due, today, done_on):
    assert judge(due=due, today=today, done_on=done_on, is_cancelled=True) == Judgement(Standing.CANCELLED)


@given(due=DAYS, today=DAYS)
def test_what_is_open_is_one_of_three_and_only_grows_more_urgent(due, today):
    now, tomorrow = judge(due=due, today=today), judge(due=due, today=today + timedelta(days=1))

    assert now.standing in OPEN
    assert (now.standing == Standing.LATE) == (today > due)
    assert (now.standing in PRESSING) == (today > due - timedelta(days=SOON + 1))
    assert ORDER.index(tomorrow.standing) <= ORDER.index(now.standing)


@given(st.lists(st.tuples(DAYS, st.none() | DAYS, st.booleans()), max_size=12), DAYS)
def test_the_list_goes_from_the_longest_late_to_what_is_over(found, today):
    judged = [
        (judge(due=due, today=today, done_on=done_on, is_cancelled=gone), due) for due, done_on, gone in found
    ]

    listed = sorted(judged, key=lambda one: urgency(*one))

    places = [ORDER.index(judgement.standing) for judgement, _due in listed]
    assert places == sorted(places)
    late = [judgement.days for judgement, _due in listed if judgement.standing == Standing.LATE]
    assert late == sorted(late, reverse=True)
    waiting = [judgement.days for judgement, _due in listed if judgement.standing == Standing.TO_COME]
    assert waiting == sorted(waiting)
    over = [due for judgement, due in listed if judgement.standing == Standing.DONE]
    assert over == sorted(over, reverse=True)


def test_each_standing_has_a_symbol_and_a_word_of_its_own():
    assert set(SYMBOLS) == set(WORDS) == set(Standing)
    assert len(set(SYMBOLS.values())) == len(set(WORDS.values())) == len(Standing)
