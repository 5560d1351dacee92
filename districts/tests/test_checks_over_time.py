"""The plan's rules between a sheet and what stood in earlier quarters."""

from dataclasses import replace

import pytest

from districts.checks import Cell
from districts.tests.small_sheets import (
    CHANGE,
    JUMP,
    NEVER_FALLS,
    NO_DATA,
    NOTHING,
    PART_OF_WHOLE,
    cells,
    found,
)

# Over time --------------------------------------------------------------------------------------------------------


def test_a_count_of_the_year_so_far_never_falls():
    earlier = {1: cells(consulted=40), 2: cells(consulted=50)}

    [finding] = found(NEVER_FALLS, cells(consulted=45), quarter=3, earlier=earlier)

    assert finding.is_hard
    assert "là 45, thấp hơn số đã báo cáo ở quý trước (50)" in str(finding.sentence)
    assert found(NEVER_FALLS, cells(consulted=50), quarter=3, earlier=earlier) == []


def test_a_split_of_the_year_so_far_never_falls_either():
    earlier = {1: cells(consulted=40, consulted__male=20, consulted__female=20)}
    filled = cells(consulted=40, consulted__male=19, consulted__female=21)

    assert [finding.cells for finding in found(NEVER_FALLS, filled, earlier=earlier)] == [
        (("consulted", "male"),)
    ]


def test_a_new_year_begins_from_nought():
    assert found(NEVER_FALLS, cells(consulted=3), quarter=1, previous=cells(consulted=90)) == []


def test_events_and_stocks_may_fall():
    assert found(NEVER_FALLS, cells(abused=1, children=5), earlier={1: cells(abused=9, children=9)}) == []


@pytest.mark.parametrize(
    ("then", "now", "is_found"),
    [
        (100, 121, True),
        (100, 120, False),  # not more than 20
        (200, 240, False),  # not more than 20 %
        (200, 241, True),
        (200, 159, True),  # falls too
        (0, 21, True),
        (0, 20, False),
        (5, 20, False),
    ],
)
def test_a_stock_that_moves_far_asks_for_an_explanation(then, now, is_found):
    findings = found(CHANGE, cells(children=now), previous=cells(children=then))

    assert bool(findings) is is_found
    assert all(not finding.is_hard and finding.blocks for finding in findings)


def test_a_yes_or_no_may_change():
    rule = replace(CHANGE, more_than_percent=0, and_more_than=0)

    assert found(rule, cells(friendly=1), previous=cells(friendly=0)) == []


@pytest.mark.parametrize(
    ("then", "now", "is_found"),
    [(2, 8, True), (2, 7, False), (3, 9, False), (3, 10, True), (0, 6, True), (0, 5, False), (10, 1, False)],
)
def test_a_jump_of_events_asks_for_an_explanation(then, now, is_found):
    assert bool(found(JUMP, cells(abused=now), last_year=cells(abused=then))) is is_found


def test_a_jump_is_seen_from_nothing_occurred_but_not_from_no_data():
    assert len(found(JUMP, cells(abused=6), last_year=cells(abused=NOTHING))) == 1
    assert found(JUMP, cells(abused=6), last_year=cells(abused=NO_DATA)) == []
    assert found(JUMP, cells(abused=6)) == []


def test_an_explanation_lets_a_soft_finding_pass_and_no_hard_one():
    explained = Cell(600, explanation="xã mới nhận thêm hai thôn")

    [soft] = found(CHANGE, cells(children=explained), previous=cells(children=100))
    [hard] = found(PART_OF_WHOLE, cells(special=explained, children=100))

    assert not soft.blocks
    assert hard.blocks


def test_a_blank_explanation_explains_nothing():
    [finding] = found(CHANGE, cells(children=Cell(600, explanation="  ")), previous=cells(children=100))

    assert finding.blocks
