"""Who has handed in, as a table to take away: the rows of the page, with how they stand to their day in whole days."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators.phrases import VIETNAMESE
from indicators.wording import day, quarter_label

from .models import Period
from .models.units import Level
from .reporting import Row
from .table_files import Line, TableFile


def of_figures(period: Period, rows: Iterable[Row], today: date) -> TableFile:
    title = _("Tình hình gửi số liệu %(quarter)s, đến ngày %(day)s") % asked_of(period, today)
    return table(f"tinh-hinh-gui-so-lieu-{period.code}", title, period, rows)


def of_words(period: Period, rows: Iterable[Row], today: date) -> TableFile:
    title = _("Tình hình gửi báo cáo nhiệm vụ %(quarter)s, đến ngày %(day)s") % asked_of(period, today)
    return table(f"tinh-hinh-gui-bao-cao-nhiem-vu-{period.code}", title, period, rows)


def asked_of(period: Period, today: date) -> dict[str, str]:
    quarter = quarter_label(period.as_quarter, get_language() or VIETNAMESE)
    return {"quarter": quarter, "day": day(today)}


def table(filename: str, title: str, period: Period, rows: Iterable[Row]) -> TableFile:
    marks = [_("Số liệu minh họa")] if period.plan.illustrative else []
    return TableFile(
        filename=filename,
        sheet=_("Tình hình gửi"),
        columns=columns(),
        lines=[line(row) for row in rows],
        notes=[title, *marks],
    )


def columns() -> list[tuple[str, float]]:
    return [
        (_("Mã đơn vị"), 12),
        (_("Đơn vị"), 30),
        (_("Cấp trên"), 24),
        (_("Cấp"), 10),
        (_("Tình trạng"), 16),
        (_("Hạn"), 12),
        (_("Gia hạn"), 10),
        (_("Mở lại đến hết"), 14),
        (_("Gửi lần đầu"), 14),
        (_("Số ngày sau hạn"), 14),
        (_("Nhập thay bởi"), 24),
        (_("Người để gọi"), 30),
        (_("Điện thoại"), 24),
    ]


def line(row: Row) -> Line:
    """Days after the due day are empty for what was never handed in and is not late yet; below 0 is before it."""
    unit = row.unit
    counts_days = row.sent_on is not None or row.is_overdue
    return [
        unit.code,
        unit.name,
        "" if unit.parent is None else unit.parent.name,
        str(Level(unit.level).label),
        row.words,
        day(row.due),
        _("có") if row.is_extended else "",
        day(row.reopened_until) if row.reopened_until and row.is_reopened else "",
        "" if row.sent_on is None else day(row.sent_on),
        row.days_over if counts_days else "",
        "; ".join(str(event.by) for event in row.entered_for),
        "; ".join(str(person) for person in row.people),
        "; ".join(person.phone for person in row.people if person.phone),
    ]
