"""Where: the places of an area as tiles or circles, and as a heat table of places by measures."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from districts import unit_places
from districts.access import Act, may, membership_of
from districts.models import Period, Unit
from indicators.models import Measure
from indicators.periods import Quarter
from indicators.phrases import VIETNAMESE
from indicators.values import Status
from indicators.wording import STATUS_WORDS, coverage, quarter_label
from plan749 import clock
from reports import heat, places
from reports.area_results import AreaResults, area_results
from reports.change_words import Reader
from reports.heat import HeatCell, Order
from reports.source_words import value_said
from reports.tints import TINT_WORDS, Tint

from .boards import areas
from .changes import reader
from .handed_out import handed_out


@dataclass(frozen=True)
class Spot:
    """One place in a picture: its shape, its value, and all of it in words for whoever does not see it."""

    shape: Any
    unit: Unit
    cell: HeatCell
    words: str


# What is asked ----------------------------------------------------------------------------------------------------


def asked(request: HttpRequest, plan: str, quarter: Quarter) -> tuple[Period, Unit]:
    """The period, and the area that the address names or else one's own; what is not to be seen does not exist."""
    found = get_object_or_404(Period.objects.select_related("plan").at(quarter), plan__slug=plan)
    return found, area_named(request, found, "area") or own_area(request, found)


def area_named(request: HttpRequest, period: Period, name: str) -> Unit | None:
    """The area whose code the address gives under a name; None where it gives none."""
    code = request.GET.get(name, "")
    return get_object_or_404(areas(period, request), code=code) if code else None


def own_area(request: HttpRequest, period: Period) -> Unit:
    membership = membership_of(request.user)
    if membership is None or not may(request.user, Act.SEE):
        raise Http404
    return get_object_or_404(areas(period, request), pk=membership.unit_id)


def measure_named(code: str, results: AreaResults) -> Measure | None:
    """The measure of a code; None where none is asked for."""
    if not code:
        return None
    found = next((measure for measure in results.applicable if measure.code == code), None)
    if found is None:
        raise Http404
    return found


def measure_shown(request: HttpRequest, results: AreaResults) -> Measure:
    """The one asked for, else the first that somebody here reports."""
    found = measure_named(request.GET.get("measure", ""), results) or next(iter(results.applicable), None)
    if found is None:
        raise Http404
    return found


def order_of(request: HttpRequest, results: AreaResults) -> Order:
    way = request.GET.get("dir", heat.UP)
    if way not in (heat.UP, heat.DOWN):
        raise Http404
    return Order(measure_named(request.GET.get("sort", ""), results), way)


# Where ------------------------------------------------------------------------------------------------------------


def where(request: HttpRequest, plan: str, period: Quarter) -> HttpResponse:
    """One measure in every place: a scheme of tiles, or circles where points are known; and the table of it."""
    found, area = asked(request, plan, period)
    results = area_results(found, area, request.user)
    measure = measure_shown(request, results)
    cells = {unit.code: HeatCell(measure, results.of(unit, measure)) for unit in results.places}
    picture = picture_of(results)
    context = {
        **shared(request, results, "reports:where"),
        "measure": measure,
        "picture": picture,
        "spots": spots_of(results, picture, cells),
        "without_point": without_point(results, picture),
        "rows": [(unit, cells[unit.code]) for unit in results.places],
        "radius": places.RADIUS,
        "tile": {
            "width": places.TILE_WIDTH,
            "height": places.TILE_HEIGHT,
            "middle": places.TILE_WIDTH // 2,
        },
    }
    return render(request, "reports/where.html", context)


def picture_of(results: AreaResults) -> places.Picture:
    """Circles at the points known on the period's last day; without any, tiles."""
    codes = [unit.code for unit in results.places]
    points = unit_places.points_of(codes, unit_places.known_points(), on=results.period.last_day)
    if points:
        return places.pinned(points)
    names = {unit.code: places.without_kind(unit.name, unit.kind) for unit in results.places}
    return places.scheme(names, unit_places.known_tiles().get(results.province.code, {}))


def spots_of(results: AreaResults, picture: places.Picture, cells: dict[str, HeatCell]) -> list[Spot]:
    units = {unit.code: unit for unit in results.places}
    return [
        Spot(
            shape, units[shape.code], cells[shape.code], said(units[shape.code], cells[shape.code], reader())
        )
        for shape in (*picture.tiles, *picture.circles)
    ]


