"""An indicator's page: its measures over time, by place and by split; and each of its tables as a file."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation

from districts.access import Act, may, membership_of
from districts.models import Period, User
from districts.models.units import Level
from indicators import handbook
from indicators.models import Indicator
from indicators.periods import Quarter
from indicators.phrases import VIETNAMESE
from indicators.wording import quarter_label
from reports import as_published, indicator_page, result_tables
from reports.frozen import Frozen
from reports.indicator_charts import chart, language
from reports.indicator_page import IndicatorPage

from .bases import Asked, asked, frame
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
    """One indicator in one area, up to a quarter; only the question where it was not published."""
    found = asked(request, plan, period)
    page = page_of(found, request.user, number)
    indicator = indicator_of(found, page, number)
    context = {
        **frame(request, found),
        "page": page,
        "indicator": page.indicator if page else indicator,
        "neighbours": handbook.neighbours(indicator),
        "view": "reports:indicator",
        "may_set_targets": may(request.user, Act.SET_TARGETS, found.area),
        **(parts_of(page, indicator) if page else {}),
    }
    return render(request, "reports/indicator.html", context)


def indicator_of(found: Asked, page: IndicatorPage | None, number: int) -> Indicator:
    """The indicator as the plan has it today: to leaf on from, and to name where nothing was published of it."""
    if page is not None and not found.basis:
        return page.indicator
    if not found.basis:
        raise Http404
    return get_object_or_404(Indicator, plan=found.period.plan_id, number=number)


def parts_of(page: IndicatorPage, indicator: Indicator) -> dict[str, Any]:
    """Each measure with its chart, and what the handbook says today: not beside figures that were published."""
    charts = [(one, chart(one, page)) for one in page.measures]
    if page.publication is not None:
        frozen = Frozen(page.publication.content)
        told = {
            code: {"method": one.method, "targets": frozen.targets[code]}
            for code, one in frozen.measures.items()
        }
        return {
            "views": [(one, drawn, None, told[one.measure.code]) for one, drawn in charts],
            "unpublished": ", ".join(quarter_label(quarter, language()) for quarter in page.unpublished),
        }
    measures = list(handbook.MEASURES.filter(indicator=indicator))
    texts = {shown.measure.code: shown for shown in handbook.shown_measures(page.period.plan, measures)}
    return {
        "views": [(one, drawn, texts[one.measure.code], None) for one, drawn in charts],
        "elements": handbook.elements_of(indicator, measures),
    }


def page_of(found: Asked, user: User, number: int) -> IndicatorPage | None:
    """The page on the basis asked for; None where it was not published for this area."""
    if not found.basis:
        return indicator_page.page(found.period, found.area, user, number)
    if found.publication is None:
        return None
    return as_published.indicator(found.period, found.area, user, found.publication, number)


# Files ------------------------------------------------------------------------------------------------------------


def indicator_table(
    request: HttpRequest, plan: str, period: Quarter, number: int, code: str, table: str, form: str
) -> HttpResponse:
    """One table of a measure: its quarters, its places or its splits; in Vietnamese as all documents are."""
    found, make = asked(request, plan, period), result_tables.TABLES.get(table)
    with translation.override(VIETNAMESE):
        page = page_of(found, request.user, number)
        view = next((one for one in page.measures if one.measure.code == code), None) if page else None
        if make is None or page is None or view is None:
            raise Http404
        name = f"{code}-{table}-{found.area.code}-{found.period.code}{found.suffix}"
        return handed_out(make(view, page), name, form)
