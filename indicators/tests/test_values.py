"""Reading a figure, and showing a fraction."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.phrases import grouped
from indicators.values import (
    MAX_FIGURE,
    SENTENCES,
    FigureAbsence,
    FigureError,
    FigureFault,
    Kind,
    counted,
    may_say,
    read_figure,
    round_half_up,
    twelve_digits,
)

figures = st.integers(0, MAX_FIGURE)
fractions = st.fractions(min_value=-(10**12), max_value=10**12)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("125", 125),
        ("1234", 1234),
        ("1.234", 1234),
        ("999.999.999", 999_999_999),
        (" 1 234 ", 1234),
        ("1\u00a0234", 1234),
        ("1\u202f234\u202f567", 1_234_567),
        ("007", 7),
    ],
)
def test_a_whole_number_is_read_with_or_without_its_groups(text, number):
    assert read_figure(text) == number


@given(figures, st.sampled_from(["vi", "en"]))
def test_a_number_as_we_write_it_is_read_back(number, language):
    assert read_figure(grouped(number, language), language=language) == number
    assert read_figure(str(number), language=language) == number


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", FigureFault.NOT_A_NUMBER),
        ("ba", FigureFault.NOT_A_NUMBER),
        ("12a", FigureFault.NOT_A_NUMBER),
        ("1e5", FigureFault.NOT_A_NUMBER),
        ("+5", FigureFault.NOT_A_NUMBER),
        ("-", FigureFault.NOT_A_NUMBER),
        ("-ba", FigureFault.NOT_A_NUMBER),
        ("--5", FigureFault.NOT_A_NUMBER),
        ("12 34", FigureFault.NOT_A_NUMBER),
        ("1..2", FigureFault.NOT_A_NUMBER),
        ("1.234.", FigureFault.NOT_A_NUMBER),
        ("12%", FigureFault.NOT_A_NUMBER),
        ("１２", FigureFault.NOT_A_NUMBER),
        ("٣", FigureFault.NOT_A_NUMBER),
        ("5\x00", FigureFault.NOT_A_NUMBER),
        ("có", FigureFault.NOT_A_NUMBER),
        ("-3", FigureFault.NEGATIVE),
        ("\u22123", FigureFault.NEGATIVE),
        ("- 1.234", FigureFault.NEGATIVE),
        ("-1,5", FigureFault.NEGATIVE),
        ("1,5", FigureFault.NOT_WHOLE),
        ("12,0", FigureFault.NOT_WHOLE),
        ("1.5", FigureFault.NOT_WHOLE),
        ("1,234", FigureFault.AMBIGUOUS),
        ("12,345,678", FigureFault.AMBIGUOUS),
        ("1,234,567,890", FigureFault.NOT_WHOLE),
        ("0,123", FigureFault.NOT_WHOLE),
        ("-1,234", FigureFault.NEGATIVE),
        ("0.123", FigureFault.NOT_WHOLE),
        ("1.2345", FigureFault.NOT_WHOLE),
        ("1.234,5", FigureFault.NOT_WHOLE),
        ("1 234,5", FigureFault.NOT_WHOLE),
        ("1000000000", FigureFault.TOO_LARGE),
        ("1.000.000.000", FigureFault.TOO_LARGE),
        ("9" * 30, FigureFault.TOO_LARGE),
        ("9" * 9000, FigureFault.TOO_LARGE),
    ],
)
def test_what_is_no_whole_number_is_refused_with_its_own_reason(text, fault):
    with pytest.raises(FigureError) as refused:
        read_figure(text)

    assert refused.value.code is fault


def test_an_english_page_groups_by_commas_and_refuses_the_full_stop():
    assert read_figure("1,234", language="en") == 1234
    with pytest.raises(FigureError) as refused:
        read_figure("1.234", language="en")

    assert refused.value.code is FigureFault.AMBIGUOUS
    assert "“1.234” là 1,234 hay là số lẻ?" in refused.value.sentence.written(language="en")


@given(st.text())
def test_any_text_is_a_figure_or_refused(text):
    try:
        number = read_figure(text)
    except FigureError as error:
        assert error.code in SENTENCES
    else:
        assert 0 <= number <= MAX_FIGURE


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("Có", 1), ("co\u0301", 1), ("0", 0), (" không ", 0)])
def test_a_yes_or_no_is_one_or_nought(text, number):
    assert read_figure(text, boolean=True) == number


@pytest.mark.parametrize("text", ["", "2", "-1", "01", "ba", "1,5", "9" * 30])
def test_a_yes_or_no_takes_nothing_else(text):
    with pytest.raises(FigureError) as refused:
        read_figure(text, boolean=True)

    assert refused.value.code is FigureFault.NOT_YES_NO


def test_a_refusal_says_why_in_vietnamese():
    with pytest.raises(FigureError) as refused:
        read_figure("9" * 30)

    assert str(refused.value) == "Số này quá lớn. Số lớn nhất có thể nhập là 999.999.999."


def test_a_refusal_repeats_what_was_typed_but_not_all_of_a_long_text():
    with pytest.raises(FigureError) as refused:
        read_figure("b" * 500)

    assert str(refused.value) == f"“{'b' * 40}…” không phải là số. Xin nhập số nguyên, ví dụ 125."


def test_only_events_can_fail_to_occur():
    allowed = {kind for kind in Kind if may_say(FigureAbsence.NOTHING_OCCURRED, kind)}

    assert allowed == {Kind.FLOW, Kind.CUMULATIVE}
    assert not may_say(FigureAbsence.NOTHING_OCCURRED, Kind.FLOW, boolean=True)
    assert all(may_say(FigureAbsence.NO_DATA, kind) for kind in Kind)


def test_nothing_occurred_adds_nought_and_no_data_adds_nothing():
    assert counted(7, None) == 7
    assert counted(None, FigureAbsence.NOTHING_OCCURRED) == 0
    assert counted(None, FigureAbsence.NO_DATA) is None
    assert counted(None, None) is None


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (Fraction(5, 100), 1, "0.1"),
        (Fraction(25, 100), 1, "0.3"),
        (Fraction(-25, 100), 1, "-0.3"),
        (Fraction(-1, 100), 1, "0.0"),
        (Fraction(1, 3), 4, "0.3333"),
        (Fraction(7), 2, "7.00"),
        (Fraction(999_999_999 * 100_000, 7), 1, "14285714271428.6"),
    ],
)
def test_a_value_is_rounded_half_up(value, decimals, shown):
    assert str(round_half_up(value, decimals)) == shown


@given(st.decimals(-(10**9), 10**9, allow_nan=False, places=6), st.integers(0, 4))
def test_rounding_agrees_with_decimals_own(value, decimals):
    with localcontext(prec=50):
        expected = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)

    assert round_half_up(Fraction(value), decimals) == expected


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(25), "25"),
        (Fraction(25, 2), "12.5"),
        (Fraction(100, 3), "33.3333333333"),
        (Fraction(200, 3), "66.6666666667"),
        (Fraction(-200, 3), "-66.6666666667"),
        (Fraction(1, 30_000), "0.0000333333333333"),
        (Fraction(99_999_999_999_999, 10**14) + Fraction(1, 10**15), "1"),
        (Fraction(10**15), "1000000000000000"),
        (Fraction(2 * 10**14 + 3, 3), "66666666666700"),
    ],
)
def test_the_api_gives_twelve_significant_digits(value, text):
    assert twelve_digits(value) == text


@given(fractions)
def test_twelve_digits_are_plain_and_close(value):
    text = twelve_digits(value)

    assert "e" not in text.lower()
    assert not ("." in text and text.endswith(("0", ".")))
    assert abs(Fraction(text) - value) <= abs(value) / 10**11
