"""A unit's page: district, commune or department."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from districts.access import may_enter, units_visible_to
from districts.deadlines import is_open
from districts.models import Period, Unit
from districts.models.units import Level
from districts.sheets import units_in_force
from indicators.periods import Quarter
from plan749 import clock
from reports import units
from reports.as_published import newest_of

from .bases import PUBLISHED, address, basis_of
from .sights import sees_sensitive_totals, sees_the_province


@require_safe
def unit(request: HttpRequest, plan: str, period: Quarter, unit: str) -> HttpResponse:
    """One unit's quarter, for whoever may see the unit, as it was on the quarter's last day."""
    user = request.user
    found = get_object_or_404(Period.objects.select_related("plan").at(period), plan__slug=plan)
    visible = units_visible_to(user)
    there = units_in_force(found).exclude(level=Level.PROVINCE).filter(pk__in=visible)
    one = get_object_or_404(there.select_related("parent", "province"), code=unit)
    basis, publication = basis_of(request), newest_of(found)
    page = units.page_of(
        found,
        one,
        user,
        publication=publication,
        sees_province=sees_the_province(user),
        sees_totals=sees_sensitive_totals(user),
        is_published=bool(basis),
        today=clock.today(),
    )
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
        "may_enter": may_enter(user, one, found) and is_writable(page, one, found),
    }
    return render(request, "reports/unit.html", context)


def is_writable(page: units.UnitPage, unit: Unit, period: Period) -> bool:
    """Whether the sheet is with its unit and its quarter open to it; a unit that is not asked has no sheet."""
    if page.cell is None:
        return False
    is_with_its_unit = page.cell.submission is None or page.cell.submission.is_with_its_unit
    return is_with_its_unit and is_open(period, unit, clock.today())
