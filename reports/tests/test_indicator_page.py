"""An indicator's page: places ranked, splits, the chart's numbers, who sees what, and at what cost."""

import csv
import json
import re
from fractions import Fraction
from io import StringIO
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from districts.models import Period
from districts.models.people import Role
from districts.tests.builders import Cast, Province, accepted, make_period, make_province, make_user
from indicators.models import Plan
from reports import indicator_page
from reports.history import NoProjection, Projection

CHILDREN = 1000


def special(number: int) -> dict[Any, int]:
    return {
        "children_under_16": CHILDREN,
        ("children_under_16", "male"): 500,
        ("children_under_16", "female"): 500,
        "special_circumstances": number,
        ("special_circumstances", "male"): number // 2,
        ("special_circumstances", "female"): number - number // 2,
        "special_circumstances_assisted": number,
    }


def address(period: Period, number: int = 8, area: str = "62") -> str:
    found = reverse("reports:indicator", args=[period.plan.slug, period.as_quarter, number])
    return f"{found}?area={area}"


def view(period: Period, province: Province, cast: Cast, *, number: int = 8) -> indicator_page.MeasureView:
    page = indicator_page.page(period, province.province, cast.province, number)
    assert page is not None
    return page.measures[0]


def drawn(text: str, code: str = "8.1") -> dict[str, Any]:
    """What the script of the page is given for a measure's chart."""
    found = re.search(rf'<script id="chart-{code}" type="application/json">(.*?)</script>', text)
    assert found is not None
    return dict(json.loads(found[1]))


def test_districts_stand_by_their_value_the_best_first_with_their_communes_under_them(
    province: Province, cast: Cast, period: Period
):
    """Communes are dealt out in turn: the first and third belong to the first district."""
    for commune, number in zip(province.communes, (30, 10, 40, 20), strict=True):
        accepted(commune, period, special(number))

    found = view(period, province, cast)

    assert [(line.rank, line.unit.code, line.result.value) for line in found.places] == [
        (1, "902", 1.5),
        (2, "901", 3.5),
    ]
    assert [(line.rank, line.unit.code) for line in found.places[0].within] == [(1, "90002"), (2, "90004")]
    assert [line.dot for line in found.places] == [0, 100]
    assert all(line.submission for place in found.places for line in place.within)


def test_a_place_with_too_few_units_is_shown_last_and_has_no_rank(
    province: Province, cast: Cast, period: Period
):
    for commune in (province.communes[0], province.communes[2]):
        accepted(commune, period, special(40))
    accepted(province.communes[1], period, special(10))  # one of two communes of the second district

    assert [(line.rank, line.unit.code) for line in view(period, province, cast).places] == [
        (1, "901"),
        (None, "902"),
    ]


def test_a_department_measure_has_no_places(province: Province, cast: Cast, period: Period):
    assert view(period, province, cast, number=4).places == []


def test_the_splits_of_the_area_stand_beside_it(province: Province, cast: Cast, period: Period):
    accepted(province.communes[0], period, special(31))

    found = {line.code: line.result.value for line in view(period, province, cast).splits}

    assert (found["male"], found["female"]) == (3, Fraction(16, 5))


def test_a_gap_parts_the_line_and_is_no_zero(client: Client, province: Province, cast: Cast, the_plan: Plan):
    first, middle, last = (make_period(the_plan, f"2024-Q{number}") for number in (1, 2, 3))
    for period in (first, last):
        accepted(province.communes[0], period, special(20))
    client.force_login(cast.province)

    data = drawn(client.get(address(last)).content.decode())

    assert [None if one is None else (one["at"], one["value"]) for one in data["result"]] == [
        (2024.25, 2.0),
        None,
        (2024.75, 2.0),
    ]
    assert "quý II/2024: Chưa có số liệu" in data["description"]
    assert middle.code == "2024-Q2"


def test_the_targets_ahead_are_levels_and_the_road_leads_to_those_not_met(
    client: Client, province: Province, cast: Cast, period: Period
):
    for commune in province.communes:
        accepted(commune, period, special(40))
    client.force_login(cast.province)

    data = drawn(client.get(address(period)).content.decode())

    assert [one and (one["at"], one["value"]) for one in data["road"]] == [
        (2024.25, 4.0),
        (2026.0, 3.0),
        (2031.0, 2.5),
    ]
    assert [one["short"] for one in data["targets"] if one and "short" in one] == ["< 3", "< 2,5"]


