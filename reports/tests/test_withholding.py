"""What is seen of live results without the right to sensitive figures: of the province its total of the year alone."""

import pytest

from districts.models import Period
from districts.tests.builders import Cast, Province, accepted
from reports.tests.builders import FIGURES

API = "/api/v1/observations/?unit=62&basis=provisional&measure="


@pytest.fixture
def quarter(province: Province, period: Period) -> Period:
    for commune in province.communes:
        accepted(commune, period, FIGURES)
    return period


def values_of(client, person, asked: str) -> list[str | None]:
    client.force_login(person)
    return [row["value"] for row in client.get(API + asked).json()["results"]]


def test_whoever_lacks_the_right_sees_the_provinces_total_of_the_year(client, cast: Cast, quarter):
    assert values_of(client, cast.looker, "8.1") == ["2"]


@pytest.mark.parametrize("asked", ["8.1&split=male&split=female", "8.1&span=quarter"])
def test_whoever_lacks_the_right_sees_no_split_and_no_quarter_alone(client, cast: Cast, quarter, asked):
    assert set(values_of(client, cast.looker, asked)) == {None}
    assert None not in values_of(client, cast.province, asked)


@pytest.mark.parametrize(("infected", "seen"), [(2, [None]), (0, ["0"]), (9, ["20"])])
def test_what_one_department_counts_for_the_province_is_withheld_where_it_is_small(
    client, cast: Cast, province: Province, period: Period, infected, seen
):
    health = next(unit for unit in province.departments if unit.code == "health")
    accepted(health, period, {"hiv_exposed_tested": 45, "hiv_exposed_infected": infected})

    assert values_of(client, cast.looker, "6.1") == seen
    assert values_of(client, cast.province, "6.1") != [None]
