"""Units and periods: to read. Who reports is no secret; what they reported is asked of `submissions`."""

from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from indicators.api.filters import choice, day, known_in, with_ranges, word
from indicators.api.reading import ListOf, OneOf, in_words

from ..models import Unit
from ..models.units import Level

BY_UNIT = known_in(Unit.objects.all(), "code")
ON = day(narrow=lambda units, days: units.in_force(on=days[0]), once=True)
OF_DAY = OpenApiParameter("on", str, description=_("YYYY-MM-DD: đơn vị mang mã này vào ngày đó"))


class UnitOut(serializers.ModelSerializer):
    """A code means something only with its days: `valid_from` null is before our data, `valid_to` is inclusive."""

    parent = serializers.CharField(source="parent.code", allow_null=True, default=None)

    class Meta:
        model = Unit
        fields = ["code", "name", "kind", "level", "parent", "valid_from", "valid_to"]


@in_words(_("Các đơn vị, mọi thời kỳ hoặc có hiệu lực vào một ngày"))
class UnitList(ListOf):
    """Units of every day, or those in force `on` one."""

    is_public = True
    queryset = Unit.objects.select_related("parent").order_by("sort_key", "code", "pk")
    serializer_class = UnitOut
    filters = with_ranges(
        {
            "code": word("code", known=BY_UNIT),
            "name": word("name", known=known_in(Unit.objects.all(), "name")),
            "level": choice("level", Level.values),
            "parent": word("parent__code", known=BY_UNIT, may_be_empty=True),
            "valid_from": day("valid_from", may_be_empty=True, ranged=True),
            "valid_to": day("valid_to", may_be_empty=True, ranged=True),
            "on": ON,
        }
    )
    orderings = {"code": ("code",), "name": ("sort_key",), "level": ("level",)}
    ordered_by = ("sort_key", "code")


@in_words(_("Một đơn vị, theo mã: đơn vị mới nhất mang mã, hoặc theo ngày"), OF_DAY)
class OneUnit(OneOf):
    """A unit by its code: the newest of that code, or the one in force `on` a day."""

    is_public = True
    queryset = Unit.objects.select_related("parent").order_by(F("valid_from").desc(nulls_last=True), "-pk")
    serializer_class = UnitOut
    lookup_field = "code"
    filters = {"on": ON}

    def filter_queryset(self, queryset: QuerySet[Unit]) -> QuerySet[Unit]:
        units: QuerySet[Unit] = super().filter_queryset(queryset)
        newest = units.filter(**self.wanted()).values("pk")[:1]
        return units.filter(pk__in=list(newest.values_list("pk", flat=True)))

    def wanted(self) -> dict[str, Any]:
        return {"code": self.kwargs["code"]}
