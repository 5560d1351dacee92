"""Fixtures of these tests."""

from districts.tests.fixtures import cast, period, program, province, the_plan, webhook

__all__ = ["cast", "period", "program", "province", "the_plan", "webhook"]
