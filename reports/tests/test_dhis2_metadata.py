"""What a DHIS2 must know before it takes our figures: the same every time, and enough for every value we send."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from districts.tests.builders import NOTHING, accepted
from reports.dhis2.metadata import uid

API = "/api/v1/dhis2/"
OBJECTS = ["categoryOptions", "categories", "categoryCombos", "categoryOptionCombos", "dataElements"]


@pytest.fixture
def found(client: Client, cast: Any, period: Any) -> dict[str, list[dict[str, Any]]]:
    client.force_login(cast.looker)
    answer = client.get(f"{API}metadata?plan=749-2024", headers={"accept-language": "en"})
    assert answer.status_code == 200
    made: dict[str, list[dict[str, Any]]] = answer.json()
    return made


def test_every_object_has_an_identifier_a_code_and_a_name_of_its_own(found):
    assert list(found) == OBJECTS
    for kind, things in found.items():
        for name in ("id", "code", "name"):
            assert len({one[name] for one in things}) == len(things), (kind, name)
        assert all(re.fullmatch("[A-Za-z][A-Za-z0-9]{10}", one["id"]) for one in things)
        assert all(len(one["code"]) <= 50 and len(one.get("shortName", "")) <= 50 for one in things)


def test_every_reference_is_to_something_in_the_file(found):
    ids = {one["id"] for things in found.values() for one in things}

    def references(part: Any) -> set[str]:
        if isinstance(part, list):
            return {one for inner in part for one in references(inner)}
        if isinstance(part, dict):
            own = {part["id"]} if part.keys() == {"id"} else set()
            return own | {one for inner in part.values() for one in references(inner)}
        return set()

    assert references(found) and references(found) <= ids


def test_an_element_says_how_it_adds_up_and_keeps_its_zeros(found):
    elements = {one["code"]: one for one in found["dataElements"]}

    assert elements["live_births"] == {
        "id": uid("dataElement", "live_births"),
        "code": "live_births",
        "name": elements["live_births"]["name"],
        "shortName": "live_births",
        "domainType": "AGGREGATE",
        "valueType": "INTEGER_ZERO_OR_POSITIVE",
        "aggregationType": "SUM",
        "zeroIsSignificant": True,
    }
    by_sex = elements["children_under_16-sex"]
    assert by_sex["name"] == "Children under 16 (by sex)"
    assert (by_sex["aggregationType"], by_sex["categoryCombo"]) == (
        "LAST",
        {"id": uid("categoryCombo", "sex")},
    )
    assert elements["child_friendly"]["valueType"] == "BOOLEAN"


def test_it_names_everything_that_is_sent(client, found, cast, province, period):
    figures = {"children_under_16": 9, ("children_under_16", "male"): 5, ("children_under_16", "female"): 4}
    accepted(province.communes[0], period, {**figures, "abused_children": NOTHING})
    client.force_login(cast.province)

    sent = json.loads(client.get(f"{API}dataValueSets").getvalue())["dataValues"]

    assert {one["dataElement"] for one in sent} <= {one["code"] for one in found["dataElements"]}
    combos = {one["code"] for one in found["categoryOptionCombos"]}
    assert (
        {one["categoryOptionCombo"] for one in sent} == {"default", "male", "female"} <= combos | {"default"}
    )


def test_it_is_the_same_every_time(client, found, cast):
    client.force_login(cast.province)

    again = client.get(f"{API}metadata", headers={"accept-language": "en"})

    assert again.json() == found
    assert uid("category", "sex") == uid("category", "sex") != uid("categoryCombo", "sex")


def test_it_costs_the_same_for_any_plan(client, cast, period, django_assert_num_queries):
    client.force_login(cast.looker)

    with django_assert_num_queries(3):
        client.get(f"{API}metadata")
