"""What a figure can be, what its absence is called, and how a text becomes one and a fraction is shown."""

import re
import unicodedata
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor

from indicators.phrases import ENGLISH, VIETNAMESE, Sentence, gettext_noop

MAX_FIGURE = 999_999_999
DIGITS = len(str(MAX_FIGURE))
SIGNIFICANT_DIGITS = 12


class Kind(StrEnum):
    """How an element adds up over a year (domain rule 4)."""

    STOCK = "stock"
    FLOW = "flow"
    CUMULATIVE = "cumulative"
    ANNUAL = "annual"


class Formula(StrEnum):
    """How a measure is made of its elements."""

    RATIO = "ratio"
    SHARE_OF_UNITS = "share_of_units"
    REDUCTION = "reduction_on_previous_year"


class Span(StrEnum):
    """The stretch a result covers: the year so far (what targets are compared with) or the quarter alone."""

    YTD = "ytd"
    QUARTER = "quarter"


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"


class Operator(StrEnum):
    """How a result stands to its target's number."""

    LESS = "<"
    AT_MOST = "<="
    EQUAL = "="
    AT_LEAST = ">="
    MORE = ">"


class Scope(StrEnum):
    """Whose target it is; a national one never judges a provincial result."""

    PROVINCE = "province"
    NATIONAL = "national"


class FigureAbsence(StrEnum):
    """What a unit may say in place of a number: no events at all, or no data (with a reason)."""

    NOTHING_OCCURRED = "nothing_occurred"
    NO_DATA = "no_data"


class Absence(StrEnum):
    """Why an area has no value; none of these is 0, and none is another (domain rule 2)."""

    NOT_REPORTED = "not_reported"
    NOTHING_OCCURRED = "nothing_occurred"
    NOT_COMPUTABLE = "not_computable"
    NOT_APPLICABLE = "not_applicable"
    NOT_DUE = "not_due"
    WITHHELD = "withheld"


class Status(StrEnum):
    """How a measure or an indicator stands to its target (domain rules 8 and 9)."""

    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    IN_PROGRESS = "in_progress"
    NO_TARGET = "no_target"
    NO_DATA = "no_data"
    NOTHING_OCCURRED = "nothing_occurred"
    WITHHELD = "withheld"


class FigureFault(StrEnum):
    """Why a text is refused as a figure."""

    NOT_A_NUMBER = "not_a_number"
    NEGATIVE = "negative"
    NOT_WHOLE = "not_whole"
    TOO_LARGE = "too_large"
    NOT_YES_NO = "not_yes_no"
    AMBIGUOUS = "ambiguous"


SENTENCES: dict[FigureFault, str] = {
    FigureFault.NOT_A_NUMBER: gettext_noop("“%(text)s” không phải là số. Xin nhập số nguyên, ví dụ 125."),
    FigureFault.NEGATIVE: gettext_noop("Số liệu không thể là số âm. Xin nhập số từ 0 trở lên."),
    FigureFault.NOT_WHOLE: gettext_noop(
        "“%(text)s” không phải là số nguyên. Xin nhập số nguyên, không có phần lẻ."
    ),
    FigureFault.TOO_LARGE: gettext_noop("Số này quá lớn. Số lớn nhất có thể nhập là %(maximum)s."),
    FigureFault.NOT_YES_NO: gettext_noop("Ô này chỉ nhận “có” hoặc “không”."),
    FigureFault.AMBIGUOUS: gettext_noop(
        "“%(text)s” là %(number)s hay là số lẻ? Nếu là %(number)s, xin nhập lại đúng như vậy."
    ),
}

YES = frozenset({"1", "có", "yes"})
NO = frozenset({"0", "không", "no"})
LONGEST_ECHO = 40


class FigureError(ValueError):
    """A text that is not a figure, with the sentence that says so beside its cell."""

    def __init__(self, code: FigureFault, text: str = "", number: int = 0) -> None:
        echo = text if len(text) <= LONGEST_ECHO else text[:LONGEST_ECHO] + "…"
        self.code = code
        self.sentence = Sentence(SENTENCES[code], {"text": echo, "maximum": MAX_FIGURE, "number": number})
        super().__init__(str(self.sentence))


