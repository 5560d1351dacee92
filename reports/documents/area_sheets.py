"""The sheets about the units: districts, communes, every area's counts, and who reported when."""

from decimal import Decimal
from functools import partial
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from indicators.values import Absence, Span
from indicators.wording import day

from .. import words
from ..columns import Cell, Column, Reckoned
from ..frozen import Frozen
from ..frozen_parts import FrozenMeasure, FrozenUnit, FrozenValue
from .cells import reckoned, short_result

Columns = list[Column[Any]]
LEVEL_NAMES = {"province": "Tỉnh", "district": "Huyện", "commune": "Xã", "department": "Sở, ngành"}
SIGNS_NOTE = (
    "– chưa có số liệu · ∅ không phát sinh · ô trống: không áp dụng ở cấp này · chỉ tiêu tính trên số xã: nơi còn xã "
    "chưa trả lời, kết quả là mức ít nhất"
)


# Huyện, Xã --------------------------------------------------------------------------------------------------------


def district_rows(frozen: Frozen) -> list[FrozenMeasure]:
    return [measure for measure in frozen.measures.values() if measure.reporter_level != "department"]


def district_columns(frozen: Frozen) -> Columns:
    """A line for each measure, a column for each district."""
    areas = [frozen.province, *frozen.units_of("district")]
    return [
        Column("Mã số", lambda row: row.code, 7),
        Column("Chỉ tiêu thành phần", lambda row: row.name["vi"], 46),
        Column("Đơn vị tính", lambda row: row.unit_of_measure["vi"], 10),
        *(Column(area.name, partial(of_area, area=area, frozen=frozen), 12) for area in areas),
    ]


def of_area(row: FrozenMeasure, *, area: FrozenUnit, frozen: Frozen) -> Cell:
    return looked_up(frozen.value(row.code, area.code))


def commune_rows(frozen: Frozen) -> list[FrozenUnit]:
    """Communes under the unit above them, in its order."""
    order = {code: position for position, code in enumerate(frozen.units)}
    return sorted(frozen.units_of("commune"), key=lambda unit: (order[unit.parent], order[unit.code]))


def commune_columns(frozen: Frozen) -> Columns:
    """A line for each commune, a column for each measure that communes report."""
    measures = [measure for measure in frozen.measures.values() if measure.reporter_level == "commune"]
    return [
        Column("Mã", lambda row: row.code, 8),
        Column("Xã, phường, thị trấn", lambda row: row.name, 24),
        Column("Đơn vị cấp trên", lambda row: frozen.units[row.parent].name, 20),
        *(Column(heading(one), partial(of_measure, measure=one, frozen=frozen), 13) for one in measures),
    ]


def heading(measure: FrozenMeasure) -> str:
    return f"{measure.code}. {measure.name['vi']} ({measure.unit_of_measure['vi']})"


def of_measure(row: FrozenUnit, *, measure: FrozenMeasure, frozen: Frozen) -> Cell:
    return looked_up(frozen.value(measure.code, row.code))


# Tử số, mẫu số ----------------------------------------------------------------------------------------------------

COUNTS = "Tử số, mẫu số"
COUNTS_NOTE = (
    "Kết quả là công thức trên tử số, mẫu số; các trang Huyện, Xã, Phân tổ tra kết quả ở đây theo cột Khóa."
)
KEY_COLUMN, RESULT_COLUMN = xl_col_to_name(13), xl_col_to_name(9)  # as count_columns has them


def key_of(value: FrozenValue) -> str:
    """What a value is looked up by; no spreadsheet takes it for a number or a day."""
    return f"{value.unit.code}:{value.measure.code}:{value.split}"


def looked_up(value: FrozenValue | None) -> Cell:
    """A result that is looked up among the counts, whatever order a reader gives them; a silence by its sign."""
    found = short_result(value)
    if value is None or not isinstance(found, Decimal):
        return found
    key, results = (f"'{COUNTS}'!${column}:${column}" for column in (KEY_COLUMN, RESULT_COLUMN))
    return Reckoned(found, f'INDEX({results},MATCH("{key_of(value)}",{key},0))')


def count_rows(frozen: Frozen) -> list[FrozenValue]:
    """Every area's counts of every measure that applies to it, the province's by split too: to reckon again."""
    return [
        value
        for value in frozen.values
        if value.span == Span.YTD
        and value.absence is not Absence.NOT_APPLICABLE
        and (not value.split or value.unit == frozen.province)
    ]


def count_columns(frozen: Frozen) -> Columns:
    parts = {part["code"]: part["vi"] for group in frozen.plan["splits"].values() for part in group}
    return [
        Column("Mã đơn vị", lambda row: row.unit.code, 10),
        Column("Đơn vị", lambda row: row.unit.name, 24),
        Column("Cấp", lambda row: LEVEL_NAMES[row.unit.level], 9),
        Column("Đơn vị cấp trên", lambda row: parent_name(row.unit, frozen), 20),
        Column("Mã số", lambda row: row.measure.code, 7),
        Column("Chỉ tiêu thành phần", lambda row: row.measure.name["vi"], 46),
        Column("Phân tổ", lambda row: parts.get(row.split, ""), 12),
        Column("Tử số", lambda row: row.numerator, 12),
        Column("Mẫu số", lambda row: row.denominator, 12),
        Column("Kết quả", lambda row: reckoned(row, "Tử số", "Mẫu số"), 14),
        Column("Đơn vị tính", lambda row: row.measure.unit_of_measure["vi"], 10),
        Column("Số đơn vị có số liệu", lambda row: row.reported, 10),
        Column("Số đơn vị phải báo cáo", lambda row: row.expected, 10),
        Column("Khóa", key_of, 18),
    ]


def parent_name(unit: FrozenUnit, frozen: Frozen) -> str:
    """Empty for the province."""
    return frozen.units[unit.parent].name if unit.parent in frozen.units else ""


# Tình hình gửi, Giải thích ------------------------------------------------------------------------------------------


def report_rows(frozen: Frozen) -> list[Any]:
    return frozen.reporting


def report_columns(frozen: Frozen) -> Columns:
    """Who sent what when; days as they are written in Vietnam."""
    return [
        Column("Mã", lambda row: row.unit.code, 10),
        Column("Đơn vị", lambda row: row.unit.name, 30),
        Column("Cấp", lambda row: LEVEL_NAMES[row.unit.level], 10),
        Column("Đơn vị cấp trên", lambda row: parent_name(row.unit, frozen), 22),
        Column("Tình trạng", lambda row: words.STATE_WORDS.get(row.state, "đã duyệt"), 26),
        Column("Hạn gửi", lambda row: day(row.due), 12),
        Column("Ngày gửi", lambda row: "" if row.sent_on is None else day(row.sent_on), 12),
        Column("Đúng hạn", timeliness, 12),
    ]


def timeliness(row: Any) -> Cell:
    """Nothing for a unit that has sent nothing: what is not there is neither late nor on time in a frozen report."""
    if row.sent_on is None:
        return ""
    return "sau hạn" if row.late else "đúng hạn"
