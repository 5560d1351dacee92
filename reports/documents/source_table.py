"""The table behind one number, as a workbook to download."""

from io import BytesIO

from xlsxwriter import Workbook

from ..source_lines import SeenSources, table_columns
from ..source_words import halves_said
from .tables import PLAIN_TEXT, Pen, Table


def make(seen: SeenSources, title: str, *, is_illustrative: bool) -> bytes:
    """One sheet: a line a unit, and what they add up to."""
    buffer = BytesIO()
    book = Workbook(buffer, PLAIN_TEXT)
    page = book.add_worksheet("Các đơn vị")
    table = Table(
        page, table_columns(seen.found), Pen(book), frozen_columns=2, is_illustrative=is_illustrative
    )
    table.write(title, halves_said(seen.found.asked.subject), [*seen.lines, seen.total], note_of(seen))
    book.close()
    return buffer.getvalue()


def note_of(seen: SeenSources) -> str:
    if not seen.hidden:
        return ""
    return f"Còn {seen.hidden} đơn vị ngoài phạm vi xem của tài khoản đã tải bảng này."
