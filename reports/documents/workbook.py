"""The workbook: the same figures as the report, to look up, to filter and to reckon again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from .. import words
from ..columns import Cell, Column, cells
from ..frozen import Frozen
from . import area_sheets, change_sheets, sheets

ILLUSTRATIVE = "Số liệu minh họa, không phải số liệu thật"
A4 = 9
FONT = "Times New Roman"
# A text that begins like this is one that a spreadsheet might take for a formula when it is edited or saved as CSV.
LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
LINE, LETTER = 15.0, 0.95  # a line in points; a letter in the widths of a digit, with some room
TITLE_ROW, SUBTITLE_ROW, NOTE_ROW, HEADING_ROW = 0, 1, 2, 4


@dataclass(frozen=True)
class Sheet:
    """`note` is a line under the title, or makes it of the content; `frozen_columns` stay in sight, and are printed on
    each of `pages_wide`.
    """

    name: str
    title: str
    columns: Callable[[Frozen], sheets.Columns]
    rows: Callable[[Frozen], Sequence[Any]]
    note: str | Callable[[Frozen], str] = ""
    frozen_columns: int = 2
    pages_wide: int = 1


SHEETS = (
    Sheet(
        "Tổng hợp", "Kết quả các chỉ tiêu thành phần của tỉnh", sheets.summary_columns, sheets.summary_rows
    ),
    Sheet("Chỉ tiêu", "Đánh giá các chỉ tiêu của tỉnh", sheets.indicator_columns, sheets.indicator_rows),
    Sheet(
        "Huyện",
        "Kết quả từ đầu năm của các huyện, thành phố",
        area_sheets.district_columns,
        area_sheets.district_rows,
        area_sheets.SIGNS_NOTE,
        3,
    ),
    Sheet(
        "Xã",
        "Kết quả từ đầu năm của các xã, phường, thị trấn",
        area_sheets.commune_columns,
        area_sheets.commune_rows,
        area_sheets.SIGNS_NOTE,
        frozen_columns=3,
        pages_wide=3,
    ),
    Sheet(
        "Phân tổ",
        "Kết quả từ đầu năm của tỉnh theo giới tính và dân tộc",
        sheets.split_columns,
        sheets.split_rows,
        frozen_columns=3,
    ),
    Sheet(
        "Tử số, mẫu số", "Tử số, mẫu số của từng địa bàn", area_sheets.count_columns, area_sheets.count_rows
    ),
    Sheet(
        "Số liệu",
        "Số liệu cộng của toàn tỉnh từ đầu năm",
        sheets.element_columns,
        sheets.element_rows,
        "Chỉ cộng đơn vị có đủ số liệu; đơn vị thiếu không được tính là 0.",
        1,
    ),
    Sheet(
        "Tình hình gửi",
        "Tình hình gửi báo cáo của các đơn vị",
        area_sheets.report_columns,
        area_sheets.report_rows,
    ),
    Sheet(
        "Ô thay đổi",
        "Từng ô số liệu thay đổi so với lần công bố trước",
        change_sheets.cell_columns,
        change_sheets.cell_rows,
        change_sheets.note,
        pages_wide=2,
    ),
    Sheet(
        "Kết quả thay đổi",
        "Kết quả thay đổi so với lần công bố trước",
        change_sheets.value_columns,
        change_sheets.value_rows,
        change_sheets.note,
        pages_wide=2,
    ),
    Sheet(
        "Giải thích",
        "Cách tính chỉ tiêu, định nghĩa số liệu, nguồn của chỉ tiêu giao",
        sheets.definition_columns,
        sheets.definition_rows,
    ),
)


def make(frozen: Frozen, tick: Callable[[], None]) -> bytes:
    """The file's bytes; one tick for each sheet."""
    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": words.abstract(frozen), "author": words.lead_department(frozen)})
    pen = Pen(book)
    for sheet in SHEETS:
        Page(book.add_worksheet(sheet.name), sheet, frozen, pen).write()
        tick()
    book.close()
    return buffer.getvalue()


