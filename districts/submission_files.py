"""A unit's sheet to take away: a line a cell, beside a quarter and a year before; withheld stays withheld."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators.models import Element
from indicators.phrases import VIETNAMESE
from indicators.wording import moment, quarter_label

from .models import Figure, Submission
from .sheet_layout import said
from .sheet_reading import ReadRow, rows_of
from .sheets import Sheet
from .table_files import Line, TableFile


def table_of(submission: Submission, sheet: Sheet, *, see_sensitive: bool) -> TableFile:
    period, unit = submission.period, submission.unit
    title = _("Biểu số liệu %(quarter)s: %(unit)s, %(state)s, lưu lần cuối %(when)s") % {
        "quarter": quarter_label(period.as_quarter, get_language() or VIETNAMESE),
        "unit": unit,
        "state": submission.get_state_display(),
        "when": moment(submission.changed_at),
    }
    marks = [_("Số liệu minh họa")] if period.plan.illustrative else []
    rows = rows_of(sheet, see_sensitive=see_sensitive)
    return TableFile(
        filename=f"so-lieu-{unit.code}-{period.code}",
        sheet=_("Số liệu"),
        columns=columns(),
        lines=[line for row in rows for line in lines_of(row, sheet)],
        notes=[title, *marks],
    )


def columns() -> list[tuple[str, float]]:
    return [
        (_("Mã số liệu"), 26),
        (_("Số liệu"), 50),
        (_("Phân tổ"), 14),
        (_("Đơn vị tính"), 14),
        (_("Cùng kỳ năm trước"), 18),
        (_("Quý trước"), 18),
        (_("Quý này"), 18),
        (_("Lý do"), 30),
        (_("Giải trình"), 30),
    ]


def lines_of(row: ReadRow, sheet: Sheet) -> list[Line]:
    """The total and its parts; of a withheld element one line, without a number."""
    element = row.element
    if row.is_withheld:
        words = f"▒ {_('Không công bố')}"
        return [[element.code, element.name, "", element.unit_of_measure, words, words, words, "", ""]]
    found = []
    for cell in row.cells:
        key = element.code, cell.name.removeprefix(element.code).removeprefix("-")
        sides = (sheet.last_year.get(key), sheet.previous.get(key), sheet.cells.get(key))
        numbers = [content(side, element) for side in sides]
        words = [cell.part, element.unit_of_measure]
        found.append([element.code, element.name, *words, *numbers, cell.reason, cell.explanation])
    return found


def content(figure: Figure | None, element: Element) -> str | int:
    """A number as a number, anything else in its words; nothing where nobody counted."""
    if figure is None:
        return ""
    return said(figure, element) if figure.number is None or element.boolean else figure.number
