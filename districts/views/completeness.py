"""Whether the figures are all there: as a page, and as tables to take away."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from indicators.models import Plan
from plan749 import clock

from .. import completeness as reading
from ..completeness_files import table_of
from ..models.units import Level
from ..standing import SYMBOLS, WORDS, Standing
from ..table_files import handed_out

EVERYTHING = "all"


@require_safe
def completeness(request: HttpRequest, plan: str) -> HttpResponse:
    """Units by quarters; a district's communes are unfolded by the address."""
    found, table, asked = of(request, plan)
    shown = table.narrowed(asked["standing"], asked["quarter"])
    groups = table.groups(shown)
    is_narrowed = bool(asked["level"] or asked["standing"])
    unfolded = {group.code for group in groups if is_narrowed or is_open(group, request, len(groups))}
    query = request.GET.copy()
    query.pop("open", None)
    context = {
        "plan": found,
        "table": table,
        "groups": groups,
        "unfolded": unfolded,
        "asked": asked,
        "query": query.urlencode(),
        "shown": len(shown),
        "levels": [(level, Level(level).label) for level in reading.LEVELS],
        "standings": [(one.value, SYMBOLS[one], WORDS[one]) for one in Standing],
    }
    return render(request, "districts/completeness.html", context)


@require_safe
def table(request: HttpRequest, plan: str, kind: str) -> HttpResponse:
    """The rows that the page would show, one line a unit and quarter."""
    found, table, asked = of(request, plan)
    return handed_out(table_of(found, table.narrowed(asked["standing"], asked["quarter"])), kind)


def of(request: HttpRequest, plan: str) -> tuple[Plan, reading.Table, dict[str, str]]:
    """The plan with the table that exists for this person, and what the address asks for."""
    found = get_object_or_404(Plan, slug=plan)
    asked = {name: request.GET.get(name, "") for name in ("level", "standing", "quarter")}
    table = reading.table_of(found, request.user, clock.today(), asked["level"])
    if not table.rows:
        raise Http404
    return found, table, asked


def is_open(group: reading.Group, request: HttpRequest, groups: int) -> bool:
    """Whether a group's units are shown: those of no district, the only one, and whichever the address names."""
    return group.district is None or groups == 1 or request.GET.get("open") in (EVERYTHING, group.code)
