"""What a plan's definition says, as the values of its rows."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from .definition import (
    CheckDefinition,
    ElementDefinition,
    MeasureDefinition,
    PlanDefinition,
    SourceDefinition,
    TargetDefinition,
    Text,
)
from .models import Element, Indicator


def of_name(name: Text) -> dict[str, Any]:
    """A name in both languages."""
    return {"name_vi": name.vi, "name_en": name.en}


def of_plan(plan: PlanDefinition) -> dict[str, Any]:
    """The plan's own row, with the parts that nothing refers to, in the shape they have in the file."""
    splits: dict[str, list[dict[str, str]]] = {}
    for split in plan.splits:
        splits.setdefault(split.group, []).append({"code": split.code, **asdict(split.name)})
    return {
        **of_name(plan.title),
        "code": plan.code,
        "year": plan.year,
        "issued_on": plan.issued_on,
        "issuer_vi": plan.issuer.vi,
        "issuer_en": plan.issuer.en,
        "province_code": plan.province_code,
        "lead_department": plan.lead_department,
        "departments": {department.code: asdict(department.name) for department in plan.departments},
        "splits": splits,
        "sources": {source.code: _source(source) for source in plan.sources},
        "checks": [_check(check) for check in plan.checks],
        "tasks": [
            {"number": task.number, "name": asdict(task.name), "indicators": list(task.indicators)}
            for task in plan.tasks
        ],
    }


def _source(source: SourceDefinition) -> dict[str, Any]:
    """A source; without a note where the file has none."""
    note = {} if source.note is None else {"note": asdict(source.note)}
    return {"title": asdict(source.title), **note}


def _check(check: CheckDefinition) -> dict[str, Any]:
    """A rule, with the members it has in the file and no others."""
    return {name: value for name, value in asdict(check).items() if value is not None}


def of_element(element: ElementDefinition, position: int) -> dict[str, Any]:
    """An element's row, but for its plan and code."""
    return {
        **of_name(element.name),
        "position": position,
        "unit_of_measure_vi": element.unit_of_measure.vi,
        "unit_of_measure_en": element.unit_of_measure.en,
        "kind": element.kind.value,
        "reported_by": element.reported_by,
        "split_by": list(element.split_by),
        "boolean": element.boolean,
        "entered_in": element.entered_in,
        "sensitive": element.sensitive,
        "shown_under_indicator": element.shown_under_indicator,
        "definition_vi": element.definition.vi,
        "definition_en": element.definition.en,
        "definition_proposed": element.definition_proposed,
    }


def of_measure(
    measure: MeasureDefinition, position: int, indicator: Indicator, elements: Mapping[str, Element]
) -> dict[str, Any]:
    """A measure's row, but for its plan and code."""
    formula = measure.formula
    return {
        **of_name(measure.name),
        "indicator_id": indicator.pk,
        "position": position,
        "formula": formula.type.value,
        "numerator_id": elements[formula.numerator].pk,
        "denominator_id": None if formula.denominator is None else elements[formula.denominator].pk,
        "per": formula.per,
        "unit_of_measure_vi": measure.unit_of_measure.vi,
        "unit_of_measure_en": measure.unit_of_measure.en,
        "direction": measure.direction.value,
        "decimals": measure.decimals,
    }


def of_target(target: TargetDefinition) -> dict[str, Any]:
    """A target's row, but for its measure, year and scope; nobody entered it."""
    return {
        "op": target.op.value,
        "value": target.value,
        "source": target.source,
        "reading": target.reading,
        "count": target.count,
        "count_of": target.count_of,
        "entered_by": "",
        "entered_at": None,
    }
