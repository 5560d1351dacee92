"""DHIS2 data value sets: the counts as they were entered, under the names of the province's DHIS2."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from districts.models import Period, User
from districts.tests.builders import (
    NOTHING,
    UNKNOWN,
    Cast,
    Province,
    accepted,
    make_period,
    make_province,
    make_user,
    submitted,
)  # fmt: skip
from indicators.models import Element, Plan
from reports.dhis2 import reading
from reports.dhis2.data_values import Entered, data_value_set
from reports.dhis2.mapping import BadMapping, IdMapping, read
from reports.exchange_settings import exchange_settings

API = "/api/v1/dhis2/dataValueSets"
HEAD = "kind,ours,dhis2"
WORDS = {"illustrative": "số liệu minh họa", "nothing_occurred": "không phát sinh"}
FIGURES = {
    "children_under_16": 1000,
    ("children_under_16", "male"): 520,
    ("children_under_16", "female"): 480,
    ("children_under_16", "kinh"): 0,
    ("children_under_16", "minority"): 1000,
    "abused_children": NOTHING,
    "special_circumstances": UNKNOWN,
    "child_friendly": 1,
    "live_births": 0,
}
# What DHIS2 documents for a value of a set; our own members would be lost without a word.
MEMBERS = {
    "dataElement",
    "period",
    "orgUnit",
    "categoryOptionCombo",
    "attributeOptionCombo",
    "value",
    "comment",
}


@pytest.fixture
def counted(cast: Cast, province: Province, period: Period) -> Period:
    """Two communes accepted, a third only submitted; one of them in a second quarter too."""
    for commune in province.communes[:2]:
        accepted(commune, period, FIGURES)
    submitted(province.communes[2], period, FIGURES)
    accepted(province.communes[0], make_period(period.plan, "2024-Q2"), {"live_births": 9})
    return period


@pytest.fixture
def table(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Where the province's own table stands."""
    settings.DHIS2_MAPPING = tmp_path / "mapping.csv"
    reading.mapping_in.cache_clear()
    yield settings.DHIS2_MAPPING
    reading.mapping_in.cache_clear()


def ask(user: User, query: str = "") -> Any:
    client = Client()
    client.force_login(user)
    return client.get(f"{API}?{query}")


def values(user: User, query: str = "") -> list[dict[str, str]]:
    answer = ask(user, query)
    assert answer.status_code == 200, answer.content
    found: list[dict[str, str]] = json.loads(answer.getvalue())["dataValues"]
    return found


# The form ----------------------------------------------------------------------------------------------------


def test_the_set_has_the_form_that_dhis2_documents(cast, counted):
    text = ask(cast.province, "period=2024-Q1&orgUnit=90001").getvalue().decode()
    found = json.loads(text)

    assert list(found) == [
        "dataElementIdScheme", "orgUnitIdScheme", "categoryOptionComboIdScheme", "dataValues",
    ]  # fmt: skip
    assert {found[f"{kind}IdScheme"] for kind in ("dataElement", "orgUnit", "categoryOptionCombo")} == {
        "code"
    }
    assert all(set(one) <= MEMBERS for one in found["dataValues"])
    assert all(isinstance(said, str) for one in found["dataValues"] for said in one.values())
    place = {"period": "2024Q1", "orgUnit": "90001"}
    assert found["dataValues"][:5] == [
        {"dataElement": "children_under_16", **place, "categoryOptionCombo": "default", "value": "1000"},
        {"dataElement": "children_under_16-sex", **place, "categoryOptionCombo": "female", "value": "480"},
        {"dataElement": "children_under_16-ethnicity", **place, "categoryOptionCombo": "kinh", "value": "0"},
        {"dataElement": "children_under_16-sex", **place, "categoryOptionCombo": "male", "value": "520"},
        {
            "dataElement": "children_under_16-ethnicity",
            **place,
            "categoryOptionCombo": "minority",
            "value": "1000",
        },
    ]


def test_what_dhis2_adds_up_is_counted_once(cast, counted):
    """The parts of one data element have one group of splits, or none: never the total beside its parts."""
    combos: dict[str, set[str]] = {}
    for one in values(cast.province):
        combos.setdefault(one["dataElement"], set()).add(one["categoryOptionCombo"])

    groups = ({"default"}, {"male", "female"}, {"kinh", "minority"})
    assert all(any(found <= group for group in groups) for found in combos.values())


def test_nothing_occurred_is_a_0_that_says_so_and_no_data_is_absent(cast, counted):
    found = {one["dataElement"]: one for one in values(cast.province, "period=2024-Q1&orgUnit=90001")}

    assert (found["abused_children"]["value"], found["abused_children"]["comment"]) == (
        "0",
        "không phát sinh",
    )
    assert found["live_births"]["value"] == "0" and "comment" not in found["live_births"]
    assert "special_circumstances" not in found
    assert found["child_friendly"]["value"] == "true"


def test_made_up_figures_carry_their_mark_into_dhis2(cast, counted):
    Plan.objects.update(illustrative=True)

    answer = ask(cast.province, "orgUnit=90001&period=2024-Q1")

    found = {one["dataElement"]: one["comment"] for one in json.loads(answer.getvalue())["dataValues"]}
    assert answer["X-Illustrative"] == "true"
    assert found["children_under_16"] == "số liệu minh họa"
    assert found["abused_children"] == "số liệu minh họa; không phát sinh"


def test_there_is_no_rate_in_it(cast, counted):
    codes = set(Element.objects.values_list("code", flat=True))

    assert {one["dataElement"].partition("-")[0] for one in values(cast.province)} <= codes


# Whose figures -----------------------------------------------------------------------------------------------