class Pen:
    """The formats of a workbook, each made once. Decimal and thousands marks are those of the reader's Excel."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.title = self.made(bold=True, font_size=14)
        self.subtitle = self.made(italic=True)
        self.warning = self.made(bold=True, font_color="#A83A00")
        self.heading = self.made(
            bold=True, text_wrap=True, align="center", valign="vcenter", border=1, bg_color="#E6EBF0"
        )
        self.text = self.made(text_wrap=True, valign="top", border=1)
        self.quoted = self.made(text_wrap=True, valign="top", border=1, quote_prefix=True)
        self.silence = self.made(align="right", valign="top", border=1, font_color="#4A5866")
        self._numbers: dict[int, Format] = {}

    def made(self, **properties: object) -> Format:
        return self.book.add_format({"font_name": FONT, "font_size": 11, **properties})

    def number(self, decimals: int) -> Format:
        if decimals not in self._numbers:
            shape = "#,##0" + ("." + "0" * decimals if decimals else "")
            self._numbers[decimals] = self.made(num_format=shape, valign="top", border=1)
        return self._numbers[decimals]


class Page:
    """One sheet being written."""

    def __init__(self, page: Worksheet, sheet: Sheet, frozen: Frozen, pen: Pen) -> None:
        self.page, self.sheet, self.frozen, self.pen = page, sheet, frozen, pen
        self.columns: list[Column[object]] = sheet.columns(frozen)

    def write(self) -> None:
        self.head()
        rows = self.sheet.rows(self.frozen)
        table = [cells(self.columns, row) for row in rows]
        for position, column in enumerate(self.columns):
            self.page.set_column(position, position, column.width)
            self.page.write_string(HEADING_ROW, position, column.heading, self.pen.heading)
        self.page.set_row(HEADING_ROW, self.height([column.heading for column in self.columns]))
        numeric = [
            any(isinstance(cell, int | Decimal) for cell in column) for column in zip(*table, strict=True)
        ]
        for line, row in enumerate(table, start=HEADING_ROW + 1):
            self.page.set_row(line, self.height(row))
            for position, cell in enumerate(row):
                self.cell(line, position, cell, numeric[position])
        last = HEADING_ROW + len(table)
        self.page.autofilter(HEADING_ROW, 0, last, len(self.columns) - 1)
        self.page.freeze_panes(HEADING_ROW + 1, self.sheet.frozen_columns)
        self.set_up_print(last)

    def height(self, row: Sequence[Cell]) -> float:
        """Room for the longest text as it wraps in its column; not every program reckons it by itself."""
        lines = [
            ceil(len(cell) * LETTER / column.width)
            for cell, column in zip(row, self.columns, strict=True)
            if isinstance(cell, str)
        ]
        return LINE * max([1, *lines])

    def head(self) -> None:
        """What the sheet is, of what period, and whether its figures are made up."""
        period = f"{words.abstract(self.frozen)}. Mã nội dung {self.frozen.sha256[:12]}"
        self.page.write_string(TITLE_ROW, 0, self.sheet.title, self.pen.title)
        self.page.write_string(SUBTITLE_ROW, 0, period, self.pen.subtitle)
        if self.frozen.illustrative:
            self.page.write_string(NOTE_ROW, 0, ILLUSTRATIVE, self.pen.warning)
        note = self.sheet.note if isinstance(self.sheet.note, str) else self.sheet.note(self.frozen)
        if note:
            self.page.write_string(NOTE_ROW + 1, 0, note, self.pen.subtitle)

    def cell(self, line: int, position: int, cell: Cell, in_numbers: bool) -> None:
        """A number as a number, a text as a text that no spreadsheet will reckon with."""
        if isinstance(cell, int):
            self.page.write_number(line, position, cell, self.pen.number(0))
        elif isinstance(cell, Decimal):
            places = -int(cell.as_tuple().exponent)
            self.page.write_number(line, position, float(cell), self.pen.number(places))
        elif not cell:
            self.page.write_blank(line, position, None, self.pen.text)
        elif cell.startswith(LIKE_A_FORMULA):
            self.page.write_string(line, position, cell, self.pen.quoted)
        else:
            self.page.write_string(line, position, cell, self.pen.silence if in_numbers else self.pen.text)

    def set_up_print(self, last: int) -> None:
        """A4 lying, as wide as one page, headings on every page, and the warning at every foot."""
        self.page.set_landscape()
        self.page.set_paper(A4)
        self.page.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
        self.page.fit_to_pages(self.sheet.pages_wide, 0)
        self.page.repeat_rows(HEADING_ROW)
        self.page.repeat_columns(0, self.sheet.frozen_columns - 1)
        self.page.print_area(0, 0, last, len(self.columns) - 1)
        warning = f"&L{ILLUSTRATIVE}" if self.frozen.illustrative else ""
        self.page.set_footer(f"{warning}&C{self.sheet.name}&RTrang &P/&N")
