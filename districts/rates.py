"""A unit's own rates out of what stands in its sheet, to check oneself by; never a published result. Pure.

Ratios only: a share of units is of one unit a yes or a no, and a reduction needs more of last year than a sheet has.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from indicators.formulas import evaluate, over_year
from indicators.phrases import gettext_noop
from indicators.values import Absence, Formula
from indicators.wording import ABSENCE_WORDS, number

from .checked import Sheet, number_in

MISSING = gettext_noop("chưa đủ số liệu")


@dataclass(frozen=True, slots=True)
class Rate:
    """A measure whose two halves are both in the sheet; the name in the reader's language."""

    code: str
    name: str
    unit_of_measure: str
    numerator: str
    denominator: str
    per: int
    decimals: int


@dataclass(frozen=True, slots=True)
class OwnRate:
    """A rate with what it is now and what it was to the end of the last quarter; empty in a year's first."""

    rate: Rate
    now: str
    before: str


def own_rates(sheet: Sheet, rates: list[Rate], words: Mapping[str, str], language: str) -> list[OwnRate]:
    """Each with the year so far, as results are reckoned."""
    return [
        OwnRate(
            rate,
            text_of(rate, halves(sheet, rate, sheet.quarter), words, language),
            text_of(rate, halves(sheet, rate, sheet.quarter - 1), words, language)
            if sheet.quarter > 1
            else "",
        )
        for rate in rates
    ]


def halves(sheet: Sheet, rate: Rate, upto: int) -> tuple[int | None, int | None]:
    """Numerator and denominator over the year to a quarter; None where nobody counted."""
    return over(sheet, rate.numerator, upto), over(sheet, rate.denominator, upto)


def over(sheet: Sheet, code: str, upto: int) -> int | None:
    element = sheet.element(code)
    assert element is not None  # rates are of the sheet's own elements
    quarters = {number: number_in(cells, code) for number, cells in sheet.earlier.items()}
    quarters[sheet.quarter] = number_in(sheet.cells, code)
    return over_year(element.kind, quarters, upto)


def text_of(
    rate: Rate, counted: tuple[int | None, int | None], words: Mapping[str, str], language: str
) -> str:
    """1,75 %; or in words why there is none. `words` by absence, and "missing"."""
    above, below = counted
    if above is None or below is None:
        return words["missing"]
    value = evaluate(Formula.RATIO, rate.per, above, below)
    if isinstance(value, Absence):
        return words[value.value]
    return f"{number(value, rate.decimals, language)} {rate.unit_of_measure}"


def words_of(translate: Any) -> dict[str, str]:
    """What stands in the place of a number, in the reader's language."""
    absences = (Absence.NOTHING_OCCURRED, Absence.NOT_COMPUTABLE)
    return {"missing": translate(MISSING), **{one.value: translate(ABSENCE_WORDS[one]) for one in absences}}


def rate_facts(rates: list[Rate], words: Mapping[str, str]) -> dict[str, Any]:
    """The same for static/js/sheet/rates.js."""
    listed = [
        {
            "code": rate.code,
            "unit_of_measure": rate.unit_of_measure,
            "numerator": rate.numerator,
            "denominator": rate.denominator,
            "per": rate.per,
            "decimals": rate.decimals,
        }
        for rate in rates
    ]
    return {"rates": listed, "words": dict(words)}
