"""The plan's rules over one sheet: parts and wholes, splits, and what must be there."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from districts.checks import Cell, Rule, Sheet, find
from districts.tests.small_sheets import (
    ADD_UP,
    CHANGE,
    ELEMENTS,
    JUMP,
    NEVER_FALLS,
    NO_DATA,
    NOTHING,
    OVER_YEAR,
    PART_OF_WHOLE,
    cells,
    found,
)
from indicators.values import MAX_FIGURE, FigureAbsence

figures = st.integers(0, MAX_FIGURE)


# A part and its whole ---------------------------------------------------------------------------------------------


def test_a_part_above_its_whole_is_said_beside_both_with_both_numbers():
    [finding] = found(PART_OF_WHOLE, cells(special=1300, children=1240))

    assert finding.cells == (("special", ""), ("children", ""))
    assert (finding.element, finding.split, finding.other_element) == ("special", "", "children")
    assert finding.is_hard
    assert finding.blocks
    assert str(finding.sentence) == (
        "“Trẻ em có hoàn cảnh đặc biệt” (1.300) lớn hơn “Tổng số trẻ em” (1.240). "
        "Xin kiểm tra lại một trong hai số."
    )


@given(figures, figures)
def test_a_part_is_found_exactly_where_it_is_above_its_whole(part, whole):
    assert bool(found(PART_OF_WHOLE, cells(special=part, children=whole))) is (part > whole)


def test_a_part_is_compared_in_each_split_that_both_have():
    filled = cells(
        special=10, special__male=6, special__female=4, children=100, children__male=5, children__female=95
    )

    [finding] = found(PART_OF_WHOLE, filled)

    assert finding.cells == (("special", "male"), ("children", "male"))
    assert "“Trẻ em có hoàn cảnh đặc biệt (Nam)” (6)" in str(finding.sentence)


@pytest.mark.parametrize(
    "filled",
    [
        cells(special=5),
        cells(children=5),
        cells(special=NO_DATA, children=5),
        cells(special=5, children=NO_DATA),
        cells(special=5, special__male=5, children=9),
    ],
)
def test_what_is_not_there_is_never_compared(filled):
    assert found(PART_OF_WHOLE, filled) == []


def test_nothing_occurred_is_nought_against_a_whole():
    rule = replace(PART_OF_WHOLE, part="abused", whole="births")

    assert found(rule, cells(abused=NOTHING, births=NOTHING)) == []
    assert len(found(rule, cells(abused=1, births=NOTHING))) == 1


def test_a_rule_about_elements_of_another_sheet_says_nothing():
    assert found(replace(PART_OF_WHOLE, whole="schools"), cells(special=5)) == []


def test_over_the_year_the_quarters_are_added_first():
    earlier = {1: cells(abused=6, births=10)}

    [finding] = found(OVER_YEAR, cells(abused=5, births=0), earlier=earlier)

    assert str(finding.sentence) == (
        "Tính từ đầu năm, “Trẻ em bị xâm hại” (11) lớn hơn “Trẻ đẻ sống” (10). "
        "Xin kiểm tra lại; nếu số đúng, xin ghi giải trình."
    )


def test_over_the_year_a_quarter_alone_may_be_above():
    assert found(OVER_YEAR, cells(abused=5, births=0), earlier={1: cells(abused=0, births=10)}) == []


def test_over_the_year_nothing_is_compared_while_a_quarter_is_missing():
    assert found(OVER_YEAR, cells(abused=5, births=0)) == []
    assert found(OVER_YEAR, cells(abused=5, births=0), earlier={1: cells(abused=0, births=NO_DATA)}) == []


def test_over_the_year_events_are_set_against_the_stock_of_the_periods_end():
    rule = replace(OVER_YEAR, whole="children")
    earlier = {1: cells(abused=6, children=1000)}

    assert len(found(rule, cells(abused=5, children=10), earlier=earlier)) == 1
    assert found(rule, cells(abused=4, children=10), earlier=earlier) == []


# Splits -----------------------------------------------------------------------------------------------------------


def test_parts_that_do_not_add_up_are_said_beside_the_total_and_each_part():
    [finding] = found(ADD_UP, cells(special=124, special__male=60, special__female=70))

    assert finding.cells == (("special", ""), ("special", "male"), ("special", "female"))
    assert str(finding.sentence) == (
        "Nam + Nữ cộng lại là 130, khác tổng số 124 của “Trẻ em có hoàn cảnh đặc biệt”. Xin kiểm tra lại."
    )


@given(figures, figures, figures)
def test_splits_are_found_exactly_where_they_do_not_add_up(total, male, female):
    filled = cells(special=total, special__male=male, special__female=female)

    assert bool(found(ADD_UP, filled)) is (male + female != total)


def test_each_split_adds_up_on_its_own():
    filled = cells(children=10, children__male=4, children__female=6, children__kinh=4, children__minority=5)

    [finding] = found(ADD_UP, filled)

    assert finding.cells[1:] == (("children", "kinh"), ("children", "minority"))


def test_half_a_split_is_said_beside_the_empty_part():
    [finding] = found(ADD_UP, cells(special=10, special__male=10))

    assert finding.cells == (("special", "female"),)
    assert finding.is_hard


@pytest.mark.parametrize(
    "filled",
    [
        cells(special=10),
        cells(abused=NOTHING, abused__male=NOTHING, abused__female=Cell(0)),
        cells(special__male=4, special__female=6),
    ],
)
def test_no_split_or_one_without_a_total_to_compare_says_nothing(filled):
    assert found(ADD_UP, filled) == []


def test_parts_beside_a_total_that_says_no_data_contradict_it():
    [finding] = found(ADD_UP, cells(special=NO_DATA, special__male=4, special__female=6))

    assert finding.cells == (("special", ""), ("special", "male"), ("special", "female"))
    assert finding.blocks
    assert str(finding.sentence) == (
        "“Trẻ em có hoàn cảnh đặc biệt” đã có số theo phân tổ nhưng tổng số ghi là chưa có số liệu. "
        "Xin nhập tổng số, hoặc bỏ các phần."
    )


# What must be there -----------------------------------------------------------------------------------------------


def missing(filled, quarter=1):
    return [(finding.rule, finding.element) for finding in find(Sheet(quarter, ELEMENTS, (), filled))]


def test_every_required_total_must_be_there():
    required = ["children", "special", "abused", "births", "consulted", "friendly"]

    assert missing({}) == [("missing_figure", code) for code in required]


def test_an_annual_element_is_asked_for_in_its_own_quarter_only():
    full = cells(children=9, special=1, abused=NOTHING, births=4, consulted=2, friendly=0)

    assert missing(full, quarter=1) == []
    assert missing(full, quarter=2) == [("missing_figure", "pupils")]
    assert missing(full, quarter=3) == []


def test_no_data_needs_its_reason():
    full = cells(children=9, special=1, abused=NOTHING, births=4, consulted=2, friendly=0)

    assert missing({**full, **cells(births=NO_DATA)}) == []
    assert missing({**full, **cells(births=Cell(absence=FigureAbsence.NO_DATA, reason=" "))}) == [
        ("missing_reason", "births")
    ]


def test_a_missing_total_says_what_may_stand_there():
    sentences = {finding.element: str(finding.sentence) for finding in find(Sheet(1, ELEMENTS, (), {}))}

    assert "“không phát sinh”" in sentences["abused"]
    assert "“không phát sinh”" not in sentences["children"]
    assert sentences["friendly"].startswith("Chưa trả lời “Đạt tiêu chuẩn”. Xin chọn “có” hoặc “không”")


def test_a_part_alone_is_not_its_total():
    assert ("missing_figure", "special") in missing(cells(special__male=4, special__female=6))


# The whole sheet --------------------------------------------------------------------------------------------------


def test_findings_come_in_the_sheets_order_and_hard_before_soft():
    rules = (CHANGE, JUMP, NEVER_FALLS, ADD_UP, PART_OF_WHOLE)
    filled = cells(children=50, special=90, special__male=1, abused=9, births=1, consulted=1, friendly=1)
    before = {"previous": cells(special=10, children=50), "last_year": cells(abused=0)}

    order = [
        (finding.rule, *finding.cells[0]) for finding in find(Sheet(1, ELEMENTS, rules, filled, **before))
    ]

    assert order == [
        ("part_of_whole", "special", ""),
        ("change_of_stock", "special", ""),
        ("splits_add_up", "special", "female"),
        ("jump_of_flow", "abused", ""),
    ]


def test_a_rule_is_read_as_the_plan_says_it():
    assert Rule.from_plan({"rule": "splits_add_up", "severity": "hard"}) == ADD_UP
    assert (
        Rule.from_plan(
            {
                "rule": "part_of_whole",
                "part": "abused",
                "whole": "births",
                "over": "year_to_date",
                "severity": "soft",
            }
        )
        == OVER_YEAR
    )
    assert (
        Rule.from_plan(
            {
                "rule": "jump_of_flow",
                "against": "same_quarter_last_year",
                "more_than_times": 3,
                "and_more_than": 5,
                "severity": "soft",
            }
        )
        == JUMP
    )