def test_four_quarters_are_continued_and_three_are_not(province: Province, cast: Cast, the_plan: Plan):
    periods = [make_period(the_plan, f"2024-Q{number}") for number in range(1, 5)]
    for period, number in zip(periods, (20, 22, 24, 26), strict=True):
        for commune in province.communes:
            accepted(commune, period, special(number))

    found = view(periods[3], province, cast)

    assert isinstance(found.projection, Projection)
    assert [round(one.value, 6) for one in found.projection.estimates] == [2.8, 3.0, 3.2]
    assert view(periods[2], province, cast).projection is NoProjection.TOO_FEW


# Who sees what ----------------------------------------------------------------------------------------------------


def test_what_could_point_at_a_child_is_withheld_in_text_chart_and_file(
    client: Client, province: Province, cast: Cast, period: Period
):
    for commune in province.communes[:3]:
        accepted(commune, period, special(37))
    code = province.communes[0].code
    client.force_login(cast.looker)

    text = client.get(address(period, area=code)).content.decode()
    files = [
        client.get(
            reverse(
                "reports:indicator_table", args=[period.plan.slug, period.as_quarter, 8, "8.1", name, "csv"]
            ),
            {"area": area},
        ).content.decode()
        for area in (code, "62")
        for name in ("quarters", "places", "splits")
    ]

    assert "3,70" not in text
    assert "Không công bố" in text
    assert drawn(text)["result"] == []
    provincial, places = files[3], files[4]
    assert "3.70" in provincial  # of three communes together, open to whoever looks
    assert [row[3] for row in csv.reader(StringIO(places)) if len(row) > 4][1:].count("3.70") == 0
    assert "3.70" not in "".join(files[:3])


def test_one_sees_only_the_places_that_are_ones_own(
    client: Client, province: Province, cast: Cast, period: Period
):
    client.force_login(cast.district)

    text = client.get(address(period, area="901")).content.decode()

    assert province.communes[0].name in text
    assert province.communes[1].name not in text
    assert client.get(address(period, area="902")).status_code == 404
    assert client.get(address(period)).status_code == 404


def test_an_indicator_or_a_table_that_there_is_none_of_does_not_exist(
    client: Client, province: Province, cast: Cast, period: Period
):
    client.force_login(cast.province)

    assert client.get(address(period, number=25)).status_code == 404
    for rest in ("8/9.1/quarters.csv", "8/8.1/nothing.csv", "8/8.1/quarters.pdf"):
        assert client.get(f"/749-2024/2024-Q1/indicator/{rest}").status_code == 404


def test_the_handbook_and_the_results_lead_to_one_another(
    client: Client, province: Province, cast: Cast, period: Period
):
    client.force_login(cast.commune)
    handbook = reverse("indicators:indicator", args=[period.plan.slug, 8])
    results = reverse("reports:newest_indicator", args=[period.plan.slug, 8])

    assert results in client.get(handbook).content.decode()
    assert handbook in client.get(results, follow=True).content.decode()


# What it costs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("communes", [1, 102, 3000])
def test_pages_over_time_cost_the_same_for_any_number_of_communes(
    client: Client,
    the_plan: Plan,
    django_assert_num_queries: DjangoAssertNumQueries,
    communes: int,
):
    before, period = make_period(the_plan, "2024-Q1"), make_period(the_plan, "2024-Q2")
    province = make_province(communes=communes, districts=1)
    for commune in province.communes[:3]:
        accepted(commune, before, special(20))
        accepted(commune, period, special(20))
    client.force_login(make_user(Role.PROVINCE, province.province, "staff", sees_sensitive=True))
    board = reverse("reports:unit_board", args=[the_plan.slug, period.as_quarter, "62"])

    with django_assert_num_queries(30):
        client.get(board)
    cache.clear()
    with django_assert_num_queries(30):
        client.get(address(period))
