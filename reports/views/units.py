"""A unit's page: district, commune or department."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.http import require_safe

from districts.access import may_enter, units_visible_to
from districts.deadlines import is_open
from districts.models import Period, Unit, User
from districts.models.units import Level
from districts.sheets import units_in_force
from indicators.periods import Quarter
from indicators.phrases import VIETNAMESE
from plan749 import clock
from reports import unit_tables, units
from reports.as_published import newest_of
from reports.models import Publication

from .bases import PUBLISHED, address, basis_of
from .handed_out import handed_out
from .sights import sees_sensitive_totals, sees_the_province


@require_safe
def unit(request: HttpRequest, plan: str, period: Quarter, unit: str) -> HttpResponse:
    """One unit's quarter, for whoever may see the unit, as it was on the quarter's last day."""
    found = period_of(plan, period)
    there = units_there(found, request.user)
    one = get_object_or_404(there, code=unit)
    basis, publication = basis_of(request), newest_of(found)
    page = page_of(found, one, request.user, basis, publication)
    context = {
        "page": page,
        "basis": basis,
        "publication": publication,
        "asks": f"?basis={basis}" if basis else "",
        "provisional_address": address(request, ""),
        "published_address": address(request, PUBLISHED),
        "period": found,
        "unit": one,
        "middle": units.MIDDLE,
        "width": units.WIDTH,
        "is_area": one.level != Level.DEPARTMENT,
        "parent": there.filter(pk=one.parent_id).first(),
        "may_enter": may_enter(request.user, one, found) and is_writable(page, one, found),
    }
    return render(request, "reports/unit.html", context)


@require_safe
def unit_file(
    request: HttpRequest, plan: str, period: Quarter, unit: str, table: str, form: str
) -> HttpResponse:
    """One table of the page; in Vietnamese as all documents are."""
    found = period_of(plan, period)
    one = get_object_or_404(units_there(found, request.user), code=unit)
    if table not in unit_tables.TABLES:
        raise Http404
    make, name = unit_tables.TABLES[table]
    with translation.override(VIETNAMESE):
        page = page_of(found, one, request.user, basis_of(request), newest_of(found))
        made = make(page, one, found)
        return handed_out(made, f"{name}-{one.code}-{found.code}", form)


def period_of(plan: str, quarter: Quarter) -> Period:
    return get_object_or_404(Period.objects.select_related("plan").at(quarter), plan__slug=plan)


def units_there(period: Period, user: User) -> QuerySet[Unit]:
    """The units with a page in a quarter that the person may see."""
    there = units_in_force(period).exclude(level=Level.PROVINCE).filter(pk__in=units_visible_to(user))
    return there.select_related("parent", "province")


def page_of(
    period: Period, unit: Unit, user: User, basis: str, publication: Publication | None
) -> units.UnitPage:
    return units.page_of(
        period,
        unit,
        user,
        publication=publication,
        is_published=bool(basis),
        sees_province=sees_the_province(user),
        sees_totals=sees_sensitive_totals(user),
        today=clock.today(),
    )


def is_writable(page: units.UnitPage, unit: Unit, period: Period) -> bool:
    """Whether the sheet is with its unit and its quarter open to it; a unit that is not asked has no sheet."""
    if page.cell is None:
        return False
    is_with_its_unit = page.cell.submission is None or page.cell.submission.is_with_its_unit
    return is_with_its_unit and is_open(period, unit, clock.today())
