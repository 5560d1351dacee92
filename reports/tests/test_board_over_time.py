"""A board's quarters: change and spark lines, what is kept in the cache and when it is not, and the published basis."""

import csv
import re
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from districts.models import Period
from districts.models.people import Role
from districts.tests.builders import Cast, Province, accepted, make_period, make_province, make_user
from districts.tests.steps import send_back
from indicators.models import Plan
from indicators.values import Absence
from reports import boards, gather, over_time
from reports.history import Way
from reports.table_files import harmless
from reports.tests.builders import publish

CHILDREN = 1000
ABUSE = {"children_under_16": CHILDREN, "abused_children": 2}


def special(number: int) -> dict[str, int]:
    """8.1 is so many of a thousand; fewer are better."""
    return {"children_under_16": CHILDREN, "special_circumstances": number}


@pytest.fixture
def quarters(the_plan: Plan) -> list[Period]:
    return [make_period(the_plan, f"2024-Q{number}") for number in range(1, 4)]


def address(period: Period, unit: str = "62", query: str = "") -> str:
    return reverse("reports:unit_board", args=[period.plan.slug, period.as_quarter, unit]) + query


def told(client: Client, period: Period, unit: str = "62", query: str = "") -> str:
    """The result of 8.1 as the page prints it."""
    text = client.get(address(period, unit, query)).content.decode()
    found = re.search(r'"measure">8\.1 .*?data-label="Kết quả"><div>(.*?)</div>', text, re.DOTALL)
    assert found is not None
    return re.sub(r"<[^>]*>", "", found[1]).strip()


def line(period: Period, province: Province, cast: Cast, code: str = "8.1") -> boards.MeasureRow:
    board = boards.board(period, province.province, cast.province)
    return next(row for found in board.rows for row in found.measures if row.measure.code == code)


def test_a_board_says_what_changed_since_the_newest_quarter_that_compares(
    province: Province, cast: Cast, quarters: list[Period]
):
    for commune in province.communes:
        accepted(commune, quarters[0], special(20))
        accepted(commune, quarters[2], special(15))

    found = line(quarters[2], province, cast)

    assert [point.value for point in found.history.points] == [2, None, 1.5]
    assert found.history.points[1].absence is Absence.NOT_REPORTED
    assert found.change is not None
    assert (found.change.since.code, found.change.difference, found.change.way) == (
        "2024-Q1",
        -0.5,
        Way.BETTER,
    )
    assert found.spark is not None
    assert (found.spark.strokes, len(found.spark.dots)) == ((), 2)


def test_the_page_says_it_in_sign_symbol_and_word(
    client: Client, province: Province, cast: Cast, quarters: list[Period]
):
    for commune in province.communes:
        accepted(commune, quarters[0], special(20))
        accepted(commune, quarters[1], special(25))
    client.force_login(cast.province)

    text = client.get(address(quarters[1])).content.decode()

    assert "+0,50" in text
    assert "kém hơn" in text
    assert "quý I/2024: 2,00; quý II/2024: 2,50" in text


def test_a_quarter_that_is_kept_is_not_added_up_again_until_something_in_it_changes(
    province: Province, cast: Cast, quarters: list[Period]
):
    submission = accepted(province.communes[0], quarters[0], special(20))
    accepted(province.communes[0], quarters[1], special(20))
    facts = gather.plan_facts(quarters[1].plan)

    def sums() -> tuple[int, object]:
        with CaptureQueriesContext(connection) as asked:
            points = over_time.live(quarters[1], province.province, cast.province, facts)
        return sum("in_force" in query["sql"] for query in asked), points["8.1"][0].value

    assert sums() == (2, 2)
    assert sums() == (0, 2)

    accepted(province.communes[1], quarters[0], special(40))
    # The first quarter is part of the second's year to date, so both are added up anew.
    assert sums() == (2, 3)

    send_back(submission, cast.district)
    assert sums() == (2, 4)


def test_an_acceptance_of_a_later_quarter_leaves_earlier_ones_kept(
    province: Province, cast: Cast, quarters: list[Period]
):
    accepted(province.communes[0], quarters[0], special(20))
    facts = gather.plan_facts(quarters[1].plan)
    over_time.live(quarters[1], province.province, cast.province, facts)

    accepted(province.communes[0], quarters[1], special(30))
    with CaptureQueriesContext(connection) as asked:
        points = over_time.live(quarters[1], province.province, cast.province, facts)

    assert sum("in_force" in query["sql"] for query in asked) == 1
    assert [point.value for point in points["8.1"]] == [2, 3]


# Live -------------------------------------------------------------------------------------------------------------


def stamp_of(client: Client, path: str) -> str:
    text = client.get(path).content.decode()
    return text.partition('data-stamp="')[2].partition('"')[0]


def test_an_open_board_is_told_where_nothing_changed_and_an_acceptance_shows_at_the_next_request(
    client: Client, province: Province, cast: Cast, period: Period
):
    client.force_login(cast.province)
    accepted(province.communes[0], period, special(20))
    asked = {"If-None-Match": f'"{stamp_of(client, address(period))}"'}
    assert client.get(address(period), headers=asked).status_code == 304

    accepted(province.communes[1], period, special(40))

    assert client.get(address(period), headers=asked).status_code == 200
    assert told(client, period) == "3,00"


