"""A period's frozen content: everything its documents and pages are made from, as a plain dict that JSON can hold.

No ids, no moment of publishing, no file bytes: the same facts give the same content, whenever and by whomever.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from districts.models import Period, Unit
from districts.models.units import Level
from districts.sheets import units_of
from indicators.goals import Target
from indicators.method import method_in_words
from indicators.models import Element, Indicator, Measure, Plan
from indicators.values import Scope, Span, twelve_digits

from . import (
    content_reporting,
    content_texts,
    differences,
    differences_frozen,
    earlier_reading,
    gather,
    ledger_reading,
    progress,
)
from .freezing import CELL_FIELDS, COUNT_FIELDS, SHEET_FIELDS, VALUE_FIELDS, table
from .frozen import Frozen
from .ledger import Ledger
from .models import Publication
from .observations import Observation

# 1 kept sums only; 2 the cells they are made of, and what changed since the publication before; 3 what they are
# compared with.
VERSION = 3
Words = dict[str, str]
RANK = {Level.PROVINCE: 0, Level.DISTRICT: 1, Level.COMMUNE: 2, Level.DEPARTMENT: 3}


def of_period(period: Period) -> dict[str, Any]:
    """All of it; to be called within one snapshot of the database."""
    plan = period.plan
    facts = gather.plan_facts(plan)
    known = list(units_of(plan))
    areas = earlier_reading.areas_on(period.last_day, known)
    seen = gather.observe(period, facts=facts, areas=areas)
    units = sorted(areas.units, key=lambda unit: (RANK[Level(unit.level)], unit.sort_key, unit.code))
    elements = list(plan.elements.order_by("position"))
    ledger = ledger_reading.ledger(period, areas.by_id, elements, ledger_reading.reduced(facts.measures))
    made: dict[str, Any] = {
        "version": VERSION,
        "illustrative": plan.illustrative,
        "plan": of_plan(plan, areas.province),
        "period": of_dates(period),
        "objectives": of_objectives(facts.measures, seen, areas.province),
        "measures": [of_measure(measure, facts, period) for measure in facts.measures],
        "elements": [of_element(element) for element in elements],
        "targets": of_targets(facts),
        "units": [of_unit(unit, areas) for unit in units],
        "values": table(VALUE_FIELDS, [of_observation(one) for one in seen]),
        "counts": table(COUNT_FIELDS, of_counts(period, areas, elements)),
        "earlier": earlier_reading.as_content(earlier_reading.earlier(period, facts, known), of_observation),
        "reporting": content_reporting.of_reporting(period, units),
        "sheets": table(SHEET_FIELDS, of_sheets(ledger)),
        "cells": table(CELL_FIELDS, of_cells(ledger)),
        "texts": content_texts.of_texts(period),
    }
    return made | {"changes": of_changes(made, period, areas)}


def words(vietnamese: str, english: str) -> Words:
    """A text in both languages."""
    return {"vi": vietnamese, "en": english}


def of_plan(plan: Plan, province: Unit) -> dict[str, Any]:
    """The plan's head. Its sources are what it rests on and where its targets were read."""
    unknown = words(plan.lead_department, plan.lead_department)
    return {
        "slug": plan.slug,
        "code": plan.code,
        "year": plan.year,
        "issued_on": plan.issued_on.isoformat(),
        "name": words(plan.name_vi, plan.name_en),
        "issuer": words(plan.issuer_vi, plan.issuer_en),
        "lead_department": plan.departments.get(plan.lead_department, unknown),
        "province": {"code": province.code, "name": province.name, "kind": province.kind},
        "departments": plan.departments,
        "splits": plan.splits,
        "sources": [source["title"] for source in plan.sources.values()],
    }


def of_dates(period: Period) -> dict[str, Any]:
    return {
        "code": period.code,
        "year": period.year,
        "quarter": period.quarter,
        "is_base": period.is_base,
        "first_day": period.first_day.isoformat(),
        "last_day": period.last_day.isoformat(),
        "due": {level: day.isoformat() for level, day in period.due.by_level().items()},
    }


def of_objectives(
    measures: Sequence[Measure], seen: Iterable[Observation], province: Unit
) -> list[dict[str, Any]]:
    """Objectives with their indicators, each judged for the province. Measures come in the plan's order."""
    standings = {
        one.measure: progress.Standing(one.status, one.target is not None)
        for one in seen
        if one.unit == province.code and one.span == Span.YTD and one.split == ""
    }
    return [
        {
            "number": objective.number,
            "name": words(objective.name_vi, objective.name_en),
            "indicators": [
                of_indicator(indicator, [measure.code for measure in within], standings)
                for indicator, within in groupby(found, key=lambda measure: measure.indicator)
            ],
        }
        for objective, found in groupby(measures, key=lambda measure: measure.indicator.objective)
    ]


def of_indicator(indicator: Indicator, codes: list[str], standings: Mapping[str, Any]) -> dict[str, Any]:
    verdict = progress.judge_indicator([standings[code] for code in codes])
    return {
        "number": indicator.number,
        "name": words(indicator.name_vi, indicator.name_en),
        "status": verdict.status,
        "judged": verdict.judged,
        "total": verdict.total,
        "measures": codes,
    }


