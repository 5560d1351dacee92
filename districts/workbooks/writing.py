"""Sheets written as a workbook to be filled in: one worksheet a unit, only the cells that are entered unlocked."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

from django.utils.crypto import get_random_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from .. import deadlines
from ..models import Unit
from ..sheets import Sheet, reported_by
from . import index, layout
from .front import Front
from .index import Handed, HandedSheet
from .pages import Page, Sections, sections_of
from .pen import Pen


def written(sheets: Sequence[Sheet], *, at: datetime) -> bytes:
    """The workbook of these sheets, all of one quarter, as they are at a moment."""
    memory = BytesIO()
    book = Workbook(memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    pen = Pen(book)
    guide = _("Hướng dẫn")
    titles = layout.titles([sheet.unit.name for sheet in sheets], taken=[guide, index.TITLE])
    due = due_days(sheets)
    reopenings = deadlines.reopenings_of([sheets[0].period], [sheet.unit for sheet in sheets])
    front = book.add_worksheet(guide)
    handed = handed_out(sheets, at)
    sections: dict[str, Sections] = {}  # those who report the same have the same
    for sheet, title, own in zip(sheets, titles, handed.sheets, strict=True):
        reporter = reported_by(sheet.unit)
        if reporter not in sections:
            sections[reporter] = list(sections_of(sheet))
        page = Page(
            book.add_worksheet(title),
            sheet,
            own,
            pen,
            due[sheet.unit.pk],
            is_open=sheet.is_writable(at.date(), reopenings),
        )
        page.write(handed.mark(sheet.unit.code), sections[reporter])
    Front(front, pen).write(sheets, titles, due)
    hide_index(book, handed)
    book.worksheets()[1 if len(sheets) == 1 else 0].activate()
    book.close()
    return memory.getvalue()


def due_days(sheets: Sequence[Sheet]) -> dict[int, date]:
    """Each unit's due day, with what was granted it."""
    units, period = [sheet.unit for sheet in sheets], sheets[0].period
    extensions = deadlines.extensions_of([period], units)
    return {unit.pk: deadlines.due_day(period, unit, extensions) for unit in units}


def handed_out(sheets: Sequence[Sheet], at: datetime) -> Handed:
    period = sheets[0].period
    return Handed(
        form=get_random_string(12),
        plan=period.plan.slug,
        period=period.code,
        language=get_language() or "vi",
        at=at.isoformat(),
        sheets=[HandedSheet(sheet.unit.code, full_name(sheet.unit), parts_asked(sheet)) for sheet in sheets],
    )


def full_name(unit: Unit) -> str:
    return f"{unit.name} · {unit.parent.name}" if unit.parent else unit.name


def parts_asked(sheet: Sheet) -> list[str]:
    """The parts that any element of the sheet may be given by, in the plan's order."""
    groups = {group for element in sheet.elements for group in element.split_by}
    return [part["code"] for group, parts in sheet.plan.splits.items() if group in groups for part in parts]


def hide_index(book: Workbook, handed: Handed) -> None:
    """What the workbook knows of itself, on a sheet that Excel's menus do not show."""
    hidden = book.add_worksheet(index.TITLE)
    hidden.write_string(0, 0, index.KIND)
    hidden.write_number(0, 1, index.FORMAT)
    hidden.write_string(0, 2, handed.plan)
    hidden.write_string(0, 3, handed.period)
    for row, chunk in enumerate(index.sealed(handed), start=1):
        hidden.write_string(row, 0, chunk)
    hidden.protect()
    hidden.very_hidden()
