"""A table of a page as a file to download: CSV or a workbook, in Vietnamese as all documents are."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from xlsxwriter import Workbook

from .columns import Cell, Column, cells
from .documents.tables import ILLUSTRATIVE, LIKE_A_FORMULA, PLAIN_TEXT, Pen, Table

BOM = "\ufeff"  # by which a spreadsheet knows that the letters are UTF-8


@dataclass(frozen=True)
class DownloadTable:
    """`name` is the worksheet's; `title` says what, where, of which quarter, and that the figures are provisional."""

    name: str
    title: str
    columns: Sequence[Column[Any]]
    rows: Sequence[Any]
    is_illustrative: bool


def as_csv(table: DownloadTable) -> bytes:
    """The headings, the rows, and below them what the table is; a point for decimals, as programs read it."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow([harmless(column.heading) for column in table.columns])
    for row in table.rows:
        writer.writerow([harmless(cell) for cell in cells(table.columns, row)])
    writer.writerow([harmless(table.title)])
    if table.is_illustrative:
        writer.writerow([ILLUSTRATIVE])
    return (BOM + buffer.getvalue()).encode()


def harmless(cell: Cell) -> str:
    """A number as it is; a text that a spreadsheet would reckon with, behind an apostrophe."""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(LIKE_A_FORMULA) else cell
    if cell is None:
        return ""
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)


def as_workbook(table: DownloadTable) -> bytes:
    """One worksheet; texts stay texts there too."""
    buffer = BytesIO()
    book = Workbook(buffer, PLAIN_TEXT)
    sheet = Table(
        book.add_worksheet(table.name), table.columns, Pen(book), is_illustrative=table.is_illustrative
    )
    sheet.write(table.title, "", table.rows)
    book.close()
    return buffer.getvalue()


MAKERS = {"csv": as_csv, "xlsx": as_workbook}
