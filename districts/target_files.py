"""The targets known, to take away: a line a target, and one for each measure that has none of the province."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from indicators.handbook import READING, ShownMeasure, ShownTarget
from indicators.models import Plan
from indicators.phrases import VIETNAMESE
from indicators.wording import OPERATOR_SYMBOLS

from .table_files import Line, TableFile


def table_of(plan: Plan, measures: Iterable[ShownMeasure]) -> TableFile:
    marks = [_("Số liệu minh họa")] if plan.illustrative else []
    return TableFile(
        filename=f"chi-tieu-giao-{plan.slug}",
        sheet=pgettext("page", "Chỉ tiêu giao"),
        columns=columns(),
        lines=[line for shown in measures for line in lines_of(shown)],
        notes=[_("Chỉ tiêu giao của Kế hoạch %(code)s") % {"code": plan.code}, *marks],
    )


def columns() -> list[tuple[str, float]]:
    return [
        (_("Mã số"), 8),
        (_("Chỉ tiêu thành phần"), 50),
        (_("Đơn vị tính"), 14),
        (_("Năm"), 8),
        (_("Của"), 22),
        (_("Dấu so sánh"), 10),
        (_("Mức giao"), 12),
        (_("Nguồn"), 50),
        (_("Người nhập"), 24),
        (_("Ghi chú"), 40),
    ]


def lines_of(shown: ShownMeasure) -> list[Line]:
    measure = shown.measure
    head: Line = [measure.code, measure.name, measure.unit_of_measure]
    found: list[Line] = [[*head, *cells_of(target)] for target in shown.targets]
    if not shown.has_provincial_target:
        found.insert(0, [*head, "", _("chưa có chỉ tiêu của tỉnh"), "", "", "", "", ""])
    return found


def cells_of(shown: ShownTarget) -> Line:
    target = shown.target
    notes = [in_language(shown.note), str(READING) if target.reading else ""]
    return [
        target.year,
        str(shown.scope),
        OPERATOR_SYMBOLS[target.op],
        as_written(target.value),
        in_language(shown.source),
        target.entered_by if shown.is_typed else "",
        " ".join(filter(None, notes)),
    ]


def as_written(value: Decimal) -> Decimal:
    """90, of 90.000000 as it is kept."""
    return Decimal(format(value.normalize(), "f"))


def in_language(words: str | dict[str, str]) -> str:
    if isinstance(words, str):
        return words
    return words.get(get_language() or VIETNAMESE, words.get(VIETNAMESE, ""))
