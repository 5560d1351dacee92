"""How numbers, days and statuses are written."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from indicators import wording
from indicators.periods import Quarter
from indicators.values import Absence, FigureAbsence, Operator, Status


@pytest.mark.parametrize(
    ("value", "decimals", "vietnamese", "english"),
    [
        (Fraction(12345, 10), 1, "1.234,5", "1,234.5"),
        (102345, 0, "102.345", "102,345"),
        (Fraction(36, 1000), 4, "0,0360", "0.0360"),
        (Decimal("9.5"), 2, "9,50", "9.50"),
        (Fraction(-41, 10), 1, "−4,1", "−4.1"),
        (Fraction(-1, 1000), 1, "0,0", "0.0"),
        (Fraction(1999, 2), 0, "1.000", "1,000"),
    ],
)
def test_a_number_is_written_the_readers_way(value, decimals, vietnamese, english):
    assert wording.number(value, decimals) == vietnamese
    assert wording.number(value, decimals, "en") == english


@pytest.mark.parametrize(
    ("value", "written"),
    [("90", "90"), ("90.00", "90"), ("9.50", "9,5"), ("0.036", "0,036"), ("1E+3", "1.000"), ("0", "0")],
)
def test_a_typed_number_keeps_the_decimals_it_needs(value, written):
    assert wording.plain_number(Decimal(value)) == written


def test_a_target_is_written_with_its_operator():
    assert wording.operator_words(Operator.AT_LEAST, Decimal(90)) == "≥ 90"
    assert wording.operator_words(Operator.LESS, Decimal("9.5")) == "< 9,5"
    assert wording.operator_words(Operator.LESS, Decimal("9.5"), "en") == "< 9.5"
    assert wording.operator_words(Operator.EQUAL, Decimal(0)) == "= 0"


def test_coverage_is_units_counted_of_units_expected():
    assert wording.coverage(97, 102) == "97/102"
    assert wording.coverage(9876, 10598) == "9.876/10.598"


def test_quarters_have_roman_numerals_in_vietnamese():
    labels = [wording.quarter_label(Quarter(2024, number)) for number in (1, 2, 3, 4)]

    assert labels == ["quý I/2024", "quý II/2024", "quý III/2024", "quý IV/2024"]
    assert wording.quarter_label(Quarter(2024, 4), "en") == "Q4/2024"


@pytest.mark.parametrize(
    ("on", "written"),
    [
        (date(2024, 3, 5), "05/3/2024"),
        (date(2024, 2, 5), "05/02/2024"),
        (date(2024, 1, 31), "31/01/2024"),
        (date(2024, 12, 18), "18/12/2024"),
    ],
)
def test_days_below_ten_and_the_first_two_months_are_padded(on, written):
    assert wording.day(on) == written


def test_every_status_and_silence_has_its_word_and_every_status_its_symbol():
    assert set(wording.STATUS_WORDS) == set(wording.STATUS_SYMBOLS) == set(Status)
    assert set(wording.ABSENCE_WORDS) == set(wording.ABSENCE_SYMBOLS) == set(Absence)
    assert set(wording.FIGURE_ABSENCE_WORDS) == set(FigureAbsence)
    assert set(wording.OPERATOR_SYMBOLS) == set(Operator)


def test_no_two_statuses_share_a_symbol_or_a_word():
    assert "".join(wording.STATUS_SYMBOLS.values()) == "●◐▲◔○–∅▒"
    assert len(set(wording.STATUS_WORDS.values())) == len(Status)
