"""The laws of adding units up. Which law holds for which formula: domain rule 4."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.formulas import MeasureFacts
from indicators.values import Absence, Formula, Kind, Span
from reports.consolidation import Merged, Result, UnitCount, consolidate, merge, unit_pair

RATIO = MeasureFacts(Formula.RATIO, 100, Kind.STOCK, Kind.STOCK)
MORTALITY = MeasureFacts(Formula.RATIO, 1000, Kind.FLOW, Kind.FLOW)
SHARE = MeasureFacts(Formula.SHARE_OF_UNITS, 100, Kind.STOCK)
REDUCTION = MeasureFacts(Formula.REDUCTION, 100, Kind.FLOW)
ANNUAL = MeasureFacts(Formula.RATIO, 100, Kind.ANNUAL, Kind.ANNUAL, due_from=2)

counts = st.builds(UnitCount, st.integers(0, 999_999_999), st.integers(0, 999_999_999))
provinces = st.lists(st.none() | counts, min_size=1, max_size=12)
answers = st.lists(st.none() | st.builds(UnitCount, st.integers(0, 1), st.just(1)), min_size=1, max_size=12)
mergeable = st.sampled_from([RATIO, REDUCTION])


def result(facts, units):
    return consolidate(facts, merge(units), expected=len(units), quarter=4)


# The laws --------------------------------------------------------------------------------------------------------


@given(mergeable, counts)
def test_one_units_province_equals_the_unit(facts, unit):
    below = unit.denominator
    above = unit.numerator if facts is RATIO else unit.denominator - unit.numerator

    province = result(facts, [unit])

    assert (province.numerator, province.denominator) == (above, below)
    assert province.value == (Fraction(above * 100, below) if below else None)
    assert (province.reported, province.expected) == (1, 1)


@given(st.integers(0, 1))
def test_a_province_of_one_commune_is_all_yes_or_all_no(answer):
    assert result(SHARE, [UnitCount(answer, 1)]).value == 100 * answer


@given(st.sampled_from([RATIO, REDUCTION]), provinces, st.data())
def test_the_order_of_units_never_matters(facts, units, data):
    assert result(facts, data.draw(st.permutations(units))) == result(facts, units)


@given(answers, st.data())
def test_the_order_of_communes_never_matters_in_a_share_of_them(units, data):
    assert result(SHARE, data.draw(st.permutations(units))) == result(SHARE, units)


@given(mergeable, provinces)
def test_a_missing_unit_changes_nobodys_value_and_lowers_coverage(facts, units):
    without, with_missing = result(facts, units), result(facts, [*units, None])

    assert (with_missing.value, with_missing.absence) == (without.value, without.absence)
    assert (with_missing.numerator, with_missing.denominator) == (without.numerator, without.denominator)
    assert (with_missing.reported, with_missing.expected) == (without.reported, without.expected + 1)


@given(mergeable, counts, counts, provinces)
def test_merging_two_units_equals_summing_their_counts(facts, one, other, rest):
    merged_unit = UnitCount(one.numerator + other.numerator, one.denominator + other.denominator)

    apart, together = result(facts, [one, other, *rest]), result(facts, [merged_unit, *rest])

    assert (apart.value, apart.absence) == (together.value, together.absence)
    assert (apart.numerator, apart.denominator) == (together.numerator, together.denominator)


@given(provinces, provinces)
def test_districts_add_up_to_the_province(one, other):
    assert merge(one) + merge(other) == merge([*one, *other])


@given(answers)
def test_a_commune_that_has_not_answered_stays_in_the_denominator(units):
    answered = [unit for unit in units if unit is not None]

    share = result(SHARE, units)

    if answered:
        assert share.value == Fraction(100 * sum(unit.numerator for unit in answered), len(units))
        assert share.is_lower_bound(Formula.SHARE_OF_UNITS) is (len(answered) < len(units))
    else:
        assert share.absence is Absence.NOT_REPORTED


def test_rates_are_merged_and_never_averaged():
    # 1 of 2 and 0 of 98 are 1 of 100. The mean of 50 % and 0 % would say 25 %.
    assert result(RATIO, [UnitCount(1, 2), UnitCount(0, 98)]).value == 1


def test_a_reduction_is_of_the_sums_and_not_a_mean_of_reductions():
    # 10 -> 5 and 90 -> 90: 100 -> 95 is 5 %. The mean of 50 % and 0 % would say 25 %.
    assert result(REDUCTION, [UnitCount(5, 10), UnitCount(90, 90)]).value == 5


# Silences --------------------------------------------------------------------------------------------------------


def test_a_province_nobody_reported_has_no_value_and_no_counts():
    assert result(RATIO, [None, None]) == Result(None, Absence.NOT_REPORTED, None, None, 0, 2)


def test_a_measure_no_unit_of_the_area_reports_is_not_applicable():
    assert result(RATIO, []) == Result(None, Absence.NOT_APPLICABLE, None, None, 0, 0)


def test_an_annual_measure_is_not_due_before_its_quarter():
    early = consolidate(ANNUAL, Merged(), expected=10, quarter=1)
    late = consolidate(ANNUAL, Merged(), expected=10, quarter=2)

    assert (early.absence, late.absence) == (Absence.NOT_DUE, Absence.NOT_REPORTED)


def test_an_annual_measure_entered_early_has_its_value():
    early = consolidate(ANNUAL, Merged(9, 10, 1), expected=10, quarter=1)

    assert (early.value, early.absence, early.coverage) == (90, None, Fraction(1, 10))


def test_no_events_among_none_is_nothing_occurred():
    assert result(MORTALITY, [UnitCount(0, 0), None]).absence is Absence.NOTHING_OCCURRED


def test_no_events_among_some_is_nought():
    assert result(MORTALITY, [UnitCount(0, 40)]).value == 0


def test_events_among_none_show_their_counts_without_a_rate():
    deaths = result(MORTALITY, [UnitCount(2, 0)])

    assert deaths == Result(None, Absence.NOT_COMPUTABLE, 2, 0, 1, 1)


def test_a_rise_from_none_shows_its_counts_without_a_rate():
    assert result(REDUCTION, [UnitCount(3, 0)]) == Result(None, Absence.NOT_COMPUTABLE, -3, 0, 1, 1)


def test_coverage_is_of_the_units_expected():
    assert result(RATIO, [UnitCount(1, 2), None, None, UnitCount(1, 2)]).coverage == Fraction(1, 2)
    assert result(RATIO, []).coverage is None


# One unit's halves from its cells --------------------------------------------------------------------------------


def year(**quarters: int):
    """q1=5: the totals by quarter."""
    return {int(name[1:]): {"": number} for name, number in quarters.items()}


def test_a_unit_is_in_a_ratio_only_with_both_halves():
    births, deaths = year(q1=40, q2=35), year(q1=1, q2=0)

    assert unit_pair(MORTALITY, quarter=2, numerator=deaths, denominator=births) == UnitCount(1, 75)
    assert unit_pair(MORTALITY, quarter=2, numerator=deaths, denominator=year(q1=40)) is None
    assert unit_pair(MORTALITY, quarter=2, numerator=year(q2=0), denominator=births) is None
    assert unit_pair(MORTALITY, quarter=2, numerator=deaths) is None


def test_events_over_a_stock_take_the_stock_at_the_periods_end():
    abuse = MeasureFacts(Formula.RATIO, 100, Kind.FLOW, Kind.STOCK)
    events, children = year(q1=1, q2=2), year(q1=900, q2=1000)

    assert unit_pair(abuse, quarter=2, numerator=events, denominator=children) == UnitCount(3, 1000)
    quarter_alone = unit_pair(abuse, quarter=2, numerator=events, denominator=children, span=Span.QUARTER)
    assert quarter_alone == UnitCount(2, 1000)


def test_a_unit_in_a_share_of_units_is_its_answer_and_itself():
    assert unit_pair(SHARE, quarter=3, numerator=year(q3=1)) == UnitCount(1, 1)
    assert unit_pair(SHARE, quarter=3, numerator=year(q3=0)) == UnitCount(0, 1)
    assert unit_pair(SHARE, quarter=3, numerator=year(q2=1)) is None


def test_a_reduction_compares_the_same_stretch_of_both_years():
    this, last = year(q1=1, q2=1, q3=5), year(q1=2, q2=3, q3=9, q4=9)

    assert unit_pair(REDUCTION, quarter=2, numerator=this, last_year=last) == UnitCount(2, 5)
    alone = unit_pair(REDUCTION, quarter=2, numerator=this, last_year=last, span=Span.QUARTER)
    assert alone == UnitCount(1, 3)


@pytest.mark.parametrize("last", [None, {}, {1: {"": 2}}])
def test_a_reduction_needs_every_quarter_of_last_year_too(last):
    assert unit_pair(REDUCTION, quarter=2, numerator=year(q1=1, q2=1), last_year=last) is None


def test_a_split_takes_the_splits_halves():
    served = {1: {"": 30, "female": 14}}
    children = {1: {"": 50, "female": 24}}

    halves = unit_pair(RATIO, quarter=1, numerator=served, denominator=children, split="female")

    assert halves == UnitCount(14, 24)
    assert unit_pair(RATIO, quarter=1, numerator=served, denominator=children, split="male") is None


def test_a_total_of_nought_has_parts_of_nought_typed_in_or_not():
    deaths = {1: {"": 0}, 2: {"": 1, "male": 1, "female": 0}}
    births = {1: {"": 9, "male": 4, "female": 5}, 2: {"": 8, "male": 4, "female": 4}}

    assert unit_pair(MORTALITY, quarter=2, numerator=deaths, denominator=births, split="male") == UnitCount(
        1, 8
    )


def test_a_later_annual_entry_replaces_an_earlier_one_whole():
    pupils = {1: {"": 40, "male": 21, "female": 19}, 2: {"": 50}}

    total = unit_pair(ANNUAL, quarter=3, numerator=pupils, denominator=pupils)
    split = unit_pair(ANNUAL, quarter=3, numerator=pupils, denominator=pupils, split="male")

    assert total == UnitCount(50, 50)
    assert split is None


def test_an_annual_entry_stands_until_the_year_ends():
    pupils = {2: {"": 50}, 3: {}}

    assert unit_pair(ANNUAL, quarter=4, numerator=pupils, denominator=pupils) == UnitCount(50, 50)
    assert unit_pair(ANNUAL, quarter=1, numerator=pupils, denominator=pupils) is None
