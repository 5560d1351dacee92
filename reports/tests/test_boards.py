"""The boards: what each person sees of an area, and at what cost."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from districts.models import Period
from districts.models.people import Role
from districts.tests.builders import Cast, Province, accepted, make_period, make_province, make_user
from indicators.models import Plan
from indicators.values import Absence, Span, Status
from reports import boards, gather

ABUSE = {"children_under_16": 1000, "abused_children": 2}


def address(period: Period, unit: str) -> str:
    return reverse("reports:unit_board", args=[period.plan.slug, period.as_quarter, unit])


def page(client: Client, user: object, path: str) -> str:
    client.force_login(user)
    return client.get(path).content.decode()


def test_a_board_shows_24_indicators_and_35_measures(province: Province, cast: Cast, period: Period) -> None:
    board = boards.board(period, province.province, cast.province)

    indicators = [row for objective in board.objectives for row in objective.indicators]
    assert [row.indicator.number for row in indicators] == list(range(1, 25))
    assert sum(len(row.measures) for row in indicators) == 35


def test_drowning_deaths_stand_under_indicator_11(province: Province, cast: Cast, period: Period) -> None:
    accepted(province.communes[0], period, {"drowning_deaths": 1, "injury_deaths": 1, "injured_children": 1})

    board = boards.board(period, province.province, cast.province)

    rows = {row.indicator.number: row for objective in board.objectives for row in objective.indicators}
    [line] = rows[11].counts
    assert (line.element.code, line.count.number, line.count.reported, line.count.expected) == (
        "drowning_deaths",
        1,
        1,
        4,
    )


def test_the_page_writes_values_the_vietnamese_way(
    client: Client, province: Province, cast: Cast, period: Period
) -> None:
    accepted(province.communes[0], period, {"children_under_16": 1200, "special_circumstances": 21})

    text = page(client, cast.province, address(period, "62"))

    assert "1,75" in text  # 21 of 1200, in percent with two decimals
    assert "&lt; 3 " in text and "(2025)" in text


def test_an_observation_of_one_unit_is_withheld_from_whoever_lacks_the_right(
    province: Province, cast: Cast, period: Period
) -> None:
    commune = province.communes[0]
    accepted(commune, period, ABUSE)

    seen = boards.withhold(gather.observe(period, [commune], splits=[""]), cast.looker, [commune])

    told = next(row for row in seen if row.measure == "9.1" and row.span == Span.YTD)
    assert (told.value, told.absence, told.numerator, told.status) == (
        None,
        Absence.WITHHELD,
        None,
        Status.WITHHELD,
    )


def test_the_looker_sees_the_word_and_never_the_number(
    client: Client, province: Province, cast: Cast, period: Period
) -> None:
    accepted(province.communes[0], period, ABUSE)

    text = page(client, cast.looker, address(period, province.communes[0].code))

    assert "Không công bố" in text
    assert "0,2000" not in text


def test_the_units_own_officer_sees_the_number(
    client: Client, province: Province, cast: Cast, period: Period
) -> None:
    accepted(province.communes[0], period, ABUSE)

    assert "0,2000" in page(client, cast.commune, address(period, province.communes[0].code))


@pytest.mark.parametrize("person", ["neighbour", "stranger", "department", "administrator"])
def test_a_strangers_commune_does_not_exist(
    client: Client, province: Province, cast: Cast, period: Period, person: str
) -> None:
    client.force_login(getattr(cast, person))

    assert client.get(address(period, province.communes[0].code)).status_code == 404


def test_a_commune_has_no_board_of_the_province(
    client: Client, province: Province, cast: Cast, period: Period
) -> None:
    client.force_login(cast.commune)

    assert client.get(address(period, "62")).status_code == 404


def test_whoever_belongs_to_no_area_is_led_to_what_was_published(
    client: Client, province: Province, cast: Cast, period: Period
) -> None:
    client.force_login(cast.department)

    answer = client.get(reverse("reports:board", args=[period.plan.slug, period.as_quarter]))

    assert answer["Location"] == reverse("reports:publications")


@pytest.mark.parametrize("communes", [1, 10, 102])
def test_a_board_costs_the_same_for_any_number_of_communes(
    client: Client,
    the_plan: Plan,
    period: Period,
    django_assert_num_queries: DjangoAssertNumQueries,
    communes: int,
) -> None:
    province = make_province(communes=communes, districts=1)
    for commune in province.communes[:3]:
        accepted(commune, period, ABUSE)
    client.force_login(make_user(Role.PROVINCE, province.province, "staff", sees_sensitive=True))

    with django_assert_num_queries(29):
        client.get(address(period, "62"))


def test_a_total_of_one_unit_is_that_units_figure_and_is_withheld(
    client: Client, province: Province, cast: Cast, period: Period
) -> None:
    accepted(province.communes[0], period, ABUSE)

    text = page(client, cast.looker, address(period, "62"))

    assert "0,2000" not in text
    assert "0,2000" in page(client, cast.province, address(period, "62"))


def test_a_total_of_three_units_is_open_to_whoever_looks(
    client: Client, province: Province, cast: Cast, period: Period
) -> None:
    for commune in province.communes[:3]:
        accepted(commune, period, ABUSE)

    assert "0,2000" in page(client, cast.looker, address(period, "62"))


def test_a_base_quarter_waits_for_nobodys_results(province: Province, cast: Cast, the_plan: Plan) -> None:
    base = make_period(the_plan, "2023-Q1", is_base=True)

    seen = gather.observe(base, [province.province], splits=[""])

    assert {row.absence for row in seen} == {Absence.NOT_DUE}
    assert {row.status for row in seen} == {None}
