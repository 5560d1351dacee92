"""An indicator's page: its measures over time, by place and by split; and each of its tables as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation

from districts.access import Act, may, membership_of
from districts.models import Period, Unit
from districts.models.units import Level
from indicators import handbook
from indicators.periods import Quarter
from indicators.phrases import VIETNAMESE
from indicators.wording import quarter_label
from reports import indicator_page, result_tables
from reports.indicator_charts import chart
from reports.indicator_page import IndicatorPage

from .boards import areas, basis_of, board_of, newest_publication
from .handed_out import handed_out


def newest_indicator(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """The indicator in one's own area in the newest quarter; for whoever has no area, what the handbook says of it."""
    membership = membership_of(request.user)
    period = Period.objects.filter(plan__slug=plan, is_base=False).order_by("-year", "-quarter").first()
    sees = may(request.user, Act.SEE)
    if membership is None or period is None or not sees or membership.unit.level == Level.DEPARTMENT:
        return redirect("indicators:indicator", plan, number)
    address = reverse("reports:indicator", args=[plan, period.as_quarter, number])
    return redirect(f"{address}?area={membership.unit.code}")


def indicator(request: HttpRequest, plan: str, period: Quarter, number: int) -> HttpResponse:
    """One indicator in one area, up to a quarter."""
    page = page_of(request, plan, period, number)
    measures = list(handbook.MEASURES.filter(indicator=page.indicator))
    texts = {shown.measure.code: shown for shown in handbook.shown_measures(page.period.plan, measures)}
    context = {
        "page": page,
        "period": page.period,
        "area": page.area,
        "indicator": page.indicator,
        "views": [(one, chart(one, page), texts[one.measure.code]) for one in page.measures],
        "elements": handbook.elements_of(page.indicator, measures),
        "neighbours": handbook.neighbours(page.indicator),
        "parent": page.area.parent if page.area.parent in set(areas(page.period, request)) else None,
        "periods": Period.objects.filter(plan=page.period.plan_id).order_by("-year", "-quarter"),
        "may_set_targets": may(request.user, Act.SET_TARGETS, page.area),
    }
    return render(request, "reports/indicator.html", context)


def page_of(request: HttpRequest, plan: str, quarter: Quarter, number: int) -> IndicatorPage:
    period = get_object_or_404(Period.objects.select_related("plan").at(quarter), plan__slug=plan)
    area = asked_area(request, period)
    found = indicator_page.page(period, area, request.user, number)
    if found is None:
        raise Http404
    return found


def asked_area(request: HttpRequest, period: Period) -> Unit:
    """The area in the address, else one's own; what one may not see does not exist."""
    membership = membership_of(request.user)
    own = "" if membership is None else membership.unit.code
    return get_object_or_404(areas(period, request), code=request.GET.get("area", own))


# Files ------------------------------------------------------------------------------------------------------------


def indicator_table(
    request: HttpRequest, plan: str, period: Quarter, number: int, code: str, table: str, form: str
) -> HttpResponse:
    """One table of a measure: its quarters, its places or its splits; in Vietnamese as all documents are."""
    make = result_tables.TABLES.get(table)
    with translation.override(VIETNAMESE):
        page = page_of(request, plan, period, number)
        view = next((one for one in page.measures if one.measure.code == code), None)
        if make is None or view is None:
            raise Http404
        return handed_out(make(view, page), f"{code}-{table}-{page.area.code}-{page.period.code}", form)


def board_results(request: HttpRequest, plan: str, period: Quarter, unit: str, form: str) -> HttpResponse:
    """A board as one table, on the basis that its address names; in Vietnamese as all documents are."""
    found = get_object_or_404(Period.objects.select_related("plan").at(period), plan__slug=plan)
    area = get_object_or_404(areas(found, request), code=unit)
    basis = basis_of(request)
    with translation.override(VIETNAMESE):
        board = board_of(found, area, request, newest_publication(found), basis)
        if board is None:
            raise Http404
        title = f"{area.name}, {quarter_label(period)}, {'số đã công bố' if basis else 'số tạm tính'}"
        table = result_tables.of_board(board, title, is_illustrative=found.plan.illustrative)
        return handed_out(table, f"{area.code}-{found.code}{'-' if basis else ''}{basis}", form)
