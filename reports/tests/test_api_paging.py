"""Pages and ranges of observations: what comes and goes between two pages moves no other row."""

from typing import Any

import pytest
from django.test import Client

from districts.models import Period, Unit
from districts.models.units import Level
from districts.tests.builders import Cast, Province, accepted, make_period, make_unit
from indicators.models import Measure
from reports.api.row_order import place_within
from reports.tests.published import publish

API = "/api/v1/observations/"
Row = tuple[str, str, str, str, str]


@pytest.fixture
def reader(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.province)
    return client


@pytest.fixture
def counted(province: Province, period: Period) -> Period:
    values = {"children_under_16": 1000, "special_circumstances": 3, "abused_children": 1}
    accepted(province.communes[0], period, values)
    accepted(province.communes[1], period, {**values, "children_under_16": 500})
    return period


def page_of(client: Client, address: str) -> dict[str, Any]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.json()
    page: dict[str, Any] = answer.json()
    return page


def rows(page: dict[str, Any]) -> list[Row]:
    names = ("period", "unit", "measure", "span", "split")
    return [tuple(one[name] for name in names) for one in page["results"]]  # type: ignore[misc]


def walked(client: Client, page: dict[str, Any], way: str = "next") -> list[Row]:
    """The rows of a page and of all pages on that way."""
    found = rows(page)
    while page[way]:
        page = page_of(client, page[way])
        found = [*found, *rows(page)] if way == "next" else [*rows(page), *found]
    return found


@pytest.mark.parametrize("basis", ["provisional", "published"])
def test_units_that_come_and_go_between_two_pages_move_no_other_row(reader, province, counted, basis):
    publish(counted)
    query = f"{API}?basis={basis}&measure=8.1&measure=9.1"
    whole = rows(page_of(reader, f"{query}&limit=1000"))
    first = page_of(reader, f"{query}&limit=8")
    last_unit = rows(first)[-1][1]
    make_unit("80000", Level.COMMUNE, province.districts[0], name="Xã 00000")  # before all other communes
    make_unit("99999", Level.COMMUNE, province.districts[0], name="Xã 99999")
    # The unit the cursor stands in goes, and one that was seen.
    Unit.objects.filter(code__in=[last_unit, "90001"]).update(valid_to="2023-12-31")

    seen = walked(reader, page_of(reader, first["next"]))

    left = [row for row in whole[8:] if row[1] not in (last_unit, "90001")]
    new = [("2024-Q1", "99999", measure, "ytd", "") for measure in ("8.1", "9.1")]
    assert seen == [*left, *(new if basis == "provisional" else [])]


def test_a_quarter_that_is_opened_between_two_pages_moves_no_other_row(reader, counted, the_plan):
    third = make_period(the_plan, "2024-Q3")
    whole = rows(page_of(reader, f"{API}?measure=8.1&limit=1000"))
    first = page_of(reader, f"{API}?measure=8.1&limit=3")

    make_period(the_plan, "2023-Q4", is_base=True)
    seen = walked(reader, page_of(reader, first["next"]))

    assert third.code == whole[-1][0]
    assert rows(first) + seen == whole


def test_figures_accepted_between_two_pages_move_no_row_out_of_a_narrowed_list(reader, province, counted):
    query = f"{API}?measure=8.1&measure=7.1&level=commune&absence=not_reported&limit=1"
    whole = walked(reader, page_of(reader, query))
    first = page_of(reader, query)
    gone = rows(first)[0][1]
    accepted(Unit.objects.get(code=gone), counted, {"children_under_16": 10, "special_circumstances": 1})

    seen = walked(reader, page_of(reader, first["next"]))

    assert [row for row in seen if row[1] != gone] == [row for row in whole if row[1] != gone]


def test_pages_lead_back_the_way_they_came(reader, counted, the_plan):
    make_period(the_plan, "2024-Q2")
    page = page_of(reader, f"{API}?limit=100")
    there = rows(page)
    while page["next"]:
        page = page_of(reader, page["next"])
        there += rows(page)

    assert walked(reader, page, "previous") == there


