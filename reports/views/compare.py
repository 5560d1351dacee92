"""Two periods of an area, or two areas of a period, on one page and as a file."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from districts.models import Period, Unit
from districts.models.units import Level
from indicators.periods import Quarter
from indicators.phrases import VIETNAMESE
from indicators.wording import quarter_label
from plan749 import clock
from reports import comparison
from reports.comparison import Comparison, Side

from .boards import areas
from .handed_out import handed_out
from .places import area_named, asked


def compare(request: HttpRequest, plan: str, period: Quarter) -> HttpResponse:
    """Side by side; where there is nothing yet to compare with, only the question."""
    found, area = asked(request, plan, period)
    others = list(Period.objects.filter(plan=found.plan_id).order_by("-year", "-quarter"))
    other_area = area_named(request, found, "other")
    earlier = None if other_area else period_named(request, found, others)
    comparison_found = compared(request, found, area, earlier, other_area)
    context = {
        "period": found,
        "area": area,
        "areas": from_the_top(areas(found, request)),
        "periods": others,
        "other_area": other_area,
        "earlier": earlier,
        "found": comparison_found,
        "names": names_of(comparison_found) if comparison_found else None,
        "view": "reports:compare",
        "at": clock.now(),
        "address": reverse("reports:compare", args=[plan, period]),
    }
    return render(request, "reports/compare.html", context)


def compare_file(request: HttpRequest, plan: str, period: Quarter, form: str) -> HttpResponse:
    """The same as a file, in Vietnamese as all documents are."""
    with translation.override(VIETNAMESE):
        found, area = asked(request, plan, period)
        other_area = area_named(request, found, "other")
        others = list(Period.objects.filter(plan=found.plan_id).order_by("-year", "-quarter"))
        earlier = None if other_area else period_named(request, found, others)
        made = compared(request, found, area, earlier, other_area)
        if made is None:
            raise Http404
        left, right = names_of(made)
        where = quarter_label(period) if made.is_of_areas else area.name
        title = f"So sánh {left} và {right}, {where}, lũy kế từ đầu năm, số tạm tính"
        table = comparison.table(made, (left, right), title)
    return handed_out(table, f"so-sanh-{area.code}-{period.code}", form)


def compared(
    request: HttpRequest, period: Period, area: Unit, earlier: Period | None, other: Unit | None
) -> Comparison | None:
    if other == area:
        raise Http404
    if other is not None:
        return comparison.two_areas(period, area, other, request.user)
    if earlier is not None:
        return comparison.two_periods(period, earlier, area, request.user)
    return None


def period_named(request: HttpRequest, period: Period, others: list[Period]) -> Period | None:
    """The quarter that the address names, else the same one of last year, else the one before; None without."""
    code = request.GET.get("with", "")
    if code:
        return named(code, period, others)
    by_quarter = {one.as_quarter: one for one in others if not one.is_base}
    quarter = period.as_quarter
    return by_quarter.get(quarter.same_last_year()) or by_quarter.get(quarter.previous())


def named(code: str, period: Period, others: list[Period]) -> Period:
    try:
        quarter = Quarter.parse(code)
    except ValueError as error:
        raise Http404 from error
    found = next((one for one in others if one.as_quarter == quarter), None)
    if found is None or found == period:
        raise Http404
    return found


def from_the_top(units: Iterable[Unit]) -> list[Unit]:
    """The province, its districts, then their communes district by district; each by name."""
    rank = {Level.PROVINCE: 0, Level.DISTRICT: 1, Level.COMMUNE: 2}

    def place(unit: Unit) -> tuple[int, str, str]:
        return rank[Level(unit.level)], unit.parent.sort_key if unit.parent else "", unit.sort_key

    return sorted(units, key=place)


def names_of(found: Comparison) -> tuple[str, str]:
    """What tells the two sides apart: the areas, or the quarters."""

    def name(side: Side) -> str:
        if found.is_of_areas:
            return side.area.name
        return quarter_label(side.period.as_quarter, translation.get_language() or VIETNAMESE)

    return name(found.left), name(found.right)
