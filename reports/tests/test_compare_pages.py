"""Two periods of an area, two areas of a period: what stands side by side, for whom, and as which file."""

import csv
import re
from io import BytesIO, StringIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from districts.models import Period, User
from districts.models.people import Role
from districts.tests.builders import (
    Cast,
    Province,
    accepted,
    make_period,
    make_province,
    make_unit,
    make_user,
)
from indicators.models import Plan

SERVED = {"children_up_to_8": 500, "children_up_to_8_served": 450}
BEFORE, AFTER = (
    {"children_under_16": 1000, "special_circumstances": number, **SERVED} for number in (37, 13)
)
SENSITIVE = ["3,70", "1,30", "3.70", "1.30", "2,40", "2.40"]


@pytest.fixture
def counted(province: Province, period: Period, the_plan: Plan) -> Period:
    """A first quarter with many, a second with few; the second district only in the second."""
    second = make_period(the_plan, "2024-Q2")
    for commune in province.communes:
        if commune.parent == province.districts[0]:
            accepted(commune, period, BEFORE)
        accepted(commune, second, AFTER)
    return second


def address(query: str = "", form: str = "") -> str:
    name = "reports:compare_table" if form else "reports:compare"
    return reverse(name, args=["749-2024", "2024-Q2", *([form] if form else [])]) + query


def ask(person: User, path: str) -> tuple[int, bytes]:
    client = Client()
    client.force_login(person)
    answer = client.get(path)
    return answer.status_code, answer.content


def page(person: User, path: str) -> str:
    status, content = ask(person, path)
    assert status == 200
    text = " ".join(content.decode().split())
    return text[text.index("<main") : text.index("</main")]


def row_of(text: str, code: str) -> str:
    """What a measure's row says, without its marks."""
    row = next(part for part in text.split("<tr>") if f'class="measure">{code} ' in part)
    return " ".join(re.sub(r"<[^>]+>", " ", row[row.index("<td") :]).split())


def lines_of(content: bytes) -> dict[str, list[str]]:
    return {line[0]: line for line in csv.reader(StringIO(content.decode("utf-8-sig")))}


def test_two_periods_stand_side_by_side_the_older_first(counted: Period, cast: Cast):
    text = page(cast.province, address("?area=901&with=2024-Q1"))

    assert "Huyện 901: quý I/2024 và quý II/2024" in text
    assert row_of(text, "8.1") == "3,70 ▲ Chưa đạt 2/2 1,30 ● Đạt 2/2 −2,40 tốt hơn"
    assert row_of(text, "2.1") == "90,0 ● Đạt 2/2 90,0 ● Đạt 2/2 0,0 như nhau"


def test_unasked_a_quarter_is_compared_with_the_one_before(counted: Period, cast: Cast):
    assert "quý I/2024 và quý II/2024" in page(cast.province, address())


def test_two_areas_stand_side_by_side(counted: Period, cast: Cast):
    text = page(cast.province, address("?area=901&other=62"))

    assert "Huyện 901 và Tỉnh 62, đến hết quý II/2024" in text
    assert row_of(text, "8.1") == "1,30 ● Đạt 2/2 1,30 ● Đạt 4/4 0,00 như nhau"


def test_what_does_not_compare_says_why(counted: Period, cast: Cast):
    periods = page(cast.province, address("?area=902&with=2024-Q1"))
    areas = page(cast.province, address("?area=901&other=62"))

    assert row_of(periods, "8.1").endswith("không so được: có bên không có số")
    assert row_of(areas, "4.1").endswith("không so được: không áp dụng cho một bên")


def test_an_area_of_another_time_is_no_side(counted: Period, cast: Cast, province: Province):
    """Found by the unit and not by its code: the first quarter had no such commune."""
    make_unit("90009", "commune", province.districts[0], valid_from=counted.first_day)

    text = page(cast.province, address("?area=90009&with=2024-Q1"))

    assert row_of(text, "8.1").startswith("không có địa bàn này – Chưa có số liệu")
    assert row_of(text, "8.1").endswith("không so được: địa bàn này không có ở kỳ kia")


def test_the_only_quarter_there_is_asks_for_another(province: Province, period: Period, cast: Cast):
    text = page(cast.province, address().replace("2024-Q2", "2024-Q1"))

    assert "Chưa có kỳ nào để so sánh" in text
    assert ask(cast.province, address(form="csv").replace("2024-Q2", "2024-Q1"))[0] == 404


