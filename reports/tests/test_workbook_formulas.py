"""Every rate of the workbook is a formula over its counts, and comes to the number that was published."""

import re
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from reports.documents import workbook
from reports.tests.small_content import EARLIER, small_frozen

COUNTS = "Tử số, mẫu số"
RATE = re.compile(r"=ROUND\(([A-Z]+\d+)(?:\*(\d+))?/([A-Z]+\d+),(\d)\)")
LOOK_UP = re.compile(
    rf"=INDEX\('{COUNTS}'!\$([A-Z]):\$\1,MATCH\(\"([^\"]+)\",'{COUNTS}'!\$([A-Z]):\$\3,0\)\)"
)


@pytest.fixture(scope="module")
def content() -> bytes:
    return workbook.make(small_frozen(earlier=EARLIER), lambda: None)


@pytest.fixture(scope="module")
def with_formulas(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


@pytest.fixture(scope="module")
def with_values(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content), data_only=True)


DIFFERENCE = re.compile(r"=ROUND\(([A-Z]+\d+)-([A-Z]+\d+),(\d)\)")


def formulas_of(book: Workbook) -> list[Any]:
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def reckoned(cell: Any, book: Workbook) -> Decimal:
    """What a spreadsheet makes of one of the three formulas there are; anything else fails."""
    if rate := RATE.fullmatch(cell.value):
        numerator, per, denominator, decimals = rate.groups()
        above, below = (cell.parent[place].value for place in (numerator, denominator))
        exact = Decimal(above) * int(per or 1) / Decimal(below)
        return exact.quantize(Decimal(1).scaleb(-int(decimals)), ROUND_HALF_UP)
    if change := DIFFERENCE.fullmatch(cell.value):
        now, then = (reckoned(cell.parent[place], book) for place in change.groups()[:2])
        return now - then
    result, key, keys = LOOK_UP.fullmatch(cell.value).groups()
    lines = [one.row for one in book[COUNTS][keys] if one.value == key]
    assert len(lines) == 1, f"{key} stands {len(lines)} times among the counts"
    return reckoned(book[COUNTS][f"{result}{lines[0]}"], book)


def test_each_formula_comes_to_the_number_that_stands_there(with_formulas: Workbook, with_values: Workbook):
    for cell in formulas_of(with_formulas):
        shown = with_values[cell.parent.title][cell.coordinate].value
        assert float(reckoned(cell, with_formulas)) == shown, f"{cell.parent.title}!{cell.coordinate}"


def test_rates_and_only_rates_are_formulas(with_formulas: Workbook):
    found = {}
    for cell in formulas_of(with_formulas):
        heading = cell.parent.cell(5, cell.column).value
        found.setdefault(cell.parent.title, set()).add(heading)

    assert found == {
        "Tổng hợp": {
            "Kết quả từ đầu năm",
            "Riêng quý",
            "Quý trước",
            "Cùng kỳ năm trước",
            "Tăng, giảm so với cùng kỳ",
        },
        "Huyện": {"Tỉnh Kon Tum", "Huyện Đắk Hà"},
        "Xã": {"1.1. Tỷ lệ xã phù hợp với trẻ em (%)"},
        "Phân tổ": {"Chung", "Nam", "Nữ"},
        COUNTS: {"Kết quả"},
    }


def test_every_number_of_a_rate_is_a_formula(with_formulas: Workbook):
    """None is typed in beside them."""
    results = [row[9] for row in with_formulas[COUNTS].iter_rows(min_row=6)]

    assert {cell.data_type for cell in results if isinstance(cell.value, int | float)} == set()
    assert [cell.value for cell in results if cell.data_type == "f"]


def test_a_look_up_does_not_depend_on_the_order_of_the_counts(with_formulas: Workbook):
    """Whoever sorts the counts must not move a rate to another commune."""
    addressed = [
        cell.value for cell in formulas_of(with_formulas) if cell.parent.title in ("Huyện", "Xã", "Phân tổ")
    ]

    assert addressed and all(LOOK_UP.fullmatch(formula) for formula in addressed)
