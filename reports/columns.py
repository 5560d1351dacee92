"""A table is a list of columns: each says its heading, its width and what it takes from a row; nobody counts cells."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

Row = TypeVar("Row")
# A number with as many decimals as it shows, a text, or nothing.
Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """`width` is in characters for a workbook and a share of the page for a paper."""

    heading: str
    of: Callable[[Row], Cell]
    width: float = 10


def cells(columns: Sequence[Column[Row]], row: Row) -> list[Cell]:
    return [column.of(row) for column in columns]
