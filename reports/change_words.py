"""What changed in a publication's definitions, targets, units and standings, in words for a reader. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from indicators.phrases import VIETNAMESE, gettext_noop, unchanged
from indicators.values import FigureAbsence, Operator, Scope, Status
from indicators.wording import (
    FIGURE_ABSENCE_WORDS,
    OPERATOR_SYMBOLS,
    STATUS_SYMBOLS,
    STATUS_WORDS,
    YES_NO_WORDS,
    day,
    number,
    plain_number,
)

from .differences import TextChange
from .differences_texts import SECTIONS, UNIT_WORDS
from .frozen import Frozen
from .frozen_texts import of_frozen
from .ledger import Content, SheetFate
from .report_sections import NAMES, of_group
from .words import STATE_WORDS

EMPTY = "–"
ABSENCE_SYMBOLS = {FigureAbsence.NOTHING_OCCURRED: "∅", FigureAbsence.NO_DATA: "–"}
FATE_WORDS = {
    SheetFate.ARRIVED: gettext_noop("Biểu mới được duyệt, nay được tính"),
    SheetFate.LEFT: gettext_noop("Biểu bị trả lại, nay không được tính"),
    SheetFate.CHANGED: gettext_noop("Số liệu được sửa và duyệt lại"),
}
STEP_WORDS = {
    "submitted": gettext_noop("gửi"),
    "accepted": gettext_noop("duyệt"),
    "returned": gettext_noop("trả lại"),
}
PART_WORDS = {
    "measures": gettext_noop("Chỉ tiêu thành phần"),
    "elements": gettext_noop("Số liệu"),
    "targets": gettext_noop("Chỉ tiêu giao"),
    "units": gettext_noop("Đơn vị"),
    "reporting": gettext_noop("Tình hình gửi"),
    "indicators": gettext_noop("Chỉ tiêu"),
    "plan": gettext_noop("Kế hoạch"),
    "period": gettext_noop("Kỳ báo cáo"),
    SECTIONS: gettext_noop("Nội dung báo cáo, mục"),
    UNIT_WORDS: gettext_noop("Báo cáo nhiệm vụ"),
}
SCOPE_WORDS = {Scope.PROVINCE: gettext_noop("tỉnh"), Scope.NATIONAL: gettext_noop("cả nước")}
FIELD_WORDS = {
    "name": gettext_noop("tên"),
    "unit_of_measure": gettext_noop("đơn vị tính"),
    "decimals": gettext_noop("số chữ số thập phân"),
    "per": gettext_noop("hệ số nhân"),
    "method": gettext_noop("cách tính"),
    "definition": gettext_noop("định nghĩa"),
    "value": gettext_noop("mức giao"),
    "op": gettext_noop("dấu so sánh"),
    "source": gettext_noop("nguồn"),
    "state": gettext_noop("tình trạng"),
    "due": gettext_noop("hạn gửi"),
    "sent_on": gettext_noop("ngày gửi"),
    "late": gettext_noop("gửi sau hạn"),
    "status": gettext_noop("đánh giá"),
    "judged": gettext_noop("số chỉ tiêu thành phần đã xét"),
    "total": gettext_noop("số chỉ tiêu thành phần"),
    "parent": gettext_noop("đơn vị cấp trên"),
    "text": gettext_noop("nội dung"),
    "done": gettext_noop("kết quả thực hiện"),
    "difficulties": gettext_noop("khó khăn, vướng mắc"),
    "proposals": gettext_noop("kiến nghị, đề xuất"),
    "": gettext_noop("cả mục"),
}
OTHER = gettext_noop("nội dung khác")
GROUP = gettext_noop("nhóm")
DAYS = {"due", "sent_on"}


@dataclass(frozen=True)
class Reader:
    """Into whose language words are put; the documents' is Vietnamese."""

    translate: Callable[[str], str] = unchanged
    language: str = VIETNAMESE

    def of(self, texts: Mapping[str, str]) -> str:
        """A text of the plan in this language."""
        return str(texts.get(self.language) or texts.get(VIETNAMESE, ""))


