"""What anyone may read of a publication, where the portal has its public page: the province, districts, communes.

Out of the publication alone, and never more of it than is open to all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from districts.models import Period
from indicators.values import Absence, Span
from indicators.wording import quarter_label

from . import published
from .columns import Column
from .frozen import Frozen
from .frozen_parts import FrozenElement, FrozenMeasure, FrozenUnit
from .frozen_rows import facts_by_code, observation
from .models import Publication, PublishedValue
from .observations import Observation
from .published import PublishedIndicator, PublishedLine, PublishedObjective
from .result_tables import standing, target_of, value_of
from .table_files import DownloadTable
from .withholding import openness_of, withhold

NOBODY = AnonymousUser()
WORKSHEET = "Kết quả"


@dataclass(frozen=True)
class AreaLine:
    """A district or a commune with its values of an indicator's measures, in the measures' order."""

    unit: FrozenUnit
    results: Sequence[tuple[FrozenMeasure, Observation]]


@dataclass(frozen=True)
class Areas:
    """One level's areas by the unit above them; `measures` are those that apply to any of them."""

    measures: Sequence[FrozenMeasure]
    groups: Sequence[tuple[str, Sequence[AreaLine]]]

    @property
    def withholds(self) -> bool:
        found = [seen for _above, lines in self.groups for line in lines for _measure, seen in line.results]
        return any(seen.absence is Absence.WITHHELD for seen in found)


def newest_publications() -> QuerySet[Publication]:
    """The latest of each quarter, the newest quarter first, without their contents: what strangers choose from."""
    found = Publication.objects.latest_of_each_period().defer("content").select_related("period__plan")
    return found.order_by("-period__year", "-period__quarter", "period__plan__slug")


def results(publication: Publication, frozen: Frozen) -> list[PublishedObjective]:
    """The province's results by objective."""
    openness = openness_of(publication, frozen.province.code, sees_totals=False)
    return published.objectives(frozen, openness)


def indicator(publication: Publication, frozen: Frozen, number: int) -> PublishedIndicator | None:
    """One indicator of the province; None for no such number."""
    found = [
        one
        for objective in results(publication, frozen)
        for one in objective.indicators
        if one.indicator.number == number
    ]
    return found[0] if found else None


def elements_of(found: PublishedIndicator, frozen: Frozen) -> list[FrozenElement]:
    """What is counted for an indicator, each once, with its definition."""
    codes = [
        code
        for line in found.lines
        for code in (line.measure.numerator, line.measure.denominator)
        if code is not None
    ]
    codes += [count.element.code for count in found.counts]
    return [frozen.elements[code] for code in dict.fromkeys(codes)]


def areas(publication: Publication, frozen: Frozen, lines: Sequence[PublishedLine], level: str) -> Areas:
    """The year to date of each district, or of each commune, as far as it is open to all. One question."""
    codes = [line.measure.code for line in lines]
    rows = publication.values.filter(
        level=level, measure__in=codes, span=Span.YTD, split="", unit__in=frozen.units
    )
    seen = {(one.measure, one.unit): one for one in open_to_all(rows, publication, frozen)}
    units = frozen.units_of(level)
    measures = [
        line.measure
        for line in lines
        if any(applies(seen.get((line.measure.code, one.code))) for one in units)
    ]
    groups: dict[str, list[AreaLine]] = {}
    for unit in units:
        pairs = [(one, seen[one.code, unit.code]) for one in measures if (one.code, unit.code) in seen]
        groups.setdefault(above(unit, frozen), []).append(AreaLine(unit, pairs))
    return Areas(measures, list(groups.items()))


def open_to_all(
    rows: Iterable[PublishedValue], publication: Publication, frozen: Frozen
) -> list[Observation]:
    """Published values as somebody sees them who has no right anywhere."""
    facts = facts_by_code(frozen)
    return withhold([observation(row, publication.period, facts[row.measure]) for row in rows], NOBODY, [])


def applies(seen: Observation | None) -> bool:
    return seen is not None and seen.absence is not Absence.NOT_APPLICABLE


def above(unit: FrozenUnit, frozen: Frozen) -> str:
    """The name of the district a commune belongs to; empty for what stands under the province itself."""
    found = frozen.units.get(unit.parent)
    return "" if found is None or found.code == frozen.province.code else found.name


# The file ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FileLine:
    measure: FrozenMeasure
    seen: Observation
    above: str


def table(publication: Publication, frozen: Frozen) -> DownloadTable:
    """Every area's year to date, in the publication's order, marked as the public's copy."""
    rows = publication.values.filter(span=Span.YTD, split="").order_by("position")
    lines = [
        FileLine(frozen.measures[seen.measure], seen, above(frozen.units[seen.unit], frozen))
        for seen in open_to_all(rows, publication, frozen)
        if applies(seen)
    ]
    title = title_of(publication.period, publication.number)
    return DownloadTable(WORKSHEET, title, COLUMNS, lines, publication.illustrative)


def title_of(period: Period, number: int) -> str:
    return (
        f"BẢN CÔNG KHAI. Kết quả {quarter_label(period.as_quarter)} của {period.plan.name_vi}, lũy kế từ đầu năm, "
        f"đã công bố lần {number}. Ô ghi “Không công bố”: số nhỏ có thể chỉ ra một trẻ em nên không đưa ra."
    )


COLUMNS: list[Column[FileLine]] = [
    Column("Mã số", lambda row: row.measure.code, 8),
    Column("Chỉ tiêu thành phần", lambda row: row.measure.name["vi"], 50),
    Column("Đơn vị tính", lambda row: row.measure.unit_of_measure["vi"], 12),
    Column("Mã địa bàn", lambda row: row.seen.unit, 10),
    Column("Địa bàn", lambda row: row.seen.unit_name, 28),
    Column("Thuộc", lambda row: row.above, 24),
    Column("Kết quả", lambda row: value_of(row.seen.value, row.seen.absence, row.measure.decimals), 16),
    Column("Tử số", lambda row: row.seen.numerator, 12),
    Column("Mẫu số", lambda row: row.seen.denominator, 12),
    Column("Chỉ tiêu của tỉnh", lambda row: target_of(row.seen), 16),
    Column("Đánh giá", lambda row: standing(row.seen.status), 20),
    Column("Đơn vị có số liệu", lambda row: row.seen.reported, 10),
    Column("Đơn vị phải báo cáo", lambda row: row.seen.expected, 10),
]
