"""What a spreadsheet itself refuses as it is typed; the portal reads every cell again all the same."""

from typing import Any

from django.utils.translation import gettext as _

from indicators import wording
from indicators.models import Element
from indicators.values import MAX_FIGURE, FigureAbsence

from ..words import LONGEST_WORDS
from .contents import NOTHING
from .layout import address

LONGEST_TIP = 250  # Excel shows 255 signs of a tip


def figure_rule(element: Element, row: int, column: int, *, is_total: bool) -> dict[str, Any]:
    """A whole number from 0, or the silences this cell may say; a yes or a no from a list."""
    silences = []
    if element.may_say_nothing_occurred:
        silences += [NOTHING, *both_ways(FigureAbsence.NOTHING_OCCURRED)]
    if is_total:
        silences += both_ways(FigureAbsence.NO_DATA)
    sentence = _("Xin ghi một số nguyên từ 0 đến 999.999.999%(or_else)s.") % {
        "or_else": "".join(_(" hoặc “%(word)s”") % {"word": word} for word in in_short(silences))
    }
    tip = {"input_title": element.unit_of_measure[:32], "input_message": tip_of(element)} if is_total else {}
    if element.boolean:
        answers = [_(wording.YES_NO_WORDS[1]), _(wording.YES_NO_WORDS[0]), *in_short(silences)]
        return {"validate": "list", "source": answers, "error_message": _("Xin chọn có hoặc không."), **tip}
    cell = address(row, column)
    says = "".join(f',{cell}="{word}"' for word in silences)
    number = f"AND({cell}>=0,{cell}<={MAX_FIGURE},{cell}=INT({cell}))"
    formula = f"=IF(ISNUMBER({cell}),{number},OR(FALSE{says}))"
    return {"validate": "custom", "value": formula, "error_message": sentence, **tip}


def both_ways(absence: FigureAbsence) -> list[str]:
    """A silence in the reader's words, and in Vietnamese."""
    words = wording.FIGURE_ABSENCE_WORDS[absence]
    return list(dict.fromkeys([_(words), words]))


def in_short(silences: list[str]) -> list[str]:
    """Those worth telling: the sign for nothing, and no data in the reader's words."""
    no_data = _(wording.FIGURE_ABSENCE_WORDS[FigureAbsence.NO_DATA])
    return [word for word in silences if word in (NOTHING, no_data)]


def tip_of(element: Element) -> str:
    """What is counted, as far as a tip has room for it."""
    words = element.definition
    return words if len(words) <= LONGEST_TIP else f"{words[:LONGEST_TIP]}…"


def words_rule() -> dict[str, Any]:
    return {
        "validate": "length",
        "criteria": "<=",
        "value": LONGEST_WORDS,
        "error_message": _("Xin viết không quá 1.000 ký tự."),
    }
