"""Plans, their indicators, measures and elements: to read."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter

from ..models import Element, Indicator, Measure, Objective, Plan
from ..values import Direction, Formula, Kind
from .filters import choice, known_in, whole, with_ranges, word, yes_no
from .reading import ListOf, OneOf, in_words
from .shapes import ElementOut, IndicatorOut, MeasureOut, PlanOut

BY_PLAN = word("plan__slug", known=known_in(Plan.objects.all(), "slug"))
BY_OBJECTIVE = known_in(Objective.objects.all(), "number")
BY_INDICATOR = known_in(Indicator.objects.all(), "number")
BY_MEASURE = known_in(Measure.objects.all(), "code")
BY_ELEMENT = known_in(Element.objects.all(), "code")
OF_PLAN = OpenApiParameter("plan", str, description=_("khi hai kế hoạch cùng có mã này"))


@in_words(_("Các kế hoạch"))
class PlanList(ListOf):
    """Plans."""

    is_public = True
    queryset = Plan.objects.prefetch_related("objectives").order_by("year", "slug")
    serializer_class = PlanOut
    filters = with_ranges(
        {
            "slug": word("slug", known=known_in(Plan.objects.all(), "slug")),
            "code": word("code"),
            "year": whole("year", ranged=True),
        }
    )
    orderings = {"slug": ("slug",), "code": ("code",), "year": ("year",)}
    ordered_by = ("year", "slug")


@in_words(_("Một kế hoạch, theo slug"))
class OnePlan(OneOf):
    """A plan by its slug."""

    is_public = True
    queryset = Plan.objects.prefetch_related("objectives")
    serializer_class = PlanOut
    lookup_field = "slug"


INDICATORS = (
    Indicator.objects.select_related("plan", "objective")
    .prefetch_related("measures")
    .order_by("plan", "number")
)
MEASURES = (
    Measure.objects.select_related("plan", "indicator__objective", "numerator", "denominator")
    .prefetch_related("targets")
    .order_by("plan", "position")
)
ELEMENTS = Element.objects.select_related("plan").order_by("plan", "position")


@in_words(_("Các chỉ tiêu"))
class IndicatorList(ListOf):
    """Indicators."""

    is_public = True
    queryset = INDICATORS
    serializer_class = IndicatorOut
    orderings = {"plan": ("plan__slug",), "number": ("number",), "objective": ("objective__number",)}
    ordered_by = ("plan_id", "number")
    filters = {
        "plan": BY_PLAN,
        "number": whole("number", known=BY_INDICATOR),
        "objective": whole("objective__number", known=BY_OBJECTIVE),
    }


@in_words(_("Một chỉ tiêu, theo số"), OF_PLAN)
class OneIndicator(OneOf):
    """An indicator by its number."""

    is_public = True
    queryset = INDICATORS
    serializer_class = IndicatorOut
    lookup_field = "number"
    filters = {"plan": BY_PLAN}


@in_words(_("Các chỉ tiêu thành phần, với công thức và chỉ tiêu giao"))
class MeasureList(ListOf):
    """Measures, each with its formula and its targets."""

    is_public = True
    queryset = MEASURES
    serializer_class = MeasureOut
    orderings = {"plan": ("plan__slug",), "code": ("code",), "indicator": ("indicator__number",)}
    ordered_by = ("plan_id", "position")
    filters = {
        "plan": BY_PLAN,
        "code": word("code", known=BY_MEASURE),
        "indicator": whole("indicator__number", known=BY_INDICATOR),
        "objective": whole("indicator__objective__number", known=BY_OBJECTIVE),
        "formula": choice("formula", Formula),
        "numerator": word("numerator__code", known=BY_ELEMENT),
        "denominator": word("denominator__code", known=BY_ELEMENT, may_be_empty=True),
        "direction": choice("direction", Direction),
    }


@in_words(_("Một chỉ tiêu thành phần, theo mã"), OF_PLAN)
class OneMeasure(OneOf):
    """A measure by its code."""

    is_public = True
    queryset = MEASURES
    serializer_class = MeasureOut
    lookup_field = "code"
    filters = {"plan": BY_PLAN}


@in_words(_("Các số liệu được thu thập"))
class ElementList(ListOf):
    """Elements: what is counted."""

    is_public = True
    queryset = ELEMENTS
    serializer_class = ElementOut
    orderings = {
        "plan": ("plan__slug",), "code": ("code",), "kind": ("kind",), "reported_by": ("reported_by",),
    }  # fmt: skip
    ordered_by = ("plan_id", "position")
    filters = {
        "plan": BY_PLAN,
        "code": word("code", known=BY_ELEMENT),
        "kind": choice("kind", Kind),
        "reported_by": word("reported_by", known=known_in(Element.objects.all(), "reported_by")),
        "boolean": yes_no("boolean"),
        "entered_in": whole("entered_in", may_be_empty=True),
        "sensitive": yes_no("sensitive"),
    }


@in_words(_("Một số liệu được thu thập, theo mã"), OF_PLAN)
class OneElement(OneOf):
    """An element by its code."""

    is_public = True
    queryset = ELEMENTS
    serializer_class = ElementOut
    lookup_field = "code"
    filters = {"plan": BY_PLAN}
