"""A measure of counts: elements over a year, then the formula."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.formulas import MeasureFacts, evaluate, over_span, over_year
from indicators.values import MAX_FIGURE, Absence, Formula, Kind, Span

counts = st.integers(0, MAX_FIGURE)
years = st.dictionaries(st.integers(1, 4), st.none() | counts)


def test_a_ratio_is_exact():
    assert evaluate(Formula.RATIO, 1000, 7, 3) == Fraction(7000, 3)


def test_a_numerator_of_nought_is_simply_nought():
    assert evaluate(Formula.RATIO, 1000, 0, 250) == 0


@pytest.mark.parametrize("formula", [Formula.RATIO, Formula.REDUCTION])
def test_nought_of_nought_is_no_event_at_all(formula):
    assert evaluate(formula, 100, 0, 0) is Absence.NOTHING_OCCURRED


def test_deaths_without_births_cannot_be_computed():
    assert evaluate(Formula.RATIO, 1000, 2, 0) is Absence.NOT_COMPUTABLE


def test_a_reduction_is_of_last_year_and_below_nought_where_it_rose():
    assert evaluate(Formula.REDUCTION, 100, 50 - 40, 50) == 20
    assert evaluate(Formula.REDUCTION, 100, 4 - 8, 4) == -100


def test_from_none_last_year_to_some_this_year_cannot_be_computed():
    assert evaluate(Formula.REDUCTION, 100, 0 - 2, 0) is Absence.NOT_COMPUTABLE


def test_a_share_of_units_is_of_the_units_in_force():
    assert evaluate(Formula.SHARE_OF_UNITS, 100, 56, 102) == Fraction(5600, 102)
    assert evaluate(Formula.SHARE_OF_UNITS, 100, 0, 0) is Absence.NOT_APPLICABLE


def test_a_flow_is_the_sum_of_the_quarters_so_far():
    assert over_year(Kind.FLOW, {1: 3, 2: 0, 3: 4, 4: 9}, 3) == 7


def test_a_flow_with_a_quarter_missing_is_unknown_and_not_a_smaller_sum():
    assert over_year(Kind.FLOW, {1: 3, 3: 4}, 3) is None
    assert over_year(Kind.FLOW, {1: 3, 2: None, 3: 4}, 3) is None


@pytest.mark.parametrize("kind", [Kind.STOCK, Kind.CUMULATIVE])
def test_a_stock_or_a_cumulative_count_is_never_added_over_quarters(kind):
    assert over_year(kind, {1: 100, 2: 110}, 2) == 110


@pytest.mark.parametrize("kind", [Kind.STOCK, Kind.CUMULATIVE])
def test_nothing_is_carried_forward_from_an_earlier_quarter(kind):
    assert over_year(kind, {1: 100}, 2) is None


def test_an_annual_figure_is_the_latest_of_the_year_so_far():
    assert over_year(Kind.ANNUAL, {2: 50}, 4) == 50
    assert over_year(Kind.ANNUAL, {1: 40, 2: 50}, 1) == 40
    assert over_year(Kind.ANNUAL, {1: 40, 2: 50}, 3) == 50
    assert over_year(Kind.ANNUAL, {3: 50}, 2) is None


@given(st.sampled_from(Kind), years, st.integers(1, 4))
def test_what_comes_after_the_quarter_changes_nothing(kind, year, upto):
    so_far = {quarter: number for quarter, number in year.items() if quarter <= upto}

    assert over_year(kind, year, upto) == over_year(kind, so_far, upto)


@given(st.sampled_from(Kind), years)
def test_the_first_quarter_of_a_year_is_the_year_so_far(kind, year):
    assert over_span(Span.YTD, kind, year, 1) == over_span(Span.QUARTER, kind, year, 1)


def test_the_quarter_alone_is_its_own_figure():
    assert over_span(Span.QUARTER, Kind.FLOW, {1: 3, 2: 5}, 2) == 5
    assert over_span(Span.QUARTER, Kind.FLOW, {1: 3}, 2) is None


def test_a_quarter_alone_means_nothing_for_what_is_entered_year_to_date_or_once_a_year():
    spans = {
        kinds: MeasureFacts(Formula.RATIO, 100, *kinds).has_quarter_span
        for kinds in [
            (Kind.FLOW, Kind.STOCK),
            (Kind.STOCK, Kind.STOCK),
            (Kind.CUMULATIVE, Kind.STOCK),
            (Kind.ANNUAL, Kind.ANNUAL),
        ]
    }

    assert list(spans.values()) == [True, True, False, False]


def test_rates_among_events_are_of_a_part_of_the_year_before_its_end():
    mortality = MeasureFacts(Formula.RATIO, 1000, Kind.FLOW, Kind.FLOW)
    abuse = MeasureFacts(Formula.RATIO, 100, Kind.FLOW, Kind.STOCK)

    assert [mortality.is_part_of_year(quarter) for quarter in (1, 3, 4)] == [True, True, False]
    assert not abuse.is_part_of_year(1)
    assert (mortality.builds_up, abuse.builds_up) == (False, True)


def test_an_annual_measure_is_due_from_its_quarter_on():
    measure = MeasureFacts(Formula.RATIO, 100, Kind.ANNUAL, Kind.ANNUAL, due_from=2)

    assert [measure.is_due(quarter) for quarter in (1, 2, 3)] == [False, True, True]
