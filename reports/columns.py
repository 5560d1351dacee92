"""A table is a list of columns: each says its heading, its width and what it takes from a row; nobody counts cells."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A number that a workbook reckons by itself, with the value it comes to.

    In the formula `[Tử số]` stands for the cell under that heading in the same line.
    """

    value: Decimal
    formula: str


# A number with as many decimals as it shows, the same with its formula, a text, or nothing.
Cell = str | int | Decimal | Reckoned | None


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """`width` is in characters for a workbook and a share of the page for a paper."""

    heading: str
    of: Callable[[Row], Cell]
    width: float = 10


def cells(columns: Sequence[Column[Row]], row: Row) -> list[Cell]:
    return [column.of(row) for column in columns]
