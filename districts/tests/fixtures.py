"""Fixtures that this floor's tests share with those above."""

import pytest

from districts.models import Period
from districts.tests.builders import Cast, Province, make_cast, make_period, make_province
from indicators.models import Plan
from indicators.tests.builders import load_the_plan


@pytest.fixture
def the_plan(db: None) -> Plan:
    """Plan 749 of 2024, loaded from its file."""
    return load_the_plan()


@pytest.fixture
def province(db: None) -> Province:
    """Two districts with two communes each, two departments."""
    return make_province(communes=4, districts=2)


@pytest.fixture
def cast(province: Province) -> Cast:
    """The permanent cast of `province`."""
    return make_cast(province)


@pytest.fixture
def period(the_plan: Plan) -> Period:
    """The first quarter of 2024, open."""
    return make_period(the_plan, "2024-Q1")
