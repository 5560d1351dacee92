"""The words that documents share: how a value, a target, a status and a body are written on paper, in Vietnamese."""

from collections.abc import Sequence
from itertools import groupby

from indicators.values import Absence, Status
from indicators.wording import (
    ABSENCE_SYMBOLS,
    ABSENCE_WORDS,
    STATUS_SYMBOLS,
    STATUS_WORDS,
    coverage,
    day,
    number,
    operator_words,
)

from . import report_kinds
from .frozen import Frozen
from .frozen_parts import FrozenMeasure, FrozenTarget, FrozenUnit, FrozenValue
from .report_kinds import Report

NARROW = "\u00a0"
NAMES_AT_MOST = 15
STRETCHES = {
    1: "quý I năm {year}",
    2: "quý II và 6 tháng đầu năm {year}",
    3: "quý III và 9 tháng đầu năm {year}",
    4: "quý IV và cả năm {year}",
}
YEAR_SO_FAR = {1: "quý I", 2: "6 tháng đầu năm", 3: "9 tháng đầu năm", 4: "năm"}
STATE_WORDS = {
    "": "chưa nhập",
    "draft": "đang nhập",
    "submitted": "đã gửi, chưa được duyệt",
    "returned": "bị trả lại để sửa",
    "accepted": "đã duyệt",
}


def stretch(frozen: Frozen) -> str:
    """What a publication covers: quý III và 9 tháng đầu năm 2024."""
    return STRETCHES[frozen.quarter.number].format(year=frozen.quarter.year)


def covered_by(report: Report, frozen: Frozen) -> str:
    """What one of the reports covers: quý III năm 2024; 9 tháng đầu năm 2024."""
    return report_kinds.stretch(report, frozen.quarter.year, frozen.quarter.number)


def abstract(frozen: Frozen, covers: str) -> str:
    """The line under BÁO CÁO (trích yếu); what it covers, in words."""
    return f"Kết quả thực hiện Kế hoạch {frozen.plan['code']} về trẻ em, {covers}"


def shown(value: FrozenValue) -> str:
    """The rounded number without its unit of measure, or the word of its absence."""
    if value.exact is None:
        return ABSENCE_WORDS[value.absence or Absence.NOT_REPORTED]
    return number(value.exact, value.measure.decimals)


def at_least(value: FrozenValue) -> str:
    """The same; a share of which some communes have not answered is at least that."""
    return f"{'ít nhất ' if value.is_lower_bound else ''}{shown(value)}"


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
    return f"{aim(found)} ({found.target.year})"


def aim(found: FrozenTarget) -> str:
    """< 9,5, which no line's end tears apart."""
    return operator_words(found.target.op, found.target.value).replace(" ", NARROW)


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


def opening(frozen: Frozen, covers: str) -> str:
    """From the bases to the figures."""
    first, last = day(frozen.day("first_day")), day(frozen.day("last_day"))
    return (
        f"{lead_department(frozen)} tổng hợp số liệu do các đơn vị gửi và đã được duyệt, báo cáo kết quả thực hiện "
        f"Kế hoạch {frozen.plan['code']}, {covers} (số liệu của quý tính từ ngày {first} đến ngày {last}) "
        "như sau:"
    )


# Units --------------------------------------------------------------------------------


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
