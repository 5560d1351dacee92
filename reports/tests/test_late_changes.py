"""Three late changes in a row: the differences 1-2, 2-3 and 1-3, to the cell, with who and why."""

from collections.abc import Iterable

import pytest

from districts.models import Period
from districts.tests.builders import Cast, Province
from reports import differences, differences_frozen
from reports.differences import Differences
from reports.frozen import Frozen
from reports.ledger import SheetChange, SheetFate
from reports.tests.late import FIRST, ThreeTimes, three_times

Cells = dict[tuple[str, str], tuple[object, object]]


@pytest.fixture
def published(province: Province, cast: Cast, period: Period) -> ThreeTimes:
    return three_times(province, period)


def between(published: ThreeTimes, old: int, new: int) -> Differences:
    """What changed, traced through every publication on the way."""
    way = [
        sheet
        for number in range(old + 1, new + 1)
        for sheet in differences_frozen.frozen_sheets(published.frozen(number).content["changes"])
    ]
    return differences.traced(differences.between(published.frozen(old), published.frozen(new)), way)


def cells(sheets: Iterable[SheetChange], unit: str) -> Cells:
    """What one unit's cells were and became."""
    return {cell.key: (cell.old, cell.new) for sheet in sheets if sheet.unit == unit for cell in sheet.cells}


def fates(found: Differences) -> list[tuple[str, SheetFate]]:
    return [(sheet.unit, sheet.fate) for sheet in found.sheets]


def total(frozen: Frozen, measure: str) -> tuple[int | None, int | None, int]:
    value = frozen.result(measure)
    return value.numerator, value.denominator, value.reported


def test_the_totals_are_those_of_the_moment(published: ThreeTimes):
    assert [total(published.frozen(number), "8.1") for number in (1, 2, 3)] == [
        (60, 3000, 3),
        (65, 3010, 3),
        (60, 3010, 3),
    ]


def test_from_1_to_2_just_the_cells_that_two_communes_corrected(published: ThreeTimes):
    found = between(published, 1, 2)

    assert fates(found) == [("90001", SheetFate.CHANGED), ("90002", SheetFate.CHANGED)]
    assert cells(found.sheets, "90001") == {("children_under_16", ""): (1000, 1010)}
    assert cells(found.sheets, "90002") == {
        ("special_circumstances", ""): (20, 25),
        ("special_circumstances", "male"): (13, 18),
    }
    assert (found.cells, found.units) == (3, 2)


def test_from_2_to_3_one_takes_back_one_arrives_one_says_nothing_occurred_and_one_leaves(
    published: ThreeTimes,
):
    found = between(published, 2, 3)

    assert sorted(fates(found)) == [
        ("90001", SheetFate.CHANGED),
        ("90002", SheetFate.CHANGED),
        ("90003", SheetFate.ARRIVED),
        ("90004", SheetFate.LEFT),
    ]
    assert cells(found.sheets, "90001") == {
        ("live_births", ""): (12, "nothing_occurred"),
        ("infant_deaths", ""): (1, "nothing_occurred"),
    }
    assert cells(found.sheets, "90002") == {
        ("special_circumstances", ""): (25, 20),
        ("special_circumstances", "male"): (18, 13),
    }


def test_from_1_to_3_what_was_undone_is_no_change_and_the_rest_is_whole(published: ThreeTimes):
    found = between(published, 1, 3)

    assert sorted(fates(found)) == [
        ("90001", SheetFate.CHANGED),
        ("90003", SheetFate.ARRIVED),
        ("90004", SheetFate.LEFT),
    ]
    assert cells(found.sheets, "90001") == {
        ("children_under_16", ""): (1000, 1010),
        ("live_births", ""): (12, "nothing_occurred"),
        ("infant_deaths", ""): (1, "nothing_occurred"),
    }