@pytest.mark.parametrize(
    "query", ["?with=2024-Q2", "?with=2019-Q1", "?with=never", "?other=99", "?area=901&other=901"]
)
def test_what_there_is_not_is_not_compared_with(counted: Period, cast: Cast, query: str):
    assert ask(cast.province, address(query))[0] == 404
    assert ask(cast.province, address(query, "csv"))[0] == 404


def test_the_files_are_the_page_with_numbers_as_numbers(counted: Period, cast: Cast):
    _status, content = ask(cast.province, address("?area=901&with=2024-Q1", "csv"))
    lines = lines_of(content)
    assert lines["8.1"][3:] == ["3.70", "▲ Chưa đạt", "2/2", "1.30", "● Đạt", "2/2", "-2.40", "tốt hơn"]
    assert lines["13.1"][-1] == "không so được: có bên không có số"

    _status, content = ask(cast.province, address("?area=901&with=2024-Q1", "xlsx"))
    rows = {row[0]: row for row in load_workbook(BytesIO(content)).active.iter_rows(values_only=True)}
    assert rows["8.1"][3::3] == (3.7, 1.3, -2.4)


# Who sees what ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["?area=901&with=2024-Q1", "?area=901&other=902", "?area=901&other=62"])
def test_whoever_lacks_the_right_finds_no_sensitive_number_of_a_district(
    counted: Period, cast: Cast, query: str
):
    """Nor the difference, from which it could be reckoned."""
    text = row_of(page(cast.looker, address(query)), "8.1")
    line = lines_of(ask(cast.looker, address(query, "csv"))[1])["8.1"]
    book = load_workbook(BytesIO(ask(cast.looker, address(query, "xlsx"))[1])).active
    [row] = [row for row in book.iter_rows(values_only=True) if row[0] == "8.1"]

    assert text.startswith("▒ Không công bố")
    assert line[3] == row[3] == "Không công bố"
    assert text.endswith("không so được: có bên không công bố")
    assert (line[-2], row[-2]) == ("", None)
    if "other=62" not in query:  # a whole province's total is open to whoever looks
        assert [number for number in SENSITIVE if number in f"{text}{line}{row}"] == []


@pytest.mark.parametrize("person", ["province", "district", "commune"])
def test_those_with_the_right_see_their_own(counted: Period, cast: Cast, person: str):
    assert row_of(page(getattr(cast, person), address("?with=2024-Q1")), "8.1").count("1,30") == 1


@pytest.mark.parametrize("person", ["neighbour", "stranger", "department", "administrator"])
@pytest.mark.parametrize("query", ["?area=901", "?other=901", "?area=90001"])
def test_a_stranger_compares_nothing_of_others(counted: Period, cast: Cast, person: str, query: str):
    assert ask(getattr(cast, person), address(query))[0] == 404
    assert ask(getattr(cast, person), address(query, "csv"))[0] == 404


@pytest.mark.parametrize("person", ["neighbour", "stranger", "looker", "commune", "district"])
def test_the_list_of_areas_names_only_those_one_may_see(counted: Period, cast: Cast, person: str):
    seen = {
        "neighbour": {"90002"},
        "stranger": {"902", "90002", "90004"},
        "looker": {"62", "901", "902", "90001", "90002", "90003", "90004"},
        "commune": {"90001"},
        "district": {"901", "90001", "90003"},
    }
    text = page(getattr(cast, person), address())

    assert set(re.findall(r'<option value="(\d+)"', text)) == seen[person]


# What it costs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("communes", [1, 102, 3000])
def test_two_periods_cost_the_same_for_any_number_of_communes(
    the_plan: Plan, django_assert_num_queries: DjangoAssertNumQueries, communes: int
):
    first, second = make_period(the_plan, "2024-Q1"), make_period(the_plan, "2024-Q2")
    province = make_province(communes=communes, districts=1)
    for commune in province.communes[:3]:
        accepted(commune, first, BEFORE)
        accepted(commune, second, AFTER)
    client = Client()
    client.force_login(make_user(Role.PROVINCE, province.province, "staff", sees_sensitive=True))

    for path, queries in ((address("?with=2024-Q1"), 23), (address("?with=2024-Q1", "csv"), 19)):
        with django_assert_num_queries(queries):
            assert client.get(path).status_code == 200
