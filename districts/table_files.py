"""A table of a page to take away, as text that no spreadsheet runs: CSV or a workbook."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO, StringIO
from math import ceil

from django.http import Http404, HttpResponse

from .workbooks.files import download, harmless

CSV = "text/csv; charset=utf-8"
UNKEPT = "private, no-store"
LINE, LETTER = 15.0, 1.05  # a line in points; a letter in the widths of a digit, with some room
Line = list[str | int | Decimal]


@dataclass(frozen=True)
class TableFile:
    """`filename` is without its ending; `columns` are headings with widths in letters; `notes` stand above them."""

    filename: str
    sheet: str
    columns: Sequence[tuple[str, float]]
    lines: Iterable[Line]
    notes: Sequence[str] = field(default_factory=list)

    @property
    def headings(self) -> list[str]:
        return [heading for heading, _width in self.columns]


def handed_out(table: TableFile, kind: str) -> HttpResponse:
    """Never kept by a browser: it may name people."""
    if kind not in MAKERS:
        raise Http404
    return MAKERS[kind](table)


def as_csv(table: TableFile) -> HttpResponse:
    """With the mark by which Excel knows UTF-8."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerows(safe([note]) for note in table.notes)
    writer.writerow(safe(table.headings))
    writer.writerows(safe(cells) for cells in table.lines)
    headers = {
        "Content-Disposition": f'attachment; filename="{table.filename}.csv"',
        "Cache-Control": UNKEPT,
    }
    return HttpResponse(text.getvalue().encode("utf-8-sig"), content_type=CSV, headers=headers)


def safe(cells: Sequence[str | int | Decimal]) -> Line:
    return [harmless(cell) if isinstance(cell, str) else cell for cell in cells]


def as_workbook(table: TableFile) -> HttpResponse:
    """Texts stay texts, numbers stay numbers; the headings and the first two columns stay in sight."""
    from xlsxwriter import Workbook

    memory = BytesIO()
    book = Workbook(memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    title = book.add_format({"bold": True})
    as_text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    as_number = book.add_format({"valign": "top"})
    page = book.add_worksheet(table.sheet)
    for column, (_heading, width) in enumerate(table.columns):
        page.set_column(column, column, width)
    top = len(table.notes)
    for number, [note] in enumerate(safe([note]) for note in table.notes):
        page.write_string(number, 0, str(note), title)
    for column, words in enumerate(table.headings):
        page.write_string(top, column, words, bold)
    page.set_row(top, LINE * lines_of(list(table.headings), table.columns))
    for number, cells in enumerate(map(safe, table.lines), start=top + 1):
        page.set_row(number, LINE * lines_of(cells, table.columns))
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                page.write_string(number, column, cell, as_text)
            else:
                page.write_number(number, column, cell, as_number)
    page.freeze_panes(top + 1, 2)
    page.repeat_rows(top)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    book.close()
    response = download(memory.getvalue(), f"{table.filename}.xlsx")
    response["Cache-Control"] = UNKEPT
    return response


def lines_of(cells: Line, columns: Sequence[tuple[str, float]]) -> int:
    """How many lines the longest of the texts takes in its column; a workbook does not say so by itself."""
    return max(
        (
            ceil(len(cell) * LETTER / width)
            for cell, (_heading, width) in zip(cells, columns, strict=True)
            if isinstance(cell, str) and cell
        ),
        default=1,
    )


MAKERS: dict[str, Callable[[TableFile], HttpResponse]] = {"csv": as_csv, "xlsx": as_workbook}
