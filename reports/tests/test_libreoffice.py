"""A real spreadsheet program, given the report's workbook, comes to the numbers that were published."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from districts.tests.builders import Cast, Province
from indicators.models import Plan
from reports.documents import workbook
from reports.frozen import Frozen
from reports.tests.published import publish
from reports.tests.scattered import scatter_quarters
from reports.tests.spreadsheets import NEVER, WRONG, recalculated, with_wrong_results

pytestmark = pytest.mark.libreoffice
COUNTS = "Tử số, mẫu số"
ABOVE, BELOW, RESULT, KEY = "H", "I", "J", "N"  # the columns of the counts that these tests touch
Place = tuple[str, str]


@pytest.fixture
def content(province: Province, cast: Cast, the_plan: Plan) -> bytes:
    """The workbook of a third quarter's publication, of cells at random in it, before it and a year before."""
    third = scatter_quarters(the_plan, province, cast.province)
    return workbook.make(Frozen(publish(third).content), lambda: None)


def formulas_of(content: bytes) -> set[Place]:
    book = load_workbook(BytesIO(content))
    return {(sheet.title, cell.coordinate) for sheet, cell in cells_of(book) if cell.data_type == "f"}


def cells_of(book: Workbook) -> Iterator[tuple]:
    return ((sheet, cell) for sheet in book for row in sheet.iter_rows() for cell in row)


def values_at(content: bytes, places: set[Place]) -> dict[Place, float]:
    """The numbers that stand in the file at these places; whatever else stands there is no number and fails."""
    book = load_workbook(BytesIO(content), data_only=True)
    return {(sheet, place): float(book[sheet][place].value) for sheet, place in sorted(places)}


def test_libreoffice_recalculates_the_workbook_to_the_same_numbers(content: bytes, tmp_path: Path):
    """Every formula, though the file it is given says of each that it came to something else."""
    formulas = formulas_of(content)
    wrong = with_wrong_results(content)
    assert {sheet for sheet, _place in formulas} == {"Tổng hợp", "Huyện", "Xã", "Phân tổ", COUNTS}
    assert len(formulas) > 250
    assert set(values_at(wrong, formulas).values()) == {WRONG}

    made = recalculated(wrong, tmp_path)

    assert formulas_of(made) == formulas
    assert values_at(made, formulas) == values_at(content, formulas)


def test_a_count_that_is_changed_changes_its_rate_and_every_table_that_looks_it_up(
    content: bytes, tmp_path: Path
):
    book = load_workbook(BytesIO(content))
    counts = book[COUNTS]
    line = next(cell.row for cell in counts[KEY] if cell.value == "901:8.1:")
    follow = {(COUNTS, f"{RESULT}{line}")} | {
        (sheet.title, cell.coordinate) for sheet, cell in cells_of(book) if '"901:8.1:"' in str(cell.value)
    }
    assert {sheet for sheet, _place in follow} == {"Huyện", COUNTS}
    before = values_at(content, formulas_of(content))
    counts[f"{BELOW}{line}"], counts[f"{ABOVE}{line}"] = 8, 3
    changed = BytesIO()
    book.save(changed)

    after_it = values_at(recalculated(changed.getvalue(), tmp_path), set(before))

    assert {after_it[place] for place in follow} == {37.5}
    assert {place: value for place, value in after_it.items() if place not in follow} == {
        place: value for place, value in before.items() if place not in follow
    }


def test_a_program_that_is_not_told_to_reckon_would_be_found_out(content: bytes, tmp_path: Path):
    """So that the first test's silence means something: without its setting LibreOffice shows what the file says."""
    wrong = with_wrong_results(content)

    made = recalculated(wrong, tmp_path, mode=NEVER)

    assert set(values_at(made, formulas_of(wrong)).values()) == {WRONG}
