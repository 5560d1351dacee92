"""The workbook: the same figures as the report, to look up, to filter and to reckon again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from .. import words
from ..frozen import Frozen
from . import area_sheets, change_sheets, sheets
from .tables import PLAIN_TEXT, Pen, Table


@dataclass(frozen=True)
class Sheet:
    """`note` is a line under the title, or makes it of the content; `frozen_columns` stay in sight, and are printed on
    each of `pages_wide`.
    """

    name: str
    title: str
    columns: Callable[[Frozen], sheets.Columns]
    rows: Callable[[Frozen], Sequence[Any]]
    note: str | Callable[[Frozen], str] = ""
    frozen_columns: int = 2
    pages_wide: int = 1


BY_SPLIT = (
    "Theo giới tính, dân tộc chỉ tính đơn vị có tách số liệu; các cột có thể không cộng lại thành toàn tỉnh."
)
SHEETS = (
    Sheet(
        "Tổng hợp",
        "Kết quả các chỉ tiêu thành phần của tỉnh",
        sheets.summary_columns,
        sheets.summary_rows,
        pages_wide=2,
    ),
    Sheet("Chỉ tiêu", "Đánh giá các chỉ tiêu của tỉnh", sheets.indicator_columns, sheets.indicator_rows),
    Sheet(
        "Huyện",
        "Kết quả từ đầu năm của các huyện, thành phố",
        area_sheets.district_columns,
        area_sheets.district_rows,
        area_sheets.SIGNS_NOTE,
        3,
    ),
    Sheet(
        "Xã",
        "Kết quả từ đầu năm của các xã, phường, thị trấn",
        area_sheets.commune_columns,
        area_sheets.commune_rows,
        area_sheets.SIGNS_NOTE,
        frozen_columns=3,
        pages_wide=3,
    ),
    Sheet(
        "Phân tổ",
        "Kết quả từ đầu năm của tỉnh theo giới tính và dân tộc",
        sheets.split_columns,
        sheets.split_rows,
        BY_SPLIT,
        frozen_columns=3,
    ),
    Sheet(
        area_sheets.COUNTS,
        "Tử số, mẫu số của từng địa bàn",
        area_sheets.count_columns,
        area_sheets.count_rows,
        area_sheets.COUNTS_NOTE,
    ),
    Sheet(
        "Số liệu",
        "Số liệu cộng của toàn tỉnh từ đầu năm",
        sheets.element_columns,
        sheets.element_rows,
        f"Chỉ cộng đơn vị có đủ số liệu; đơn vị thiếu không được tính là 0. {BY_SPLIT}",
        1,
    ),
    Sheet(
        "Tình hình gửi",
        "Tình hình gửi báo cáo của các đơn vị",
        area_sheets.report_columns,
        area_sheets.report_rows,
    ),
    Sheet(
        "Ô thay đổi",
        "Từng ô số liệu thay đổi so với lần công bố trước",
        change_sheets.cell_columns,
        change_sheets.cell_rows,
        change_sheets.note,
        pages_wide=2,
    ),
    Sheet(
        "Kết quả thay đổi",
        "Kết quả thay đổi so với lần công bố trước",
        change_sheets.value_columns,
        change_sheets.value_rows,
        change_sheets.note,
        pages_wide=2,
    ),
    Sheet(
        "Giải thích",
        "Cách tính chỉ tiêu, định nghĩa số liệu, nguồn của chỉ tiêu giao",
        sheets.definition_columns,
        sheets.definition_rows,
    ),
)


def make(frozen: Frozen, tick: Callable[[], None]) -> bytes:
    """The file's bytes; one tick for each sheet."""
    buffer = BytesIO()
    book = Workbook(buffer, PLAIN_TEXT)
    title = words.abstract(frozen, words.stretch(frozen))
    book.set_properties({"title": title, "author": words.lead_department(frozen)})
    pen = Pen(book)
    period = f"{title}. Mã nội dung {frozen.sha256[:12]}"
    for sheet in SHEETS:
        table = Table(
            book.add_worksheet(sheet.name),
            sheet.columns(frozen),
            pen,
            frozen_columns=sheet.frozen_columns,
            pages_wide=sheet.pages_wide,
            is_illustrative=frozen.illustrative,
        )
        note = sheet.note if isinstance(sheet.note, str) else sheet.note(frozen)
        table.write(sheet.title, period, sheet.rows(frozen), note)
        tick()
    book.close()
    return buffer.getvalue()
