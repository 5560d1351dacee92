"""The sentences of the report, written from frozen figures: administrative Vietnamese, nothing that was not counted.

Pure: it knows no database, no file format and no day but those of the content.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from indicators.values import Absence, Span, Status
from indicators.wording import (
    ABSENCE_SYMBOLS,
    ABSENCE_WORDS,
    ROMAN,
    STATUS_SYMBOLS,
    STATUS_WORDS,
    coverage,
    day,
    number,
    operator_words,
)

from .frozen import (
    Frozen,
    FrozenMeasure,
    FrozenObjective,
    FrozenReport,
    FrozenTarget,
    FrozenUnit,
    FrozenValue,
)

NARROW = "\u00a0"
NAMES_AT_MOST = 15
LEVEL_WORDS = {"commune": "xã, phường, thị trấn", "district": "huyện, thành phố", "department": "sở, ngành"}
REPORTING_LEVELS = ("commune", "district", "department")
STATE_WORDS = {
    "": "chưa nhập",
    "draft": "đang nhập",
    "submitted": "đã gửi, chưa được duyệt",
    "returned": "bị trả lại để sửa",
}
STRETCHES = {
    1: "quý I năm {year}",
    2: "quý II và 6 tháng đầu năm {year}",
    3: "quý III và 9 tháng đầu năm {year}",
    4: "quý IV và cả năm {year}",
}
YEAR_SO_FAR = {1: "quý I", 2: "6 tháng đầu năm", 3: "9 tháng đầu năm", 4: "cả năm"}
# Where a status is counted, what its word alone would leave unclear.
TALLY_WORDS = {
    Status.NO_TARGET: "chưa được tỉnh giao chỉ tiêu",
    Status.NO_DATA: "chưa đủ số liệu để đánh giá",
}


# Words ------------------------------------------------------------------------------------------------------------


def stretch(frozen: Frozen) -> str:
    """What the report covers: quý III và 9 tháng đầu năm 2024."""
    return STRETCHES[frozen.quarter.number].format(year=frozen.quarter.year)


def abstract(frozen: Frozen) -> str:
    """The line under BÁO CÁO (trích yếu)."""
    return f"Kết quả thực hiện Kế hoạch {frozen.plan['code']} về trẻ em, {stretch(frozen)}"


def shown(value: FrozenValue) -> str:
    """The rounded number without its unit of measure, or the word of its absence."""
    if value.exact is None:
        return ABSENCE_WORDS[value.absence or Absence.NOT_REPORTED]
    return number(value.exact, value.measure.decimals)


def short(value: FrozenValue | None) -> str:
    """For a narrow column: a silence is its sign, or its word where it has none; nothing where it does not apply."""
    if value is None or value.absence is Absence.NOT_APPLICABLE:
        return ""
    if value.absence is not None and ABSENCE_SYMBOLS[value.absence]:
        return ABSENCE_SYMBOLS[value.absence]
    return shown(value)


def with_unit(text: str, measure: FrozenMeasure) -> str:
    """1,92 %, 8,20 ‰, 505,3/100.000."""
    unit = measure.unit_of_measure["vi"]
    return f"{text}{unit}" if unit.startswith("/") else f"{text}{NARROW}{unit}"


def name_and_unit(measure: FrozenMeasure) -> str:
    """Tỷ suất tử vong trẻ sơ sinh (‰)."""
    return f"{measure.name['vi']} ({measure.unit_of_measure['vi']})"


def goal(found: FrozenTarget | None) -> str:
    """< 9,5 (2025); empty where the province set none."""
    if found is None:
        return ""
    return f"{operator_words(found.target.op, found.target.value)} ({found.target.year})"


def standing(status: Status | None) -> str:
    """Symbol and word, as everywhere; empty where nobody is judged."""
    return "" if status is None else f"{STATUS_SYMBOLS[status]} {STATUS_WORDS[status]}"


def covered(value: FrozenValue) -> str:
    """97/102; empty where no unit is asked."""
    return coverage(value.reported, value.expected) if value.expected else ""


def listed(parts: Sequence[str]) -> str:
    """a; a và b; a, b và c."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} và {parts[-1]}"


