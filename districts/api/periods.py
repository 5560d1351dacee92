"""A plan's quarters: to read."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from indicators.api.filters import Filter, choice, day, quarter, whole, with_ranges
from indicators.api.pages import PagesOfFigures
from indicators.api.plans import BY_PLAN, OF_PLAN
from indicators.api.reading import ListOf, OneOf, in_words
from indicators.periods import Quarter

from ..models import Period

OPENED = "period__"
OF_QUARTER = OpenApiParameter("code", str, OpenApiParameter.PATH, description="2024-Q1")


class DueOut(serializers.Serializer):
    """The last day on which each level is on time."""

    commune = serializers.DateField()
    district = serializers.DateField()
    department = serializers.DateField()
    lead_department = serializers.DateField()
    province = serializers.DateField()


class PeriodOut(serializers.ModelSerializer):
    """`is_base`: a quarter of the year before the plan, which asks only what comparisons need."""

    plan = serializers.CharField(source="plan.slug")
    code = serializers.CharField()
    due = DueOut()
    illustrative = serializers.BooleanField(source="plan.illustrative")

    class Meta:
        model = Period
        fields = [
            "plan", "code", "year", "quarter", "first_day", "last_day", "due", "state", "is_base", "illustrative",
        ]  # fmt: skip


def opened(asked: set[Quarter]) -> Iterable[Quarter]:
    """Those of the quarters that some plan has."""
    return {Quarter(*found) for found in Period.objects.values_list("year", "quarter")} & asked


def at_any(quarters: Iterable[Quarter], prefix: str = "") -> Q:
    """The condition that a row is of one of these quarters."""
    condition = Q(pk__in=[])
    for one in quarters:
        condition |= Q(**{f"{prefix}year": one.year, f"{prefix}quarter": one.number})
    return condition


def by_quarter(prefix: str = "") -> Filter:
    """The filter by quarter of periods, or of rows that belong to one."""
    return quarter(
        known=opened,
        narrow=lambda rows, quarters: rows.filter(at_any(quarters, prefix)),
        ranged=True,
        bounded=lambda end, one: from_or_to(end, one, prefix),
    )


def from_or_to(end: str, one: Quarter, prefix: str) -> Q:
    """The condition that a row is of this quarter or of any on one side of it."""
    within_year = Q(**{f"{prefix}year": one.year, f"{prefix}quarter__{end}": one.number})
    return within_year | Q(**{f"{prefix}year__{end.removesuffix('e')}": one.year})


BY_CODE = by_quarter()
BY_PERIOD = by_quarter(OPENED)


@in_words(_("Các kỳ báo cáo (theo quý)"))
class PeriodList(ListOf):
    """Periods: quarters only."""

    is_public = True
    queryset: QuerySet[Any] = Period.objects.select_related("plan").order_by("plan", "year", "quarter")
    serializer_class = PeriodOut
    pagination_class = PagesOfFigures
    filters = with_ranges(
        {
            "plan": BY_PLAN,
            "code": BY_CODE,
            "year": whole("year", ranged=True),
            "quarter": whole("quarter", ranged=True),
            "first_day": day("first_day", ranged=True),
            "last_day": day("last_day", ranged=True),
            "state": choice("state", Period.State.values),
        }
    )
    orderings = {
        "plan": ("plan__slug",), "code": ("year", "quarter"), "first_day": ("first_day",), "last_day": ("last_day",),
        "state": ("state",),
    }  # fmt: skip
    ordered_by = ("plan_id", "year", "quarter")


@in_words(_("Một kỳ báo cáo, theo mã quý"), OF_QUARTER, OF_PLAN)
class OnePeriod(OneOf):
    """A period by its code, such as 2024-Q1."""

    is_public = True
    queryset = Period.objects.select_related("plan")
    serializer_class = PeriodOut
    lookup_field = "code"
    filters = {"plan": BY_PLAN}

    def wanted(self) -> dict[str, Any]:
        """The address's quarter."""
        return {"year": self.kwargs["code"].year, "quarter": self.kwargs["code"].number}
