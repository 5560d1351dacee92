"""A workbook that came back, as it is in the file: its hidden index, its worksheets, the cells in them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from ..actions.refusals import Refused
from . import index, layout
from .contents import EMPTY, Raw
from .files import harmless, require_workbook
from .index import Handed, HandedSheet
from .packages import MEGABYTE, UNREADABLE, Limits

# A hundred units' sheets are below 1 MB; what other programs write is larger.
LIMITS = Limits(packed=5 * MEGABYTE, unpacked=20 * MEGABYTE, may_merge=False)
MOST_ROWS, MOST_COLUMNS = 1000, 30
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """One unit's worksheet as it came back: where it stands now, its cells, and why it cannot be used, if so."""

    own: HandedSheet
    title: str
    grid: dict[Place, Raw] = field(default_factory=dict)
    fault: str = ""

    def raw(self, place: Place) -> Raw:
        return self.grid.get(place, EMPTY)

    def address(self, place: Place) -> str:
        """A cell as it is told to people: Xã Đăk Ui!G12."""
        return f"{self.title}!{layout.address(*place)}"


@dataclass(frozen=True, slots=True)
class ReadWorkbook:
    """What came back. `strange` are worksheets that were not ours; `missing` the units whose worksheet is gone."""

    handed: Handed
    sheets: list[ReadSheet]
    strange: list[str]
    missing: list[str]


def read(file: BinaryIO, size: int) -> ReadWorkbook:
    """Refused in a sentence where the file is no workbook of ours; nothing in it is believed yet."""
    require_workbook(file, size, LIMITS)
    from openpyxl import load_workbook  # a second to import: only where a file came

    try:
        workbook = load_workbook(file, read_only=True, keep_links=False)
        grids = {sheet.title: grid_of(sheet) for sheet in workbook.worksheets}
    except Exception as error:  # a broken or hostile file can fail anywhere inside the reader
        raise Refused(_(UNREADABLE), "unreadable") from error
    return recognised(grids)


def grid_of(sheet: Any) -> dict[Place, Raw]:
    """The filled cells of a worksheet, as far as one of ours can reach, whatever size it claims to have."""
    found = {}
    rows = sheet.iter_rows(min_row=1, max_row=MOST_ROWS, max_col=MOST_COLUMNS)
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row, start=1):
            if cell.value is not None:
                is_percent = "%" in str(cell.number_format or "")
                found[number, place] = Raw(cell.value, cell.data_type, is_percent)
    return found


def recognised(grids: dict[str, dict[Place, Raw]]) -> ReadWorkbook:
    """Each worksheet by the mark in its hidden corner: its name and its place in the file may have changed."""
    corners = {title: str(grid[1, 1].value) for title, grid in grids.items() if (1, 1) in grid}
    [hidden, *_more] = [title for title, corner in corners.items() if corner == index.KIND] or [""]
    if not hidden:
        raise Refused(
            _(
                "Tệp không phải tệp nhập số liệu tải từ hệ thống, hoặc đã mất phần ẩn. Xin tải lại tệp rồi điền."
            ),
            "no_index",
        )
    grid = grids[hidden]
    chunks = [grid[place].value for place in sorted(grid) if place[0] > 1 and place[1] == 1]
    handed = index.opened(grid.get((1, 2), EMPTY).value, chunks)
    by_mark = {handed.mark(sheet.unit): sheet for sheet in handed.sheets}
    copies = Counter(corners.values())
    sheets = [
        read_sheet(by_mark[corner], title, grids[title], is_copied=copies[corner] > 1)
        for title, corner in corners.items()
        if corner in by_mark
    ]
    ours = {index.KIND, *by_mark}
    return ReadWorkbook(
        handed,
        sheets,
        strange=[title for title in grids if corners.get(title) not in ours and is_filled(grids[title])],
        missing=[sheet.name for mark, sheet in by_mark.items() if mark not in copies],
    )


def is_filled(grid: dict[Place, Raw]) -> bool:
    """Whether numbers stand in it; the first sheet of ours, and notes, hold none."""
    return any(isinstance(raw.value, int | float) for raw in grid.values())


def read_sheet(own: HandedSheet, title: str, grid: dict[Place, Raw], *, is_copied: bool) -> ReadSheet:
    if is_copied:
        sentence = _("Trong tệp có hai trang tính của đơn vị này. Xin xóa bớt một trang rồi nạp lại.")
        return ReadSheet(own, title, fault=sentence)
    return ReadSheet(own, title, grid, fault=structure_fault(own, grid))


def structure_fault(own: HandedSheet, grid: dict[Place, Raw]) -> str:
    """Why the rows and columns are not those that were handed out; empty where they are."""
    columns = layout.Columns(own.parts)
    marks = {column: grid.get((layout.MARKS_ROW, column), EMPTY).value for column in range(2, MOST_COLUMNS)}
    if {column: mark for column, mark in marks.items() if mark is not None} != columns.marks:
        return _("Các cột của trang tính đã bị thêm, xóa hoặc đổi chỗ. Xin tải lại tệp rồi điền.")
    expected = {row: (code, harmless(name)) for row, code, name in own.rows}
    for row in sorted({row for row, _column in grid} | set(expected)):
        code = grid.get((row, layout.MARKS_COLUMN), EMPTY).value
        name = grid.get((row, layout.NAME), EMPTY).value
        if row >= layout.FIRST_ROW and not is_as_expected(code, name, expected.get(row)):
            sentence = _("Dòng %(row)s đã bị thêm, xóa hoặc đổi chỗ. Xin tải lại tệp rồi điền.")
            return sentence % {"row": row}
    return ""


def is_as_expected(code: Any, name: Any, expected: tuple[str, str] | None) -> bool:
    """An element's row still says its code and its name; no other row says a code."""
    return code is None if expected is None else (code, name) == expected


def strange_places(sheet: ReadSheet, own: Sequence[Place]) -> list[Place]:
    """Filled cells among those to fill that are no cell of the sheet: what stands there would be lost."""
    columns = layout.Columns(sheet.own.parts)
    known = set(own)
    return [
        place
        for place, raw in sorted(sheet.grid.items())
        if place[0] >= layout.FIRST_ROW
        and layout.TOTAL <= place[1] <= columns.last
        and place not in known
        and str(raw.value).strip()
    ]
