"""The tables of boards and indicators that can be downloaded, in Vietnamese as all documents are."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from indicators.values import Absence, Status, round_half_up
from indicators.wording import (
    ABSENCE_WORDS,
    STATUS_SYMBOLS,
    STATUS_WORDS,
    operator_words,
    quarter_label,
)

from .boards import Board, MeasureRow
from .columns import Cell, Column
from .history import Estimate, Point, Projection
from .indicator_page import IndicatorPage, MeasureView, PlaceLine, SplitLine
from .observations import Observation
from .table_files import DownloadTable

# Cells ------------------------------------------------------------------------------------------------------------


def value_of(value: Fraction | None, absence: Absence | None, decimals: int) -> Cell:
    """The number as shown, or the word of its absence; nothing where it does not apply."""
    if value is not None:
        return round_half_up(value, decimals)
    return "" if absence in (None, Absence.NOT_APPLICABLE) else ABSENCE_WORDS[absence]


def standing(status: Status | None) -> str:
    return "" if status is None else f"{STATUS_SYMBOLS[status]} {STATUS_WORDS[status]}"


def target_of(seen: Observation) -> str:
    if seen.target is None:
        return ""
    return f"{operator_words(seen.target.op, seen.target.value)} ({seen.target.year})"


# The board --------------------------------------------------------------------------------------------------------


def of_board(board: Board, title: str, *, is_illustrative: bool) -> DownloadTable:
    rows = [line for row in board.rows for line in row.measures]
    columns: list[Column[MeasureRow]] = [
        Column("Mã số", lambda row: row.measure.code, 8),
        Column("Chỉ tiêu thành phần", lambda row: row.measure.name, 50),
        Column("Đơn vị tính", lambda row: row.measure.unit_of_measure, 12),
        Column("Kết quả", lambda row: of_result(row.result, row), 14),
        Column("Riêng quý", lambda row: None if row.alone is None else of_result(row.alone, row), 14),
        Column("Chỉ tiêu của tỉnh", lambda row: target_of(row.result), 16),
        Column("Đánh giá", lambda row: standing(row.result.status), 20),
        Column("Thay đổi", lambda row: None if row.change is None else changed(row), 12),
        Column("So với", lambda row: "" if row.change is None else since(row), 14),
        Column("Đơn vị có số liệu", lambda row: row.result.reported, 10),
        Column("Đơn vị phải báo cáo", lambda row: row.result.expected, 10),
    ]
    return DownloadTable("Kết quả", title, columns, rows, is_illustrative)


def of_result(seen: Observation, row: MeasureRow) -> Cell:
    return value_of(seen.value, seen.absence, row.measure.decimals)


def changed(row: MeasureRow) -> Decimal:
    assert row.change is not None
    return round_half_up(row.change.difference, row.measure.decimals)


def since(row: MeasureRow) -> str:
    assert row.change is not None
    return quarter_label(row.change.since)


# An indicator -----------------------------------------------------------------------------------------------------


def of_quarters(view: MeasureView, page: IndicatorPage) -> DownloadTable:
    """The chart's table: what was reported, the road, and below it what is only estimated, marked so."""
    ahead = view.projection.estimates if isinstance(view.projection, Projection) else ()
    columns: list[Column[Point | Estimate]] = [
        Column("Quý", lambda row: quarter_label(row.quarter), 14),
        Column("Kết quả", lambda row: of_point(row, view) if isinstance(row, Point) else None, 16),
        Column("Lộ trình", lambda row: of_road(row, view), 12),
        Column("Ước tính, không phải số liệu", lambda row: of_estimate(row, "value", view), 16),
        Column("Ước tính thấp", lambda row: of_estimate(row, "low", view), 12),
        Column("Ước tính cao", lambda row: of_estimate(row, "high", view), 12),
        Column("Đơn vị có số liệu", lambda row: row.reported if isinstance(row, Point) else None, 10),
        Column("Đơn vị phải báo cáo", lambda row: row.expected if isinstance(row, Point) else None, 10),
    ]
    return table("Các quý", view, page, columns, [*view.history.points, *ahead])


def of_point(point: Point, view: MeasureView) -> Cell:
    return value_of(point.value, point.absence, view.measure.decimals)


def of_road(row: Point | Estimate, view: MeasureView) -> Cell:
    needed = view.road.at(row.quarter)
    return None if needed is None else round_half_up(needed, view.measure.decimals)


def of_estimate(row: Point | Estimate, field: str, view: MeasureView) -> Cell:
    if isinstance(row, Point):
        return None
    return round_half_up(Fraction(getattr(row, field)), view.measure.decimals)


def of_places(view: MeasureView, page: IndicatorPage) -> DownloadTable:
    """The places under the area, the best first, each followed by its own."""
    rows = [line for top in view.places for line in (top, *top.within)]
    names = {line.unit.pk: line.unit.name for line in view.places}
    columns: list[Column[PlaceLine]] = [
        Column("Hạng", lambda row: row.rank, 8),
        Column("Địa bàn", lambda row: row.unit.name, 32),
        Column("Thuộc", lambda row: names.get(row.unit.parent_id or 0, page.area.name), 28),
        Column("Kết quả", lambda row: of_seen(row.result, view), 16),
        Column("Đánh giá", lambda row: standing(row.result.status), 20),
        Column("Đơn vị có số liệu", lambda row: row.result.reported, 10),
        Column("Đơn vị phải báo cáo", lambda row: row.result.expected, 10),
    ]
    return table("Địa bàn", view, page, columns, rows)


def of_seen(seen: Observation, view: MeasureView) -> Cell:
    return value_of(seen.value, seen.absence, view.measure.decimals)


def of_splits(view: MeasureView, page: IndicatorPage) -> DownloadTable:
    columns: list[Column[SplitLine]] = [
        Column("Phân tổ", lambda row: row.name, 24),
        Column("Kết quả", lambda row: of_seen(row.result, view), 16),
        Column("Đơn vị có số liệu", lambda row: row.result.reported, 10),
        Column("Đơn vị phải báo cáo", lambda row: row.result.expected, 10),
    ]
    total = SplitLine("", view.row.result, "Chung")
    return table("Phân tổ", view, page, columns, [total, *view.splits])


def table(
    name: str, view: MeasureView, page: IndicatorPage, columns: Sequence[Column[Any]], rows: Sequence[Any]
) -> DownloadTable:
    measure, until = view.measure, quarter_label(page.period.as_quarter)
    basis = "số tạm tính" if page.publication is None else f"số công bố lần {page.publication.number}"
    title = f"{measure.code} {measure.name} ({measure.unit_of_measure}). {page.area.name}, đến hết {until}, {basis}"
    return DownloadTable(name, title, columns, rows, page.period.plan.illustrative)


TABLES = {"quarters": of_quarters, "places": of_places, "splits": of_splits}
