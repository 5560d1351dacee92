"""How a measure is computed, in words: made from its formula, so that it cannot say otherwise."""

from typing import Protocol

from .definition import Text
from .phrases import ENGLISH, VIETNAMESE, grouped
from .values import Formula, Kind


class Counted(Protocol):
    """What a sentence needs to know of an element; the plan's rows have all of it."""

    @property
    def name_vi(self) -> str: ...

    @property
    def name_en(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def reported_by(self) -> str: ...

    @property
    def entered_in(self) -> int | None: ...


PAIRWISE = Text(
    "Trong một địa bàn, cộng riêng tử số và mẫu số của các đơn vị rồi mới chia; không lấy trung bình các "
    "tỷ lệ. "
    "Chỉ tính đơn vị có đủ cả tử số và mẫu số.",
    "Within an area the numerators and the denominators of the units are added up separately and then "
    "divided; rates "
    "are never averaged. A unit counts only where it has both halves.",
)
SHARE = Text(
    "Đơn vị chưa trả lời vẫn nằm trong mẫu số, nên kết quả khi đó là mức “ít nhất”.",
    "A commune that has not answered stays in the denominator, so the result is then a lower bound.",
)
REDUCTION = Text(
    "So cùng khoảng thời gian của hai năm, từ đầu năm đến ngày cuối kỳ; chỉ tính đơn vị có số liệu của cả "
    "hai năm. "
    "Số dương là giảm, số âm là tăng. Nếu năm trước bằng 0 mà năm nay có phát sinh thì không tính được.",
    "The same stretch of both years is compared, from the start of the year to the last day of the period; "
    "a unit "
    "counts only where it has both years. Above zero is a fall, below zero a rise. From none last year to "
    "some this "
    "year cannot be computed.",
)
PART_OF_YEAR = Text(
    "Trước quý IV, đây là kết quả của một phần năm.",
    "Before the fourth quarter this is the result of a part of the year.",
)
ADDING_UP = {
    Kind.STOCK: Text(
        "là số liệu có đến ngày cuối kỳ: lấy số của chính quý báo cáo, không cộng các quý.",
        "is the state on the last day of the period: the quarter's own figure is taken, quarters are not "
        "added.",
    ),
    Kind.FLOW: Text(
        "là số phát sinh trong kỳ: kết quả từ đầu năm bằng tổng các quý; đơn vị thiếu một quý thì chưa "
        "được tính.",
        "is the number of events in the period: the year to date is the sum of the quarters; a unit that "
        "lacks one "
        "of them does not count yet.",
    ),
    Kind.CUMULATIVE: Text(
        "là số không trùng, lũy kế từ đầu năm: lấy số của chính quý báo cáo, không cộng các quý.",
        "is a distinct count from the start of the year: the quarter's own figure is taken, quarters are "
        "not added.",
    ),
    Kind.ANNUAL: Text(
        "được nhập mỗi năm một lần, vào quý {quarter}; trước quý đó là chưa đến kỳ, số nhập sau trong năm "
        "thay số trước.",
        "is entered once a year, in quarter {quarter}; before that it is not due, and a later entry of the "
        "year "
        "replaces an earlier one.",
    ),
}
REPORTER = {
    "commune": Text("Số liệu do xã, phường, thị trấn báo cáo.", "The figures are reported by communes."),
    "district": Text(
        "Số liệu do huyện, thành phố báo cáo, nên không có kết quả riêng của từng xã.",
        "The figures are reported by districts, so there is no result for a single commune.",
    ),
    "department": Text(
        "Số liệu do sở, ngành của tỉnh báo cáo, nên chỉ có kết quả của toàn tỉnh.",
        "The figures are reported by a department of the province, so there is a result for the whole "
        "province only.",
    ),
}
BOTH_HALVES = Text("Tử số và mẫu số đều", "Each of the two halves")
ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}


def method_in_words(
    formula: str, numerator: Counted, denominator: Counted | None = None, *, per: int
) -> Text:
    """How a measure is computed; `denominator` is None for every formula but the ratio."""
    partial = [PART_OF_YEAR] if numerator.kind in (Kind.FLOW, Kind.CUMULATIVE) else []
    reporter = REPORTER[numerator.reported_by.partition(":")[0]]
    rule = _rule(Formula(formula), numerator, denominator, per)
    return _joined([*rule, *_over_the_year(numerator, denominator), *partial, reporter])


def _rule(formula: Formula, numerator: Counted, denominator: Counted | None, per: int) -> list[Text]:
    """The formula itself, and what it counts."""
    above = _quoted(numerator)
    times = _times(per)
    if formula is Formula.SHARE_OF_UNITS:
        equation = Text(
            f"Kết quả = số xã, phường, thị trấn trả lời “có” cho {above.vi} : tổng số xã, phường, thị trấn "
            f"trên địa bàn vào ngày cuối kỳ{times.vi}.",
            f"Result = communes answering “yes” to {above.en} ÷ communes in force in the area on the last "
            f"day of the "
            f"period{times.en}.",
        )
        return [equation, SHARE]
    if formula is Formula.REDUCTION or denominator is None:
        equation = Text(
            f"Kết quả = (năm trước − năm nay) : năm trước{times.vi}, tính trên {above.vi}.",
            f"Result = (last year − this year) ÷ last year{times.en}, counted by {above.en}.",
        )
        return [equation, REDUCTION]
    below = _quoted(denominator)
    equation = Text(
        f"Kết quả = {above.vi} : {below.vi}{times.vi}.", f"Result = {above.en} ÷ {below.en}{times.en}."
    )
    return [equation, PAIRWISE]


def _quoted(element: Counted) -> Text:
    return Text(f"“{element.name_vi}”", f"“{element.name_en}”")


def _times(per: int) -> Text:
    """Per hundred, per thousand…; per one is not worth a word."""
    if per == 1:
        return Text("", "")
    return Text(f" × {grouped(per, VIETNAMESE)}", f" × {grouped(per, ENGLISH)}")


def _over_the_year(numerator: Counted, denominator: Counted | None) -> list[Text]:
    """How the halves add up over the year; said once where both do alike."""
    if denominator is None:
        return [_adding_up(numerator, _quoted(numerator))]
    if (numerator.kind, numerator.entered_in) == (denominator.kind, denominator.entered_in):
        return [_adding_up(numerator, BOTH_HALVES)]
    return [_adding_up(half, _quoted(half)) for half in (numerator, denominator)]


def _adding_up(element: Counted, name: Text) -> Text:
    words, quarter = ADDING_UP[Kind(element.kind)], element.entered_in or 0
    return Text(
        f"{name.vi} {words.vi.format(quarter=ROMAN.get(quarter, ''))}",
        f"{name.en} {words.en.format(quarter=quarter)}",
    )


def _joined(sentences: list[Text]) -> Text:
    return Text(" ".join(one.vi for one in sentences), " ".join(one.en for one in sentences))
