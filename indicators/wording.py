"""How numbers, days, quarters, statuses and silences are written; Vietnamese, marked for gettext."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from indicators.periods import Quarter
from indicators.phrases import DECIMAL_MARK, ENGLISH, VIETNAMESE, gettext_noop, grouped
from indicators.values import Absence, FigureAbsence, Operator, Status, round_half_up

ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
LAST_PADDED_MONTH = 2
MINUS = "−"  # U+2212, as wide as the plus; a hyphen is for files and the API, which machines read

STATUS_SYMBOLS: dict[Status, str] = {
    Status.MET: "●",
    Status.PARTLY_MET: "◐",
    Status.NOT_MET: "▲",
    Status.IN_PROGRESS: "◔",
    Status.NO_TARGET: "○",
    Status.NO_DATA: "–",
    Status.NOTHING_OCCURRED: "∅",
    Status.WITHHELD: "▒",
}

STATUS_WORDS: dict[Status, str] = {
    Status.MET: gettext_noop("Đạt"),
    Status.PARTLY_MET: gettext_noop("Đạt một phần"),
    Status.NOT_MET: gettext_noop("Chưa đạt"),
    Status.IN_PROGRESS: gettext_noop("Đang thực hiện"),
    Status.NO_TARGET: gettext_noop("Chưa có chỉ tiêu"),
    Status.NO_DATA: gettext_noop("Chưa có số liệu"),
    Status.NOTHING_OCCURRED: gettext_noop("Không phát sinh"),
    Status.WITHHELD: gettext_noop("Không công bố"),
}

# Three silences share a symbol with the status they lead to; the other three have a word only.
ABSENCE_SYMBOLS: dict[Absence, str] = {
    Absence.NOT_REPORTED: STATUS_SYMBOLS[Status.NO_DATA],
    Absence.NOTHING_OCCURRED: STATUS_SYMBOLS[Status.NOTHING_OCCURRED],
    Absence.NOT_COMPUTABLE: "",
    Absence.NOT_APPLICABLE: "",
    Absence.NOT_DUE: "",
    Absence.WITHHELD: STATUS_SYMBOLS[Status.WITHHELD],
}

ABSENCE_WORDS: dict[Absence, str] = {
    Absence.NOT_REPORTED: gettext_noop("Chưa có số liệu"),
    Absence.NOTHING_OCCURRED: gettext_noop("Không phát sinh"),
    Absence.NOT_COMPUTABLE: gettext_noop("Không tính được"),
    Absence.NOT_APPLICABLE: gettext_noop("Không áp dụng"),
    Absence.NOT_DUE: gettext_noop("Chưa đến kỳ"),
    Absence.WITHHELD: gettext_noop("Không công bố"),
}

FIGURE_ABSENCE_WORDS: dict[FigureAbsence, str] = {
    FigureAbsence.NOTHING_OCCURRED: gettext_noop("Không phát sinh"),
    FigureAbsence.NO_DATA: gettext_noop("Chưa có số liệu"),
}

YES_NO_WORDS: dict[int, str] = {1: gettext_noop("Có"), 0: gettext_noop("Không")}

OPERATOR_SYMBOLS: dict[Operator, str] = {
    Operator.LESS: "<",
    Operator.AT_MOST: "≤",
    Operator.EQUAL: "=",
    Operator.AT_LEAST: "≥",
    Operator.MORE: ">",
}


def number(value: Fraction | Decimal | int, decimals: int = 0, language: str = VIETNAMESE) -> str:
    """The value rounded half up: 1.234,5 in Vietnamese, 1,234.5 in English; no unit, a minus sign below nought."""
    rounded = round_half_up(Fraction(value), decimals)
    sign = MINUS if rounded < 0 else ""
    whole, _, part = format(abs(rounded), "f").partition(".")
    mark = DECIMAL_MARK.get(language, DECIMAL_MARK[ENGLISH])
    return sign + grouped(int(whole), language) + (mark + part if part else "")


def plain_number(value: Decimal, language: str = VIETNAMESE) -> str:
    """A number that was typed in, such as a target's, with the decimals it needs: 90, 9,5, 0,036."""
    exponent = value.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return number(value, decimals, language)


def operator_words(operator: Operator, value: Decimal, language: str = VIETNAMESE) -> str:
    """A target as written beside a result: ≥ 90, < 9,5."""
    return f"{OPERATOR_SYMBOLS[operator]} {plain_number(value, language)}"


def coverage(reported: int, expected: int, language: str = VIETNAMESE) -> str:
    """Units counted of units that ought to be: 97/102."""
    return f"{grouped(reported, language)}/{grouped(expected, language)}"


def quarter_label(quarter: Quarter, language: str = VIETNAMESE) -> str:
    """quý IV/2024 in a Vietnamese sentence, Q4/2024 in an English one."""
    if language == VIETNAMESE:
        return f"quý {ROMAN[quarter.number]}/{quarter.year}"
    return f"Q{quarter.number}/{quarter.year}"


def day(on: date) -> str:
    """05/3/2024, 05/02/2024: days below 10 and the months 1 and 2 are padded (Decree 30/2020, annex I)."""
    month = f"{on.month:02d}" if on.month <= LAST_PADDED_MONTH else str(on.month)
    return f"{on.day:02d}/{month}/{on.year}"


def moment(at: datetime) -> str:
    """14:05 05/3/2024, of a moment that is already in the reader's zone."""
    return f"{at:%H:%M} {day(at.date())}"
