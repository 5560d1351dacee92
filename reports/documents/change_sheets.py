"""The sheets about what changed since the publication before: every cell, and every result of every area."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from indicators.values import Span
from indicators.wording import moment, quarter_label

from .. import change_lines, change_sentences, differences_frozen, words
from ..change_lines import CellLine, SheetLine
from ..change_words import FATE_WORDS
from ..columns import Cell, Column
from ..differences import ValueChange
from ..frozen import Frozen
from .area_sheets import parent_name
from .cells import result

Columns = list[Column[Any]]
FIRST = "Đây là lần công bố đầu tiên của quý này nên chưa có lần trước để so."
SPAN_WORDS = {Span.YTD: "từ đầu năm", Span.QUARTER: "riêng quý"}


def note(frozen: Frozen) -> str:
    """How much changed; that nothing could, for the first of a quarter."""
    found = differences_frozen.of_content(frozen)
    return FIRST if found is None else change_sentences.summary(found, since=differences_frozen.since(frozen))


# Ô thay đổi -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ChangedCell:
    """A cell with the sheet it is of."""

    sheet: SheetLine
    cell: CellLine


def cell_rows(frozen: Frozen) -> list[ChangedCell]:
    found = differences_frozen.of_content(frozen)
    if found is None:
        return []
    sheets = change_lines.sheet_lines(found.sheets, frozen)
    return [ChangedCell(sheet, cell) for sheet in sheets for cell in sheet.cells]


def cell_columns(frozen: Frozen) -> Columns:
    return [
        Column("Mã", lambda row: row.sheet.code, 10),
        Column("Đơn vị", lambda row: row.sheet.name, 24),
        Column("Đơn vị cấp trên", lambda row: row.sheet.parent, 20),
        Column("Quý", lambda row: quarter_label(row.sheet.quarter).removeprefix("quý "), 9),
        Column("Số liệu", lambda row: row.cell.name, 54),
        Column("Lần trước", partial(content, place=0), 18),
        Column("Lần này", partial(content, place=1), 18),
        Column("Vì sao", lambda row: FATE_WORDS[row.sheet.fate], 24),
        Column("Lý do trả lại", lambda row: "; ".join(row.sheet.reasons), 34),
        Column("Người sửa", lambda row: row.cell.by, 22),
        Column("Sửa lúc", lambda row: "" if row.cell.at is None else moment(row.cell.at), 16),
        Column(
            "Người duyệt hoặc trả lại", lambda row: "" if row.sheet.last is None else row.sheet.last.by, 22
        ),
        Column("Duyệt hoặc trả lại lúc", last_moment, 16),
    ]


def content(row: ChangedCell, *, place: int) -> Cell:
    """A number as a number, anything else in its words."""
    number = row.cell.numbers[place]
    return (row.cell.old, row.cell.new)[place] if number is None else number


def last_moment(row: ChangedCell) -> Cell:
    last = row.sheet.last
    return "" if last is None else moment(last.moment)


# Kết quả thay đổi -------------------------------------------------------------------------------------------------


def value_rows(frozen: Frozen) -> list[ValueChange]:
    found = differences_frozen.of_content(frozen)
    return [] if found is None else list(found.values)


def value_columns(frozen: Frozen) -> Columns:
    """Every result that is not what it was, and the counts and the coverage behind it, before and after."""
    parts = {part["code"]: part["vi"] for group in frozen.plan["splits"].values() for part in group}
    return [
        Column("Mã đơn vị", lambda row: row.one.unit.code, 10),
        Column("Đơn vị", lambda row: row.one.unit.name, 24),
        Column("Đơn vị cấp trên", lambda row: parent_name(row.one.unit, frozen), 20),
        Column("Mã số", lambda row: row.one.measure.code, 7),
        Column("Chỉ tiêu thành phần", lambda row: row.one.measure.name["vi"], 46),
        Column("Đơn vị tính", lambda row: row.one.measure.unit_of_measure["vi"], 10),
        Column("Khoảng", lambda row: SPAN_WORDS[row.one.span], 11),
        Column("Phân tổ", lambda row: parts.get(row.one.split, "Chung"), 10),
        Column("Kết quả lần trước", lambda row: result(row.old), 13),
        Column("Kết quả lần này", lambda row: result(row.new), 13),
        Column("Tử số lần trước", lambda row: side(row.old, "numerator"), 11),
        Column("Tử số lần này", lambda row: side(row.new, "numerator"), 11),
        Column("Mẫu số lần trước", lambda row: side(row.old, "denominator"), 11),
        Column("Mẫu số lần này", lambda row: side(row.new, "denominator"), 11),
        Column("Phủ lần trước", lambda row: "" if row.old is None else words.covered(row.old), 10),
        Column("Phủ lần này", lambda row: "" if row.new is None else words.covered(row.new), 10),
        Column(
            "Đánh giá lần trước", lambda row: "" if row.old is None else words.standing(row.old.status), 18
        ),
        Column("Đánh giá lần này", lambda row: "" if row.new is None else words.standing(row.new.status), 18),
    ]


def side(value: Any, field: str) -> Cell:
    found: Cell = None if value is None else getattr(value, field)
    return found
