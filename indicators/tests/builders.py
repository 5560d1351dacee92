"""Plan 749 for tests, as `load_plan` loads it."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from indicators import actions
from indicators.definition import PlanDefinition
from indicators.models import Plan
from indicators.plan_file import read_plan_file

FILE = Path(__file__).resolve().parents[1] / "plans" / "749-2024.yaml"
LOADED_AT = datetime(2024, 1, 2, 1, tzinfo=UTC)


@cache
def the_definition() -> PlanDefinition:
    """The plan's file, read once for all tests."""
    definition = read_plan_file(FILE)
    assert isinstance(definition, PlanDefinition), definition
    return definition


def load_the_plan() -> Plan:
    """Plan 749 of 2024 as rows."""
    actions.load_plan(the_definition(), at=LOADED_AT)
    return Plan.objects.get(slug="749-2024")
