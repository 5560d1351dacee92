"""Where a number comes from, in words: for the page and for the table to download. Pure."""

from fractions import Fraction

from indicators.phrases import Sentence, gettext_noop
from indicators.values import Absence, Formula, round_half_up
from indicators.wording import ABSENCE_SYMBOLS, ABSENCE_WORDS, moment, number, quarter_label

from .change_words import VIETNAMESE_READER, Reader
from .columns import Cell
from .sources import Gap, Lack, Line, Origin, Subject

LACK_WORDS = {
    Lack.NOT_BEGUN: gettext_noop("chưa nhập"),
    Lack.DRAFT: gettext_noop("đang nhập, chưa gửi"),
    Lack.SUBMITTED: gettext_noop("đã gửi, chưa được duyệt"),
    Lack.RETURNED: gettext_noop("bị trả lại để sửa"),
    Lack.NOT_ACCEPTED: gettext_noop("biểu %(quarter)s chưa được duyệt"),
    Lack.NO_DATA: gettext_noop("%(quarter)s ghi “chưa có số liệu”: %(half)s"),
    Lack.NO_PART: gettext_noop("%(quarter)s không nhập phân tổ: %(half)s"),
    Lack.EMPTY: gettext_noop("%(quarter)s để trống: %(half)s"),
}
COUNTED = gettext_noop("được tính")
NOT_COUNTED = gettext_noop("không được tính")
NOT_DUE = gettext_noop("chưa đến kỳ nhập")
ALONE = gettext_noop("Số đếm: %(above)s.")
RATIO = gettext_noop("Tử số: %(above)s. Mẫu số: %(below)s.")
SHARE = gettext_noop(
    "Tử số: 1 nếu trả lời “có” cho %(above)s. Mẫu số: mọi xã trên địa bàn, cả xã chưa trả lời."
)
REDUCTION = gettext_noop(
    "Tử số: số của năm trước trừ số của năm nay, tính trên %(above)s. Mẫu số: số của năm trước."
)


def halves_said(subject: Subject, reader: Reader = VIETNAMESE_READER) -> str:
    """What the two columns of counts hold."""
    template = ALONE
    if subject.facts is not None:
        template = {Formula.SHARE_OF_UNITS: SHARE, Formula.REDUCTION: REDUCTION}.get(
            subject.facts.formula, RATIO
        )
    quoted = {"above": f"“{subject.above.name}”", "below": ""}
    if subject.below is not None:
        quoted["below"] = f"“{subject.below.name}”"
    return Sentence(template, quoted).written(reader.translate, reader.language)


def gap_said(gap: Gap, reader: Reader = VIETNAMESE_READER) -> str:
    words = {"quarter": quarter_label(gap.quarter, reader.language), "half": f"“{gap.half}”"}
    return Sentence(LACK_WORDS[gap.lack], words).written(reader.translate, reader.language)


def standing_said(line: Line, reader: Reader = VIETNAMESE_READER) -> str:
    """Whether the unit is counted, and what is missing where it is not."""
    if line.is_counted:
        return reader.translate(COUNTED)
    if line.absence is Absence.NOT_DUE:
        return reader.translate(NOT_DUE)
    gaps = "; ".join(gap_said(gap, reader) for gap in line.gaps)
    return f"{reader.translate(NOT_COUNTED)}: {gaps}" if gaps else reader.translate(NOT_COUNTED)


def value_said(
    value: Fraction | None, absence: Absence | None, decimals: int, reader: Reader = VIETNAMESE_READER
) -> str:
    """The rounded value, or the sign and word of its absence; nothing for a count by itself."""
    if value is not None:
        return number(value, decimals, reader.language)
    if absence is None:
        return ""
    return f"{ABSENCE_SYMBOLS[absence]} {reader.translate(ABSENCE_WORDS[absence])}".strip()


def value_cell(line: Line, decimals: int) -> Cell:
    """The same for a workbook: a number as a number."""
    if line.value is not None:
        return round_half_up(line.value, decimals)
    return value_said(None, line.absence, decimals)


def origin_said(origin: Origin) -> str:
    """quý I/2024: Trần Thị B duyệt 09:00 16/6/2024."""
    return f"{quarter_label(origin.quarter)}: {origin.accepted_by} duyệt {moment(origin.accepted_at)}"
