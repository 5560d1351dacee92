"""A table on a worksheet: headings, rows, filters, print on A4 lying; for whichever workbook."""

from collections.abc import Sequence
from decimal import Decimal
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from ..columns import Cell, Column, Reckoned, cells

ILLUSTRATIVE = "Số liệu minh họa, không phải số liệu thật"
A4 = 9
FONT = "Times New Roman"
# A text that begins like this is one that a spreadsheet might take for a formula when it is edited or saved as CSV.
LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
LINE, LETTER = 15.0, 0.95  # a line in points; a letter in the widths of a digit, with some room
TITLE_ROW, SUBTITLE_ROW, NOTE_ROW, HEADING_ROW = 0, 1, 2, 4
PLAIN_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


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


class Table:
    """One worksheet being written: at most four lines of words above, then the table.

    `frozen_columns` stay in sight, and are printed on each of `pages_wide`.
    """

    def __init__(
        self,
        page: Worksheet,
        columns: Sequence[Column[Any]],
        pen: Pen,
        *,
        frozen_columns: int = 1,
        pages_wide: int = 1,
        is_illustrative: bool,
    ) -> None:
        self.page, self.columns, self.pen = page, columns, pen
        self.frozen_columns, self.pages_wide = frozen_columns, pages_wide
        self.is_illustrative = is_illustrative

    def write(self, title: str, subtitle: str, rows: Sequence[Any], note: str = "") -> None:
        self.head(title, subtitle, note)
        table = [cells(self.columns, row) for row in rows]
        for position, column in enumerate(self.columns):
            self.page.set_column(position, position, column.width)
            self.page.write_string(HEADING_ROW, position, column.heading, self.pen.heading)
        self.page.set_row(HEADING_ROW, self.height([column.heading for column in self.columns]))
        numeric = [
            any(isinstance(cell, int | Decimal | Reckoned) for cell in column)
            for column in zip(*table, strict=True)
        ]
        for line, row in enumerate(table, start=HEADING_ROW + 1):
            self.page.set_row(line, self.height(row))
            for position, cell in enumerate(row):
                self.cell(line, position, cell, numeric[position])
        last = HEADING_ROW + len(table)
        self.page.autofilter(HEADING_ROW, 0, last, len(self.columns) - 1)
        self.page.freeze_panes(HEADING_ROW + 1, self.frozen_columns)
        self.set_up_print(last)

    def height(self, row: Sequence[Cell]) -> float:
        """Room for the longest text as it wraps in its column; not every program reckons it by itself."""
        lines = [
            ceil(len(cell) * LETTER / column.width)
            for cell, column in zip(row, self.columns, strict=True)
            if isinstance(cell, str)
        ]
        return LINE * max([1, *lines])

    def head(self, title: str, subtitle: str, note: str) -> None:
        """What the sheet is, of what period, and whether its figures are made up."""
        self.page.write_string(TITLE_ROW, 0, title, self.pen.title)
        self.page.write_string(SUBTITLE_ROW, 0, subtitle, self.pen.subtitle)
        if self.is_illustrative:
            self.page.write_string(NOTE_ROW, 0, ILLUSTRATIVE, self.pen.warning)
        if note:
            self.page.write_string(NOTE_ROW + 1, 0, note, self.pen.subtitle)

    def cell(self, line: int, position: int, cell: Cell, in_numbers: bool) -> None:
        """A number as a number, a text as a text that no spreadsheet will reckon with."""
        if isinstance(cell, int):
            self.page.write_number(line, position, cell, self.pen.number(0))
        elif isinstance(cell, Decimal):
            self.page.write_number(line, position, float(cell), self.pen.number(decimals_of(cell)))
        elif isinstance(cell, Reckoned):
            look = self.pen.number(decimals_of(cell.value))
            self.page.write_formula(line, position, self.formula(cell, line), look, float(cell.value))
        elif not cell:
            self.page.write_blank(line, position, None, self.pen.text)
        elif cell.startswith(LIKE_A_FORMULA):
            self.page.write_string(line, position, cell, self.pen.quoted)
        else:
            self.page.write_string(line, position, cell, self.pen.silence if in_numbers else self.pen.text)

    def formula(self, cell: Reckoned, line: int) -> str:
        """With the cells of its line in the place of their headings."""
        formula = cell.formula
        for position, column in enumerate(self.columns):
            formula = formula.replace(f"[{column.heading}]", xl_rowcol_to_cell(line, position))
        return f"={formula}"

    def set_up_print(self, last: int) -> None:
        """A4 lying, as wide as one page, headings on every page, and the warning at every foot."""
        self.page.set_landscape()
        self.page.set_paper(A4)
        self.page.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
        self.page.fit_to_pages(self.pages_wide, 0)
        self.page.repeat_rows(HEADING_ROW)
        self.page.repeat_columns(0, self.frozen_columns - 1)
        self.page.print_area(0, 0, last, len(self.columns) - 1)
        warning = f"&L{ILLUSTRATIVE}" if self.is_illustrative else ""
        self.page.set_footer(f"{warning}&C{self.page.get_name()}&RTrang &P/&N")


def decimals_of(number: Decimal) -> int:
    return -int(number.as_tuple().exponent)
