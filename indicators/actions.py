"""The one door for writing on this floor: a plan from its file, and the targets that people type in."""

import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from . import plan_rows
from .definition import PlanDefinition
from .models import Element, Indicator, Measure, Objective, Plan, Target
from .values import Operator, Scope

logger = logging.getLogger(__name__)
Row = TypeVar("Row", bound=Model)
YEARS = range(2000, 2101)
VALUE_BELOW = Decimal(1_000_000_000)
VALUE_PLACES = 6


@dataclass
class Refused(Exception):
    """An action will not happen; each sentence says why, to the person who asked. Nothing was written."""

    sentences: list[str]

    def __str__(self) -> str:
        return " ".join(self.sentences)


@dataclass
class Tally:
    """How many rows of each kind a loading made, changed and took away; all empty where nothing was to do."""

    created: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)

    @property
    def is_empty(self) -> bool:
        return not (self.created or self.changed or self.removed)

    def put(
        self, model: type[Row], existing: Row | None, key: Mapping[str, Any], values: Mapping[str, Any]
    ) -> Row:
        """The row with these values: made, changed where it differs, or left alone."""
        noun = model.__name__.lower()
        if existing is None:
            self.created[noun] += 1
            return model._default_manager.create(**key, **values)
        different = [name for name, value in values.items() if getattr(existing, name) != value]
        if different:
            for name in different:
                setattr(existing, name, values[name])
            existing.save(update_fields=different)
            self.changed[noun] += 1
        return existing


@transaction.atomic
def load_plan(definition: PlanDefinition, *, at: datetime) -> Tally:
    """Write a plan's definition, so that the rows say what the file says; twice changes nothing.

    What the file no longer has may carry figures, so a file that lost a part is refused whole. Targets that
    people typed in are never touched.
    """
    tally = Tally()
    existing = Plan.objects.select_for_update().filter(slug=definition.slug).first()
    if existing is not None:
        _refuse_lost_parts(existing, definition)
    plan = tally.put(Plan, existing, {"slug": definition.slug}, plan_rows.of_plan(definition))
    elements = _load_elements(plan, definition, tally)
    _load_measures(plan, definition, elements, tally)
    _load_targets(plan, definition, tally)
    logger.debug("Plan %s loaded for %s: %s", plan.slug, at.isoformat(), tally)
    return tally


def _refuse_lost_parts(plan: Plan, definition: PlanDefinition) -> None:
    lost = [
        *_lost(
            _("mục tiêu"), plan.objectives.values_list("number", flat=True), definition.objectives, "number"
        ),
        *_lost(
            _("chỉ tiêu"), plan.indicators.values_list("number", flat=True), definition.indicators, "number"
        ),
        *_lost(
            _("chỉ tiêu thành phần"),
            plan.measures.values_list("code", flat=True),
            definition.measures,
            "code",
        ),
        *_lost(_("số liệu"), plan.elements.values_list("code", flat=True), definition.elements, "code"),
    ]
    if lost:
        raise Refused(lost)


def _lost(noun: str, loaded: Iterable[object], kept: Iterable[object], key: str) -> list[str]:
    """A sentence for each part that was loaded before and that the file no longer has."""
    in_file = {getattr(part, key) for part in kept}
    sentence = _("Tệp không còn %(noun)s “%(key)s” đã nạp trước đây; số liệu đã báo cáo có thể dựa trên đó.")
    return [sentence % {"noun": noun, "key": each} for each in loaded if each not in in_file]


def _load_elements(plan: Plan, definition: PlanDefinition, tally: Tally) -> dict[str, Element]:
    found = {element.code: element for element in plan.elements.all()}
    return {
        element.code: tally.put(
            Element,
            found.get(element.code),
            {"plan": plan, "code": element.code},
            plan_rows.of_element(element, position),
        )
        for position, element in enumerate(definition.elements, start=1)
    }