_SPACES = "[ \u00a0\u2009\u202f]"
_MINUS = "-\u2212\u2013"
_PLAIN = re.compile(r"[0-9]+")
_SPACED = re.compile(rf"[1-9][0-9]{{0,2}}(?:{_SPACES}[0-9]{{3}})+")
_GROUPED = {
    VIETNAMESE: re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+"),
    ENGLISH: re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+"),
}
_WITH_MARKS = re.compile(r"[0-9]+(?:[.,][0-9]+)+")


def read_figure(text: str, *, boolean: bool = False, language: str = VIETNAMESE) -> int:
    """The whole number (yes is 1, no is 0) that a person typed; what is doubtful is refused, not guessed."""
    typed = unicodedata.normalize("NFC", text).strip()
    if boolean:
        return _read_yes_no(typed)
    is_negative = typed[:1] in tuple(_MINUS)
    size = typed[1:].strip() if is_negative else typed
    fault = _fault(size, language)
    if is_negative and fault is not FigureFault.NOT_A_NUMBER:
        raise FigureError(FigureFault.NEGATIVE, typed)
    if fault is not None:
        raise FigureError(fault, typed, int(_digits(size)) if fault is FigureFault.AMBIGUOUS else 0)
    return int(_digits(size))


def _read_yes_no(typed: str) -> int:
    answer = typed.casefold()
    if answer not in YES | NO:
        raise FigureError(FigureFault.NOT_YES_NO, typed)
    return int(answer in YES)


def _fault(size: str, language: str) -> FigureFault | None:
    """What is wrong with an unsigned text, or None; a mark that could be a decimal one makes it not whole."""
    shapes = (_PLAIN, _SPACED, _GROUPED.get(language, _GROUPED[ENGLISH]))
    if not any(shape.fullmatch(size) for shape in shapes):
        # In the other language's marks this would be a whole number: asked about, never guessed.
        if any(shape.fullmatch(size) for shape in _GROUPED.values()) and len(_digits(size)) <= DIGITS:
            return FigureFault.AMBIGUOUS
        has_marks = _WITH_MARKS.fullmatch(re.sub(_SPACES, "", size))
        return FigureFault.NOT_WHOLE if has_marks else FigureFault.NOT_A_NUMBER
    # Python refuses to read very long digit strings, so the length is looked at first.
    return FigureFault.TOO_LARGE if len(_digits(size)) > DIGITS else None


def _digits(size: str) -> str:
    return re.sub(r"[^0-9]", "", size).lstrip("0") or "0"


def may_say(absence: FigureAbsence, kind: Kind, *, boolean: bool = False) -> bool:
    """Whether such an element may carry this silence: a stock, a survey and a yes/no say 0, not "nothing"."""
    if absence is FigureAbsence.NO_DATA:
        return True
    return kind in (Kind.FLOW, Kind.CUMULATIVE) and not boolean


def counted(number: int | None, absence: FigureAbsence | None) -> int | None:
    """What a figure adds: its number, 0 where nothing occurred; None (nobody counted) is never 0."""
    return 0 if absence is FigureAbsence.NOTHING_OCCURRED else number


def round_half_up(value: Fraction, decimals: int) -> Decimal:
    """The value as shown: halves go away from zero, exactly, with all its decimals; never a negative zero."""
    scaled = floor(abs(value) * Fraction(10) ** decimals + Fraction(1, 2))
    sign = int(value < 0 and scaled > 0)
    return Decimal((sign, tuple(int(digit) for digit in str(scaled)), -decimals))


def twelve_digits(value: Fraction) -> str:
    """The value to 12 significant digits in plain notation, as the API gives it; a whole number in full."""
    if value.denominator == 1:
        return str(value.numerator)
    decimals = SIGNIFICANT_DIGITS - 1 - _magnitude(value)
    text = format(round_half_up(value, max(decimals, 0)), "f")
    if decimals < 0:
        text = str(int(round_half_up(value * Fraction(10) ** decimals, 0)) * 10**-decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _magnitude(value: Fraction) -> int:
    """The power of ten of the first significant digit: 2 for 123, -3 for 0.00123."""
    size = abs(value)
    guess = len(str(size.numerator)) - len(str(size.denominator))
    return guess if size >= Fraction(10) ** guess else guess - 1
