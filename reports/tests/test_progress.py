"""How results stand to targets, and indicators to their measures."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.formulas import MeasureFacts
from indicators.goals import Target
from indicators.values import Absence, Formula, Kind, Operator, Scope, Status
from reports.consolidation import Merged, Result, consolidate
from reports.progress import Standing, Verdict, judge, judge_indicator

STOCKS = MeasureFacts(Formula.RATIO, 100, Kind.STOCK, Kind.STOCK)
EVENTS = MeasureFacts(Formula.RATIO, 100_000, Kind.FLOW, Kind.STOCK)
REACHED = MeasureFacts(Formula.RATIO, 100, Kind.CUMULATIVE, Kind.STOCK)
MORTALITY = MeasureFacts(Formula.RATIO, 1000, Kind.FLOW, Kind.FLOW)
SHARE = MeasureFacts(Formula.SHARE_OF_UNITS, 100, Kind.STOCK)
REDUCTION = MeasureFacts(Formula.REDUCTION, 100, Kind.FLOW)
SCHOOL = MeasureFacts(Formula.RATIO, 100, Kind.ANNUAL, Kind.ANNUAL, due_from=2)

MET, PARTLY, NOT_MET = Status.MET, Status.PARTLY_MET, Status.NOT_MET
OPEN, NO_TARGET, NO_DATA = Status.IN_PROGRESS, Status.NO_TARGET, Status.NO_DATA
NOTHING, WITHHELD = Status.NOTHING_OCCURRED, Status.WITHHELD


def target(op, value):
    return Target(2025, Operator(op), Decimal(value), Scope.PROVINCE)


def status(facts, merged, goal, *, expected=10, quarter=4, **more: object):
    result = consolidate(facts, Merged(*merged), expected=expected, quarter=quarter)
    return judge(result, facts=facts, target=goal, quarter=quarter, **more)


# A measure -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("op", "at_89", "at_90", "at_91"),
    [
        (">=", NOT_MET, MET, MET),
        (">", NOT_MET, NOT_MET, MET),
        ("<=", MET, MET, NOT_MET),
        ("<", MET, NOT_MET, NOT_MET),
        ("=", NOT_MET, MET, NOT_MET),
    ],
)
def test_a_value_is_judged_by_its_targets_operator(op, at_89, at_90, at_91):
    found = [status(STOCKS, (value, 100, 10), target(op, 90)) for value in (89, 90, 91)]

    assert found == [at_89, at_90, at_91]


def test_the_exact_value_is_judged_and_not_the_one_shown():
    # 89.96 % is shown as 90,0 % and does not reach 90.
    assert status(STOCKS, (8996, 10_000, 10), target(">=", 90)) is NOT_MET


def test_without_a_provincial_target_there_is_nothing_to_judge_by():
    assert status(STOCKS, (95, 100, 10), None) is NO_TARGET


@pytest.mark.parametrize(("reported", "expected_status"), [(7, NO_DATA), (8, MET), (10, MET)])
def test_below_four_fifths_of_the_units_there_is_no_verdict(reported, expected_status):
    assert status(STOCKS, (95, 100, reported), target(">=", 90)) is expected_status


def test_the_least_coverage_can_be_set():
    assert status(STOCKS, (95, 100, 7), target(">=", 90), least_coverage=Fraction(7, 10)) is MET
    assert status(STOCKS, (95, 100, 9), target(">=", 90), least_coverage=Fraction(1)) is NO_DATA


def test_low_coverage_comes_before_the_lack_of_a_target():
    assert status(STOCKS, (95, 100, 7), None) is NO_DATA


def test_nobody_is_judged_where_a_measure_does_not_apply():
    assert status(STOCKS, (0, 0, 0), target(">=", 90), expected=0) is None


@pytest.mark.parametrize(
    ("quarter", "merged", "expected_status"),
    [
        (1, (0, 0, 0), None),  # not asked for yet
        (1, (9, 10, 1), None),  # one was early; the others are not late
        (1, (95, 100, 8), MET),  # nearly all were early
        (2, (0, 0, 0), NO_DATA),
        (2, (9, 10, 1), NO_DATA),
        (2, (95, 100, 8), MET),
    ],
)
def test_an_annual_measure_is_nobodys_fault_before_its_quarter(quarter, merged, expected_status):
    assert status(SCHOOL, merged, target(">=", 90), quarter=quarter) is expected_status


def test_nothing_occurred_is_no_failure():
    assert status(MORTALITY, (0, 0, 10), target("<", "9.5")) is NOTHING
    assert status(MORTALITY, (0, 0, 10), None) is NOTHING


def test_deaths_without_births_are_a_lack_of_data():
    assert status(MORTALITY, (2, 0, 10), target("<", "9.5")) is NO_DATA


def test_from_no_child_marriage_to_some_is_not_met():
    assert status(REDUCTION, (3, 0, 10), target(">=", 2)) is NOT_MET
    assert status(REDUCTION, (3, 0, 10), None) is NO_TARGET


def test_a_reduction_is_judged_in_every_quarter():
    assert status(REDUCTION, (40, 50, 10), target(">=", 2), quarter=1) is MET
    assert status(REDUCTION, (50, 50, 10), target(">=", 2), quarter=1) is NOT_MET


def test_what_is_withheld_has_no_other_status():
    withheld = Result(None, Absence.WITHHELD, None, None, 1, 10)

    assert judge(withheld, facts=STOCKS, target=target(">=", 90), quarter=4) is WITHHELD


# A share of units: the value is a lower bound --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("yes", "answered", "expected_status"),
    [
        (56, 102, MET),
        (55, 102, NOT_MET),
        (56, 97, MET),  # whatever the other five say
        (52, 97, NO_DATA),  # 57 with the other five
        (51, 97, NO_DATA),  # 56 with the other five
        (50, 97, NOT_MET),  # 55 even with the other five
        (100, 81, NO_DATA),  # coverage below 80 %
    ],
)
def test_a_floor_of_communes_is_missed_only_when_every_missing_yes_would_miss_it(
    yes, answered, expected_status
):
    found = status(SHARE, (yes, answered, answered), target(">=", "54.9"), expected=102)

    assert found is expected_status


@pytest.mark.parametrize(
    ("op", "yes", "answered", "expected_status"),
    [
        ("<=", 1, 8, NO_DATA),  # 10 % to 30 %
        ("<=", 0, 8, MET),  # at most 20 %
        ("<=", 3, 8, NOT_MET),
        ("=", 2, 8, NO_DATA),
        ("=", 1, 8, NO_DATA),  # could be 10, 20 or 30 %
        ("=", 3, 8, NOT_MET),
        ("=", 2, 10, MET),
    ],
)
def test_any_other_target_of_communes_waits_for_the_missing_too(op, yes, answered, expected_status):
    assert status(SHARE, (yes, answered, answered), target(op, 20)) is expected_status


@given(st.integers(8, 10), st.data(), st.sampled_from(Operator), st.integers(0, 100))
def test_a_verdict_on_a_share_holds_whatever_the_missing_answer(answered, data, op, value):
    yes = data.draw(st.integers(0, answered))
    goal = target(op, value)

    found = status(SHARE, (yes, answered, answered), goal)

    for more in range(10 - answered + 1):
        final = status(SHARE, (yes + more, 10, 10), goal)
        assert found in (NO_DATA, final)


# Before the year is over -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("op", "below", "equal", "above"),
    [
        ("<=", OPEN, OPEN, NOT_MET),
        ("<", OPEN, NOT_MET, NOT_MET),
        (">=", OPEN, MET, MET),
        (">", OPEN, OPEN, MET),
        ("=", OPEN, OPEN, NOT_MET),
    ],
)
@pytest.mark.parametrize("facts", [EVENTS, REACHED], ids=["events", "distinct children"])
def test_before_the_fourth_quarter_only_what_is_decided_is_said(facts, op, below, equal, above):
    unit = facts.per // 100
    goal = target(op, 30 * unit)

    found = [status(facts, (value, 100, 10), goal, quarter=3) for value in (29, 30, 31)]

    assert found == [below, equal, above]


def test_in_the_fourth_quarter_the_year_is_judged():
    assert status(EVENTS, (1, 1000, 10), target("<=", 510), quarter=4) is MET
    assert status(REACHED, (29, 100, 10), target(">=", 30), quarter=4) is NOT_MET


def test_child_labour_of_none_is_a_state_and_judged_at_once():
    assert status(STOCKS, (0, 500, 10), target("=", 0), quarter=1) is MET
    assert status(STOCKS, (1, 500, 10), target("=", 0), quarter=1) is NOT_MET


def test_rates_among_events_are_judged_in_every_quarter():
    assert status(MORTALITY, (1, 1000, 10), target("<", "9.5"), quarter=1) is MET


def test_before_the_fourth_quarter_a_gap_is_still_a_gap():
    assert status(EVENTS, (1, 1000, 7), target("<=", 510), quarter=1) is NO_DATA
    assert status(EVENTS, (1, 1000, 10), None, quarter=1) is NO_TARGET


# An indicator ----------------------------------------------------------------------------------------------------


def verdict(*aimed: Status | None, aimless=()):
    standings = [Standing(status, True) for status in aimed]
    return judge_indicator([*standings, *(Standing(status, False) for status in aimless)])


@pytest.mark.parametrize(
    ("aimed", "aimless", "expected_verdict"),
    [
        ([MET], [], Verdict(MET, 1, 1)),
        ([MET, MET], [], Verdict(MET, 2, 2)),
        ([MET], [NO_TARGET, NO_TARGET], Verdict(MET, 1, 3)),
        ([MET], [NO_DATA, NO_TARGET], Verdict(MET, 1, 3)),
        ([MET, NOT_MET], [], Verdict(PARTLY, 2, 2)),
        ([MET, NO_DATA], [], Verdict(PARTLY, 1, 2)),
        ([MET, NOTHING], [], Verdict(MET, 1, 2)),
        ([MET, None], [], Verdict(MET, 1, 2)),
        ([MET, WITHHELD], [], Verdict(PARTLY, 1, 2)),
        ([NOT_MET, NOT_MET], [], Verdict(NOT_MET, 2, 2)),
        ([NOT_MET, NO_DATA], [], Verdict(NOT_MET, 1, 2)),
        ([NOT_MET], [NO_TARGET], Verdict(NOT_MET, 1, 2)),
        ([OPEN, MET], [], Verdict(OPEN, 2, 2)),
        ([OPEN, NOT_MET], [], Verdict(OPEN, 2, 2)),
        ([OPEN, NO_DATA], [], Verdict(OPEN, 1, 2)),
    ],
)
def test_an_indicator_is_judged_by_its_measures_with_a_target(aimed, aimless, expected_verdict):
    assert verdict(*aimed, aimless=aimless) == expected_verdict


@pytest.mark.parametrize(
    ("statuses", "expected_status"),
    [
        ([NO_TARGET, NO_DATA], NO_DATA),
        ([NO_TARGET, NOTHING], NOTHING),
        ([NOTHING, NO_DATA], NO_DATA),
        ([NO_TARGET, NO_TARGET], NO_TARGET),
        ([WITHHELD, NO_TARGET], WITHHELD),
        ([None, NO_TARGET], NO_TARGET),
        ([None, None], None),
    ],
)
def test_where_nothing_can_be_judged_the_first_silence_that_applies_is_said(statuses, expected_status):
    assert verdict(aimless=statuses) == Verdict(expected_status, 0, 2)


@given(
    st.lists(st.builds(Standing, st.sampled_from([MET, NOT_MET, OPEN, NO_DATA, NOTHING]), st.just(True))),
    st.data(),
)
def test_the_order_of_measures_never_matters(standings, data):
    assert judge_indicator(data.draw(st.permutations(standings))) == judge_indicator(standings)
