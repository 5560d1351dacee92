"""The sheets about the province: its indicators, its measures, its counts, and what they all mean."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from indicators.values import Absence, round_half_up
from indicators.wording import ABSENCE_WORDS

from .. import words
from ..columns import Cell, Column, Reckoned
from ..frozen import Against, Frozen
from ..frozen_parts import FrozenIndicator, FrozenMeasure, FrozenValue
from ..trends import trend
from .area_sheets import looked_up
from .cells import reckoned

Columns = list[Column[Any]]
KIND_WORDS = {
    "stock": "có đến cuối kỳ",
    "flow": "phát sinh trong kỳ",
    "cumulative": "lũy kế từ đầu năm",
    "annual": "mỗi năm một lần",
}


# Chỉ tiêu, Tổng hợp -------------------------------------------------------------------------------------------------


def indicator_rows(frozen: Frozen) -> list[FrozenIndicator]:
    return [indicator for objective in frozen.objectives for indicator in objective.indicators]


def indicator_columns(frozen: Frozen) -> Columns:
    """A line for each indicator: how it stands, judged by how many of its measures."""
    objectives = {
        indicator.number: f"{objective.number}. {objective.name['vi']}"
        for objective in frozen.objectives
        for indicator in objective.indicators
    }
    return [
        Column("Số", lambda row: row.number, 6),
        Column("Chỉ tiêu", lambda row: row.name["vi"], 60),
        Column("Đánh giá", lambda row: words.standing(row.status) or "Chưa đến kỳ đánh giá", 22),
        Column("Số chỉ tiêu thành phần đã xét", lambda row: row.judged, 14),
        Column("Số chỉ tiêu thành phần", lambda row: row.total, 14),
        Column("Mục tiêu", lambda row: objectives[row.number], 50),
    ]


def summary_rows(frozen: Frozen) -> list[FrozenValue]:
    return [frozen.result(code) for code in frozen.measures]


def summary_columns(frozen: Frozen) -> Columns:
    """A line for each measure."""
    return [
        Column("Mã số", lambda row: row.measure.code, 7),
        Column("Chỉ tiêu thành phần", lambda row: row.measure.name["vi"], 44),
        Column("Đơn vị tính", lambda row: row.measure.unit_of_measure["vi"], 10),
        Column("Kết quả từ đầu năm", lambda row: reckoned(row, "Tử số", "Mẫu số"), 13),
        Column("Riêng quý", partial(of_quarter, frozen=frozen), 13),
        Column("Quý trước", partial(then, frozen=frozen, against=Against.QUARTER_BEFORE), 13),
        Column("Cùng kỳ năm trước", partial(then, frozen=frozen, against=Against.YEAR_BEFORE), 13),
        Column("Tăng, giảm so với cùng kỳ", partial(since_the_year_before, frozen=frozen), 13),
        Column("Chỉ tiêu của tỉnh (năm)", lambda row: words.goal(row.judged_by) or "chưa giao", 16),
        Column("Mốc tiếp theo (năm)", lambda row: words.goal(frozen.milestone(row)), 16),
        Column("Đánh giá", lambda row: words.standing(row.status) or words.shown(row), 18),
        Column("Tử số", lambda row: row.numerator, 11),
        Column("Mẫu số", lambda row: row.denominator, 11),
        Column("Tử số riêng quý", partial(count_of_quarter, half="numerator", frozen=frozen), 11),
        Column("Mẫu số riêng quý", partial(count_of_quarter, half="denominator", frozen=frozen), 11),
        *(
            Column(heading, partial(count_then, half=half, frozen=frozen, against=against), 11)
            for against, headings in COUNTS_THEN.items()
            for half, heading in zip(("numerator", "denominator"), headings, strict=True)
        ),
        Column("Số đơn vị có số liệu", lambda row: row.reported, 10),
        Column("Số đơn vị phải báo cáo", lambda row: row.expected, 10),
        Column("Ghi chú", partial(remark, frozen=frozen), 26),
    ]


# Under which headings the counts of an earlier result stand.
COUNTS_THEN = {
    Against.QUARTER_BEFORE: ("Tử số quý trước", "Mẫu số quý trước"),
    Against.YEAR_BEFORE: ("Tử số cùng kỳ năm trước", "Mẫu số cùng kỳ năm trước"),
}


def then(row: FrozenValue, *, frozen: Frozen, against: Against) -> Cell:
    """The earlier result; nothing where there is none to set beside this one."""
    return reckoned(trend(row.measure, frozen, against).then, *COUNTS_THEN[against])


def count_then(row: FrozenValue, *, half: str, frozen: Frozen, against: Against) -> Cell:
    value = trend(row.measure, frozen, against).then
    found: int | None = None if value is None else getattr(value, half)
    return found


def since_the_year_before(row: FrozenValue, *, frozen: Frozen) -> Cell:
    """The difference of the two numbers as they stand there; nothing where they do not compare."""
    found = trend(row.measure, frozen, Against.YEAR_BEFORE).difference
    if found is None:
        return None
    decimals = row.measure.decimals
    formula = f"ROUND([Kết quả từ đầu năm]-[Cùng kỳ năm trước],{decimals})"
    return Reckoned(round_half_up(found, decimals), formula)


def of_quarter(row: FrozenValue, *, frozen: Frozen) -> Cell:
    return reckoned(frozen.alone(row.measure.code), "Tử số riêng quý", "Mẫu số riêng quý")


def count_of_quarter(row: FrozenValue, *, half: str, frozen: Frozen) -> Cell:
    alone = frozen.alone(row.measure.code)
    found: int | None = None if alone is None else getattr(alone, half)
    return found


def remark(row: FrozenValue, *, frozen: Frozen) -> Cell:
    """What must be known beside the number."""
    parts = []
    if row.measure.part_of_year and row.exact is not None:
        parts.append(f"tính trong {words.YEAR_SO_FAR[frozen.quarter.number]}")
    if row.is_lower_bound:
        parts.append("mức ít nhất, còn xã chưa trả lời")
    national = frozen.reference(row.measure)
    if national is not None and row.judged_by is None:
        parts.append(f"cả nước: {words.goal(national)}")
    return "; ".join(parts)


# Phân tổ, Số liệu --------------------------------------------------------------------------------


def split_rows(frozen: Frozen) -> list[FrozenMeasure]:
    return [measure for measure in frozen.measures.values() if len(measure.splits) > 1]


def split_columns(frozen: Frozen) -> Columns:
    """The province's results by sex and by ethnicity."""
    parts = [(part["code"], part["vi"]) for group in frozen.plan["splits"].values() for part in group]
    return [
        Column("Mã số", lambda row: row.code, 7),
        Column("Chỉ tiêu thành phần", lambda row: row.name["vi"], 46),
        Column("Đơn vị tính", lambda row: row.unit_of_measure["vi"], 10),
        Column("Chung", lambda row: looked_up(frozen.result(row.code)), 16),
        *(Column(name, partial(of_split, split=code, frozen=frozen), 16) for code, name in parts),
    ]


def of_split(row: FrozenMeasure, *, split: str, frozen: Frozen) -> Cell:
    return looked_up(frozen.value(row.code, frozen.province.code, split=split))


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


# Giải thích --------------------------------------------------------------------------------


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
        f"{owner.get(one.target.scope, one.target.scope)} {words.goal(one)}: {one.source_title['vi']}"
        for one in frozen.targets[measure.code]
    )


def definition_columns(frozen: Frozen) -> Columns:
    return [
        Column("Mã số", lambda row: row.code, 7),
        Column("Chỉ tiêu thành phần, số liệu", lambda row: row.name, 46),
        Column("Cách tính, định nghĩa", lambda row: row.text, 90),
        Column("Chỉ tiêu giao và nguồn", lambda row: row.source, 70),
    ]
