"""One unit's worksheet being written."""

from collections.abc import Iterator
from datetime import date
from math import ceil

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from indicators import wording
from indicators.models import Element
from indicators.values import FigureAbsence

from ..models import Figure
from ..sheet_layout import by_objective, parts_of, said
from ..sheets import Sheet
from . import layout
from .contents import NOTHING
from .files import harmless
from .index import HandedCell, HandedSheet, content_of
from .pen import Pen
from .rules import figure_rule, words_rule

A4 = 9
ROW_HEIGHT, LETTER = 15.0, 0.95  # a line in points; a letter in the widths of a digit
NAME_WIDTH, WORDS_WIDTH = 46, 30
WIDTHS = {layout.NAME: NAME_WIDTH, layout.UNIT_OF_MEASURE: 10, layout.LAST_YEAR: 11, layout.LAST_QUARTER: 11}
INPUT_WIDTH = 13


# Headings, each with the elements under it.
Sections = list[tuple[str, list[Element]]]


class Page:
    """A sheet as a worksheet; what each cell holds is noted in `own` as it is written."""

    def __init__(
        self, page: Worksheet, sheet: Sheet, own: HandedSheet, pen: Pen, due: date, *, is_open: bool
    ) -> None:
        self.page, self.sheet, self.own, self.pen, self.due = page, sheet, own, pen, due
        self.columns = layout.Columns(own.parts)
        self.is_open = is_open

    def write(self, mark: str, sections: Sections) -> None:
        self.head(mark)
        row = layout.FIRST_ROW
        for heading, elements in sections:
            for column in range(layout.NAME, self.columns.last + 1):
                self.put(row, column, heading if column == layout.NAME else "", self.pen.section)
            row += 1
            for element in elements:
                self.element(row, element)
                row += 1
        self.set_up(row - 1)

    def head(self, mark: str) -> None:
        self.put(layout.MARKS_ROW, layout.MARKS_COLUMN, mark, self.pen.plain)
        for column, word in self.columns.marks.items():
            self.put(layout.MARKS_ROW, column, word, self.pen.plain)
        self.put(layout.TITLE_ROW, layout.NAME, self.own.name, self.pen.title)
        self.put(layout.DATES_ROW, layout.NAME, self.dates(), self.pen.plain)
        self.put(layout.NOTE_ROW, layout.NAME, self.note(), self.pen.warning)
        self.put(layout.GUIDE_ROW, layout.NAME, guide(), self.pen.muted)
        for column, words in self.headings().items():
            self.put(layout.HEADING_ROW, column, words, self.pen.heading)
        self.page.set_row(layout.HEADING_ROW - 1, 2 * ROW_HEIGHT)

    def dates(self) -> str:
        period = self.sheet.period
        return _("Số liệu %(quarter)s, từ %(first)s đến %(last)s · hạn gửi %(due)s") % {
            "quarter": wording.quarter_label(period.as_quarter, get_language() or wording.VIETNAMESE),
            "first": wording.day(period.first_day),
            "last": wording.day(period.last_day),
            "due": wording.day(self.due),
        }

    def note(self) -> str:
        """That the figures are made up, and that a sheet cannot be written now, where it is so."""
        notes = [_("Số liệu minh họa, không phải số liệu thật.")] if self.sheet.plan.illustrative else []
        if not self.is_open:
            notes.append(_("Biểu đang khóa: chỉ để xem."))
        return " ".join(notes)

    def headings(self) -> dict[int, str]:
        parts = dict(pair for element in self.sheet.elements for pair in parts_of(element, self.sheet.plan))
        return {
            layout.NAME: _("Số liệu"),
            layout.UNIT_OF_MEASURE: _("Đơn vị tính"),
            layout.LAST_YEAR: _("Cùng kỳ năm trước"),
            layout.LAST_QUARTER: _("Quý trước"),
            layout.TOTAL: _("Quý này"),
            **{self.columns.of(split): parts[split] for split in self.columns.parts},
            self.columns.reason: _("Lý do chưa có số liệu"),
            self.columns.explanation: _("Giải trình"),
        }

    def element(self, row: int, element: Element) -> None:
        key, sheet = (element.code, ""), self.sheet
        self.own.rows.append((row, element.code, element.name))
        self.put(row, layout.MARKS_COLUMN, element.code, self.pen.plain)
        self.put(row, layout.NAME, element.name, self.pen.name)
        self.put(row, layout.UNIT_OF_MEASURE, element.unit_of_measure, self.pen.name)
        self.past(row, layout.LAST_YEAR, sheet.last_year.get(key), element)
        self.past(row, layout.LAST_QUARTER, sheet.previous.get(key), element)
        self.figure(row, element, "")
        own_parts = {code for code, _name in parts_of(element, sheet.plan)}
        for split in self.columns.parts:
            if split in own_parts:
                self.figure(row, element, split)
            else:
                self.page.write_blank(row - 1, self.columns.of(split) - 1, None, self.pen.shut)
        figure = sheet.cells.get(key)
        self.words(row, self.columns.reason, figure.reason if figure else "")
        self.words(row, self.columns.explanation, figure.explanation if figure else "")
        self.page.set_row(row - 1, height(element, figure))

    def figure(self, row: int, element: Element, split: str) -> None:
        """A cell to be filled in, noted with what it holds."""
        key, column = (element.code, split), self.columns.of(split)
        figure = self.sheet.cells.get(key)
        self.own.cells.append(HandedCell(row, column, *key, self.sheet.version_of(key), content_of(figure)))
        look = self.pen.number if self.is_open else self.pen.held
        if figure is not None and figure.number is not None and not element.boolean:
            self.page.write_number(row - 1, column - 1, figure.number, look)
        else:
            self.put(row, column, shown(figure, element), look)
        if self.is_open:
            self.rule(row, column, figure_rule(element, row, column, is_total=not split))

    def past(self, row: int, column: int, figure: Figure | None, element: Element) -> None:
        if figure is not None and figure.number is not None and not element.boolean:
            self.page.write_number(row - 1, column - 1, figure.number, self.pen.past)
        else:
            self.put(row, column, said(figure, element), self.pen.past)

    def words(self, row: int, column: int, words: str) -> None:
        self.put(row, column, words, self.pen.words if self.is_open else self.pen.held_words)
        if self.is_open:
            self.rule(row, column, words_rule())

    def rule(self, row: int, column: int, rule: dict[str, object]) -> None:
        title = _("Chưa đúng")
        self.page.data_validation(row - 1, column - 1, row - 1, column - 1, {"error_title": title, **rule})

    def put(self, row: int, column: int, words: str, look: Format) -> None:
        """A text that stays a text; a blank cell where there is none."""
        if words:
            self.page.write_string(row - 1, column - 1, harmless(words), look)
        else:
            self.page.write_blank(row - 1, column - 1, None, look)

    def set_up(self, last: int) -> None:
        """Locked but for the cells to fill; A4 lying, as wide as a page, headings on each."""
        page, last_column = self.page, self.columns.last
        page.set_column(0, 0, None, None, {"hidden": True})
        page.set_row(0, None, None, {"hidden": True})
        for column in range(layout.NAME, last_column + 1):
            width = WIDTHS.get(column, WORDS_WIDTH if column >= self.columns.reason else INPUT_WIDTH)
            page.set_column(column - 1, column - 1, width)
        page.freeze_panes(layout.HEADING_ROW, layout.NAME)
        page.set_selection(layout.FIRST_ROW, layout.TOTAL - 1, layout.FIRST_ROW, layout.TOTAL - 1)
        page.hide_gridlines(2)
        page.protect("", {"format_columns": True, "format_rows": True})
        page.set_landscape()
        page.set_paper(A4)
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        page.fit_to_pages(1, 0)
        page.repeat_rows(layout.HEADING_ROW - 1)
        page.print_area(layout.TITLE_ROW - 1, layout.NAME - 1, last - 1, last_column - 1)
        warning = _("Số liệu minh họa, không phải số liệu thật.") if self.sheet.plan.illustrative else ""
        name = self.own.name.replace("&", "&&")
        page.set_footer(f"&L{warning}&C{name}&R&P/&N")


