"""The handbook: what each indicator is, how it is computed, and where its targets come from. Reading only."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .handbook_checks import checks_in_words
from .method import method_in_words
from .models import Element, Indicator, Measure, Objective, Plan, Target
from .values import Direction, Kind, Scope
from .wording import ROMAN

MEASURES = Measure.objects.select_related("numerator", "denominator").prefetch_related("targets")

KINDS = {
    Kind.STOCK: _("tình trạng có đến ngày cuối kỳ; không cộng các quý"),
    Kind.FLOW: _("số phát sinh trong kỳ; cả năm là tổng các quý"),
    Kind.CUMULATIVE: _("số không trùng, lũy kế từ đầu năm; không cộng các quý"),
    Kind.ANNUAL: _("mỗi năm nhập một lần"),
}
SCOPES = {Scope.PROVINCE: _("của tỉnh"), Scope.NATIONAL: _("của cả nước, để tham khảo")}
DIRECTIONS = {Direction.UP: _("càng cao càng tốt"), Direction.DOWN: _("càng thấp càng tốt")}
REPORTERS = {
    "commune": _("Xã, phường, thị trấn"),
    "district": _("Huyện, thành phố"),
}
CONFIDENCE = {
    "seed": _("Tên theo bài giới thiệu chính thức về kế hoạch năm 2024."),
    "province": _(
        "Tên theo một văn bản khác của tỉnh; chưa đối chiếu được với danh mục của kế hoạch năm 2024."
    ),
    "national": _("Tên theo Quyết định 23/QĐ-TTg; chưa đối chiếu được với danh mục của kế hoạch năm 2024."),
}
SPLIT_GROUPS = {"sex": _("theo giới tính"), "ethnicity": _("theo dân tộc")}
READING = _("Văn bản chưa nói rõ năm hoặc con số; đây là cách đọc của người nhập kế hoạch.")


@dataclass(frozen=True)
class ShownTarget:
    """A target with its words: whose it is, and where it was read."""

    target: Target
    scope: str
    source: str | dict[str, str]
    note: str | dict[str, str]
    is_typed: bool
    is_provincial: bool

    @property
    def has_titled_source(self) -> bool:
        """Whether the source is one of the plan's, with a title in both languages."""
        return isinstance(self.source, dict)


@dataclass(frozen=True)
class ShownMeasure:
    """A measure with its method in words and its targets, the province's first."""

    measure: Measure
    method: dict[str, str]
    direction: str
    targets: list[ShownTarget]

    @property
    def has_provincial_target(self) -> bool:
        return any(shown.is_provincial for shown in self.targets)


@dataclass(frozen=True)
class ShownElement:
    """An element with what its marks mean."""

    element: Element
    kind: str
    reporter: str | dict[str, str]
    splits: list[str]
    checks: list[str]


def objectives(plan: Plan) -> list[Objective]:
    """The plan's objectives with their indicators, measures and targets: four questions whatever the size."""
    indicators = Indicator.objects.prefetch_related(Prefetch("measures", MEASURES))
    return list(plan.objectives.prefetch_related(Prefetch("indicators", indicators)))


def shown_measures(plan: Plan, measures: Iterable[Measure]) -> list[ShownMeasure]:
    return [
        ShownMeasure(
            measure=measure,
            method=in_both(
                method_in_words(measure.formula, measure.numerator, measure.denominator, per=measure.per)
            ),
            direction=str(DIRECTIONS[Direction(measure.direction)]),
            targets=shown_targets(plan, measure),
        )
        for measure in measures
    ]


def shown_targets(plan: Plan, measure: Measure) -> list[ShownTarget]:
    """The province's first, then the nation's, each by year."""
    targets = sorted(measure.targets.all(), key=lambda one: (one.scope != Scope.PROVINCE, one.year))
    return [
        ShownTarget(
            target=target,
            scope=str(SCOPES[Scope(target.scope)]),
            source=plan.sources.get(target.source, {}).get("title") or target.source,
            note=plan.sources.get(target.source, {}).get("note", ""),
            is_typed=bool(target.entered_by),
            is_provincial=target.scope == Scope.PROVINCE,
        )
        for target in targets
    ]


def elements_of(indicator: Indicator, measures: Iterable[Measure]) -> list[ShownElement]:
    """Both halves of each measure, once each, and what is only counted under the indicator (drowning deaths)."""
    plan = indicator.plan
    everything = list(plan.elements.all())
    names = {element.code: element.name for element in everything}
    used = {element.pk for measure in measures for element in measure.elements}
    return [
        ShownElement(
            element=element,
            kind=kind_in_words(element),
            reporter=reporter_of(element, plan),
            splits=[str(SPLIT_GROUPS.get(group, group)) for group in element.split_by],
            checks=checks_in_words(element, plan.checks, names),
        )
        for element in everything
        if element.pk in used or element.shown_under_indicator == indicator.number
    ]


def kind_in_words(element: Element) -> str:
    words = str(KINDS[Kind(element.kind)])
    if element.entered_in is None:
        return words
    return gettext("%(words)s, vào quý %(quarter)s") % {"words": words, "quarter": ROMAN[element.entered_in]}


def reporter_of(element: Element, plan: Plan) -> str | dict[str, str]:
    """Who enters it: a level in words, or the department's name in both languages."""
    if element.department:
        return plan.departments.get(element.department, {})
    return str(REPORTERS[element.reporter_level])


def in_both(text: Any) -> dict[str, str]:
    return {"vi": text.vi, "en": text.en}


def neighbours(indicator: Indicator) -> dict[str, Indicator]:
    """The indicators before and after it in the plan, where there are any."""
    around = Indicator.objects.filter(
        plan=indicator.plan, number__in=(indicator.number - 1, indicator.number + 1)
    )
    return {"before" if one.number < indicator.number else "after": one for one in around}