def lower_first(text: str) -> str:
    """For the middle of a sentence; a word in capitals (HIV) stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


# Who leads, where, when -------------------------------------------------------------------------------------------


def lead_department(frozen: Frozen) -> str:
    name: str = frozen.plan["lead_department"]["vi"]
    return name


def in_short(body: str) -> str:
    """A body as its papers write it over their head: UBND tỉnh Kon Tum."""
    return body.replace("Ủy ban nhân dân", "UBND")


def initials(name: str) -> str:
    """A body's letters in the number of its papers: Sở Lao động - Thương binh và Xã hội, SLĐTBXH."""
    words = [word for word in name.replace("-", " ").split() if word != "và"]
    return "".join(word[0].upper() for word in words)


def place(frozen: Frozen) -> str:
    """The province without its kind, where the paper is dated: Kon Tum."""
    province = frozen.province
    kind = f"{province.kind} "
    return province.name[len(kind) :] if province.name.lower().startswith(kind.lower()) else province.name


def open_date(frozen: Frozen) -> str:
    """A draft is undated: whoever signs it writes the day and the month of the year in which it is due."""
    return f"{place(frozen)}, ngày      tháng      năm {frozen.due('province').year}"


def legal_bases(frozen: Frozen) -> list[str]:
    """The papers that the plan rests on, the highest and oldest first and the plan itself last; articles are none."""
    titles = [source["vi"] for source in frozen.plan["sources"]]
    papers = [
        title for title in titles if title.split()[0] in ("Luật", "Nghị", "Quyết", "Kế", "Chỉ", "Thông")
    ]
    own = [title for title in papers if frozen.plan["code"] in title]
    decisions = [title for title in papers if not title.startswith("Kế") and title not in own]
    plans = [title for title in papers if title.startswith("Kế") and title not in own]
    return [f"Căn cứ {title};" for title in [*decisions, *plans, *own]]


def opening(frozen: Frozen) -> str:
    """From the bases to the figures."""
    first, last = day(frozen.day("first_day")), day(frozen.day("last_day"))
    return (
        f"{lead_department(frozen)} tổng hợp số liệu do các đơn vị gửi và đã được duyệt, báo cáo kết quả thực hiện "
        f"Kế hoạch {frozen.plan['code']}, {stretch(frozen)} (số liệu của quý tính từ ngày {first} đến ngày {last}) "
        "như sau:"
    )


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
    return f"{number(len(late))}/{number(len(sent))} đơn vị đã gửi gửi sau hạn, gồm {named}."


def missing_sentence(level: str, missing: Sequence[FrozenReport], frozen: Frozen) -> str:
    """The units without accepted figures, those in the same state together."""
    ordered = sorted(missing, key=lambda report: list(STATE_WORDS).index(report.state))
    groups = [
        f"{STATE_WORDS[state]}: {units_named([report.unit for report in group], frozen)}"
        for state, group in groupby(ordered, key=lambda report: report.state)
    ]
    return f"{number(len(missing))} {LEVEL_WORDS[level]} chưa có số liệu được duyệt, gồm {'; '.join(groups)}."


def units_named(units: Sequence[FrozenUnit], frozen: Frozen) -> str:
    """Names with the unit above; where there are too many, how many there are under each unit above."""
    if len(units) > NAMES_AT_MOST:
        ordered = sorted(units, key=lambda unit: list(frozen.units).index(unit.parent) if unit.parent else -1)
        groups = [
            (parent, len(list(group))) for parent, group in groupby(ordered, key=lambda unit: unit.parent)
        ]
        return listed([f"{number(count)} đơn vị của {_named(parent, frozen)}" for parent, count in groups])
    return ", ".join(
        f"{unit.name} ({_named(unit.parent, frozen)})" if unit.level == "commune" else unit.name
        for unit in units
    )