def test_a_unit_that_arrives_comes_from_nothing_and_one_that_leaves_goes_to_nothing(published: ThreeTimes):
    found = between(published, 1, 3)

    arrived, left = cells(found.sheets, "90003"), cells(found.sheets, "90004")
    numbers = {(key, "") if isinstance(key, str) else key: number for key, number in FIRST.items()}
    assert {key: arrived[key] for key in numbers} == {key: (None, number) for key, number in numbers.items()}
    assert {key: left[key] for key in numbers} == {key: (number, None) for key, number in numbers.items()}
    assert arrived["drowning_deaths", ""] == (None, "no_data")


def test_each_cell_says_who_changed_it_and_each_sheet_why(published: ThreeTimes):
    found = between(published, 1, 2)

    sheet = found.sheets[0]
    assert [(cell.by, cell.at) for cell in sheet.cells] == [("commune", "2024-03-15T12:00+07:00")]
    assert [(step.action, step.by, step.reason) for step in sheet.steps] == [
        ("returned", "district", "sót thôn 3"),
        ("submitted", "commune", ""),
        ("accepted", "district", ""),
    ]


def test_over_two_publications_every_step_is_told_and_the_last_writer_of_each_cell(published: ThreeTimes):
    found = between(published, 1, 3)

    by_unit = {sheet.unit: sheet for sheet in found.sheets}
    reasons = [step.reason for step in by_unit["90001"].steps if step.action == "returned"]
    assert reasons == ["sót thôn 3", "ghi nhầm quý trước"]
    assert [cell.by for cell in by_unit["90001"].cells] == ["commune"] * 3
    assert [step.reason for step in by_unit["90004"].steps] == ["sai đơn vị tính"]
    assert [step.action for step in by_unit["90003"].steps] == ["submitted", "accepted"]


@pytest.mark.parametrize("number", [2, 3])
def test_what_is_frozen_in_a_content_is_the_difference_from_the_one_before(
    published: ThreeTimes, number: int
):
    frozen = differences_frozen.of_content(published.frozen(number))

    assert frozen is not None
    reckoned = between(published, number - 1, number)
    assert frozen.sheets == reckoned.sheets
    assert frozen.counts == reckoned.counts
    assert frozen.texts == reckoned.texts
    assert frozen.values == reckoned.values


def test_the_first_of_a_quarter_is_compared_with_nothing(published: ThreeTimes):
    assert differences_frozen.of_content(published.frozen(1)) is None


@pytest.mark.parametrize(("old", "new"), [(1, 2), (2, 3), (1, 3)])
def test_exactly_the_values_that_are_not_alike_are_listed(published: ThreeTimes, old: int, new: int):
    """Reckoned the slow way: every place of both, one after the other."""
    before, after = ({place(one): told(one) for one in published.frozen(n).values} for n in (old, new))

    found = between(published, old, new)

    assert {place(change.one) for change in found.values} == {
        where for where in before | after if before.get(where) != after.get(where)
    }
    listed = {place(change.one): (told(change.old), told(change.new)) for change in found.values}
    assert all(pair == (before[where], after[where]) for where, pair in listed.items())


def place(one):
    return one.measure.code, one.unit.code, one.span, one.split


def told(one):
    return one.text, one.absence, one.numerator, one.denominator, one.reported, one.expected, one.status


def test_counts_change_with_the_cells_they_are_made_of(published: ThreeTimes):
    found = between(published, 1, 2)

    counts = {
        (one.one.element, one.one.unit, one.one.split): (one.old.number, one.new.number)
        for one in found.counts
    }
    assert counts == {
        ("children_under_16", "62", ""): (3000, 3010),
        ("children_under_16", "901", ""): (1000, 1010),
        ("children_under_16", "90001", ""): (1000, 1010),
        ("special_circumstances", "62", ""): (60, 65),
        ("special_circumstances", "62", "male"): (39, 44),
        ("special_circumstances", "902", ""): (40, 45),
        ("special_circumstances", "90002", ""): (20, 25),
    }


def test_who_had_reported_is_told_as_it_was_and_became(published: ThreeTimes):
    found = between(published, 2, 3)

    states = [(one.key, one.old, one.new) for one in found.texts if one.field == "state"]
    assert states == [("90003", "", "accepted"), ("90004", "accepted", "returned")]
