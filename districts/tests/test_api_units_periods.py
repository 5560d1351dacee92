"""Units and periods over REST."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from districts.actions import periods
from districts.models.units import Level
from districts.tests.builders import COMMAND, make_period, make_province, make_unit, make_user, noon
from indicators.models import Plan

API = "/api/v1"


@pytest.fixture
def reader(client: Client, cast) -> Client:
    client.force_login(cast.commune)
    return client


def results(answer: Any) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.json()
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


def test_a_unit_has_its_level_its_parent_and_its_days(reader):
    assert reader.get(f"{API}/units/90001/").json() == {
        "code": "90001",
        "name": "Xã 90001",
        "kind": "xã",
        "level": "commune",
        "parent": "901",
        "valid_from": None,
        "valid_to": None,
    }


def test_a_departments_code_is_its_word(reader):
    department = reader.get(f"{API}/units/health/").json()

    assert (department["level"], department["parent"]) == ("department", "62")


def test_units_are_narrowed_by_level_and_parent(reader):
    found = results(reader.get(f"{API}/units/?level=commune&parent=901"))

    assert [unit["code"] for unit in found] == ["90001", "90003"]


def test_the_province_is_the_one_without_a_parent(reader):
    assert [unit["code"] for unit in results(reader.get(f"{API}/units/?parent="))] == ["62"]


def test_a_code_used_again_is_told_apart_by_the_day(reader, province):
    old = province.communes[0]
    old.valid_to = date(2025, 6, 30)
    old.save()
    make_unit("90001", Level.COMMUNE, province.province, name="Phường Mới", valid_from=date(2025, 7, 1))

    assert len(results(reader.get(f"{API}/units/?code=90001"))) == 2
    assert [unit["name"] for unit in results(reader.get(f"{API}/units/?code=90001&on=2025-06-30"))] == [
        "Xã 90001"
    ]
    assert reader.get(f"{API}/units/90001/").json()["name"] == "Phường Mới"
    assert reader.get(f"{API}/units/90001/?on=2024-12-18").json()["name"] == "Xã 90001"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("level=hamlet", "level"),
        ("on=2024-02-30", "on"),
        ("on=18/12/2024", "on"),
        ("on=2024-01-01&on=2024-01-02", "on"),
        ("code=nowhere", "code"),
        ("parent=nowhere", "parent"),
        ("colour=red", "colour"),
    ],
)
def test_a_units_filter_that_is_not_known_is_named(reader, query, name):
    answer = reader.get(f"{API}/units/?{query}")

    assert (answer.status_code, list(answer.json()["fields"])) == (400, [name])


def test_a_period_has_its_dates_and_the_due_day_of_each_level(reader, period):
    assert reader.get(f"{API}/periods/2024-Q1/").json() == {
        "plan": "749-2024",
        "code": "2024-Q1",
        "year": 2024,
        "quarter": 1,
        "first_day": "2023-12-15",
        "last_day": "2024-03-14",
        "due": {
            "commune": "2024-03-18",
            "district": "2024-03-18",
            "department": "2024-03-18",
            "lead_department": "2024-03-21",
            "province": "2024-03-25",
        },
        "state": "open",
        "is_base": False,
        "illustrative": False,
    }


def test_periods_are_narrowed_by_code_and_state(reader, the_plan, period):
    second = make_period(the_plan, "2024-Q2")
    periods.close(second, version=1, by=None, at=noon(date(2024, 6, 30)), origin=COMMAND)

    assert [one["code"] for one in results(reader.get(f"{API}/periods/?state=closed"))] == ["2024-Q2"]
    assert [one["code"] for one in results(reader.get(f"{API}/periods/?code=2024-Q1&code=2024-Q2"))] == [
        "2024-Q1",
        "2024-Q2",
    ]


@pytest.mark.parametrize("query", ["code=2024-Q3", "code=2024-Q5", "code=today", "state=ajar", "quarter=one"])
def test_a_periods_filter_that_is_not_known_is_named(reader, period, query):
    answer = reader.get(f"{API}/periods/?{query}")

    assert (answer.status_code, list(answer.json()["fields"])) == (400, [query.partition("=")[0]])


@pytest.mark.parametrize(
    "address", ["units/nowhere/", "periods/2030-Q1/", "periods/2024-Q5/", "periods/now/"]
)
def test_what_is_not_there_is_not_found(reader, period, address):
    assert reader.get(f"{API}/{address}").status_code == 404


def test_a_demonstration_says_so_beside_its_periods(reader, period):
    Plan.objects.update(illustrative=True)

    answer = reader.get(f"{API}/periods/")

    assert (answer.json()["illustrative"], answer.json()["note"]) == (True, "số liệu minh họa")
    assert answer["X-Illustrative"] == "true"
    assert reader.get(f"{API}/periods/2024-Q1/")["X-Illustrative"] == "true"


@pytest.mark.parametrize("communes", [1, 10, 102])
def test_lists_cost_the_same_for_any_number_of_communes(
    client, the_plan, django_assert_num_queries, communes
):
    made = make_province(communes=communes)
    make_period(the_plan, "2024-Q1")
    client.force_login(make_user("province", made.province))

    with django_assert_num_queries(3):
        assert len(results(client.get(f"{API}/units/?limit=1000"))) == communes + 4
    with django_assert_num_queries(4):
        assert len(results(client.get(f"{API}/periods/"))) == 1
