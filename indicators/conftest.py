"""Fixtures of this floor's tests."""

import pytest

from indicators.models import Plan
from indicators.tests.builders import load_the_plan


@pytest.fixture
def the_plan(db: None) -> Plan:
    """Plan 749 of 2024, loaded from its file."""
    return load_the_plan()
