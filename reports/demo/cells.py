"""What a demonstration unit writes into its form: numbers, "không phát sinh", "chưa có số liệu" with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from .counts import Count

NOTHING_OCCURRED = "nothing_occurred"
NO_DATA = "no_data"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a number, or an absence."""

    number: int | None = None
    absence: str = ""
    reason: str = ""


Cells = dict[tuple[str, str], Cell]


def cells_of(counts: Mapping[str, Count | int], *, sex: bool, ethnicity: bool) -> Cells:
    """The totals, and the splits of those that have any; a nought is not split."""
    cells: Cells = {}
    for element, count in counts.items():
        if isinstance(count, int):
            cells[element, ""] = Cell(count)
            continue
        cells[element, ""] = Cell(count.total)
        parts = (count.by_sex if sex else {}) | (count.by_ethnicity if ethnicity else {})
        if count.total:
            cells |= {(element, part): Cell(number) for part, number in parts.items()}
    return cells


def silence(cells: Cells, element: str, cell: Cell) -> None:
    """Say an absence in place of an element's numbers, splits and all."""
    for key in [key for key in cells if key[0] == element]:
        del cells[key]
    cells[element, ""] = cell