VIETNAMESE_READER = Reader()


@dataclass(frozen=True, slots=True)
class TextLine:
    """One change, in words: what it is of, which of its fields, and the two states."""

    what: str
    field: str
    old: str
    new: str


def text_line(change: TextChange, frozen: Frozen, reader: Reader = VIETNAMESE_READER) -> TextLine:
    """A change of something other than a figure. A field without a word of its own only says that it changed."""
    part = reader.translate(PART_WORDS[change.part])
    name = name_of(change, frozen, reader)
    field = reader.translate(FIELD_WORDS.get(change.field, OTHER))
    if change.field not in FIELD_WORDS or change.part in ("plan", "period"):
        return TextLine(f"{part} {name}".strip(), reader.translate(OTHER), "", "")
    old, new = (said(change.field, side, reader) for side in (change.old, change.new))
    return TextLine(f"{part} {name}", field, old, new)


def name_of(change: TextChange, frozen: Frozen, reader: Reader) -> str:
    """The record's own name; its code where this content does not know it."""
    if change.part == "measures" and change.key in frozen.measures:
        return f"{change.key} {reader.of(frozen.measures[change.key].name)}"
    if change.part == "elements" and change.key in frozen.elements:
        return reader.of(frozen.elements[change.key].name)
    if change.part in ("units", "reporting") and change.key in frozen.units:
        return frozen.units[change.key].name
    if change.part == "targets":
        measure, scope, year = change.key.split(" ")
        return f"{measure} ({reader.translate(SCOPE_WORDS.get(Scope(scope), scope))} {year})"
    if change.part == SECTIONS:
        return section_name(change.key, frozen, reader)
    if change.part == UNIT_WORDS:
        unit, _blank, group = change.key.partition(" ")
        name = frozen.units[unit].name if unit in frozen.units else unit
        return f"{name}, {reader.translate(GROUP)} {group}"
    return change.key


def section_name(code: str, frozen: Frozen, reader: Reader) -> str:
    """A section by its own name, or by that of its group; its code where the plan has dropped the group."""
    if code in NAMES:
        return reader.translate(NAMES[code])
    names = {of_group(group.number): reader.of(group.name) for group in of_frozen(frozen).groups}
    return names.get(code, code)


def said(field: str, value: Any, reader: Reader) -> str:
    """One side of a change; a dash where nothing stood there."""
    if value is None:
        return EMPTY
    if isinstance(value, bool):
        return reader.translate(YES_NO_WORDS[int(value)])
    if isinstance(value, int):
        return number(value, language=reader.language)
    if isinstance(value, Mapping):
        return reader.of(value) or reader.of(value.get("name", {}) if "name" in value else {}) or "●"
    return word_said(field, str(value), reader)


def word_said(field: str, value: str, reader: Reader) -> str:
    """A text by what it is: a status, a state, a day, a sign, an exact number."""
    if field == "status":
        return f"{STATUS_SYMBOLS[Status(value)]} {reader.translate(STATUS_WORDS[Status(value)])}"
    if field == "state":
        return reader.translate(STATE_WORDS.get(value, value))
    if field == "op":
        return OPERATOR_SYMBOLS[Operator(value)]
    if field == "value":
        return plain_number(Decimal(value), reader.language)
    return day(date.fromisoformat(value)) if field in DAYS else value


def content_said(content: Content | None, *, boolean: bool, reader: Reader = VIETNAMESE_READER) -> str:
    """A cell: 1.234, Có, ∅ Không phát sinh; a dash where nothing stands."""
    if content is None:
        return EMPTY
    if isinstance(content, str):
        absence = FigureAbsence(content)
        return f"{ABSENCE_SYMBOLS[absence]} {reader.translate(FIGURE_ABSENCE_WORDS[absence])}"
    if boolean and content in YES_NO_WORDS:
        return reader.translate(YES_NO_WORDS[content])
    return number(content, language=reader.language)
