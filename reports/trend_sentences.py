"""What became of the results, in sentences: change, next milestone, who leads and who lags. Pure, Vietnamese.

A comparison that cannot be made is counted once, with its reason, and not repeated beside every measure.
"""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from indicators.wording import MINUS, ROMAN, coverage, number, quarter_label

from .frozen import Against, Frozen
from .frozen_parts import FrozenMeasure, FrozenValue
from .history import Way
from .report_kinds import Report
from .trends import Obstacle, Trend, edges, milestone, trend
from .words import aim, listed, lower_first, shown, with_unit

WAY_WORDS = {Way.BETTER: "chuyển biến tích cực", Way.WORSE: "diễn biến chưa tốt", Way.SAME: "không thay đổi"}
# A difference of two shares is in points; of other rates it is in their own unit.
POINTS = {"%": "điểm phần trăm", "‰": "điểm phần nghìn"}
OBSTACLE_WORDS = {
    Obstacle.NO_VALUE_NOW: "kỳ này chưa có kết quả",
    Obstacle.NO_VALUE_THEN: "kỳ đó không có kết quả",
    Obstacle.TOO_FEW_UNITS: "số đơn vị có số liệu còn ít hoặc không như nhau",
    Obstacle.NOT_ALIKE: "được tính lũy kế từ đầu năm hoặc mỗi năm một lần",
}
# The best and the worst, by the way a measure ought to go.
END_WORDS = {"up": ("cao nhất", "thấp nhất"), "down": ("thấp nhất", "cao nhất")}
# What each report is compared with.
COMPARED = {Report.QUARTER: (Against.QUARTER_BEFORE, Against.YEAR_BEFORE)}
OF_A_STRETCH = (Against.YEAR_BEFORE,)


def compared_with(report: Report) -> Sequence[Against]:
    return COMPARED.get(report, OF_A_STRETCH)


# All measures together --------------------------------------------------------------------------------------------


def overall(frozen: Frozen, report: Report) -> list[str]:
    """How many became better and worse against each earlier time, and how many do not compare and why."""
    return [tally(frozen, against) for against in compared_with(report)]


def tally(frozen: Frozen, against: Against) -> str:
    when = since(frozen, against)
    if against not in frozen.earlier:
        return f"Chưa so sánh được với {when}: hệ thống không có số liệu của kỳ đó."
    trends = [trend(measure, frozen, against) for measure in frozen.measures.values()]
    ways = Counter(one.way for one in trends if one.way is not None)
    obstacles = Counter(one.obstacle for one in trends if one.obstacle is not None)
    parts = [f"{ways[way]} chỉ tiêu thành phần {WAY_WORDS[way]}" for way in Way if ways[way]]
    compared = (
        f"So với {when}: {', '.join(parts)}." if parts else f"Chưa chỉ tiêu nào so sánh được với {when}."
    )
    if not obstacles:
        return compared
    why = [f"{obstacles[one]} chỉ tiêu do {OBSTACLE_WORDS[one]}" for one in Obstacle if obstacles[one]]
    return f"{compared} Không so sánh {obstacles.total()} chỉ tiêu thành phần: {'; '.join(why)}."


def since(frozen: Frozen, against: Against) -> str:
    """quý I/2024; cùng kỳ năm 2023."""
    if against is Against.QUARTER_BEFORE:
        return quarter_label(frozen.quarter.previous())
    return f"cùng kỳ năm {frozen.quarter.year - 1}"


# One measure ------------------------------------------------------------------------------------------------------


def sentences(measure: FrozenMeasure, frozen: Frozen, report: Report) -> list[str]:
    """What there is to say of a measure besides its result and its target; nothing where nothing compares."""
    found = [change(trend(measure, frozen, against), frozen) for against in compared_with(report)]
    return [
        sentence
        for sentence in [*found, next_milestone(measure, frozen), leaders(measure, frozen)]
        if sentence
    ]


def change(found: Trend, frozen: Frozen) -> str:
    """The change with what was there before; of the quarter alone, its own result too where it is another."""
    if found.difference is None or found.then is None or found.now is None or found.way is None:
        return ""
    when, measure = since(frozen, found.against), found.now.measure
    before = with_unit(shown(found.then), measure)
    head = "" if is_the_result(found.now, frozen) else own(found.now, frozen)
    told = f"{head or 'So'} với {when} ({before}{basis(found)})"
    if found.way is Way.SAME:
        return f"{told}, kết quả không thay đổi."
    return f"{told}, kết quả {moved(found.difference, measure)}, {WAY_WORDS[found.way]}."


def own(value: FrozenValue, frozen: Frozen) -> str:
    return f"Riêng quý {ROMAN[frozen.quarter.number]} là {with_unit(shown(value), value.measure)}; so"


def is_the_result(value: FrozenValue, frozen: Frozen) -> bool:
    """Whether a value says no more than the year to date does: of a state, and of the first quarter."""
    result = frozen.result(value.measure.code)
    return (value.numerator, value.denominator) == (result.numerator, result.denominator)


def basis(found: Trend) -> str:
    """On how many units the earlier result rests, where it is not on as many as this one."""
    then, now = found.then, found.now
    if then is None or now is None or (then.reported, then.expected) == (now.reported, now.expected):
        return ""
    return f", theo số liệu của {coverage(then.reported, then.expected)} đơn vị"


def moved(difference: Fraction, measure: FrozenMeasure) -> str:
    """tăng 0,35 điểm phần trăm; giảm 12,0/100.000."""
    return f"{'tăng' if difference > 0 else 'giảm'} {by(abs(difference), measure)}"


def signed(difference: Fraction, measure: FrozenMeasure) -> str:
    """+0,35; −12,0; 0,00: for a column."""
    sign = "+" if difference > 0 else MINUS if difference < 0 else ""
    return f"{sign}{number(abs(difference), measure.decimals)}"


def by(much: Fraction, measure: FrozenMeasure) -> str:
    written = number(much, measure.decimals)
    points = POINTS.get(measure.unit_of_measure["vi"])
    return f"{written} {points}" if points else with_unit(written, measure)


def next_milestone(measure: FrozenMeasure, frozen: Frozen) -> str:
    found = milestone(measure, frozen)
    if found is None:
        return ""
    aimed = f"Mốc tiếp theo của tỉnh, năm {found.target.target.year}: {with_unit(aim(found.target), measure)}"
    if found.missing is None:
        return f"{aimed}."
    return f"{aimed}, còn cách {by(found.missing, measure)}." if found.missing else f"{aimed}, nay đã đạt."


def leaders(measure: FrozenMeasure, frozen: Frozen) -> str:
    """Which districts did best and worst; nothing where nobody stands out."""
    found = edges(measure, frozen)
    ends = zip(END_WORDS[measure.direction], (found.best, found.worst), strict=True)
    told = [f"{words} là {listed([named(value) for value in values])}" for words, values in ends if values]
    if told and found.unranked:
        told.append(f"chưa xếp {found.unranked} huyện, thành phố chưa đủ số liệu")
    text = "; ".join(told)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def named(value: FrozenValue) -> str:
    return f"{lower_first(value.unit.name)} ({with_unit(shown(value), value.measure)})"
