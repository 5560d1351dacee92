"""Observations over REST: what the board says, to the digit, live or as it was published."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client

from districts.models import Period, Submission, User
from districts.tests.builders import Cast, Province, accepted, make_period, make_province, make_user
from indicators.models import Plan, Target
from indicators.values import twelve_digits
from reports import boards
from reports.tests.published import publish

API = "/api/v1/observations/"
CHILDREN = {"children_under_16": 1000, "special_circumstances": 3, "abused_children": 1, "live_births": 30}


def read(user: User, query: str = "") -> Any:
    client = Client()
    client.force_login(user)
    return client.get(f"{API}?{query}")


def results(user: User, query: str = "") -> list[dict[str, Any]]:
    answer = read(user, query)
    assert answer.status_code == 200, answer.json()
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


@pytest.fixture
def counted(cast: Cast, province: Province, period: Period) -> Period:
    """Two of four communes accepted."""
    accepted(province.communes[0], period, CHILDREN)
    accepted(province.communes[1], period, {**CHILDREN, "children_under_16": 500})
    return period


# What one observation says -----------------------------------------------------------------------------------


def test_an_observation_has_its_counts_its_coverage_and_its_target(cast, counted, the_plan):
    measure = the_plan.measures.get(code="8.1")
    measure.targets.all().delete()
    Target.objects.create(
        measure=measure, year=2025, op="<", value=Decimal("6.50"), scope="province", source="plan-2026-2021"
    )

    assert results(cast.province, "measure=8.1&unit=62") == [
        {
            "plan": "749-2024",
            "measure": "8.1",
            "indicator": 8,
            "objective": 2,
            "unit": "62",
            "unit_name": "Tỉnh 62",
            "level": "province",
            "parent": None,
            "period": "2024-Q1",
            "span": "ytd",
            "split": "",
            "value": "0.4",
            "absence": None,
            "numerator": 6,
            "denominator": 1500,
            "reported": 2,
            "expected": 4,
            "status": "no_data",
            "target": {
                "year": 2025, "op": "<", "value": "6.5", "scope": "province", "source": "plan-2026-2021",
            },
            "basis": "provisional",
            "revision": None,
            "illustrative": False,
        }
    ]  # fmt: skip


def test_a_value_has_twelve_significant_digits(cast, province, period):
    accepted(province.communes[0], period, {"children_under_16": 700, "special_circumstances": 2})

    (seen,) = results(cast.province, "measure=8.1&unit=62")

    assert seen["value"] == twelve_digits(Fraction(200, 700)) == "0.285714285714"


def test_a_silence_has_its_name_and_no_value(cast, counted):
    silences = {
        (seen["measure"], seen["unit"]): (seen["value"], seen["absence"])
        for seen in results(cast.province, "measure=8.1&measure=7.1&unit=90003&unit=90001")
    }

    assert silences[("8.1", "90003")] == (None, "not_reported")
    assert silences[("7.1", "90001")] == (None, "not_applicable")


def test_observations_equal_the_board_to_the_digit(cast, counted, province):
    board = boards.board(counted, province.province, cast.province)
    rows = [
        row.result
        for objective in board.objectives
        for indicator in objective.indicators
        for row in indicator.measures
    ]

    seen = {one["measure"]: one for one in results(cast.province, "unit=62")}

    assert len(seen) == len(rows) == 35
    for row in rows:
        value = None if row.value is None else twelve_digits(row.value)
        assert (seen[row.measure]["value"], seen[row.measure]["status"]) == (value, row.status)
        assert (seen[row.measure]["reported"], seen[row.measure]["expected"]) == (row.reported, row.expected)


# Asking ------------------------------------------------------------------------------------------------------


def test_unasked_it_is_the_year_to_date_in_total(cast, counted):
    found = read(cast.province, "limit=1000").json()

    assert len(found["results"]) == 7 * 35  # the province, two districts, four communes
    assert {(seen["span"], seen["split"], seen["basis"]) for seen in found["results"]} == {
        ("ytd", "", "provisional")
    }


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("level=district&measure=8.1", {("901", "8.1"), ("902", "8.1")}),
        ("parent=901&measure=8.1", {("90001", "8.1"), ("90003", "8.1")}),
        ("parent=&measure=8.1", {("62", "8.1")}),
        ("measure=8.1&numerator=3", {("901", "8.1"), ("902", "8.1"), ("90001", "8.1"), ("90002", "8.1")}),
        ("measure=8.1&value=0.3", {("901", "8.1"), ("90001", "8.1")}),
        ("measure=8.1&value=&level=commune", {("90003", "8.1"), ("90004", "8.1")}),
        ("measure=8.1&absence=not_reported", {("90003", "8.1"), ("90004", "8.1")}),
        ("measure=8.1&reported=2", {("62", "8.1")}),
        ("unit_name=Tỉnh 62&indicator=9", {("62", "9.1")}),
    ],
)
def test_observations_are_found_by_each_of_their_fields(cast, counted, query, wanted):
    assert {(seen["unit"], seen["measure"]) for seen in results(cast.province, query)} == wanted


def test_spans_and_splits_are_asked_for_by_name(cast, counted):
    found = results(cast.province, "measure=8.1&unit=62&span=ytd&span=quarter&split=&split=male")

    assert [(seen["span"], seen["split"]) for seen in found] == [
        ("ytd", ""),
        ("ytd", "male"),
        ("quarter", ""),
        ("quarter", "male"),
    ]
    assert [seen["status"] for seen in found[2:]] == [None, None]


@pytest.mark.parametrize(
    "query",
    ["measure=99.9", "unit=nowhere", "level=department", "span=week", "split=purple", "basis=guessed",
     "status=fine", "period=2024-Q4", "plan=none", "numerator=many", "revision=last", "colour=red", "target=90"],
)  # fmt: skip
def test_a_filter_that_is_not_known_is_named(cast, counted, query):
    answer = read(cast.province, query)

    assert (answer.status_code, list(answer.json()["fields"])) == (400, [query.partition("=")[0]])


def test_pages_go_from_one_period_on_to_the_next_and_back(cast, counted, the_plan):
    make_period(the_plan, "2024-Q2")
    client = Client()
    client.force_login(cast.province)

    pages = [client.get(f"{API}?limit=100").json()]
    while pages[-1]["next"]:
        pages.append(client.get(pages[-1]["next"]).json())
    seen = [(one["period"], one["unit"], one["measure"]) for page in pages for one in page["results"]]

    assert [len(page["results"]) for page in pages] == [100, 100, 100, 100, 90]
    assert len(set(seen)) == 2 * 7 * 35
    assert sorted(seen, key=lambda one: one[0]) == seen
    assert client.get(pages[4]["previous"]).json() == pages[3]
    assert client.get(pages[1]["previous"]).json()["results"] == pages[0]["results"]


# Who sees what -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "units"),
    [
        ("commune", ["90001"]),
        ("district", ["901", "90001", "90003"]),
        ("province", ["62", "901", "902", "90001", "90002", "90003", "90004"]),
        ("looker", ["62", "901", "902", "90001", "90002", "90003", "90004"]),
        ("department", []),
        ("administrator", []),
    ],
)
def test_live_values_are_of_the_areas_one_may_see(cast, counted, who, units):
    assert [seen["unit"] for seen in results(getattr(cast, who), "measure=8.1")] == units


@pytest.mark.parametrize("who", ["commune", "department", "administrator", "stranger"])
def test_everyone_sees_the_provinces_published_values(cast, province, counted, who):
    accepted(province.communes[2], counted, {"children_under_16": 1500, "special_circumstances": 6})
    publish(counted)

    found = results(getattr(cast, who), "measure=8.1&basis=published&level=province")

    assert [(seen["unit"], seen["value"], seen["revision"]) for seen in found] == [("62", "0.4", 1)]


def test_a_commune_sees_its_own_published_values_and_no_others(cast, counted):
    publish(counted)

    found = results(cast.commune, "measure=8.1&basis=published")

    assert [seen["unit"] for seen in found] == ["62", "90001"]


@pytest.mark.parametrize("basis", ["provisional", "published"])
def test_sensitive_values_of_single_units_are_withheld(cast, province, counted, basis):
    accepted(province.communes[2], counted, CHILDREN)
    publish(counted)
    query = f"measure=9.1&unit=62&unit=90001&basis={basis}"

    seen = {one["unit"]: one for one in results(cast.looker, query)}
    full = {one["unit"]: one for one in results(cast.province, query)}

    assert (seen["90001"]["value"], seen["90001"]["absence"]) == (None, "withheld")
    assert (seen["90001"]["numerator"], seen["90001"]["denominator"]) == (None, None)
    assert seen["90001"]["status"] == "withheld"
    assert seen["62"]["value"] == full["62"]["value"] is not None
    assert full["90001"]["value"] == "0.1"


@pytest.mark.parametrize("basis", ["provisional", "published"])
def test_a_total_of_two_units_of_four_is_withheld_like_theirs(cast, counted, basis):
    publish(counted)

    [seen] = results(cast.looker, f"measure=9.1&unit=62&basis={basis}")

    assert (seen["value"], seen["absence"], seen["numerator"]) == (None, "withheld", None)


@pytest.mark.parametrize("basis", ["provisional", "published"])
def test_what_is_withheld_is_not_found_by_its_value(cast, counted, basis):
    publish(counted)

    for query in ("numerator=1", "value=0.1", "denominator=1000"):
        assert results(cast.looker, f"measure=9.1&level=commune&basis={basis}&{query}") == []


# Published ---------------------------------------------------------------------------------------------------


def test_what_is_published_stays_whatever_changes_and_a_revision_can_be_asked_for(cast, counted, province):
    publish(counted)
    accepted(province.communes[2], counted, {**CHILDREN, "special_circumstances": 9})
    publish(counted, reason="Bổ sung một xã.")

    query = "measure=8.1&unit=62"
    live = results(cast.province, query)
    latest = results(cast.province, f"{query}&basis=published")
    first = results(cast.province, f"{query}&basis=published&revision=1")
    both = results(cast.province, f"{query}&revision=1&revision=2")

    assert [(seen["value"], seen["revision"]) for seen in live] == [("0.6", None)]
    assert [(seen["value"], seen["revision"]) for seen in latest] == [("0.6", 2)]
    assert [(seen["value"], seen["revision"]) for seen in first] == [("0.4", 1)]
    assert [seen["revision"] for seen in both] == [1, 2]


def test_published_values_are_the_live_ones_frozen(cast, counted):
    publish(counted)
    query = "limit=1000&span=ytd&span=quarter&split=&split=male&split=minority"

    live = results(cast.province, query)
    frozen = results(cast.province, f"{query}&basis=published")

    def without_basis(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**seen, "basis": None, "revision": None} for seen in found]

    assert len(live) > 245
    assert without_basis(frozen) == without_basis(live)


def test_a_demonstration_says_so_on_every_observation(cast, counted):
    Plan.objects.update(illustrative=True)
    counted.refresh_from_db()
    publish(counted)

    for basis in ("provisional", "published"):
        answer = read(cast.commune, f"basis={basis}")

        assert (answer.json()["illustrative"], answer.json()["note"]) == (True, "số liệu minh họa")
        assert {seen["illustrative"] for seen in answer.json()["results"]} == {True}
        assert answer["X-Illustrative"] == "true"


@pytest.mark.parametrize("communes", [1, 10, 102])
def test_a_page_costs_the_same_for_any_number_of_communes(the_plan, django_assert_num_queries, communes):
    made = make_province(communes=communes)
    period = make_period(the_plan, "2024-Q1")
    reader = make_user("province", made.province, "reader")
    for unit in made.communes[:3]:
        accepted(unit, period, CHILDREN)
    publish(period)
    client = Client()
    client.force_login(reader)

    with django_assert_num_queries(9):
        assert len(client.get(f"{API}?limit=1000&span=ytd").json()["results"]) == min(
            1000, 35 * (communes + 2)
        )
    with django_assert_num_queries(8):
        assert client.get(f"{API}?limit=1000&basis=published").status_code == 200


def test_only_the_periods_of_the_page_are_reckoned(cast, counted, the_plan, django_assert_num_queries):
    for code in ("2024-Q2", "2024-Q3", "2024-Q4"):
        make_period(the_plan, code)
    client = Client()
    client.force_login(cast.province)

    with django_assert_num_queries(9):
        client.get(f"{API}?limit=100")
    assert Submission.objects.count() == 2
