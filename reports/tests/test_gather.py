"""What the SQL adds up is what the pure files say it should be."""

import pytest
from django.test import override_settings

from districts.models import Period
from districts.tests.builders import NOTHING, Cast, Province, accepted, make_period
from indicators.models import Plan
from indicators.values import Absence, Span, Status
from reports import gather
from reports.observations import Observation


def found(period: Period, measure: str, unit: str, span: Span = Span.YTD, split: str = "") -> Observation:
    return next(seen for seen in gather.observe(period) if seen.key == (unit, measure, span, split))


def test_a_province_without_submissions_says_not_reported(province: Province, period: Period) -> None:
    seen = found(period, "8.1", "62")

    assert (seen.value, seen.absence, seen.reported, seen.expected) == (None, Absence.NOT_REPORTED, 0, 4)
    assert seen.status == Status.NO_DATA


def test_rates_are_merged_and_never_averaged(province: Province, cast: Cast, period: Period) -> None:
    first, second = province.communes[:2]
    accepted(first, period, {"children_under_16": 2, "special_circumstances": 1})
    accepted(second, period, {"children_under_16": 98, "special_circumstances": 0})

    seen = found(period, "8.1", "62")

    assert seen.value == 1  # an average of 50 % and 0 % would say 25
    assert (seen.numerator, seen.denominator, seen.reported, seen.expected) == (1, 100, 2, 4)
