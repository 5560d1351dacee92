"""Where: the places of an area as tiles or circles, and as a heat table of places by measures."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from districts import unit_places
from districts.models import Unit, User
from indicators.models import Measure
from indicators.periods import Quarter
from indicators.phrases import VIETNAMESE
from indicators.values import Status
from indicators.wording import STATUS_WORDS, coverage, quarter_label
from plan749 import clock
from reports import as_published, heat, places
from reports.area_results import AreaResults, area_results
from reports.change_words import Reader
from reports.heat import HeatCell, Order
from reports.source_words import value_said
from reports.tints import TINT_WORDS, Tint

from .bases import Asked, asked, frame
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
    found = asked(request, plan, period)
    results = results_of(found, request.user)
    context = shared(request, found, results, "reports:where")
    context["asked_measure"] = request.GET.get("measure", "")
    if results is not None:
        measure = measure_shown(request, results)
        context |= {"asked_measure": measure.code, **drawn(results, measure)}
    return render(request, "reports/where.html", context)


def drawn(results: AreaResults, measure: Measure) -> dict[str, Any]:
    """The picture of one measure and its table."""
    cells = {unit.code: HeatCell(measure, results.of(unit, measure)) for unit in results.places}
    picture = picture_of(results)
    return {
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
        found = asked(request, plan, period)
        results = results_to_hand_out(found, request.user)
        measure = measure_shown(request, results)
        title = f"{measure.code} {measure.name} ({measure.unit_of_measure}). {title_of(found)}"
        table = heat.one_measure(results, measure, title)
    return handed_out(table, f"dia-ban-{measure.code}-{found.area.code}-{period.code}{found.suffix}", form)


def title_of(found: Asked) -> str:
    quarter = quarter_label(found.period.as_quarter)
    return f"{found.area.name}, lũy kế từ đầu năm đến hết {quarter}, {found.words}"


# The heat table ---------------------------------------------------------------------------------------------------


def heat_table(request: HttpRequest, plan: str, period: Quarter) -> HttpResponse:
    """Places by measures, sorted by the measure that the address names."""
    found = asked(request, plan, period)
    results = results_of(found, request.user)
    context = shared(request, found, results, "reports:heat")
    if results is not None:
        order = order_of(request, results)
        context |= {
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
        found = asked(request, plan, period)
        results = results_to_hand_out(found, request.user)
        title = f"Kết quả theo địa bàn. {title_of(found)}"
        table = heat.table(results, order_of(request, results), title)
    return handed_out(table, f"bang-nhiet-{found.area.code}-{period.code}{found.suffix}", form)


# What the pages share ---------------------------------------------------------------------------------------------


def results_of(found: Asked, user: User) -> AreaResults | None:
    """The places' results on the basis asked for; None where they were not published."""
    if not found.basis:
        return area_results(found.period, found.area, user)
    if found.publication is None:
        return None
    return as_published.results(found.period, found.area, user, found.publication)


def results_to_hand_out(found: Asked, user: User) -> AreaResults:
    """There is no file of nothing."""
    results = results_of(found, user)
    if results is None:
        raise Http404
    return results


def shared(request: HttpRequest, found: Asked, results: AreaResults | None, view: str) -> dict[str, Any]:
    """The frame of a page about an area's places."""
    return {
        **frame(request, found),
        "results": results,
        "view": view,
        "at": None if found.basis else clock.now(),
        # Of an indicator only, never of a measure: met in part.
        "statuses": [status for status in Status if status is not Status.PARTLY_MET],
        "tints": [(tint, _(TINT_WORDS[tint])) for tint in Tint],
        "address": reverse(view, args=[found.period.plan.slug, found.period.as_quarter]),
    }