def sections_of(sheet: Sheet) -> Iterator[tuple[str, list[Element]]]:
    """What is asked, by objective; then what is not asked this quarter and may be entered. One query."""
    asked = [element for element in sheet.elements if sheet.is_required(element)]
    for section in by_objective(asked, sheet.plan):
        objective = section.objective
        if objective is None:
            yield _("Số liệu chung"), section.elements
        else:
            words = _("Mục tiêu %(number)s. %(name)s")
            yield words % {"number": objective.number, "name": objective.name}, section.elements
    rest = [element for element in sheet.elements if not sheet.is_required(element)]
    if rest:
        yield _("Không yêu cầu trong quý này"), rest


def shown(figure: Figure | None, element: Element) -> str:
    """What a cell to be filled in says where it holds no number; nothing where it is empty."""
    if figure is None:
        return ""
    if figure.absence == FigureAbsence.NOTHING_OCCURRED:
        return NOTHING
    if figure.absence:
        return _(wording.FIGURE_ABSENCE_WORDS[FigureAbsence(figure.absence)])
    return said(figure, element)


def guide() -> str:
    return _(
        "Chỉ điền ô nền vàng: một số nguyên; ∅ là không phát sinh; “Chưa có số liệu” thì ghi lý do. "
        "Ô trống là chưa nhập. Không thêm, xóa hay đổi chỗ dòng, cột."
    )


def height(element: Element, figure: Figure | None) -> float:
    """Room for the longest text of a row as it wraps; not every program reckons it by itself."""
    words = [figure.reason, figure.explanation] if figure else []
    lines = [ceil(len(element.name) * LETTER / NAME_WIDTH), ceil(len(element.unit_of_measure) * LETTER / 10)]
    return ROW_HEIGHT * max([*lines, *(ceil(len(text) * LETTER / WORDS_WIDTH) for text in words)])
