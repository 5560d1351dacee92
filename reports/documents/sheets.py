"""What stands on each sheet of the workbook: its title, its columns and its rows, out of the frozen content."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from indicators.values import Absence, Span, round_half_up
from indicators.wording import ABSENCE_WORDS, day

from .. import narrative
from ..columns import Cell, Column
from ..frozen import Frozen, FrozenMeasure, FrozenUnit, FrozenValue

Columns = list[Column[Any]]
LEVEL_NAMES = {"province": "Tỉnh", "district": "Huyện", "commune": "Xã", "department": "Sở, ngành"}
KIND_WORDS = {
    "stock": "có đến cuối kỳ",
    "flow": "phát sinh trong kỳ",
    "cumulative": "lũy kế từ đầu năm",
    "annual": "mỗi năm một lần",
}


@dataclass(frozen=True)
class Sheet:
    """`note` is a line under the title; `frozen_columns` stay in sight while the rest moves."""

    name: str
    title: str
    columns: Callable[[Frozen], Columns]
    rows: Callable[[Frozen], Sequence[Any]]
    note: str = ""
    frozen_columns: int = 2


def result(value: FrozenValue | None) -> Cell:
    """The number rounded as everywhere, or the word of its absence; nothing where there is no such value."""
    if value is None or value.absence is Absence.NOT_APPLICABLE:
        return None
    return (
        narrative.shown(value) if value.exact is None else round_half_up(value.exact, value.measure.decimals)
    )


def short_result(value: FrozenValue | None) -> Cell:
    """The same for a narrow column: a silence is its sign, or its word where it has none."""
    found = result(value)
    return narrative.short(value) if isinstance(found, str) else found


SIGNS_NOTE = "– chưa có số liệu · ∅ không phát sinh · ô trống: không áp dụng ở cấp này"


# Tổng hợp ---------------------------------------------------------------------------------------------------------


def summary_rows(frozen: Frozen) -> list[FrozenValue]:
    return [frozen.result(code) for code in frozen.measures]


def summary_columns(frozen: Frozen) -> Columns:
    """A line for each measure, under the indicator it belongs to."""
    indicators = {one.number: one for objective in frozen.objectives for one in objective.indicators}
    objectives = {objective.number: objective for objective in frozen.objectives}

    def indicator(row: FrozenValue) -> Cell:
        return f"{row.measure.indicator}. {indicators[row.measure.indicator].name['vi']}"

    def verdict(row: FrozenValue) -> Cell:
        found = indicators[row.measure.indicator]
        standing = narrative.standing(found.status)
        return f"{standing} (xét {found.judged}/{found.total})" if found.total > 1 and standing else standing

    return [
        Column("Mã số", lambda row: row.measure.code, 7),
        Column("Chỉ tiêu thành phần", lambda row: row.measure.name["vi"], 46),
        Column("Đơn vị tính", lambda row: row.measure.unit_of_measure["vi"], 10),
        Column("Kết quả từ đầu năm", result, 14),
        Column("Riêng quý", lambda row: result(narrative.quarter_alone(row.measure, frozen)), 12),
        Column("Chỉ tiêu của tỉnh (năm)", lambda row: narrative.goal(row.judged_by) or "chưa giao", 15),
        Column("Đánh giá", lambda row: narrative.standing(row.status) or narrative.shown(row), 18),
        Column("Tử số", lambda row: row.numerator, 11),
        Column("Mẫu số", lambda row: row.denominator, 11),
        Column("Số đơn vị có số liệu", lambda row: row.reported, 10),
        Column("Số đơn vị phải báo cáo", lambda row: row.expected, 10),
        Column("Ghi chú", partial(remark, frozen=frozen), 30),
        Column("Chỉ tiêu", indicator, 46),
        Column("Đánh giá chỉ tiêu", verdict, 24),
        Column("Mục tiêu", lambda row: objectives[row.measure.objective].name["vi"], 40),
    ]


def remark(row: FrozenValue, *, frozen: Frozen) -> Cell:
    """What must be known beside the number."""
    parts = []
    if row.measure.part_of_year and row.exact is not None:
        parts.append(f"tính trong {narrative.YEAR_SO_FAR[frozen.quarter.number]}")
    if row.is_lower_bound:
        parts.append("mức ít nhất, còn xã chưa trả lời")
    national = frozen.reference(row.measure)
    if national is not None and row.judged_by is None:
        parts.append(f"cả nước: {narrative.goal(national)}")
    return "; ".join(parts)


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
    return short_result(frozen.value(row.code, area.code))


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
    return short_result(frozen.value(measure.code, row.code))


# Số đếm, Phân tổ, Số liệu ------------------------------------------------------------------------------------------


def count_rows(frozen: Frozen) -> list[FrozenValue]:
    """Every area's counts of every measure that applies to it: what anyone needs to reckon again."""
    return [
        value
        for value in frozen.values
        if value.span == Span.YTD and not value.split and value.absence is not Absence.NOT_APPLICABLE
    ]


