"""What a later quarter's publication says of an earlier quarter: no more than anybody could read of that one."""

import pytest
from django.test import Client
from django.urls import reverse

from districts.models import Period
from districts.tests.builders import Cast, Province, accepted, make_period
from indicators.models import Plan
from indicators.values import Absence
from reports import public_results
from reports.frozen import Frozen
from reports.models import Publication
from reports.tests.builders import FIGURES
from reports.tests.published import publish

RATE = "8.1"


@pytest.fixture
def later(the_plan: Plan) -> Period:
    return make_period(the_plan, "2024-Q2")


def said_of_the_quarter_before(publication: Publication) -> tuple[Absence | None, object]:
    """To a stranger: the silence of the earlier result, and the difference from it."""
    found = public_results.indicator(publication, Frozen(publication.content), 8)
    assert found is not None
    [trend] = [
        trend
        for line in found.lines
        for trend in line.trends
        if line.measure.code == RATE and trend.quarter.code == "2024-Q1"
    ]
    return trend.then.absence, trend.difference


def all_report(province: Province, *periods: Period) -> None:
    for period in periods:
        for commune in province.communes:
            accepted(commune, period, FIGURES)


def test_a_result_that_was_open_is_compared_with(province: Province, period: Period, later: Period):
    all_report(province, period, later)
    publish(period)

    assert said_of_the_quarter_before(publish(later)) == (None, 0)


def test_a_result_that_was_withheld_is_not_told_by_the_next_quarter(
    province: Province, period: Period, later: Period
):
    all_report(province, period, later)
    publish(period, closed=lambda value: value.measure == RATE)

    assert said_of_the_quarter_before(publish(later)) == (Absence.WITHHELD, None)


def test_who_came_late_is_not_told_by_an_earlier_result_that_grew(
    province: Province, period: Period, later: Period
):
    for commune in province.communes[:3]:
        accepted(commune, period, FIGURES)
    publish(period)
    two = {("special_circumstances", "male"): 1, ("special_circumstances", "female"): 1}
    few = {"special_circumstances": 2, "special_circumstances_assisted": 2, **two}
    accepted(province.communes[3], period, {**FIGURES, **few})
    all_report(province, later)

    assert said_of_the_quarter_before(publish(later)) == (Absence.WITHHELD, None)


def test_a_published_count_has_no_splits_to_ask_for(province: Province, period: Period, cast: Cast):
    """Of 8 boys among 12 children who drowned, the girls would be known, who are withheld."""
    drowned = {"drowning_deaths": 3, ("drowning_deaths", "male"): 2, ("drowning_deaths", "female"): 1}
    for commune in province.communes:
        accepted(commune, period, {**FIGURES, **drowned})
    publication = publish(period)
    address = reverse("reports:publication_sources", args=[publication.pk, "drowning_deaths"])
    client = Client()
    client.force_login(cast.looker)

    answers = [client.get(address, query) for query in ({}, {"split": "male"}, {"split": "female"})]

    assert [answer.status_code for answer in answers] == [200, 404, 404]
