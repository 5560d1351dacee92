"""The plan over REST: what is measured, narrowed and paged."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from indicators.models import Plan

API = "/api/v1"


@pytest.fixture
def reader(client: Client, the_plan: Plan) -> Client:
    """Someone signed in who belongs nowhere: the plan is open to all who sign in."""
    client.force_login(get_user_model().objects.create_user("reader"))
    return client


def codes(answer: Any, name: str = "code") -> list[Any]:
    assert answer.status_code == 200, answer.json()
    return [found[name] for found in answer.json()["results"]]


@pytest.mark.parametrize("noun", ["plans", "indicators", "measures", "elements"])
def test_nobody_reads_without_signing_in(client, the_plan, noun):
    answer = client.get(f"{API}/{noun}/")

    assert answer.status_code == 401
    assert answer.json() == {
        "type": "/api/v1/problems/#not_authenticated",
        "title": "Chưa đăng nhập",
        "status": 401,
        "detail": "Xin đăng nhập hoặc gửi mã truy cập.",
        "code": "not_authenticated",
        "fields": {},
        "cells": [],
    }


def test_the_whole_plan_is_there(reader):
    sizes = {
        noun: len(reader.get(f"{API}/{noun}/").json()["results"])
        for noun in ("plans", "indicators", "measures", "elements")
    }

    assert sizes == {"plans": 1, "indicators": 24, "measures": 35, "elements": 58}


def test_a_plan_is_read_by_its_slug_with_its_objectives(reader):
    plan = reader.get(f"{API}/plans/749-2024/").json()

    assert (plan["code"], plan["year"], plan["province"]) == ("749/KH-UBND", 2024, "62")
    assert [objective["number"] for objective in plan["objectives"]] == [1, 2, 3, 4]
    assert plan["illustrative"] is False


def test_a_measure_says_its_formula_and_its_targets(reader):
    measure = reader.get(f"{API}/measures/9.1/").json()

    assert {name: measure[name] for name in ("plan", "indicator", "objective", "formula", "per")} == {
        "plan": "749-2024",
        "indicator": 9,
        "objective": 2,
        "formula": "ratio",
        "per": 100,
    }
    assert measure["numerator"] and measure["denominator"]
    assert {"year", "op", "value", "scope", "source"} <= measure["targets"][0].keys()
    assert all(isinstance(target["value"], str) for target in measure["targets"])


def test_an_element_says_what_is_counted_and_who_enters_it(reader):
    element = reader.get(f"{API}/elements/children_under_16/").json()

    assert element["kind"] == "stock"
    assert element["reported_by"] == "commune"
    assert element["split_by"] == ["sex", "ethnicity"]
    assert (element["boolean"], element["entered_in"], element["sensitive"]) == (False, None, False)
    assert element["definition_vi"].startswith("Trẻ em chưa tròn 16 tuổi")
    assert element["definition_en"].startswith("Children who have not reached")


def test_names_come_in_the_language_asked_for(reader):
    vietnamese = reader.get(f"{API}/elements/children_under_16/").json()
    english = reader.get(f"{API}/elements/children_under_16/", headers={"Accept-Language": "en"}).json()

    assert vietnamese["name"] == vietnamese["name_vi"] == "Tổng số trẻ em (dưới 16 tuổi)"
    assert english["name"] == english["name_en"] == "Children under 16"


def test_a_repeated_filter_asks_for_any_of_its_values(reader):
    assert codes(reader.get(f"{API}/measures/?code=9.1&code=11.1")) == ["9.1", "11.1"]


def test_filters_are_joined(reader):
    found = reader.get(f"{API}/elements/?kind=stock&reported_by=commune&sensitive=false&plan=749-2024").json()

    kinds = {(one["kind"], one["reported_by"], one["sensitive"]) for one in found["results"]}
    assert kinds == {("stock", "commune", False)}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("colour=red", ["colour"]),
        ("kind=gas", ["kind"]),
        ("plan=nowhere", ["plan"]),
        ("sensitive=maybe", ["sensitive"]),
        ("entered_in=four", ["entered_in"]),
        ("code=%00", ["code"]),
        ("kind=gas&colour=red&kind=stock", ["kind", "colour"]),
        ("limit=0", ["limit"]),
        ("limit=1001", ["limit"]),
        ("limit=ten", ["limit"]),
        ("cursor=yesterday", ["cursor"]),
    ],
)
def test_a_filter_that_is_not_known_is_named(reader, query, names):
    answer = reader.get(f"{API}/elements/?{query}")

    assert answer.status_code == 400
    assert answer.json()["code"] == "invalid"
    assert sorted(answer.json()["fields"]) == sorted(names)


def test_an_unknown_value_is_said_back(reader):
    answer = reader.get(f"{API}/measures/?code=99.9")

    assert answer.json()["fields"] == {"code": ["Không có giá trị “99.9”."]}


@pytest.mark.parametrize(
    "address", ["plans/nowhere/", "indicators/99/", "measures/99.9/", "elements/nothing/", "indicators/1x/"]
)
def test_what_is_not_there_is_not_found_in_json(reader, address):
    answer = reader.get(f"{API}/{address}")

    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"


def test_pages_follow_one_another_and_lead_back(reader):
    first = reader.get(f"{API}/measures/?limit=20").json()
    second = reader.get(first["next"]).json()
    back = reader.get(second["previous"]).json()

    assert (len(first["results"]), len(second["results"])) == (20, 15)
    assert first["previous"] is None
    assert second["next"] is None
    assert back == first
    assert len({measure["code"] for measure in first["results"] + second["results"]}) == 35


def test_a_link_keeps_the_filters(reader):
    first = reader.get(f"{API}/elements/?kind=flow&limit=2").json()

    assert {element["kind"] for element in reader.get(first["next"]).json()["results"]} == {"flow"}


def test_two_plans_with_one_code_are_told_apart_by_plan(reader, the_plan):
    other = Plan.objects.get(pk=the_plan.pk)
    other.pk, other.slug, other.year = None, "943-2025", 2025
    other.save()
    objective = other.objectives.create(number=1, name_vi="Một", name_en="One")
    other.indicators.create(objective=objective, number=1, name_vi="Khác", name_en="Other")

    assert reader.get(f"{API}/indicators/1/").json()["fields"] == {
        "plan": ["Có ở nhiều kế hoạch; xin ghi rõ kế hoạch nào."]
    }
    assert reader.get(f"{API}/indicators/1/?plan=943-2025").json()["name_vi"] == "Khác"


@pytest.mark.parametrize(
    ("noun", "queries"), [("plans", 4), ("indicators", 4), ("measures", 4), ("elements", 3)], ids=str
)
def test_a_list_costs_the_same_whatever_its_length(reader, django_assert_num_queries, noun, queries):
    for limit in (1, 10, 1000):
        with django_assert_num_queries(queries):
            assert reader.get(f"{API}/{noun}/?limit={limit}").status_code == 200