def test_only_what_is_accepted_is_sent(cast, counted):
    assert {(one["orgUnit"], one["period"]) for one in values(cast.province)} == {
        ("90001", "2024Q1"), ("90001", "2024Q2"), ("90002", "2024Q1"),
    }  # fmt: skip


SENT_BY = {
    "province": {"90001", "90002"},
    "looker": {"90001", "90002"},
    "district": {"90001"},
    "commune": {"90001"},
    "stranger": {"90002"},
    "department": set(),
    "administrator": set(),
}


def test_each_sends_what_they_may_see(cast, counted):
    for who, units in SENT_BY.items():
        assert (who, {one["orgUnit"] for one in values(getattr(cast, who))}) == (who, units)


def test_sensitive_figures_stay_here_without_the_right_and_their_number_is_said(cast, counted):
    sensitive = set(Element.objects.filter(sensitive=True).values_list("code", flat=True))

    answer = ask(cast.looker, "period=2024-Q1")
    sent = {one["dataElement"].partition("-")[0] for one in json.loads(answer.getvalue())["dataValues"]}
    full = ask(cast.province, "period=2024-Q1")
    all_sent = {one["dataElement"].partition("-")[0] for one in json.loads(full.getvalue())["dataValues"]}

    assert not sent & sensitive
    assert sent == all_sent - sensitive
    assert int(answer["X-Withheld"]) > 0
    assert full["X-Withheld"] == "0"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("plan=none", "plan"),
        ("period=2031-Q1", "period"),
        ("orgUnit=nowhere", "orgUnit"),
        ("colour=red", "colour"),
    ],
)
def test_a_filter_that_is_not_known_is_named(cast, period, query, name):
    answer = ask(cast.province, query)

    assert (answer.status_code, list(answer.json()["fields"])) == (400, [name])


# The province's own names --------------------------------------------------------------------------------------


def test_the_table_gives_each_thing_the_name_it_has_there(cast, counted, table):
    lines = [
        HEAD, "dataElement,live_births,LB01", "orgUnit,90001,VN-62-1", "categoryOptionCombo,,HllvX50cXC0",
        "attributeOptionCombo,,default",
    ]  # fmt: skip
    table.write_text("\n".join(lines), encoding="utf-8")

    found = values(cast.province, "period=2024-Q2")

    [births] = [one for one in found if one["dataElement"] == "LB01"]
    assert births == {
        "dataElement": "LB01",
        "period": "2024Q2",
        "orgUnit": "VN-62-1",
        "categoryOptionCombo": "HllvX50cXC0",
        "attributeOptionCombo": "default",
        "value": "9",
    }


def test_where_dhis2s_own_identifiers_are_meant_none_is_made_up(cast, counted, table):
    table.write_text(f"{HEAD}\nscheme,orgUnit,uid\norgUnit,90001,ImspTQPwCqd\n", encoding="utf-8")

    whole, one = ask(cast.province), ask(cast.province, "orgUnit=90001")

    assert (whole.status_code, list(whole.json()["fields"])) == (400, ["orgUnit"])
    assert "90002" in whole.json()["fields"]["orgUnit"][0]
    assert one.status_code == 200


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["ours,dhis2"],
        [HEAD, "dataElement,live_births"],
        [HEAD, "dataElement,live_births,"],
        [HEAD, "colour,red,blue"],
        [HEAD, "scheme,dataElement,guess"],
        [HEAD, "scheme,colour,uid"],
        [HEAD, "orgUnit,1,a", "orgUnit,1,b"],
        [HEAD, "scheme,orgUnit,uid", "orgUnit,1,short"],
    ],
)
def test_a_table_that_means_nothing_is_refused(lines):
    with pytest.raises(BadMapping):
        read(lines)


def test_the_table_that_comes_with_the_portal_is_our_own_codes(settings):
    shipped = reading.mapping_in(settings.DHIS2_MAPPING)

    assert {shipped.scheme(kind) for kind in ("dataElement", "orgUnit", "categoryOptionCombo")} == {"code"}
    assert [shipped.of("categoryOptionCombo", split) for split in ("", "male", "minority")] == [
        "default", "male", "minority",
    ]  # fmt: skip


@pytest.mark.parametrize("content", [f"{HEAD}\ncolour,red,blue\n".encode(), b"\xff\xfe", None])
def test_a_table_that_cannot_be_used_is_said_as_the_server_starts(table, content):
    if content is not None:
        table.write_bytes(content)

    assert [error.id for error in exchange_settings()] == ["reports.E002"]


@pytest.mark.parametrize("agency", ["", "Kon Tum", "9", "a..b", "Tỉnh"])
def test_an_agency_that_sdmx_cannot_spell_is_said_as_the_server_starts(settings, agency):
    settings.SDMX_AGENCY = agency

    assert [error.id for error in exchange_settings()] == ["reports.E001"]


# What it costs -----------------------------------------------------------------------------------------------


def test_a_set_is_written_value_by_value():
    taken = 0

    def figures() -> Iterator[Entered]:
        nonlocal taken
        for number in range(1_000_000):
            taken += 1
            yield Entered("live_births", "", "1", 2024, 1, number, "", False, False)

    pieces = data_value_set(figures(), IdMapping(), WORDS)

    assert [next(pieces) for _piece in range(3)][2].startswith(",\n{")
    assert taken == 2


@pytest.mark.parametrize("communes", [1, 12])
def test_a_set_costs_the_same_for_any_number_of_units(the_plan, django_assert_num_queries, communes):
    made = make_province(communes=communes)
    period = make_period(the_plan, "2024-Q1")
    for unit in made.communes[:3]:
        accepted(unit, period, FIGURES)
    client = Client()
    client.force_login(make_user("province", made.province, "reader"))

    with django_assert_num_queries(7):
        client.get(API).getvalue()
