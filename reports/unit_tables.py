"""The tables of a unit's page that can be downloaded, in Vietnamese as all documents are."""

from collections.abc import Callable
from dataclasses import dataclass

from districts.models import Period, Unit
from indicators.wording import day, quarter_label

from .columns import Cell, Column
from .observations import Observation
from .result_tables import standing, target_of, value_of
from .table_files import DownloadTable
from .units import Beside, Line, Stretch, UnitPage


@dataclass(frozen=True)
class Said:
    """One open finding, with what is asked of it."""

    kind: str
    sentence: str


def of_results(page: UnitPage, unit: Unit, period: Period) -> DownloadTable:
    """The unit's measures beside the province's, where there is anything of it to stand beside."""
    until = quarter_label(period.as_quarter)
    which = basis(page, is_live=not page.is_published)
    title = f"{unit.name}, lũy kế từ đầu năm đến hết {until}, {which}"
    columns: list[Column[Line]] = [
        Column("Mã số", lambda row: row.measure.code, 8),
        Column("Chỉ tiêu thành phần", lambda row: row.measure.name, 50),
        Column("Đơn vị tính", lambda row: row.measure.unit_of_measure, 12),
        Column("Kết quả", lambda row: seen(row.result, row), 14),
        Column("Chỉ tiêu của tỉnh", lambda row: target_of(row.result), 16),
        Column("Đánh giá", lambda row: standing(row.result.status), 20),
        Column("Đơn vị có số liệu", lambda row: row.result.reported, 10),
        Column("Đơn vị phải báo cáo", lambda row: row.result.expected, 10),
    ]
    if page.has_province:
        title = f"{title}. Toàn tỉnh: {basis(page, is_live=page.is_live)}"
        columns += [
            Column("Toàn tỉnh", lambda row: seen(row.beside, row), 14),
            Column("Toàn tỉnh: đơn vị có số liệu", lambda row: row.beside and row.beside.reported, 12),
            Column("Toàn tỉnh: đơn vị phải báo cáo", lambda row: row.beside and row.beside.expected, 12),
        ]
    rows = [line for section in page.sections for line in section.lines]
    return DownloadTable("Kết quả", title, columns, rows, period.plan.illustrative)


def basis(page: UnitPage, *, is_live: bool) -> str:
    return (
        "số tạm tính" if is_live or page.publication is None else f"số công bố lần {page.publication.number}"
    )


def seen(found: Observation | Beside | None, row: Line) -> Cell:
    """Nothing where nothing was published."""
    return None if found is None else value_of(found.value, found.absence, row.measure.decimals)


def of_quarters(page: UnitPage, unit: Unit, period: Period) -> DownloadTable:
    """The unit's quarters beside their due days, as time went."""
    columns: list[Column[Stretch]] = [
        Column("Quý", lambda row: quarter_label(row.cell.period.as_quarter), 14),
        Column("Tình trạng", lambda row: row.cell.words, 16),
        Column("Ô đã có", lambda row: row.cell.filled, 10),
        Column("Ô phải có", lambda row: row.cell.required, 10),
        Column("Hạn", lambda row: day(row.cell.due), 12),
        Column("Gửi lần đầu", lambda row: day(row.cell.sent_on) if row.cell.sent_on else "", 12),
        Column("Số ngày sau hạn", days_over, 12),
    ]
    title = f"{unit.name}: đúng hạn qua các quý"
    return DownloadTable("Các quý", title, columns, page.stretches, period.plan.illustrative)


def days_over(row: Stretch) -> Cell:
    """Below 0 is before the due day; nothing where it is neither handed in nor overdue."""
    return None if row.bar is None else row.cell.days_over


def of_findings(page: UnitPage, unit: Unit, period: Period) -> DownloadTable:
    """What is open in the sheet; of what speaks of figures that are not open to the reader, how many."""
    columns: list[Column[Said]] = [
        Column("Việc", lambda row: row.kind, 28),
        Column("Nội dung", lambda row: row.sentence, 90),
    ]
    title = f"{unit.name}: điều còn phải xem trong biểu {quarter_label(period.as_quarter)}"
    return DownloadTable("Điều còn phải xem", title, columns, said_of(page), period.plan.illustrative)


def said_of(page: UnitPage) -> list[Said]:
    found = page.findings
    if found is None:
        return []
    said = [Said("Biểu bị trả lại", found.return_reason)] if found.return_reason else []
    said += [Said("Phải sửa trước khi gửi", one.sentence) for one in found.hard]
    said += [Said("Cần giải trình", one.sentence) for one in found.soft]
    said += [Said("Ô bắt buộc còn trống", one.sentence) for one in found.missing]
    if found.hidden:
        words = f"{found.hidden} điều khác nói về số liệu nhạy cảm, không hiện với tài khoản này"
        said.append(Said("Không hiện", words))
    return said


Maker = Callable[[UnitPage, Unit, Period], DownloadTable]
# By the word in the address; beside it the first part of the file's name.
TABLES: dict[str, tuple[Maker, str]] = {
    "results": (of_results, "ket-qua"),
    "quarters": (of_quarters, "dung-han"),
    "findings": (of_findings, "con-phai-xem"),
}
