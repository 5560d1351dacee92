"""Fixtures of these tests."""

from districts.tests.fixtures import cast, period, province, receiver, the_plan, webhook

__all__ = ["cast", "period", "province", "receiver", "the_plan", "webhook"]