def test_a_return_a_target_and_a_publication_show_too(
    client: Client, province: Province, cast: Cast, period: Period, the_plan: Plan
):
    client.force_login(cast.province)
    submission = accepted(province.communes[0], period, special(20))
    stamps = [over_time.board_stamp(the_plan)]
    the_plan.measures.get(code="4.2").targets.create(
        year=2024, op="<", value=27, scope="province", source="x"
    )
    stamps.append(over_time.board_stamp(the_plan))
    publish(period, None)
    stamps.append(over_time.board_stamp(the_plan))
    send_back(submission, cast.district)
    stamps.append(over_time.board_stamp(the_plan))

    assert len(set(stamps)) == 4


def test_whoever_may_not_see_the_area_is_told_nothing_about_changes(
    client: Client, province: Province, cast: Cast, period: Period, the_plan: Plan
):
    client.force_login(cast.commune)
    asked = {"If-None-Match": f'"{over_time.board_stamp(the_plan)}"'}

    assert client.get(address(period), headers=asked).status_code == 404


# Targets ----------------------------------------------------------------------------------------------------------


def test_a_target_is_one_click_from_a_measure_without_one_for_whoever_sets_them(
    client: Client, province: Province, cast: Cast, period: Period, the_plan: Plan
):
    place = reverse("districts:target", args=[the_plan.slug, "4.2"])
    client.force_login(cast.province)
    assert place in client.get(address(period)).content.decode()

    client.force_login(cast.looker)
    assert place not in client.get(address(period)).content.decode()


def test_once_the_years_target_is_typed_in_the_link_is_gone(
    client: Client, province: Province, cast: Cast, period: Period, the_plan: Plan
):
    the_plan.measures.get(code="4.2").targets.create(
        year=2024, op="<", value=27, scope="province", source="x"
    )
    client.force_login(cast.province)

    assert (
        reverse("districts:target", args=[the_plan.slug, "4.2"])
        not in client.get(address(period)).content.decode()
    )


# As published -----------------------------------------------------------------------------------------------------


def test_what_was_published_stays_on_its_board_whatever_was_accepted_since(
    client: Client, province: Province, cast: Cast, period: Period
):
    for commune in province.communes[:2]:
        accepted(commune, period, special(20))
    publish(period, None)
    accepted(province.communes[2], period, special(50))
    client.force_login(cast.province)

    assert told(client, period) == "3,00"
    assert told(client, period, query="?basis=published") == "2,00"
    page = client.get(address(period, query="?basis=published")).content.decode()
    assert "số công bố lần 1" in page


def test_a_districts_published_board_has_the_districts_values(
    client: Client, province: Province, cast: Cast, period: Period
):
    accepted(province.communes[0], period, special(20))
    publish(period, None)
    client.force_login(cast.district)

    assert told(client, period, province.districts[0].code, "?basis=published") == "2,00"


def test_a_quarter_that_was_not_published_says_so(
    client: Client, province: Province, cast: Cast, period: Period
):
    client.force_login(cast.province)

    assert (
        "Quý này chưa được công bố." in client.get(address(period, query="?basis=published")).content.decode()
    )


def test_what_is_withheld_live_is_withheld_as_published(
    client: Client, province: Province, cast: Cast, period: Period
):
    for commune in province.communes[:3]:
        accepted(commune, period, ABUSE)
    publish(period, None)
    path = address(period, province.communes[0].code, "?basis=published")

    client.force_login(cast.looker)
    assert "0,2000" not in client.get(path).content.decode()
    client.force_login(cast.commune)
    assert "0,2000" in client.get(path).content.decode()


@pytest.mark.parametrize("communes", [1, 10])
def test_a_published_board_costs_the_same_for_any_number_of_communes(
    client: Client,
    period: Period,
    django_assert_num_queries: DjangoAssertNumQueries,
    communes: int,
):
    province = make_province(communes=communes, districts=1)
    for commune in province.communes[:3]:
        accepted(commune, period, special(20))
    publish(period, None)
    client.force_login(make_user(Role.PROVINCE, province.province, "staff", sees_sensitive=True))

    with django_assert_num_queries(19):
        client.get(address(period, query="?basis=published"))


# Files ------------------------------------------------------------------------------------------------------------


def file_of(client: Client, period: Period, unit: str, form: str) -> bytes:
    return client.get(
        reverse("reports:board_results", args=[period.plan.slug, period.as_quarter, unit, form])
    ).content


def test_a_board_is_a_table_to_download(client: Client, province: Province, cast: Cast, period: Period):
    accepted(province.communes[0], period, special(20))
    client.force_login(cast.province)

    rows = list(csv.reader(StringIO(file_of(client, period, "62", "csv").decode("utf-8-sig"))))
    sheet = load_workbook(BytesIO(file_of(client, period, "62", "xlsx"))).active

    [found] = [row for row in rows if row[0] == "8.1"]
    assert (found[3], found[9:]) == ("2.00", ["1", "4"])
    assert len(rows) == 37  # the headings, 35 measures, and what the table is
    assert [row[3].value for row in sheet.iter_rows() if row[0].value == "8.1"] == [2]


def test_a_download_withholds_what_the_page_withholds(
    client: Client, province: Province, cast: Cast, period: Period
):
    accepted(province.communes[0], period, ABUSE)
    client.force_login(cast.looker)

    text = file_of(client, period, province.communes[0].code, "csv").decode()

    [found] = [row for row in csv.reader(StringIO(text)) if row[0] == "9.1"]
    assert found[3] == "Không công bố"


def test_no_text_of_a_table_is_a_formula():
    assert [harmless(cell) for cell in ("=1+1", "+84", "-x", "@a", "xã", -5, None)] == [
        "'=1+1",
        "'+84",
        "'-x",
        "'@a",
        "xã",
        "-5",
        "",
    ]
