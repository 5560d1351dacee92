"""What must never be false of a plan, the database itself refuses."""

from decimal import Decimal

import pytest
from django.db import models

from indicators.models import Element, Indicator, Measure, Objective, Plan, Target
from indicators.tests.builders import LOADED_AT, load_the_plan
from indicators.tests.constraints import constraints_of, refuses_another, refuses_update


@pytest.fixture
def plan(db: None) -> Plan:
    return load_the_plan()


# (the constraint, the kind of row, which one, what would make it wrong)
WRONG = [
    ("only_annual_elements_have_their_quarter", Element, {"kind": "stock"}, {"entered_in": 2}),
    ("only_annual_elements_have_their_quarter", Element, {"kind": "annual"}, {"entered_in": None}),
    ("only_annual_elements_have_their_quarter", Element, {"kind": "annual"}, {"entered_in": 5}),
    ("only_annual_elements_have_their_quarter", Element, {"kind": "annual"}, {"kind": "flow"}),
    ("only_ratios_have_a_denominator", Measure, {"formula": "ratio"}, {"denominator": None}),
    ("only_ratios_have_a_denominator", Measure, {"formula": "ratio"}, {"formula": "share_of_units"}),
    ("who_entered_a_target_and_when_go_together", Target, {}, {"entered_by": "Y Blin"}),
    ("who_entered_a_target_and_when_go_together", Target, {}, {"entered_at": LOADED_AT}),
    ("a_target_is_not_negative", Target, {}, {"value": Decimal("-0.000001")}),
]
AGAIN = {
    "one_objective_per_number": Objective,
    "one_indicator_per_number": Indicator,
    "one_element_per_code": Element,
    "one_measure_per_code": Measure,
    "one_target_per_measure_year_and_scope": Target,
}


@pytest.mark.parametrize(("name", "kind", "good", "wrong"), WRONG)
def test_the_database_refuses_a_row_that_is_wrong(
    name: str, kind: type[models.Model], good: dict, wrong: dict, plan: Plan
):
    refuses_update(name, kind.objects.filter(**good).first(), wrong)


@pytest.mark.parametrize(("name", "kind"), AGAIN.items())
def test_the_database_refuses_the_same_again(name: str, kind: type[models.Model], plan: Plan):
    refuses_another(name, kind.objects.first())


def test_every_constraint_is_tried():
    assert {name for name, *_ in WRONG} | set(AGAIN) == set(constraints_of("indicators"))
