"""Fixtures of these tests."""

from districts.tests.fixtures import cast, period, province, the_plan

__all__ = ["cast", "period", "province", "the_plan"]
