"""Plan 749 for tests, as `load_plan` loads it."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from django.db.models import Model

from indicators import actions
from indicators.definition import PlanDefinition
from indicators.models import Element, Indicator, Measure, Objective, Plan, Target
from indicators.plan_file import read_plan_file

FILE = Path(__file__).resolve().parents[1] / "plans" / "749-2024.yaml"
SLUG = "749-2024"
LOADED_AT = datetime(2024, 1, 2, 1, tzinfo=UTC)


@cache
def the_definition() -> PlanDefinition:
    """The plan's file, read once for all tests."""
    definition = read_plan_file(FILE)
    assert isinstance(definition, PlanDefinition), definition
    return definition


# The rows as the action first wrote them; a test that starts without a plan gets copies, forty times as fast.
ROWS: dict[type[Model], list[Model]] = {}


def load_the_plan() -> Plan:
    """Plan 749 of 2024 as rows."""
    if ROWS and not Plan.objects.exists():
        for model, rows in ROWS.items():
            model._default_manager.bulk_create(rows)
    else:
        actions.load_plan(the_definition(), at=LOADED_AT)
        for model in (Plan, Objective, Indicator, Element, Measure, Target):
            ROWS[model] = list(model._default_manager.filter(**of_the_plan(model)))
    return Plan.objects.get(slug=SLUG)


def of_the_plan(model: type[Model]) -> dict[str, str]:
    paths = {Plan: "slug", Target: "measure__plan__slug"}
    return {paths.get(model, "plan__slug"): SLUG}
