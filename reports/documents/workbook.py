"""The workbook: the same figures as the report, to look up, to filter and to reckon again."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from .. import narrative
from ..columns import Cell, Column
from ..frozen import Frozen
from . import sheets
from .sheets import Sheet

ILLUSTRATIVE = "Số liệu minh họa, không phải số liệu thật"
A4 = 9
FONT = "Times New Roman"
# A text that begins like this is one that a spreadsheet might take for a formula when it is edited or saved as CSV.
LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
TITLE_ROW, SUBTITLE_ROW, NOTE_ROW, HEADING_ROW = 0, 1, 2, 4

SHEETS = (
    Sheet("Tổng hợp", "Kết quả các chỉ tiêu của tỉnh", sheets.summary_columns, sheets.summary_rows),
    Sheet(
        "Huyện",
        "Kết quả từ đầu năm của các huyện, thành phố",
        sheets.district_columns,
        sheets.district_rows,
        sheets.SIGNS_NOTE,
        3,
    ),
    Sheet(
        "Xã",
        "Kết quả từ đầu năm của các xã, phường, thị trấn",
        sheets.commune_columns,
        sheets.commune_rows,
        sheets.SIGNS_NOTE,
        3,
    ),
    Sheet(
        "Phân tổ",
        "Kết quả từ đầu năm của tỉnh theo giới tính và dân tộc",
        sheets.split_columns,
        sheets.split_rows,
        frozen_columns=3,
    ),
    Sheet("Tử số, mẫu số", "Tử số, mẫu số của từng địa bàn", sheets.count_columns, sheets.count_rows),
    Sheet(
        "Số liệu",
        "Số liệu cộng của toàn tỉnh từ đầu năm",
        sheets.element_columns,
        sheets.element_rows,
        "Chỉ cộng đơn vị có đủ số liệu; đơn vị thiếu không được tính là 0.",
        1,
    ),
    Sheet("Tình hình gửi", "Tình hình gửi báo cáo của các đơn vị", sheets.report_columns, sheets.report_rows),
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
    book.set_properties({"title": narrative.abstract(frozen), "author": narrative.lead_department(frozen)})
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
        for position, column in enumerate(self.columns):
            self.page.set_column(position, position, column.width)
            self.page.write_string(HEADING_ROW, position, column.heading, self.pen.heading)
        numeric = [self.is_numeric(column, rows) for column in self.columns]
        for line, row in enumerate(rows, start=HEADING_ROW + 1):
            for position, column in enumerate(self.columns):
                self.cell(line, position, column.of(row), numeric[position])
        last = HEADING_ROW + len(rows)
        self.page.autofilter(HEADING_ROW, 0, last, len(self.columns) - 1)
        self.page.freeze_panes(HEADING_ROW + 1, self.sheet.frozen_columns)
        self.set_up_print(last)

    def is_numeric(self, column: Column[object], rows: object) -> bool:
        """Whether a column holds numbers at all; then its words stand to the right as well."""
        return any(isinstance(column.of(row), int | Decimal) for row in rows)  # type: ignore[attr-defined]

    def head(self) -> None:
        """What the sheet is, of what period, and whether its figures are made up."""
        period = f"{narrative.abstract(self.frozen)}. Mã nội dung {self.frozen.sha256[:12]}"
        self.page.write_string(TITLE_ROW, 0, self.sheet.title, self.pen.title)
        self.page.write_string(SUBTITLE_ROW, 0, period, self.pen.subtitle)
        if self.frozen.illustrative:
            self.page.write_string(NOTE_ROW, 0, ILLUSTRATIVE, self.pen.warning)
        if self.sheet.note:
            self.page.write_string(NOTE_ROW + 1, 0, self.sheet.note, self.pen.subtitle)

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
        self.page.fit_to_pages(1, 0)
        self.page.repeat_rows(HEADING_ROW)
        self.page.print_area(0, 0, last, len(self.columns) - 1)
        warning = f"&L{ILLUSTRATIVE}" if self.frozen.illustrative else ""
        self.page.set_footer(f"{warning}&C{self.sheet.name}&RTrang &P/&N")
