"""The sentences of the report, written from frozen figures: administrative Vietnamese, nothing that was not counted.

Pure: it knows no database, no file format and no day but those of the content.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from indicators.values import Absence, Status
from indicators.wording import ABSENCE_WORDS, ROMAN, STATUS_WORDS, coverage, number

from .frozen import Frozen
from .frozen_parts import (
    FrozenCount,
    FrozenElement,
    FrozenMeasure,
    FrozenObjective,
    FrozenReport,
    FrozenValue,
)
from .words import STATE_WORDS, YEAR_SO_FAR, aim, listed, lower_first, shown, units_named, with_unit

LEVEL_WORDS = {"commune": "xã, phường, thị trấn", "district": "huyện, thành phố", "department": "sở, ngành"}
REPORTING_LEVELS = ("commune", "district", "department")
# Where a status is counted, what its word alone would leave unclear.
TALLY_WORDS = {
    Status.NO_TARGET: "chưa được tỉnh giao chỉ tiêu",
    Status.NO_DATA: "chưa đủ số liệu để đánh giá",
}


# I. Who reported --------------------------------------------------------------------------------------------------


def reporting_sentences(frozen: Frozen) -> list[str]:
    """How many of each level were accepted, who was late, and by name who is missing."""
    found = [coverage_sentence(frozen), late_sentence(frozen)]
    found += [
        missing_sentence(level, missing, frozen)
        for level in REPORTING_LEVELS
        if (missing := [report for report in frozen.reports_of(level) if not report.is_accepted])
    ]
    return found


def coverage_sentence(frozen: Frozen) -> str:
    parts = []
    for level in REPORTING_LEVELS:
        reports = frozen.reports_of(level)
        if reports:
            accepted = sum(report.is_accepted for report in reports)
            parts.append(f"{coverage(accepted, len(reports))} {LEVEL_WORDS[level]}")
    if all(report.is_accepted for report in frozen.reporting):
        return f"Số liệu của {listed(parts)} đã được duyệt; không thiếu đơn vị nào."
    return f"Số liệu của {listed(parts)} đã được duyệt. Các kết quả dưới đây chỉ tính trên số liệu đã được duyệt."


def late_sentence(frozen: Frozen) -> str:
    late = [report for report in frozen.reporting if report.late]
    sent = [report for report in frozen.reporting if report.sent_on is not None]
    if not sent:
        return "Chưa có đơn vị nào gửi số liệu."
    if not late:
        return f"Tất cả {number(len(sent))} đơn vị đã gửi đều gửi đúng hạn."
    named = units_named([report.unit for report in late], frozen)
    return f"Trong {number(len(sent))} đơn vị đã gửi, {number(len(late))} đơn vị gửi sau hạn: {named}."


def missing_sentence(level: str, missing: Sequence[FrozenReport], frozen: Frozen) -> str:
    """The units without accepted figures, those in the same state together."""
    ordered = sorted(missing, key=lambda report: list(STATE_WORDS).index(report.state))
    states = [(state, list(group)) for state, group in groupby(ordered, key=lambda report: report.state)]
    groups = [
        f"{number(len(group))} đơn vị {STATE_WORDS[state]} ({units_named([one.unit for one in group], frozen)})"
        for state, group in states
    ]
    return f"{number(len(missing))} {LEVEL_WORDS[level]} chưa có số liệu được duyệt: {'; '.join(groups)}."


# II. Results ------------------------------------------------------------------------------------------------------


def overall_sentence(frozen: Frozen) -> str:
    """How the indicators stand: those judged by status, the rest by why they are not."""
    indicators = [indicator for objective in frozen.objectives for indicator in objective.indicators]
    tally = tally_words([indicator.status for indicator in indicators], "chỉ tiêu")
    measures = sum(indicator.total for indicator in indicators)
    return (
        f"Kế hoạch có {len(indicators)} chỉ tiêu, gồm {measures} chỉ tiêu thành phần. "
        f"Tính đến hết {YEAR_SO_FAR[frozen.quarter.number]}: {tally}."
    )


def tally_words(statuses: Iterable[Status | None], noun: str) -> str:
    found = list(statuses)
    parts = [
        f"{found.count(status)} {noun} {TALLY_WORDS.get(status) or lower_first(STATUS_WORDS[status])}"
        for status in Status
        if status in found
    ]
    if None in found:
        parts.append(f"{found.count(None)} {noun} chưa đến kỳ đánh giá")
    return ", ".join(parts)


def objective_sentence(objective: FrozenObjective, frozen: Frozen) -> str:
    """How the measures of an objective stand."""
    statuses = [frozen.result(measure.code).status for measure in objective.measures]
    return (
        f"Mục tiêu có {len(objective.indicators)} chỉ tiêu, gồm {len(objective.measures)} chỉ tiêu thành phần: "
        f"{tally_words(statuses, 'chỉ tiêu thành phần')}."
    )


def measure_sentence(measure: FrozenMeasure, frozen: Frozen) -> str:
    """One measure in words: its result with the counts, and how it stands to the province's target."""
    value = frozen.result(measure.code)
    head = f"{measure.code}. {measure.name['vi']}"
    if value.exact is None:
        return f"{head}: {silence(value)}."
    result = f"{head} {so_far(value, frozen)}{with_unit(shown(value), measure)}{counts_of(value)}"
    return f"{result}; {judgement(value, frozen)}."


