"""The figures of a data value set for one reader: those of accepted submissions that this person may see."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Q, QuerySet

from districts.access import Act, units_visible_to
from districts.api.periods import at_any
from districts.models import Figure, Submission, User
from indicators.models import Element, Plan
from indicators.values import FigureAbsence, Kind

from . import mapping
from .data_values import Entered
from .mapping import COMBO, DATA_ELEMENT, ORG_UNIT, IdMapping
from .metadata import Counted

AT_ONCE = 2000
FIELDS = (
    "element__code", "split", "submission__unit__code", "submission__period__year", "submission__period__quarter",
    "number", "absence", "element__boolean", "submission__period__plan__illustrative",
)  # fmt: skip


@cache
def mapping_in(path: Path) -> IdMapping:
    """The province's table; read once, so a new one needs the server to start anew."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return mapping.read(lines)


def submissions_of(wanted: Mapping[str, list[Any]], user: User) -> QuerySet[Submission]:
    """The accepted submissions asked for."""
    found = Submission.objects.visible_to(user).accepted()
    if "plan" in wanted:
        found = found.filter(period__plan__slug__in=wanted["plan"])
    if "period" in wanted:
        found = found.filter(at_any(wanted["period"], "period__"))
    if "orgUnit" in wanted:
        found = found.filter(unit__code__in=wanted["orgUnit"])
    return found


def withheld_from(user: User) -> Q:
    """The figures that could point at a child, of units for which this person has no right to them."""
    open_units = units_visible_to(user, Act.SEE_SENSITIVE)
    return Q(element__sensitive=True) & ~Q(submission__unit__in=open_units)


def number_withheld(submissions: QuerySet[Submission], user: User) -> int:
    return Figure.objects.filter(withheld_from(user), submission__in=submissions).count()


def figures_of(submissions: QuerySet[Submission], user: User) -> Iterator[Entered]:
    """The figures in the order of the quarters, units and the plan, a few at a time."""
    found = Figure.objects.filter(submission__in=submissions).exclude(withheld_from(user))
    found = found.exclude(absence=FigureAbsence.NO_DATA).order_by(
        "submission__period__year",
        "submission__period__quarter",
        "submission__unit__sort_key",
        "submission_id",
        "element__position",
        "split",
    )
    for row in found.values_list(*FIELDS).iterator(chunk_size=AT_ONCE):
        yield Entered(*row)


def unnamed(submissions: QuerySet[Submission], table: IdMapping) -> dict[str, list[str]]:
    """What the table has no name for and cannot do without, by kind."""
    plans = Plan.objects.filter(pk__in=submissions.values("period__plan"))
    elements = Element.objects.filter(plan__in=plans).values_list("code", "split_by")
    codes = {code for code, _groups in elements}
    codes |= {f"{code}-{group}" for code, groups in elements for group in groups}
    needed = {
        DATA_ELEMENT: codes,
        ORG_UNIT: set(submissions.order_by().values_list("unit__code", flat=True).distinct()),
        COMBO: {"", *mapping.GROUPS},
    }
    lacking = {kind: table.lacks(kind, ours) for kind, ours in needed.items()}
    return {kind: names for kind, names in lacking.items() if names}


def elements_of(wanted: Mapping[str, list[Any]]) -> list[Counted]:
    """The elements of the plans asked for, each once: as the newest plan names it."""
    elements = Element.objects.select_related("plan").order_by("plan__year", "plan", "position")
    if "plan" in wanted:
        elements = elements.filter(plan__slug__in=wanted["plan"])
    found = {
        one.code: Counted(one.code, one.name, Kind(one.kind), one.boolean, one.split_by) for one in elements
    }
    return list(found.values())
