"""Two periods of an area, or two areas of a period, on one page and as a file."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from districts.models import Period, Unit, User
from districts.models.units import Level
from indicators.periods import Quarter
from indicators.phrases import VIETNAMESE
from indicators.wording import quarter_label
from plan749 import clock
from reports import comparison
from reports.as_published import newest_of
from reports.comparison import Comparison, Side
from reports.models import Publication

from .bases import Asked, area_named, asked, frame
from .handed_out import handed_out


@dataclass(frozen=True)
class Pair:
    """What stands beside what is asked for: another area, or another quarter (None: there is none to compare with)."""

    asked: Asked
    other_area: Unit | None
    other: Period | None

    @property
    def file_name(self) -> str:
        return f"so-sanh-{self.asked.area.code}-{self.asked.period.code}{self.asked.suffix}"


def compare(request: HttpRequest, plan: str, period: Quarter) -> HttpResponse:
    """Side by side; where there is nothing yet to compare with, only the question."""
    pair = pair_of(request, plan, period)
    found, lacking = compared(pair, request.user)
    context = frame(request, pair.asked, also=pair.other_area)
    context |= {
        "areas": from_the_top(context["areas"]),
        "other_area": pair.other_area,
        "earlier": pair.other,
        "found": found,
        "lacking": lacking,
        "names": names_of(found) if found else None,
        "view": "reports:compare",
        "at": None if pair.asked.basis else clock.now(),
        "address": reverse("reports:compare", args=[plan, period]),
    }
    return render(request, "reports/compare.html", context)


def compare_file(request: HttpRequest, plan: str, period: Quarter, form: str) -> HttpResponse:
    """The same as a file, in Vietnamese as all documents are."""
    with translation.override(VIETNAMESE):
        pair = pair_of(request, plan, period)
        made, _lacking = compared(pair, request.user)
        if made is None:
            raise Http404
        left, right = names_of(made)
        where = quarter_label(period) if made.is_of_areas else pair.asked.area.name
        title = f"So sánh {left} và {right}, {where}, lũy kế từ đầu năm, {words_of(made)}"
        table = comparison.table(made, (left, right), title)
    return handed_out(table, pair.file_name, form)


def pair_of(request: HttpRequest, plan: str, period: Quarter) -> Pair:
    found = asked(request, plan, period)
    other_area = area_named(request, found.period, "other")
    if other_area == found.area:
        raise Http404
    if other_area is not None:
        return Pair(found, other_area, None)
    others = list(Period.objects.filter(plan=found.period.plan_id).order_by("-year", "-quarter"))
    return Pair(found, None, period_named(request, found, others))


def compared(pair: Pair, user: User) -> tuple[Comparison | None, list[Period]]:
    """Both sides on the basis asked for, or none; and the quarters that lack a publication for it."""
    found, other = pair.asked, pair.other
    if pair.other_area is None and other is None:
        return None, []
    if found.basis:
        return of_publications(pair, user)
    if other is not None:
        return comparison.two_periods(found.period, other, found.area, user), []
    assert pair.other_area is not None  # looked at above
    return comparison.two_areas(found.period, found.area, pair.other_area, user), []


def of_publications(pair: Pair, user: User) -> tuple[Comparison | None, list[Period]]:
    """Never one side published and the other as it stands now."""
    found, publication = pair.asked, pair.asked.publication
    beside = publication if pair.other is None else newest_of(pair.other)
    lacking = [] if publication else [found.period]
    lacking += [] if beside or pair.other is None else [pair.other]
    if publication is None or beside is None:
        return None, lacking
    if pair.other_area is not None:
        return comparison.published_areas(publication, found.area, pair.other_area, user), []
    return comparison.published_periods(publication, beside, found.area, user), []


def words_of(found: Comparison) -> str:
    """Số tạm tính; or which publications, each with its quarter."""
    told = [
        f"số công bố lần {one.number} của {quarter_label(one.period.as_quarter)}"
        for one in found.publications
    ]
    return " và ".join(told) or "số tạm tính"


def period_named(request: HttpRequest, found: Asked, others: list[Period]) -> Period | None:
    """The quarter that the address names, else the same one of last year, else the one before; None without.

    Unasked, one that was published comes before one that was not, where that is what is looked at.
    """
    code = request.GET.get("with", "")
    if code:
        return named(code, found.period, others)
    by_quarter = {one.as_quarter: one for one in others if not one.is_base}
    quarter = found.period.as_quarter
    nearest = [by_quarter.get(one) for one in (quarter.same_last_year(), quarter.previous())]
    there = [one for one in nearest if one is not None]
    if found.basis and len(there) > 1:
        published = set(Publication.objects.filter(period__in=there).values_list("period_id", flat=True))
        there.sort(key=lambda one: one.pk not in published)
    return there[0] if there else None


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
