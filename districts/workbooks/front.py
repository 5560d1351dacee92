"""The first sheet of a workbook: how it is filled in, and which units are in it."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from indicators import wording

from .. import reporting
from ..sheets import Sheet
from .files import harmless
from .pen import Pen

A4 = 9


class Front:
    """The sheet that is read first."""

    def __init__(self, page: Worksheet, pen: Pen) -> None:
        self.page, self.pen = page, pen

    def write(self, sheets: Sequence[Sheet], titles: Sequence[str], due: Mapping[int, date]) -> None:
        period = sheets[0].period
        quarter = wording.quarter_label(period.as_quarter, get_language() or wording.VIETNAMESE)
        heading = _("Số liệu %(quarter)s, nhập bằng tệp Excel") % {"quarter": quarter}
        self.page.write_string(0, 0, heading, self.pen.title)
        if period.plan.illustrative:
            warning = _("Số liệu minh họa, không phải số liệu thật.")
            self.page.write_string(1, 0, warning, self.pen.warning)
        row = 3
        for number, line in enumerate(guide(), start=1):
            self.page.write_string(row, 0, f"{number}. {line}", self.pen.plain)
            row += 1
        self.units(row + 1, sheets, titles, due)
        self.set_up()

    def units(
        self, row: int, sheets: Sequence[Sheet], titles: Sequence[str], due: Mapping[int, date]
    ) -> None:
        """Each unit with the way to its worksheet, its due day and how it stands."""
        for column, words in enumerate([_("Đơn vị"), _("Hạn gửi"), _("Tình trạng")]):
            self.page.write_string(row, column, words, self.pen.heading)
        for sheet, title in zip(sheets, titles, strict=True):
            row += 1
            place = "internal:'{}'!F8".format(title.replace("'", "''"))
            self.page.write_url(row, 0, place, self.pen.link, harmless(sheet.unit.name))
            self.page.write_string(row, 1, wording.day(due[sheet.unit.pk]), self.pen.plain)
            state = reporting.NOT_STARTED if sheet.submission is None else sheet.submission.state
            self.page.write_string(row, 2, str(reporting.WORDS[state]), self.pen.plain)

    def set_up(self) -> None:
        self.page.set_column(0, 0, 44)
        self.page.set_column(1, 2, 20)
        self.page.hide_gridlines(2)
        self.page.set_landscape()
        self.page.set_paper(A4)
        self.page.fit_to_pages(1, 0)
        self.page.protect("", {"format_columns": True, "format_rows": True})


def guide() -> list[str]:
    """What to do, in the order of doing it."""
    return [
        _("Mỗi đơn vị có một trang tính. Chỉ điền được các ô nền vàng; các ô khác để đối chiếu."),
        _("Ghi số nguyên từ 0 trở lên. “∅” là không phát sinh, chỉ dùng cho số phát sinh trong kỳ."),
        _(
            "Không có số liệu thì ghi “Chưa có số liệu” và ghi lý do ở cột bên. Ô trống là chưa nhập, không phải số 0."
        ),
        _("Phân tổ không bắt buộc; đã ghi thì ghi đủ các phần của nhóm, cộng lại bằng tổng."),
        _("Không dùng công thức; không thêm, xóa hay đổi chỗ dòng, cột, trang tính."),
        _("Lưu ở dạng .xlsx, rồi nạp lại ở đúng trang đã tải tệp này. Trang đó cho xem trước trước khi ghi."),
    ]
