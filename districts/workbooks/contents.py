"""What stands in a cell of a sheet, read out of what stands in a cell of a workbook; what is doubtful is refused."""

import re
import unicodedata
from dataclasses import dataclass
from math import isfinite
from typing import Any

from indicators.phrases import DECIMAL_MARK, Sentence, gettext_noop
from indicators.values import MAX_FIGURE, FigureAbsence, FigureError, FigureFault, read_figure

from ..words import fault_of_words, is_strange, tidy

NOTHING = "∅"
ABSENCES = {
    NOTHING: FigureAbsence.NOTHING_OCCURRED,
    "không phát sinh": FigureAbsence.NOTHING_OCCURRED,
    "nothing occurred": FigureAbsence.NOTHING_OCCURRED,
    "chưa có số liệu": FigureAbsence.NO_DATA,
    "no data": FigureAbsence.NO_DATA,
}
# Such a text is handed out with an apostrophe before it, and comes back with it.
LIKE_A_FORMULA = ("=", "+", "-", "@")
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

FORMULA = gettext_noop("Ô chứa công thức; xin dán giá trị.")
ERROR = gettext_noop("Ô có lỗi của Excel (%(text)s). Xin ghi lại.")
DATE = gettext_noop("Ô là ngày tháng, không phải số. Xin đổi định dạng ô thành số rồi ghi lại.")
TRUE_FALSE = gettext_noop("Ô là giá trị đúng/sai của Excel. Xin ghi số, hoặc “Có”, “Không”.")
PERCENT = gettext_noop("Ô có định dạng phần trăm. Xin đổi định dạng ô thành số rồi ghi lại.")
NOT_WORDS = gettext_noop("Ô này chỉ nhận lời giải thích bằng chữ.")
REASON_OF_NOTHING = gettext_noop("Chỉ ghi lý do khi ô số liệu ghi “Chưa có số liệu”.")
WORDS_OF_NOTHING = gettext_noop("Ô số liệu để trống nên không ghi giải trình được.")


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in one cell of a sheet: a number or a silence, with its words; nothing at all where it is empty."""

    number: int | None = None
    absence: str = ""
    reason: str = ""
    explanation: str = ""

    @property
    def is_empty(self) -> bool:
        return self.number is None and not self.absence

    def packed(self) -> list[Any] | None:
        """As the workbook and the page carry it."""
        return None if self.is_empty else [self.number, self.absence, self.reason, self.explanation]


def unpacked(packed: list[Any] | None) -> Content:
    return Content() if packed is None else Content(*packed)


@dataclass(frozen=True, slots=True)
class Raw:
    """A cell as its file holds it. Kinds: n number, s text, b true or false, d date, e error, f formula."""

    value: Any = None
    kind: str = "n"
    is_percent: bool = False


EMPTY = Raw()


class ContentFault(ValueError):
    """Nothing a cell of a sheet can hold; the sentence says so, beside the address."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        super().__init__(str(sentence))


def figure_of(raw: Raw, *, boolean: bool, language: str) -> tuple[int | None, str]:
    """The number or the silence; neither where the cell is empty. ContentFault where it is doubtful."""
    require_value(raw)
    if raw.kind == "b":
        raise ContentFault(Sentence(TRUE_FALSE))
    if raw.value is None:
        return None, ""
    try:
        if isinstance(raw.value, str):
            return from_text(raw.value, boolean=boolean, language=language)
        if raw.is_percent:
            raise ContentFault(Sentence(PERCENT))
        return from_number(raw.value, boolean=boolean, language=language), ""
    except FigureError as error:
        raise ContentFault(error.sentence) from error


def require_value(raw: Raw) -> None:
    """Neither a formula nor an error nor a date, wherever it stands."""
    if raw.kind == "f":
        raise ContentFault(Sentence(FORMULA))
    if raw.kind == "e":
        raise ContentFault(Sentence(ERROR, {"text": str(raw.value)[:20]}))
    if raw.kind == "d" or not isinstance(raw.value, str | int | float | None):
        raise ContentFault(Sentence(DATE))


def from_text(text: str, *, boolean: bool, language: str) -> tuple[int | None, str]:
    """A number typed as a text, a yes or a no, or a silence by its word or its sign."""
    typed = unicodedata.normalize("NFC", unescaped(text)).strip()
    if not typed:
        return None, ""
    if any(is_strange(sign) for sign in typed):
        seen = "".join(sign for sign in typed if not is_strange(sign))
        raise FigureError(FigureFault.NOT_A_NUMBER, seen)
    silence = " ".join(typed.casefold().removeprefix("–").split())
    if silence in ABSENCES:
        return None, ABSENCES[silence].value
    if silence.removeprefix(NOTHING).strip() in ABSENCES:
        return None, ABSENCES[silence.removeprefix(NOTHING).strip()].value
    return read_figure(typed, boolean=boolean, language=language), ""


def from_number(value: int | float, *, boolean: bool, language: str) -> int:
    """A number that is whole: 12 and 12.0 are, 12.5 and what only looks whole are not."""
    text = repr(value).replace(".", DECIMAL_MARK.get(language, "."))
    if isinstance(value, float) and not isfinite(value):
        raise FigureError(FigureFault.NOT_A_NUMBER, text)
    if value < 0:
        raise FigureError(FigureFault.NEGATIVE, text)
    if value > MAX_FIGURE:
        raise FigureError(FigureFault.TOO_LARGE, text)
    if value != int(value):
        raise FigureError(FigureFault.NOT_WHOLE, text)
    if boolean and value not in (0, 1):
        raise FigureError(FigureFault.NOT_YES_NO, text)
    return int(value)


def words_of(raw: Raw, before: str, *, shown_before: str) -> str:
    """A reason or an explanation; what stands there as it was handed out (`shown_before`) is what was there before."""
    require_value(raw)
    if raw.kind == "b":
        raise ContentFault(Sentence(NOT_WORDS))
    if raw.value is None:
        return ""
    words = tidy(unescaped(str(raw.value)))
    if words == tidy(shown_before):
        return before
    if words[:1] == "'" and words[1:2] in LIKE_A_FORMULA:
        words = words[1:]
    if sentence := fault_of_words(words):
        raise ContentFault(Sentence(sentence))
    return words


def unescaped(text: str) -> str:
    """A text without the escapes (_x000D_) by which workbooks keep signs that XML cannot; half a sign stays one."""
    return ESCAPED.sub(lambda found: unescaped_sign(found[0], int(found[1], 16)), text)


def unescaped_sign(written: str, code: int) -> str:
    sign = chr(code)
    return written if unicodedata.category(sign) == "Cs" else sign


def total_of(figure: tuple[int | None, str], reason: str, explanation: str, before: Content) -> Content:
    """A total of its three cells; words that hang in the air are refused, except those that were there before."""
    number, absence = figure
    if absence != FigureAbsence.NO_DATA and reason:
        if reason != before.reason:
            raise ContentFault(Sentence(REASON_OF_NOTHING))
        reason = ""
    if number is None and not absence:
        if explanation and explanation != before.explanation:
            raise ContentFault(Sentence(WORDS_OF_NOTHING))
        return Content()
    return Content(number, absence, reason, explanation)