def so_far(value: FrozenValue, frozen: Frozen) -> str:
    """đạt, with what must be said before the number: of part of a year, at least."""
    partly = f"(tính trong {YEAR_SO_FAR[frozen.quarter.number]}) " if value.measure.part_of_year else ""
    return f"{partly}là {'ít nhất ' if value.is_lower_bound else ''}"


def counts_of(value: FrozenValue) -> str:
    return f" ({number(value.numerator or 0)}/{number(value.denominator or 0)})"


def silence(value: FrozenValue) -> str:
    """Why there is no value, never as if it were 0."""
    if value.absence is Absence.NOT_COMPUTABLE:
        above, below = number(value.numerator or 0), number(value.denominator or 0)
        return f"không tính được tỷ lệ (tử số {above}, mẫu số {below})"
    if value.absence is Absence.NOT_DUE:
        return f"chưa đến kỳ, số liệu được nhập vào quý {ROMAN[value.measure.due_from]}"
    return lower_first(ABSENCE_WORDS[value.absence or Absence.NOT_REPORTED])


def judgement(value: FrozenValue, frozen: Frozen) -> str:
    """How it stands to the target; a national target is named as a reference and judges nobody."""
    if value.judged_by is None:
        return f"tỉnh chưa giao chỉ tiêu{reference(value.measure, frozen)}"
    target = value.judged_by.target
    aimed = with_unit(aim(value.judged_by), value.measure)
    of_year = f"chỉ tiêu giao năm {target.year} ({aimed})"
    return {
        Status.MET: f"đạt {of_year}",
        Status.NOT_MET: f"chưa đạt {of_year}",
        Status.IN_PROGRESS: f"đang thực hiện {of_year}",
        Status.NO_DATA: f"chưa đủ số liệu để đánh giá theo {of_year}",
    }.get(value.status or Status.NO_DATA, of_year)


def reference(measure: FrozenMeasure, frozen: Frozen) -> str:
    found = frozen.reference(measure)
    if found is None:
        return ""
    aimed = with_unit(aim(found), measure)
    return f" (chỉ tiêu của cả nước năm {found.target.year}: {aimed}, để tham khảo)"


def extra_count_sentences(objective: FrozenObjective, frozen: Frozen) -> list[str]:
    """Counts that feed no measure and stand under an indicator of this objective."""
    numbers = {indicator.number for indicator in objective.indicators}
    return [
        extra_count_sentence(element, count)
        for element in frozen.elements.values()
        if element.shown_under_indicator in numbers
        and (count := frozen.counts.get((element.code, frozen.province.code, ""))) is not None
    ]


def extra_count_sentence(element: FrozenElement, count: FrozenCount) -> str:
    """The count of the year so far, or that nobody counted."""
    name = lower_first(element.name["vi"]).removesuffix(" trong kỳ")
    if count.number is None:
        return f"Ngoài ra, {name}: chưa có số liệu."
    told = f"{number(count.number)} {element.unit_of_measure['vi']}"
    return f"Ngoài ra, {name} từ đầu năm là {told} (số liệu của {coverage(count.reported, count.expected)} đơn vị)."
