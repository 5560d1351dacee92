"""The table of completeness to take away: one line a unit and quarter."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from indicators.models import Plan
from indicators.wording import day

from .completeness import Cell, Row
from .models.units import Level
from .table_files import Line, TableFile


def table_of(plan: Plan, rows: Iterable[Row]) -> TableFile:
    return TableFile(
        filename=f"{plan.slug}-completeness",
        sheet=_("Độ đầy đủ"),
        columns=columns(),
        lines=[line(row, cell) for row in rows for cell in row.cells if cell is not None],
        notes=[_("Số liệu minh họa")] if plan.illustrative else [],
    )


def columns() -> list[tuple[str, float]]:
    return [
        (_("Mã đơn vị"), 12),
        (_("Đơn vị"), 30),
        (_("Cấp trên"), 24),
        (_("Cấp"), 10),
        (_("Quý"), 10),
        (_("Tình trạng"), 16),
        (_("Hạn"), 12),
        (_("Gửi lần đầu"), 14),
        (_("Số ngày sau hạn"), 14),
        (_("Ô đã có"), 12),
        (_("Ô phải có"), 12),
        (_("Người để gọi"), 30),
        (_("Điện thoại"), 24),
    ]


def line(row: Row, cell: Cell) -> Line:
    """Numbers stay numbers; days after the due day are empty for what was never handed in and is not late yet."""
    unit = row.unit
    counts_days = cell.sent_on is not None or cell.days_over > 0
    return [
        unit.code,
        unit.name,
        "" if unit.parent is None else unit.parent.name,
        str(Level(unit.level).label),
        cell.period.code,
        cell.words,
        day(cell.due),
        "" if cell.sent_on is None else day(cell.sent_on),
        cell.days_over if counts_days else "",
        cell.filled,
        cell.required,
        "; ".join(str(person) for person in row.people),
        "; ".join(person.phone for person in row.people if person.phone),
    ]