def count_columns(frozen: Frozen) -> Columns:
    return [
        Column("Mã đơn vị", lambda row: row.unit.code, 10),
        Column("Đơn vị", lambda row: row.unit.name, 24),
        Column("Cấp", lambda row: LEVEL_NAMES[row.unit.level], 9),
        Column("Đơn vị cấp trên", lambda row: parent_name(row.unit, frozen), 20),
        Column("Mã số", lambda row: row.measure.code, 7),
        Column("Chỉ tiêu thành phần", lambda row: row.measure.name["vi"], 46),
        Column("Tử số", lambda row: row.numerator, 12),
        Column("Mẫu số", lambda row: row.denominator, 12),
        Column("Kết quả", result, 14),
        Column("Đơn vị tính", lambda row: row.measure.unit_of_measure["vi"], 10),
        Column("Số đơn vị có số liệu", lambda row: row.reported, 10),
        Column("Số đơn vị phải báo cáo", lambda row: row.expected, 10),
    ]


def parent_name(unit: FrozenUnit, frozen: Frozen) -> str:
    """Empty for the province."""
    return frozen.units[unit.parent].name if unit.parent in frozen.units else ""


def split_rows(frozen: Frozen) -> list[FrozenMeasure]:
    return [measure for measure in frozen.measures.values() if len(measure.splits) > 1]


def split_columns(frozen: Frozen) -> Columns:
    """The province's results by sex and by ethnicity."""
    parts = [(part["code"], part["vi"]) for group in frozen.plan["splits"].values() for part in group]
    return [
        Column("Mã số", lambda row: row.code, 7),
        Column("Chỉ tiêu thành phần", lambda row: row.name["vi"], 46),
        Column("Đơn vị tính", lambda row: row.unit_of_measure["vi"], 10),
        Column("Chung", lambda row: result(frozen.result(row.code)), 16),
        *(Column(name, partial(of_split, split=code, frozen=frozen), 16) for code, name in parts),
    ]


def of_split(row: FrozenMeasure, *, split: str, frozen: Frozen) -> Cell:
    return result(frozen.value(row.code, frozen.province.code, split=split))


def element_rows(frozen: Frozen) -> list[Any]:
    return list(frozen.elements.values())


def element_columns(frozen: Frozen) -> Columns:
    """The province's sum of each element of the plan, by split."""
    parts = [(part["code"], part["vi"]) for group in frozen.plan["splits"].values() for part in group]
    return [
        Column("Số liệu", lambda row: row.name["vi"], 60),
        Column("Đơn vị tính", lambda row: row.unit_of_measure["vi"], 11),
        Column("Cách cộng", lambda row: KIND_WORDS[row.kind], 18),
        Column("Toàn tỉnh", partial(of_count, split="", frozen=frozen), 16),
        *(Column(name, partial(of_count, split=code, frozen=frozen), 14) for code, name in parts),
        Column("Số đơn vị có số liệu", partial(units_counted, field="reported", frozen=frozen), 10),
        Column("Số đơn vị phải báo cáo", partial(units_counted, field="expected", frozen=frozen), 10),
    ]


def of_count(row: Any, *, split: str, frozen: Frozen) -> Cell:
    """Nothing where the element has no such split; a word where nobody reported."""
    found = frozen.counts.get((row.code, frozen.province.code, split))
    if found is None:
        return None
    if found.number is None:
        early = row.entered_in is not None and frozen.quarter.number < row.entered_in
        return ABSENCE_WORDS[Absence.NOT_DUE if early else Absence.NOT_REPORTED]
    return found.number


def units_counted(row: Any, *, field: str, frozen: Frozen) -> Cell:
    found = frozen.counts.get((row.code, frozen.province.code, ""))
    return None if found is None else getattr(found, field)


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
        Column("Tình trạng", lambda row: narrative.STATE_WORDS.get(row.state, "đã duyệt"), 26),
        Column("Hạn gửi", lambda row: day(row.due), 12),
        Column("Ngày gửi", lambda row: "" if row.sent_on is None else day(row.sent_on), 12),
        Column("Đúng hạn", timeliness, 12),
    ]


def timeliness(row: Any) -> Cell:
    """Nothing for a unit that has sent nothing: what is not there is neither late nor on time in a frozen report."""
    if row.sent_on is None:
        return ""
    return "sau hạn" if row.late else "đúng hạn"


@dataclass(frozen=True)
class Explained:
    code: str
    name: str
    text: str
    source: str


def definition_rows(frozen: Frozen) -> list[Explained]:
    """How each measure is computed, with its targets; then what each element counts."""
    measures = [
        Explained(one.code, one.name["vi"], one.method["vi"], targets_in_words(one, frozen))
        for one in frozen.measures.values()
    ]
    elements = [
        Explained("", one.name["vi"], one.definition["vi"], "đề xuất" if one.definition_proposed else "")
        for one in frozen.elements.values()
    ]
    return [*measures, *elements]


def targets_in_words(measure: FrozenMeasure, frozen: Frozen) -> str:
    owner = {"province": "tỉnh", "national": "cả nước"}
    return "; ".join(
        f"{owner.get(one.target.scope, one.target.scope)} {narrative.goal(one)}: {one.source_title['vi']}"
        for one in frozen.targets[measure.code]
    )


def definition_columns(frozen: Frozen) -> Columns:
    return [
        Column("Mã số", lambda row: row.code, 7),
        Column("Chỉ tiêu thành phần, số liệu", lambda row: row.name, 46),
        Column("Cách tính, định nghĩa", lambda row: row.text, 90),
        Column("Chỉ tiêu giao và nguồn", lambda row: row.source, 70),
    ]
