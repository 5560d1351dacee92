"""How a frozen value stands in a cell of a workbook: a number rounded as everywhere, or the word of its absence."""

from decimal import Decimal

from indicators.values import Absence, round_half_up

from .. import words
from ..columns import Cell, Reckoned
from ..frozen_parts import FrozenValue


def result(value: FrozenValue | None) -> Cell:
    """The number rounded as everywhere, or the word of its absence; nothing where there is no such value."""
    if value is None or value.absence is Absence.NOT_APPLICABLE:
        return None
    return words.shown(value) if value.exact is None else round_half_up(value.exact, value.measure.decimals)


def reckoned(value: FrozenValue | None, numerator: str, denominator: str) -> Cell:
    """The same, reckoned from the counts that stand under these headings beside it.

    Multiplied first, so that a spreadsheet divides whole numbers, once, before it rounds.
    """
    found = result(value)
    if value is None or not isinstance(found, Decimal):
        return found
    measure = value.measure
    per = "" if measure.per == 1 else f"*{measure.per}"
    return Reckoned(found, f"ROUND([{numerator}]{per}/[{denominator}],{measure.decimals})")


def short_result(value: FrozenValue | None) -> Cell:
    """The same for a narrow column: a silence is its sign, or its word where it has none."""
    found = result(value)
    return words.short(value) if isinstance(found, str) else found