def _load_measures(
    plan: Plan, definition: PlanDefinition, elements: Mapping[str, Element], tally: Tally
) -> None:
    """Objectives, their indicators, and the measures of these."""
    objectives = {objective.number: objective for objective in plan.objectives.all()}
    indicators = {indicator.number: indicator for indicator in plan.indicators.all()}
    measures = {measure.code: measure for measure in plan.measures.all()}
    position = 0
    for part in definition.objectives:
        objective = tally.put(
            Objective,
            objectives.get(part.number),
            {"plan": plan, "number": part.number},
            plan_rows.of_name(part.name),
        )
        for goal in part.indicators:
            values = {
                **plan_rows.of_name(goal.name),
                "objective_id": objective.pk,
                "name_confidence": goal.name_confidence,
            }
            key = {"plan": plan, "number": goal.number}
            indicator = tally.put(Indicator, indicators.get(goal.number), key, values)
            for measure in goal.measures:
                position += 1
                values = plan_rows.of_measure(measure, position, indicator, elements)
                tally.put(Measure, measures.get(measure.code), {"plan": plan, "code": measure.code}, values)


def _load_targets(plan: Plan, definition: PlanDefinition, tally: Tally) -> None:
    """The file's targets; one that people typed in stands in the place of the file's."""
    measures = {measure.code: measure for measure in plan.measures.all()}
    targets = Target.objects.filter(measure__plan=plan).select_related("measure")
    found = {(target.measure.code, target.year, target.scope): target for target in targets}
    for measure in definition.measures:
        for target in measure.targets:
            existing = found.pop((measure.code, target.year, target.scope), None)
            if existing is not None and existing.entered_by:
                continue
            key = {"measure": measures[measure.code], "year": target.year, "scope": target.scope}
            tally.put(Target, existing, key, plan_rows.of_target(target))
    for target_left in found.values():
        if not target_left.entered_by:
            target_left.delete()
            tally.removed["target"] += 1


@transaction.atomic
def set_target(
    *,
    measure: Measure,
    year: int,
    op: str,
    value: Decimal,
    scope: str = Scope.PROVINCE,
    source: str,
    by_name: str,
    at: datetime,
) -> Target:
    """Type in a measure's target and where it was read; it replaces the file's, or an earlier one."""
    sentences = [
        sentence
        for fine, sentence in (
            (year in YEARS, _("Năm phải từ 2000 đến 2100.")),
            (op in list(Operator), _("Xin chọn một dấu so sánh: <, ≤, =, ≥ hoặc >.")),
            (scope in list(Scope), _("Xin chọn phạm vi: của tỉnh hoặc của cả nước.")),
            (_is_a_value(value), _("Chỉ tiêu giao phải từ 0 trở lên, nhiều nhất 6 chữ số thập phân.")),
            (bool(source.strip()), _("Xin ghi nguồn: văn bản nào, số nào, ngày nào.")),
            (bool(by_name.strip()), _("Phải ghi rõ người nhập chỉ tiêu.")),
        )
        if not fine
    ]
    if sentences:
        raise Refused(sentences)
    values = {
        "op": op,
        "value": value,
        "source": source.strip(),
        "reading": False,
        "count": None,
        "count_of": None,
        "entered_by": by_name.strip(),
        "entered_at": at,
    }
    target, _created = Target.objects.update_or_create(
        measure=measure, year=year, scope=scope, defaults=values
    )
    return target


def _is_a_value(value: Decimal) -> bool:
    return value.is_finite() and 0 <= value < VALUE_BELOW and value == round(value, VALUE_PLACES)


@transaction.atomic
def remove_target(*, measure: Measure, year: int, scope: str = Scope.PROVINCE) -> Target:
    """Take back a target that was typed in, and answer with what it was; the file's own stay."""
    target = Target.objects.select_for_update().filter(measure=measure, year=year, scope=scope).first()
    if target is None:
        raise Refused([_("Không có chỉ tiêu giao này, hoặc đã có người bỏ trước.")])
    if not target.entered_by:
        raise Refused([_("Chỉ tiêu này lấy từ tệp kế hoạch; muốn bỏ, xin sửa tệp rồi nạp lại.")])
    target.delete()
    return target


@transaction.atomic
def mark_illustrative(plan: Plan) -> Plan:
    """Say of a plan that its figures are made up; there is no way back to a real one."""
    plan.illustrative = True
    plan.save(update_fields=["illustrative"])
    return plan
