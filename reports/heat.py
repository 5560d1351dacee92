"""Places by measures: each cell a value on the tint of its distance to the target; sorted by one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from districts.models import Unit
from indicators.models import Measure
from indicators.values import Status, round_half_up
from indicators.wording import ABSENCE_WORDS, STATUS_SYMBOLS, STATUS_WORDS

from .area_results import AreaResults
from .columns import Cell, Column
from .observations import Observation
from .table_files import DownloadTable
from .tints import Tint, tint_of

UP, DOWN = "up", "down"


@dataclass(frozen=True)
class HeatCell:
    """One place's value of one measure."""

    measure: Measure
    seen: Observation

    @property
    def tint(self) -> Tint | None:
        return tint_of(self.seen.value, self.seen.target, self.seen.status)

    @property
    def is_of_too_few_units(self) -> bool:
        """A value that is shown and not judged, because too many units are missing."""
        return self.seen.value is not None and self.seen.status is Status.NO_DATA


@dataclass(frozen=True)
class HeatRow:
    unit: Unit
    cells: Sequence[HeatCell]

    def of(self, measure: Measure) -> HeatCell:
        return next(cell for cell in self.cells if cell.measure.code == measure.code)


@dataclass(frozen=True)
class Order:
    """By which measure (None: by name), and which end comes first."""

    measure: Measure | None = None
    way: str = UP


def rows_of(results: AreaResults, order: Order) -> list[HeatRow]:
    """The places in order. Whoever has no value comes last either way: a silence is neither high nor low."""
    rows = [
        HeatRow(unit, [HeatCell(one, results.of(unit, one)) for one in results.applicable])
        for unit in results.places
    ]
    if order.measure is None:
        return rows[::-1] if order.way == DOWN else rows
    valued, silent = [], []
    for row in rows:
        value = row.of(order.measure).seen.value
        silent.append(row) if value is None else valued.append((value, row))
    ranked = sorted(valued, key=lambda found: _key(found[0], order.way))
    return [*(row for _value, row in ranked), *silent]


def _key(value: Fraction, way: str) -> Fraction:
    """Places of the same value stay in the order of their names, whichever end comes first."""
    return -value if way == DOWN else value


def cell_of(found: HeatCell) -> Cell:
    """For a file: the number as shown, or the word of its silence; nothing where it does not apply."""
    seen = found.seen
    if seen.value is not None:
        return round_half_up(seen.value, found.measure.decimals)
    return ABSENCE_WORDS[seen.absence] if seen.absence is not None and seen.expected else None


def table(results: AreaResults, order: Order, title: str) -> DownloadTable:
    """The heat table as a file: numbers, without tints."""
    columns: list[Column[HeatRow]] = [Column("Địa bàn", lambda row: row.unit.name, 26)]
    columns += [
        Column(
            f"{one.code} {one.name} ({one.unit_of_measure})", lambda row, one=one: cell_of(row.of(one)), 14
        )
        for one in results.applicable
    ]
    rows = rows_of(results, order)
    return DownloadTable("Bảng nhiệt", title, columns, rows, results.period.plan.illustrative)


def one_measure(results: AreaResults, measure: Measure, title: str) -> DownloadTable:
    """One measure in every place: what a map shows, as a file."""
    columns: list[Column[HeatCell]] = [
        Column("Địa bàn", lambda row: row.seen.unit_name, 30),
        Column(f"Kết quả ({measure.unit_of_measure})", cell_of, 18),
        Column("Đánh giá", lambda row: standing(row.seen), 20),
        Column("Đơn vị có số liệu", lambda row: row.seen.reported, 12),
        Column("Đơn vị phải báo cáo", lambda row: row.seen.expected, 12),
    ]
    rows = [HeatCell(measure, results.of(unit, measure)) for unit in results.places]
    return DownloadTable("Địa bàn", title, columns, rows, results.period.plan.illustrative)


def standing(seen: Observation) -> str:
    return "" if seen.status is None else f"{STATUS_SYMBOLS[seen.status]} {STATUS_WORDS[seen.status]}"
