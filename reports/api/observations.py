"""Observations: what every measure came to, in every area one may see; reckoned now, or as it was published."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import NotAuthenticated

from districts.api.periods import opened
from districts.api.units import BY_UNIT
from districts.models import Unit
from districts.models.submissions import SPLITS
from districts.models.units import Level
from indicators.api.filters import (
    Filter,
    asked,
    choice,
    known_in,
    quarter,
    read_number,
    whole,
    with_ranges,
    word,
)
from indicators.api.order import order_of
from indicators.api.pages import PagesOfFigures, Parts
from indicators.api.plans import BY_INDICATOR, BY_MEASURE, BY_OBJECTIVE, BY_PLAN
from indicators.api.reading import ListOf, in_words
from indicators.values import Absence, Operator, Scope, Span, Status

from .parts import Basis, parts, rows_of_all

TWELVE_DIGITS = _("nhiều nhất 12 chữ số có nghĩa")
AREAS = [Level.PROVINCE, Level.DISTRICT, Level.COMMUNE]
FIELDS: dict[str, Filter] = {
    "plan": word(known=BY_PLAN.known),
    "measure": word(known=BY_MEASURE),
    "indicator": whole(known=BY_INDICATOR),
    "objective": whole(known=BY_OBJECTIVE),
    "unit": word(known=BY_UNIT),
    "unit_name": word(known=known_in(Unit.objects.all(), "name")),
    "level": choice("", AREAS),
    "parent": word(known=BY_UNIT, may_be_empty=True),
    "period": quarter(known=opened, ranged=True),
    "span": choice("", Span),
    "split": choice("", SPLITS),
    "value": word(may_be_empty=True, ranged=True, read_end=read_number, about=TWELVE_DIGITS),
    "absence": choice("", Absence, may_be_empty=True),
    "numerator": whole(may_be_empty=True, ranged=True),
    "denominator": whole(may_be_empty=True, ranged=True),
    "reported": whole(ranged=True),
    "expected": whole(ranged=True),
    "status": choice("", Status, may_be_empty=True),
    "basis": choice("", Basis),
    "revision": whole(may_be_empty=True, about=_("số của lần công bố; không hỏi thì lấy lần mới nhất")),
}
FILTERS = with_ranges(FIELDS)
UNASKED: dict[str, list[Any]] = {"span": [Span.YTD], "split": [""], "basis": [Basis.PROVISIONAL]}


class JudgedByOut(serializers.Serializer):
    """The target that the value stands against."""

    year = serializers.IntegerField()
    op = serializers.ChoiceField(list(Operator))
    value = serializers.CharField()
    scope = serializers.ChoiceField(list(Scope))
    source = serializers.CharField()


class ObservationOut(serializers.Serializer):
    """One measure in one area at one period. `value` is null just where `absence` says why."""

    plan = serializers.CharField()
    measure = serializers.CharField()
    indicator = serializers.IntegerField()
    objective = serializers.IntegerField()
    unit = serializers.CharField()
    unit_name = serializers.CharField()
    level = serializers.ChoiceField(Level.choices)
    parent = serializers.CharField(allow_null=True)
    period = serializers.CharField()
    span = serializers.ChoiceField(list(Span))
    split = serializers.CharField(help_text=_("để trống là tổng số"))
    value = serializers.CharField(allow_null=True, help_text=TWELVE_DIGITS)
    absence = serializers.ChoiceField(list(Absence), allow_null=True)
    numerator = serializers.IntegerField(allow_null=True)
    denominator = serializers.IntegerField(allow_null=True)
    reported = serializers.IntegerField()
    expected = serializers.IntegerField()
    status = serializers.ChoiceField(list(Status), allow_null=True)
    target = JudgedByOut(allow_null=True)
    basis = serializers.ChoiceField(list(Basis))
    revision = serializers.IntegerField(allow_null=True, help_text=_("null: tạm tính"))
    illustrative = serializers.BooleanField()


class OnlyPublished(NotAuthenticated):
    """A stranger asks for what is reckoned now."""

    default_code = "only_published"


@in_words(_("Kết quả: mỗi chỉ tiêu thành phần, mỗi địa bàn, mỗi kỳ"))
class ObservationList(ListOf):
    """Observations. Unasked: the year to date, the total, provisional; of what was published, the latest revision."""

    is_public = True
    serializer_class = ObservationOut
    pagination_class = PagesOfFigures
    filters = FILTERS

    def get_queryset(self) -> Parts:
        if getattr(self, "swagger_fake_view", False):
            return Parts()
        return parts(self.wanted(), self.request.user)

    def filter_queryset(self, queryset: Parts) -> Parts:
        """The parts narrowed themselves: a published value must not be found by what is withheld of it."""
        return queryset

    def in_order(self, queryset: Parts) -> Parts:
        """Their own order alone: another could not be told without reckoning every period."""
        order_of(self.request, {}, ())
        return queryset

    def lines(self, queryset: Any, shape: serializers.Serializer) -> Iterator[Mapping[str, Any]]:
        """Some units of a period at a time, all of one moment. The rows have the fields' names as they are."""
        self.in_order(queryset)
        return rows_of_all(queryset)

    def wanted(self) -> dict[str, list[Any]]:
        """The filters with what holds where nothing is asked; a revision is one of something published.

        Whoever has no account is given what was published and nothing else.
        """
        wanted = asked(self.request, FILTERS, self.besides())
        is_stranger = not self.request.user.is_authenticated
        if is_stranger and Basis.PROVISIONAL in wanted.get("basis", []):
            raise OnlyPublished
        is_published = is_stranger or any(wanted.get("revision", []))
        return {**UNASKED, **({"basis": [Basis.PUBLISHED]} if is_published else {}), **wanted}