def without_point(results: AreaResults, picture: places.Picture) -> list[Unit]:
    """The places that a picture of circles has to leave out."""
    drawn = {circle.code for circle in picture.circles}
    return [unit for unit in results.places if unit.code not in drawn] if drawn else []


def said(unit: Unit, cell: HeatCell, reader: Reader) -> str:
    """Huyện Đắk Glei: 1,92 %, Chưa đạt, 10/11 đơn vị có số liệu."""
    seen, measure = cell.seen, cell.measure
    value = value_said(seen.value, seen.absence, measure.decimals, reader)
    parts = [f"{value} {measure.unit_of_measure}" if seen.value is not None else value]
    if seen.value is not None and seen.status is not None:
        parts.append(reader.translate(STATUS_WORDS[seen.status]))
    if seen.expected:
        counted = coverage(seen.reported, seen.expected, reader.language)
        parts.append(_("%(coverage)s đơn vị có số liệu") % {"coverage": counted})
    return f"{unit.name}: {', '.join(parts)}"


def where_file(request: HttpRequest, plan: str, period: Quarter, form: str) -> HttpResponse:
    """The picture's table as a file."""
    with translation.override(VIETNAMESE):
        found, area = asked(request, plan, period)
        results = area_results(found, area, request.user)
        measure = measure_shown(request, results)
        title = f"{measure.code} {measure.name} ({measure.unit_of_measure}). {title_of(area, period)}"
        table = heat.one_measure(results, measure, title)
    return handed_out(table, f"dia-ban-{measure.code}-{area.code}-{period.code}", form)


def title_of(area: Unit, quarter: Quarter) -> str:
    return f"{area.name}, lũy kế từ đầu năm đến hết {quarter_label(quarter)}, số tạm tính"


# The heat table ---------------------------------------------------------------------------------------------------


def heat_table(request: HttpRequest, plan: str, period: Quarter) -> HttpResponse:
    """Places by measures, sorted by the measure that the address names."""
    found, area = asked(request, plan, period)
    results = area_results(found, area, request.user)
    order = order_of(request, results)
    context = {
        **shared(request, results, "reports:heat"),
        "rows": heat.rows_of(results, order),
        "order": order,
        "headings": [(measure, sort_of(measure, order)) for measure in results.applicable],
        "by_name": sort_of(None, order),
    }
    return render(request, "reports/heat.html", context)


def sort_of(measure: Measure | None, order: Order) -> dict[str, str]:
    """A column's place in the order (for aria-sort), and which way its heading sorts next."""
    is_chosen = order.measure == measure
    state = {heat.UP: "ascending", heat.DOWN: "descending"}[order.way] if is_chosen else ""
    return {"state": state, "next": heat.DOWN if is_chosen and order.way == heat.UP else heat.UP}


def heat_file(request: HttpRequest, plan: str, period: Quarter, form: str) -> HttpResponse:
    """The same as a file, in the same order."""
    with translation.override(VIETNAMESE):
        found, area = asked(request, plan, period)
        results = area_results(found, area, request.user)
        title = f"Kết quả theo địa bàn. {title_of(area, period)}"
        table = heat.table(results, order_of(request, results), title)
    return handed_out(table, f"bang-nhiet-{area.code}-{period.code}", form)


# What the pages share ---------------------------------------------------------------------------------------------


def shared(request: HttpRequest, results: AreaResults, view: str) -> dict[str, Any]:
    """The frame of a page about an area's places."""
    area, period = results.area, results.period
    return {
        "period": period,
        "area": area,
        "results": results,
        "parent": area.parent if area.parent in set(areas(period, request)) else None,
        "periods": Period.objects.filter(plan=period.plan_id).order_by("-year", "-quarter"),
        "view": view,
        "at": clock.now(),
        # Of an indicator only, never of a measure: met in part.
        "statuses": [status for status in Status if status is not Status.PARTLY_MET],
        "tints": [(tint, _(TINT_WORDS[tint])) for tint in Tint],
        "address": reverse(view, args=[period.plan.slug, period.as_quarter]),
    }
