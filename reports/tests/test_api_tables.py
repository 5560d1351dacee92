"""Lists as CSV: whole, streamed, and as small in memory for a large province as for a small one."""

import csv
import tracemalloc
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from districts.models import Period, User
from districts.models.units import Level
from districts.tests.builders import (
    Cast,
    Province,
    accepted,
    fill,
    make_period,
    make_province,
    make_unit,
    make_user,
    start,
)
from indicators.models import Plan
from reports.tests.published import publish

API = "/api/v1"
CHILDREN = {"children_under_16": 1000, "special_circumstances": 3, "abused_children": 1, "live_births": 30}


def asked(user: User, address: str, **headers: str) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(f"{API}/{address}", headers=headers)


def table(user: User, address: str) -> list[dict[str, str]]:
    answer = asked(user, address, accept="text/csv")
    assert answer.status_code == 200
    assert answer.streaming
    text = answer.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


@pytest.fixture
def counted(cast: Cast, province: Province, period: Period) -> Period:
    """Two of four communes accepted."""
    accepted(province.communes[0], period, CHILDREN)
    accepted(province.communes[1], period, {**CHILDREN, "children_under_16": 500})
    return period


@pytest.mark.parametrize("basis", ["provisional", "published"])
def test_a_table_holds_what_the_pages_hold_in_their_order(cast, counted, the_plan, basis):
    publish(counted)
    make_period(the_plan, "2024-Q2")
    query = f"observations/?basis={basis}&split=&split=male&span=ytd&span=quarter"
    client = Client()
    client.force_login(cast.looker)
    page = client.get(f"{API}/{query}&limit=1000").json()
    rows = page["results"]
    while page["next"]:
        page = client.get(page["next"]).json()
        rows += page["results"]

    lines = table(cast.looker, query)

    def places(found: list[dict[str, Any]]) -> list[tuple[str, ...]]:
        return [tuple(one[name] for name in ("period", "unit", "measure", "span", "split")) for one in found]

    assert places(lines) == places(rows)
    assert len({*places(lines)}) == len(lines) > 600
    assert [line["value"] for line in lines] == [row["value"] or "" for row in rows]


def test_a_silence_is_an_empty_value_with_its_absence_beside_it(cast, counted):
    lines = {line["unit"]: line for line in table(cast.province, "observations/?measure=8.1")}

    assert (lines["90001"]["value"], lines["90001"]["absence"]) == ("0.3", "")
    assert (lines["90003"]["value"], lines["90003"]["absence"]) == ("", "not_reported")
    assert lines["90001"]["illustrative"] == "false"


def test_the_headings_are_the_fields_and_an_objects_fields_within_it(cast, counted):
    heading = asked(cast.province, "observations/?format=csv").getvalue().decode().splitlines()[0]

    assert heading == (
        "\ufeffplan,measure,indicator,objective,unit,unit_name,level,parent,period,span,split,value,absence,numerator,"
        "denominator,reported,expected,status,target.year,target.op,target.value,target.scope,target.source,basis,"
        "revision,illustrative"
    )


def test_columns_stand_as_asked_for_and_the_mark_of_a_demonstration_stays(cast, counted):
    Plan.objects.update(illustrative=True)

    answer = asked(cast.province, "observations/?format=csv&measure=8.1&unit=62&fields=value,unit")

    assert answer["X-Illustrative"] == "true"
    assert answer.getvalue().decode("utf-8-sig").splitlines() == ["value,unit,illustrative", "0.4,62,true"]


def test_each_figure_of_a_submission_is_a_line(cast, province, period):
    fill(start(province.communes[0], period), {"live_births": 0, "neonatal_deaths": "nothing_occurred"})
    start(province.communes[2], period)

    lines = table(cast.district, "submissions/?fields=unit,figures")

    assert [
        (one["unit"], one["figures.element"], one["figures.value"], one["figures.absence"]) for one in lines
    ] == [
        ("90001", "live_births", "0", ""),
        ("90001", "neonatal_deaths", "", "nothing_occurred"),
        ("90003", "", "", ""),
    ]
    assert len(table(cast.district, "submissions/?fields=unit,state")) == 2


def test_what_a_spreadsheet_would_reckon_with_stays_a_text(cast, province):
    province.communes[0].name = '=HYPERLINK("http://bad")'
    province.communes[0].save()

    [line] = table(cast.province, "units/?code=90001")

    assert line["name"] == '\'=HYPERLINK("http://bad")'


@pytest.mark.parametrize(
    "noun",
    [
        "plans",
        "indicators",
        "measures",
        "elements",
        "units",
        "periods",
        "submissions",
        "observations",
        "publications",
    ],
)
def test_every_list_comes_as_a_table(cast, counted, noun):
    publish(counted)
    rows = asked(cast.province, f"{noun}/?limit=1000").json()["results"]

    lines = table(cast.province, f"{noun}/")

    assert len(lines) == sum(len(row.get("figures", [0])) for row in rows) > 0


@pytest.mark.parametrize("name", ["limit=10", "cursor=x", "updated_since=2024-01-01T00:00:00Z"])
def test_a_table_has_no_pages_and_is_not_followed(cast, counted, name):
    answer = asked(cast.province, f"submissions/?format=csv&{name}")

    assert (answer.status_code, list(answer.json()["fields"])) == (400, [name.partition("=")[0]])


@pytest.mark.parametrize("communes", [1, 10, 102])
def test_a_table_costs_the_same_for_any_number_of_communes(the_plan, django_assert_num_queries, communes):
    made = make_province(communes=communes)
    period = make_period(the_plan, "2024-Q1")
    for unit in made.communes[:3]:
        accepted(unit, period, CHILDREN)
    reader = make_user("province", made.province, "reader")
    client = Client()
    client.force_login(reader)

    with django_assert_num_queries(9 if communes < 98 else 10):  # a hundred areas at a time
        lines = client.get(f"{API}/observations/?format=csv").getvalue().splitlines()
    assert len(lines) == 1 + 35 * (communes + 2)


def test_neither_more_quarters_nor_a_larger_province_take_more_memory(the_plan):
    """A year of a thousand communes is measured by bench/reading.py; here is what would make it grow."""
    made = make_province(communes=102)
    for code in ("2024-Q1", "2024-Q2"):
        make_period(the_plan, code)
    reader = make_user("province", made.province, "reader", sees_sensitive=True)
    quarter = peak_of(reader, "period=2024-Q1")
    quarters = peak_of(reader, "period__lte=2024-Q2")
    for number in range(103, 409):
        make_unit(f"9{number:04d}", Level.COMMUNE, made.districts[0])
    larger = peak_of(reader, "period=2024-Q1")

    assert quarters < 1.1 * quarter
    assert larger < 1.5 * quarter


def peak_of(reader: User, query: str) -> int:
    """The most that was held at once while the observations went by."""
    client = Client()
    client.force_login(reader)
    answer = client.get(f"{API}/observations/?format=csv&{query}")
    tracemalloc.start()
    for _lines in answer.streaming_content:
        pass
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak
