"""On which figures a page about an area stands: as they are now, or as the quarter's newest publication froze them.

The address says it (`?basis=published`), and every link from such a page keeps it: a link shows what its giver saw.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from districts.access import Act, may, membership_of, units_visible_to
from districts.models import Period, Unit
from districts.models.units import Level
from districts.sheets import units_in_force
from indicators.periods import Quarter
from reports.as_published import newest_of
from reports.models import Publication

PUBLISHED = "published"


@dataclass(frozen=True)
class Asked:
    """What an address asks for. `basis` is "published", or empty for the figures as they stand now.

    `publication` is the quarter's newest one, on either basis; None where there is none.
    """

    period: Period
    area: Unit
    basis: str
    publication: Publication | None

    @property
    def words(self) -> str:
        """What figures these are, in Vietnamese: in the title of a file."""
        if not self.basis:
            return "số tạm tính"
        return "số đã công bố" if self.publication is None else f"số công bố lần {self.publication.number}"

    @property
    def suffix(self) -> str:
        """What tells the file's name from that of the other basis."""
        return f"-{self.basis}" if self.basis else ""


def asked(request: HttpRequest, plan: str, quarter: Quarter, unit: str = "") -> Asked:
    """The period, the basis, the area (in the path or under `area`, else one's own); or there is no such page."""
    period = get_object_or_404(Period.objects.select_related("plan").at(quarter), plan__slug=plan)
    code = unit or request.GET.get("area", "")
    area = area_of(request, period, code) if code else own_area(request, period)
    return Asked(period, area, basis_of(request), newest_of(period))


def basis_of(request: HttpRequest) -> str:
    """ "published" where the address asks for it; empty: the figures as they stand now."""
    return PUBLISHED if request.GET.get("basis") == PUBLISHED else ""


# Which areas ------------------------------------------------------------------------------------------------------


def areas(period: Period, request: HttpRequest) -> QuerySet[Unit]:
    """The areas this person may look at as they stand now, as they were on the period's last day."""
    return units_in_force(period).filter(visible(request)).select_related("parent")


def areas_shown(period: Period, request: HttpRequest) -> QuerySet[Unit]:
    """The areas on the basis of the address: what is published of the province is open to everyone who signs in."""
    if not basis_of(request):
        return areas(period, request)
    shown = visible(request) | Q(level=Level.PROVINCE)
    return units_in_force(period).filter(shown).select_related("parent")


def visible(request: HttpRequest) -> Q:
    """Departments are no areas."""
    return Q(pk__in=units_visible_to(request.user).exclude(level=Level.DEPARTMENT))


def area_of(request: HttpRequest, period: Period, code: str) -> Unit:
    """What one may not see does not exist."""
    return get_object_or_404(areas_shown(period, request), code=code)


def area_named(request: HttpRequest, period: Period, name: str) -> Unit | None:
    """The area whose code the address gives under a name; None where it gives none."""
    code = request.GET.get(name, "")
    return area_of(request, period, code) if code else None


def own_area(request: HttpRequest, period: Period) -> Unit:
    """One's own; for whoever has none, what is published of the province."""
    membership = membership_of(request.user)
    has_area = membership is not None and membership.unit.level != Level.DEPARTMENT
    if membership is not None and has_area and may(request.user, Act.SEE):
        return get_object_or_404(areas(period, request), pk=membership.unit_id)
    if not basis_of(request):
        raise Http404
    return get_object_or_404(areas_shown(period, request), level=Level.PROVINCE)


# What the page says of it -----------------------------------------------------------------------------------------


def frame(request: HttpRequest, found: Asked, *, also: Unit | None = None) -> dict[str, Any]:
    """The words of a page's head: its basis, the other one to switch to, what its links keep.

    `also` is a second area the page is about. Nothing leads to figures as they stand now that are not this person's.
    """
    seen = list(areas_shown(found.period, request))
    subject = {unit.pk for unit in (found.area, also) if unit is not None}
    is_live_open = not found.basis or areas(found.period, request).filter(pk__in=subject).count() == len(
        subject
    )
    return {
        "period": found.period,
        "area": found.area,
        "areas": seen,
        "parent": found.area.parent if found.area.parent in set(seen) else None,
        "periods": Period.objects.filter(plan=found.period.plan_id).order_by("-year", "-quarter"),
        "basis": found.basis,
        "publication": found.publication,
        "asks": f"?basis={found.basis}" if found.basis else "",
        "kept": f"&basis={found.basis}" if found.basis else "",
        "provisional_address": address(request, "") if is_live_open else "",
        "published_address": address(request, PUBLISHED),
    }


def address(request: HttpRequest, basis: str) -> str:
    """This very page on a basis, with all else that its address says."""
    query = request.GET.copy()
    query.pop("basis", None)
    if basis:
        query["basis"] = basis
    return f"{request.path}?{query.urlencode()}" if query else request.path
