"""The table of completeness to take away: one line a unit and quarter, as text that no spreadsheet runs."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

from django.http import HttpResponse
from django.utils.translation import gettext as _

from indicators.wording import day

from .completeness import Cell, Row
from .models.units import Level
from .workbooks.files import download, harmless

CSV = "text/csv; charset=utf-8"
WIDTHS = (12, 30, 24, 10, 10, 16, 12, 14, 14, 12, 12, 30, 24)
Line = list[str | int]


def headings() -> list[str]:
    return [
        _("Mã đơn vị"),
        _("Đơn vị"),
        _("Cấp trên"),
        _("Cấp"),
        _("Quý"),
        _("Tình trạng"),
        _("Hạn"),
        _("Gửi lần đầu"),
        _("Số ngày sau hạn"),
        _("Ô đã có"),
        _("Ô phải có"),
        _("Người để gọi"),
        _("Điện thoại"),
    ]


def lines(rows: Iterable[Row]) -> list[Line]:
    return [line(row, cell) for row in rows for cell in row.cells if cell is not None]


def line(row: Row, cell: Cell) -> Line:
    """Numbers stay numbers; days after the due day are empty for what was never handed in and is not late yet."""
    unit = row.unit
    counts_days = cell.sent_on is not None or cell.days_over > 0
    return [
        unit.code,
        unit.name,
        "" if unit.parent is None else unit.parent.name,
        str(Level(unit.level).label),
        cell.period.code,
        cell.words,
        day(cell.due),
        "" if cell.sent_on is None else day(cell.sent_on),
        cell.days_over if counts_days else "",
        cell.filled,
        cell.required,
        "; ".join(str(person) for person in row.people),
        "; ".join(person.phone for person in row.people if person.phone),
    ]


def notes(is_illustrative: bool) -> list[str]:
    return [_("Số liệu minh họa")] if is_illustrative else []


def as_csv(rows: Iterable[Row], name: str, *, is_illustrative: bool) -> HttpResponse:
    """With the mark by which Excel knows UTF-8."""
    text = StringIO()
    writer = csv.writer(text)
    for note in notes(is_illustrative):
        writer.writerow([note])
    writer.writerow(headings())
    writer.writerows([safe(cells) for cells in lines(rows)])
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.csv"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(text.getvalue().encode("utf-8-sig"), content_type=CSV, headers=headers)


def safe(cells: Sequence[str | int]) -> Line:
    return [harmless(cell) if isinstance(cell, str) else cell for cell in cells]


def as_workbook(rows: Iterable[Row], name: str, *, is_illustrative: bool) -> HttpResponse:
    from xlsxwriter import Workbook

    memory = BytesIO()
    book = Workbook(memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    as_text = book.add_format({"num_format": "@"})
    page = book.add_worksheet(_("Độ đầy đủ"))
    for column, width in enumerate(WIDTHS):
        page.set_column(column, column, width)
    top = len(notes(is_illustrative))
    for number, note in enumerate(notes(is_illustrative)):
        page.write_string(number, 0, note, bold)
    for column, words in enumerate(headings()):
        page.write_string(top, column, words, bold)
    for number, cells in enumerate(map(safe, lines(rows)), start=top + 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                page.write_string(number, column, cell, as_text)
            else:
                page.write_number(number, column, cell)
    page.freeze_panes(top + 1, 2)
    book.close()
    response = download(memory.getvalue(), f"{name}.xlsx")
    response["Cache-Control"] = "private, no-store"
    return response
