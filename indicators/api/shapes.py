"""The plan's parts as the API shows them: shape only."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ..models import Element, Indicator, Measure, Objective, Plan, Target

NAMES = ["name", "name_vi", "name_en"]
UNITS_OF_MEASURE = ["unit_of_measure", "unit_of_measure_vi", "unit_of_measure_en"]


@extend_schema_field(OpenApiTypes.STR)
class PlainDecimal(serializers.Field):
    """A decimal as text, without the zeros that only the database added: 9.5, 100."""

    def to_representation(self, value: Decimal) -> str:
        return format(value.normalize(), "f")


class ObjectiveOut(serializers.ModelSerializer):
    class Meta:
        model = Objective
        fields = ["number", *NAMES]


class PlanOut(serializers.ModelSerializer):
    """`plan` elsewhere in the API is the slug. `sources` names what targets were read in."""

    province = serializers.CharField(source="province_code")
    objectives = ObjectiveOut(many=True)
    departments = serializers.DictField()
    splits = serializers.DictField()
    sources = serializers.DictField()
    illustrative = serializers.BooleanField(help_text=_("số liệu của kế hoạch này là số liệu minh họa"))

    class Meta:
        model = Plan
        fields = [
            "slug", "code", "year", *NAMES, "issued_on", "issuer_vi", "issuer_en", "province",
            "lead_department", "departments", "splits", "sources", "objectives", "illustrative",
        ]  # fmt: skip


class IndicatorOut(serializers.ModelSerializer):
    plan = serializers.CharField(source="plan.slug")
    objective = serializers.IntegerField(source="objective.number")
    measures = serializers.SlugRelatedField(slug_field="code", many=True, read_only=True)

    class Meta:
        model = Indicator
        fields = ["plan", "number", "objective", *NAMES, "measures"]


class TargetOut(serializers.ModelSerializer):
    """`source` is a word of the plan's `sources`, or what the province's staff wrote."""

    value = PlainDecimal()

    class Meta:
        model = Target
        fields = ["year", "op", "value", "scope", "source", "reading", "count", "count_of"]


class MeasureOut(serializers.ModelSerializer):
    plan = serializers.CharField(source="plan.slug")
    indicator = serializers.IntegerField(source="indicator.number")
    objective = serializers.IntegerField(source="indicator.objective.number")
    numerator = serializers.CharField(source="numerator.code")
    denominator = serializers.CharField(source="denominator.code", allow_null=True, default=None)
    targets = TargetOut(many=True)

    class Meta:
        model = Measure
        fields = [
            "plan", "code", "indicator", "objective", *NAMES, "formula", "numerator", "denominator", "per",
            *UNITS_OF_MEASURE, "direction", "decimals", "targets",
        ]  # fmt: skip


class ElementOut(serializers.ModelSerializer):
    """`reported_by` is commune, district, or department:<its word>."""

    plan = serializers.CharField(source="plan.slug")
    split_by = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = Element
        fields = [
            "plan", "code", *NAMES, *UNITS_OF_MEASURE, "kind", "reported_by", "split_by", "boolean",
            "entered_in", "sensitive", "shown_under_indicator", "definition", "definition_vi", "definition_en",
            "definition_proposed",
        ]  # fmt: skip
