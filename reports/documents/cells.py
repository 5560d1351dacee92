"""How a frozen value stands in a cell of a workbook: a number rounded as everywhere, or the word of its absence."""

from indicators.values import Absence, round_half_up

from .. import words
from ..columns import Cell
from ..frozen_parts import FrozenValue


def result(value: FrozenValue | None) -> Cell:
    """The number rounded as everywhere, or the word of its absence; nothing where there is no such value."""
    if value is None or value.absence is Absence.NOT_APPLICABLE:
        return None
    return words.shown(value) if value.exact is None else round_half_up(value.exact, value.measure.decimals)


def short_result(value: FrozenValue | None) -> Cell:
    """The same for a narrow column: a silence is its sign, or its word where it has none."""
    found = result(value)
    return words.short(value) if isinstance(found, str) else found