def _named(code: str, frozen: Frozen) -> str:
    """A parent in the middle of a sentence: huyện Đắk Hà."""
    unit = frozen.units.get(code)
    return "" if unit is None else lower_first(unit.name)


# II. Results ------------------------------------------------------------------------------------------------------


def overall_sentence(frozen: Frozen) -> str:
    """How the indicators stand: those judged by status, the rest by why they are not."""
    indicators = [indicator for objective in frozen.objectives for indicator in objective.indicators]
    tally = tally_words([indicator.status for indicator in indicators], "chỉ tiêu")
    measures = sum(indicator.total for indicator in indicators)
    return (
        f"Kế hoạch có {len(indicators)} chỉ tiêu, gồm {measures} chỉ tiêu thành phần. "
        f"Đến hết {YEAR_SO_FAR[frozen.quarter.number]}: {tally}."
    )


def tally_words(statuses: Iterable[Status | None], noun: str) -> str:
    found = list(statuses)
    parts = [
        f"{found.count(status)} {noun} {lower_first(STATUS_WORDS[status])}"
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
    aim = with_unit(operator_words(target.op, target.value), value.measure)
    of_year = f"chỉ tiêu giao năm {target.year} ({aim})"
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
    aim = with_unit(operator_words(found.target.op, found.target.value), measure)
    return f" (chỉ tiêu của cả nước năm {found.target.year}: {aim}, để tham khảo)"


# What is missing --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gap:
    """Measures that lack the same units."""

    measures: tuple[str, ...]
    units: tuple[str, ...]


def gaps(objective: FrozenObjective, frozen: Frozen) -> list[Gap]:
    """Which units are not counted in which measures; measures that lack the same units stand together."""
    found: dict[tuple[str, ...], list[str]] = {}
    for measure in objective.measures:
        units = missing_units(measure, frozen)
        if units:
            found.setdefault(units, []).append(measure.code)
    return [Gap(tuple(codes), units) for units, codes in found.items()]


def missing_units(measure: FrozenMeasure, frozen: Frozen) -> tuple[str, ...]:
    """The units that ought to be in a measure and are not; a department is known by its word in the plan."""
    total = frozen.result(measure.code)
    if total.absence is Absence.NOT_DUE or total.reported >= total.expected:
        return ()
    if measure.department:
        return (measure.department,)
    return tuple(
        unit.code
        for unit in frozen.units_of(measure.reporter_level)
        if (value := frozen.value(measure.code, unit.code)) is not None and not value.reported
    )


def gap_sentence(gap: Gap, frozen: Frozen) -> str:
    units = [frozen.units[code] for code in gap.units if code in frozen.units]
    noun = "Chỉ tiêu thành phần" if len(gap.measures) == 1 else "Các chỉ tiêu thành phần"
    return (
        f"{noun} {listed(gap.measures)} còn thiếu số liệu của {number(len(gap.units))} đơn vị: "
        f"{units_named(units, frozen)}."
    )


def extra_count_sentences(objective: FrozenObjective, frozen: Frozen) -> list[str]:
    """Counts that feed no measure and stand under an indicator of this objective."""
    numbers = {indicator.number for indicator in objective.indicators}
    sentences = []
    for element in frozen.elements.values():
        count = frozen.counts.get((element.code, frozen.province.code, ""))
        if element.shown_under_indicator in numbers and count is not None:
            told = (
                "chưa có số liệu"
                if count.number is None
                else (f"{number(count.number)} {element.unit_of_measure['vi']}")
            )
            sentences.append(
                f"Ngoài ra, {lower_first(element.name['vi'])} từ đầu năm: {told} "
                f"({coverage(count.reported, count.expected)} đơn vị có số liệu)."
            )
    return sentences


def quarter_alone(measure: FrozenMeasure, frozen: Frozen) -> FrozenValue | None:
    """The quarter by itself; None where that means nothing."""
    return frozen.value(measure.code, frozen.province.code, Span.QUARTER)