def test_the_fixed_order_is_that_of_the_plan(the_plan):
    """By number is by the plan's own order, which pages and documents follow."""

    class Seen:
        def __init__(self, measure: Measure) -> None:
            self.measure, self.indicator = measure.code, measure.indicator.number
            self.span, self.split = "ytd", ""

    measures = list(the_plan.measures.select_related("indicator").order_by("position"))

    assert sorted(measures, key=lambda one: place_within(Seen(one))) == measures


@pytest.mark.parametrize("name", ["ordering=unit", "ordering=-period", "ordering="])
def test_observations_have_one_order_alone(reader, counted, name):
    for query in (name, f"{name}&format=csv"):
        answer = reader.get(f"{API}?{query}")

        assert answer.status_code == 400
        assert answer.json()["fields"] == {"ordering": ["Danh sách này có thứ tự cố định."]}


# Ranges ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("basis", ["provisional", "published"])
@pytest.mark.parametrize(
    ("query", "units"),
    [
        ("value__gte=0.4", ["62", "902", "90002"]),
        ("value__gte=0.3&value__lte=0.4", ["62", "901", "90001"]),
        ("value__lte=0.3999", ["901", "90001"]),
        ("denominator__gte=1000&denominator__lte=1500", ["62", "901", "90001"]),
        ("numerator__gte=4", ["62"]),
        ("reported__lte=0", ["90003", "90004"]),
        ("expected__gte=3", ["62"]),
    ],
)
def test_a_range_bounds_a_number(reader, counted, basis, query, units):
    publish(counted)

    found = rows(page_of(reader, f"{API}?measure=8.1&basis={basis}&{query}"))

    assert [row[1] for row in found] == units


def test_what_is_withheld_is_in_no_range(cast, counted):
    client = Client()
    client.force_login(cast.looker)

    assert rows(page_of(client, f"{API}?measure=9.1&level=commune&value__gte=0")) == []


@pytest.mark.parametrize(
    ("query", "quarters"),
    [
        ("period__gte=2024-Q2", ["2024-Q2", "2024-Q3"]),
        ("period__lte=2024-Q1", ["2023-Q4", "2024-Q1"]),
        ("period__gte=2024-Q1&period__lte=2024-Q2", ["2024-Q1", "2024-Q2"]),
        ("period__gte=2026-Q1", []),
    ],
)
@pytest.mark.parametrize("noun", ["observations", "periods", "submissions"])
def test_a_range_of_quarters_crosses_the_turn_of_the_year(
    reader, province, counted, the_plan, noun, query, quarters
):
    for code in ("2024-Q2", "2024-Q3"):
        accepted(province.communes[0], make_period(the_plan, code), {"live_births": 1})
    base = make_period(the_plan, "2023-Q4", is_base=True)
    accepted(province.communes[0], base, {"child_marriages": 1})
    if noun == "periods":
        query = query.replace("period__", "code__")
    also = "&measure=8.1" if noun == "observations" else ""

    page = page_of(reader, f"/api/v1/{noun}/?{query}{also}")

    name = "code" if noun == "periods" else "period"
    assert list(dict.fromkeys(row[name] for row in page["results"])) == quarters


@pytest.mark.parametrize(
    "query", ["value__gte=much", "period__gte=2024", "measure__gte=8", "value__gt=1", "value__gte="]
)
def test_a_range_that_is_none_is_named(reader, counted, query):
    answer = reader.get(f"{API}?{query}")

    assert (answer.status_code, list(answer.json()["fields"])) == (400, [query.partition("=")[0]])


@pytest.mark.parametrize("number", ["999999999999999", "-999999999999999"])
def test_a_bound_beyond_every_number_is_one(reader, counted, number):
    publish(counted)

    for address in (
        "periods/?year__{}",
        "publications/?number__{}",
        "observations/?measure=8.1&numerator__{}",
    ):
        for end in ("gte", "lte"):
            page = page_of(reader, "/api/v1/" + address.format(f"{end}={number}"))
            assert bool(page["results"]) == ((end == "lte") != number.startswith("-"))