def of_measure(measure: Measure, facts: gather.PlanFacts, period: Period) -> dict[str, Any]:
    """What it is and how it is computed; `part_of_year`: a rate among events, read over a year, before its end."""
    method = method_in_words(measure.formula, measure.numerator, measure.denominator, per=measure.per)
    return {
        "code": measure.code,
        "indicator": measure.indicator.number,
        "name": words(measure.name_vi, measure.name_en),
        "unit_of_measure": words(measure.unit_of_measure_vi, measure.unit_of_measure_en),
        "decimals": measure.decimals,
        "direction": measure.direction,
        "formula": measure.formula,
        "per": measure.per,
        "numerator": measure.numerator.code,
        "denominator": None if measure.denominator is None else measure.denominator.code,
        "method": words(method.vi, method.en),
        "reported_by": measure.numerator.reported_by,
        "due_from": facts.facts[measure.pk].due_from,
        "part_of_year": facts.facts[measure.pk].is_part_of_year(period.quarter),
        "splits": facts.splits[measure.pk],
        "sensitive": any(element.sensitive for element in measure.elements),
    }


def of_element(element: Element) -> dict[str, Any]:
    return {
        "code": element.code,
        "name": words(element.name_vi, element.name_en),
        "unit_of_measure": words(element.unit_of_measure_vi, element.unit_of_measure_en),
        "definition": words(element.definition_vi, element.definition_en),
        "definition_proposed": element.definition_proposed,
        "kind": element.kind,
        "boolean": element.boolean,
        "reported_by": element.reported_by,
        "entered_in": element.entered_in,
        "sensitive": element.sensitive,
        "shown_under_indicator": element.shown_under_indicator,
    }


def of_targets(facts: gather.PlanFacts) -> list[dict[str, Any]]:
    """Every target of every measure, the province's and the nation's, with the title of its source."""
    sources = facts.plan.sources
    return [
        {
            "measure": measure.code,
            "year": row.year,
            "op": row.op,
            "value": plain(row.value),
            "scope": row.scope,
            "source": sources.get(row.source, {}).get("title", words(row.source, row.source)),
            "source_code": row.source,
            "reading": row.reading,
            "count": row.count,
            "count_of": row.count_of,
        }
        for measure in facts.measures
        for row in sorted(measure.targets.all(), key=lambda target: (target.scope, target.year))
    ]


def plain(value: Any) -> str:
    """A decimal without the zeros that only the database added: 9.5, 100."""
    return format(value.normalize(), "f")


def of_unit(unit: Unit, areas: gather.Areas) -> dict[str, Any]:
    """A unit in force on the period's last day; the province has no parent."""
    above = areas.by_id.get(unit.parent_id or 0)
    return {
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind,
        "level": unit.level,
        "parent": "" if above is None else above.code,
    }


def of_observation(one: Observation) -> list[Any]:
    """One row of the values, in the order of its fields. What judges is always a target of the province."""
    return [
        one.measure,
        one.unit,
        one.span,
        one.split,
        None if one.value is None else twelve_digits(one.value),
        one.absence,
        one.numerator,
        one.denominator,
        one.reported,
        one.expected,
        one.status,
        target_year(one.target),
    ]


def target_year(target: Target | None) -> int | None:
    if target is not None and target.scope != Scope.PROVINCE:
        raise ValueError(f"A target of the scope {target.scope} judges nobody here.")
    return None if target is None else target.year


def of_counts(period: Period, areas: gather.Areas, elements: Sequence[Element]) -> list[list[Any]]:
    """The elements as counted: the province by every split, districts and communes in total."""
    counts = gather.element_counts(period, areas=areas, elements=elements)
    return [
        [element, unit, split, count.number, count.reported, count.expected]
        for (element, unit, split), count in counts.items()
        if not split or unit == areas.province.code
    ]


def of_sheets(ledger: Ledger) -> list[list[Any]]:
    """Every accepted sheet that the figures rest on, with who accepted it."""
    return [
        [*place, sheet.version, sheet.steps, sheet.accepted_by, sheet.accepted_at]
        for place, sheet in ledger.items()
    ]


def of_cells(ledger: Ledger) -> list[list[Any]]:
    """Every cell of those sheets that is in the sums, or says that there is no figure."""
    return [
        [*place, *key, content] for place, sheet in ledger.items() for key, content in sheet.cells.items()
    ]


def of_changes(made: dict[str, Any], period: Period, areas: gather.Areas) -> dict[str, Any]:
    """What is different from the newest publication of the period, down to the cell, who changed it and why.

    It names that publication by its number and its hash, so that none in between can be taken away unseen.
    """
    before = Publication.objects.filter(period=period).order_by("-number").first()
    if before is None:
        return {"since": None}
    old = Frozen(before.content)
    found = differences.between(old, Frozen(made))
    sheets = ledger_reading.traced(period, found.sheets, old.ledger, areas.units)
    return differences_frozen.as_content(found, sheets, number=before.number, sha256=before.sha256)
