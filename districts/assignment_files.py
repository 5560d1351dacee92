"""What the units were given to do, to take away: a line a task, in the plan's groups, the most urgent of each first."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from indicators.models import Plan
from indicators.wording import day

from .assignments import Group, Row
from .table_files import Line, TableFile


def table_of(plan: Plan, groups: Iterable[Group], today: date) -> TableFile:
    title = _("Nhiệm vụ của Kế hoạch %(code)s, đến ngày %(day)s") % {"code": plan.code, "day": day(today)}
    marks = [_("Số liệu minh họa")] if plan.illustrative else []
    return TableFile(
        filename=f"nhiem-vu-{plan.slug}",
        sheet=_("Nhiệm vụ"),
        columns=columns(),
        lines=[line(group, row) for group in groups for row in group.rows],
        notes=[title, *marks],
    )


def columns() -> list[tuple[str, float]]:
    return [
        (_("Nhóm"), 8),
        (_("Việc phải làm"), 60),
        (_("Chủ trì"), 28),
        (_("Phối hợp"), 36),
        (_("Hạn"), 12),
        (_("Tình trạng"), 18),
        (_("Ngày xong"), 12),
        (_("Kết quả"), 36),
        (_("Hủy vì"), 30),
    ]


def line(group: Group, row: Row) -> Line:
    task = row.assignment
    return [
        group.number,
        task.text,
        task.lead.name,
        "; ".join(unit.name for unit in task.helpers.all()),
        day(task.due),
        row.words,
        "" if task.done_on is None else day(task.done_on),
        task.note,
        task.cancelled_because,
    ]
