"""Where, as pictures and as a heat table: what each person sees of it, in what order, as which files, at what cost."""

import csv
import re
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from districts.models import Period, Unit, User
from districts.models.people import Role
from districts.models.units import Level
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

# Of 1,000 children: 3.7 % and 1.3 % are far from one another and written nowhere else.
MANY, FEW = (
    {"children_under_16": 1000, "special_circumstances": number, "abused_children": 3} for number in (37, 13)
)
SENSITIVE = ["3,70", "1,30", "3.70", "1.30", "0,3000", "0.3000"]


@pytest.fixture
def counted(province: Province, period: Period) -> Period:
    """The first district has many, the second few."""
    for commune in province.communes:
        accepted(commune, period, MANY if commune.parent == province.districts[0] else FEW)
    return period


def address(view: str, query: str = "", form: str = "") -> str:
    return reverse(f"reports:{view}", args=["749-2024", "2024-Q1", *([form] if form else [])]) + query


def page(person: User, path: str) -> str:
    client = Client()
    client.force_login(person)
    answer = client.get(path)
    assert answer.status_code == 200
    text = " ".join(answer.content.decode().split())
    return text[text.index("<main") : text.index("</main")]


def file(person: User, view: str, query: str, form: str) -> bytes:
    client = Client()
    client.force_login(person)
    answer = client.get(address(view, query, form))
    assert answer["Content-Disposition"].startswith("attachment; ")
    return bytes(answer.content)


def lines_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))


def cells_of(content: bytes) -> list[tuple[object, ...]]:
    return [row for row in load_workbook(BytesIO(content)).active.iter_rows(values_only=True) if any(row)]


def status_of(person: User, path: str) -> int:
    client = Client()
    client.force_login(person)
    return client.get(path).status_code


# The picture ------------------------------------------------------------------------------------------------------


def test_each_tile_leads_to_its_districts_board_and_says_all_of_it_in_words(counted: Period, cast: Cast):
    text = page(cast.province, address("where", "?measure=8.1"))

    words = "Huyện 901: 3,70 %, Chưa đạt, 2/2 đơn vị có số liệu"
    tile = text[text.index('<a href="/749-2024/2024-Q1/board/901/">') :]
    assert f'role="img" aria-label="{words}"><title>{words}</title>' in tile[: tile.index("</a>")]
    assert re.findall(r'rect class="place tint-([a-z-]+)"', text) == ["short", "well-past"]
    assert "không phải bản đồ hành chính" in text


def test_beside_the_picture_stands_its_table(counted: Period, cast: Cast):
    text = page(cast.province, address("where", "?measure=8.1"))

    table = text[text.index("<table") : text.index("</table")]
    assert re.findall(r'board/(\d+)/">', table) == ["901", "902"]
    assert re.findall(r'<a class="source"[^>]*> ?([0-9,]+)', table) == ["3,70", "1,30"]


def test_a_district_looks_at_its_communes(counted: Period, cast: Cast, province: Province):
    text = page(cast.district, address("where", "?measure=8.1"))

    assert re.findall(r'aria-label="Xã (\d+): 3,70 %', text) == ["90001", "90003"]
    assert "các ô xếp theo thứ tự tên" in text


@pytest.mark.parametrize("query", ["?measure=99.9", "?measure=4.1", "?area=99", "?area=health"])
def test_what_no_picture_has_does_not_exist(counted: Period, cast: Cast, query: str):
    """4.1 is a department's: it has no value anywhere below the province."""
    assert status_of(cast.province, address("where", query)) == 404


@pytest.mark.parametrize("view", ["where", "heat", "compare"])
def test_another_districts_places_do_not_exist(counted: Period, cast: Cast, view: str):
    assert status_of(cast.stranger, address(view, "?area=901")) == 404
    assert status_of(cast.district, address(view, "?area=62")) == 404


def test_from_2025_on_communes_are_circles_and_those_without_a_point_are_named(the_plan: Plan):
    """Two tiers: communes stand under the province, and the day decides what their codes mean."""
    Plan.objects.update(year=2025)
    the_plan.refresh_from_db()
    make_period(the_plan, "2025-Q3")
    top = make_unit("62", Level.PROVINCE)
    for code, name in (("23500", "Xã Đăk Hà"), ("23293", "Phường Kon Tum"), ("99999", "Xã Chưa rõ")):
        make_unit(code, Level.COMMUNE, top, name=name, valid_from=date(2025, 7, 1))
    staff = make_user(Role.PROVINCE, top, sees_sensitive=True)

    text = page(staff, "/749-2024/2025-Q3/where/?measure=2.1")

    assert text.count("<circle ") == 2
    assert 'Chưa biết vị trí: <a href="/749-2024/2025-Q3/board/99999/">Xã Chưa rõ</a>' in text
    assert "ranh giới không được biết" in text
    assert places_in(page(staff, "/749-2024/2025-Q3/heat/")) == ["Phường Kon Tum", "Xã Chưa rõ", "Xã Đăk Hà"]


# The heat table ---------------------------------------------------------------------------------------------------


def places_in(text: str) -> list[str]:
    table = text[text.index('<table class="heat"') : text.index("</table")]
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', table)


@pytest.mark.parametrize(
    ("query", "order", "aria"),
    [
        ("", ["Huyện 901", "Huyện 902"], "ascending"),
        ("?sort=8.1", ["Huyện 902", "Huyện 901"], "ascending"),
        ("?sort=8.1&dir=down", ["Huyện 901", "Huyện 902"], "descending"),
        ("?dir=down", ["Huyện 902", "Huyện 901"], "descending"),
    ],
)
def test_the_address_says_by_what_the_table_is_sorted(counted: Period, cast: Cast, query, order, aria):
    text = page(cast.province, address("heat", query))

    assert places_in(text) == order
    assert re.findall(r'aria-sort="(\w+)"', text) == [aria]


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_place_without_a_value_comes_last_whichever_end_is_first(
    province: Province, period: Period, cast: Cast, way: str
):
    accepted(province.communes[1], period, FEW)

    text = page(cast.province, address("heat", f"?sort=8.1&dir={way}"))

    assert places_in(text) == ["Huyện 902", "Huyện 901"]


@pytest.mark.parametrize("query", ["?sort=99.9", "?sort=4.1", "?dir=sideways"])
def test_no_such_order_is_no_such_page(counted: Period, cast: Cast, query: str):
    assert status_of(cast.province, address("heat", query)) == 404


def test_a_value_of_too_few_units_has_no_tint_and_says_of_how_many(
    province: Province, period: Period, cast: Cast
):
    accepted(province.communes[0], period, MANY)

    text = page(cast.province, address("heat"))

    assert '> 3,70 <span class="coverage small">(1/2)</span> </a></td>' in text


def test_the_files_are_the_page_with_numbers_as_numbers(counted: Period, cast: Cast):
    head, *rows = lines_of(file(cast.province, "heat_table", "?sort=8.1", "csv"))
    at = next(place for place, heading in enumerate(head) if heading.startswith("8.1 "))
    assert [(row[0], row[at]) for row in rows[:2]] == [("Huyện 902", "1.30"), ("Huyện 901", "3.70")]

    cells = cells_of(file(cast.province, "heat_table", "?sort=8.1", "xlsx"))
    head_at = next(place for place, row in enumerate(cells) if row[0] == "Địa bàn")
    assert [row[at] for row in cells[head_at + 1 :]] == [1.3, 3.7]

    where = lines_of(file(cast.province, "where_table", "?measure=8.1", "csv"))
    assert where[1] == ["Huyện 901", "3.70", "▲ Chưa đạt", "2", "2"]
    assert where[3][0].endswith("Tỉnh 62, lũy kế từ đầu năm đến hết quý I/2024, số tạm tính")


@pytest.mark.parametrize("view", ["heat_table", "where_table"])
def test_a_name_like_a_formula_stays_a_name(counted: Period, cast: Cast, province: Province, view: str):
    Unit.objects.filter(pk=province.districts[0].pk).update(name="=1+1")

    [named] = [row for row in lines_of(file(cast.province, view, "", "csv")) if "1+1" in row[0]]
    assert named[0] == "'=1+1"
    book = load_workbook(BytesIO(file(cast.province, view, "", "xlsx")))
    [cell] = [row[0] for row in book.active.iter_rows() if row[0].value == "=1+1"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_a_file_of_another_kind_does_not_exist(counted: Period, cast: Cast):
    assert status_of(cast.province, address("heat_table", "", "pdf")) == 404


# Who sees what ----------------------------------------------------------------------------------------------------

DOWNLOADS = [
    ("where", "?measure=8.1"),
    ("where", "?measure=9.1"),
    ("heat", "?sort=8.1&dir=down"),
    ("where", "?area=901&measure=8.1"),
    ("heat", "?area=901"),
]


@pytest.mark.parametrize(("view", "query"), DOWNLOADS)
def test_whoever_lacks_the_right_finds_no_sensitive_number_in_page_or_files(
    counted: Period, cast: Cast, view: str, query: str
):
    text = page(cast.looker, address(view, query))
    table = file(cast.looker, f"{view}_table", query, "csv").decode()
    book = str(cells_of(file(cast.looker, f"{view}_table", query, "xlsx")))

    assert [number for number in [*SENSITIVE, "3.7", "1.3"] if number in table or number in book] == []
    assert [number for number in SENSITIVE if number in text] == []
    assert "Không công bố" in text and "Không công bố" in table and "Không công bố" in book


@pytest.mark.parametrize("way", ["up", "down"])
def test_the_order_tells_nothing_of_what_is_withheld(counted: Period, cast: Cast, way: str):
    text = page(cast.looker, address("heat", f"?sort=8.1&dir={way}"))

    assert places_in(text) == ["Huyện 901", "Huyện 902"]


@pytest.mark.parametrize("person", ["province", "district", "commune"])
def test_those_with_the_right_see_their_own(counted: Period, cast: Cast, person: str):
    assert "3,70" in page(getattr(cast, person), address("where", "?measure=8.1"))
    assert "3,70" in page(getattr(cast, person), address("heat"))


@pytest.mark.parametrize("person", ["neighbour", "stranger"])
def test_a_stranger_sees_only_their_own(counted: Period, cast: Cast, person: str):
    assert "3,70" not in page(getattr(cast, person), address("heat"))


# What it costs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("communes", [1, 102, 3000])
def test_every_view_costs_the_same_for_any_number_of_communes(
    the_plan: Plan, period: Period, django_assert_num_queries: DjangoAssertNumQueries, communes: int
):
    province = make_province(communes=communes, districts=1)
    for commune in province.communes[:3]:
        accepted(commune, period, FEW)
    client = Client()
    client.force_login(make_user(Role.PROVINCE, province.province, "staff", sees_sensitive=True))

    costs = {
        address("where", "?measure=8.1"): 17,
        address("where_table", "?measure=8.1", "csv"): 13,
        address("heat", "?sort=8.1"): 17,
        address("heat_table", "", "csv"): 13,
        address("compare", "?other=901"): 22,
        address("compare_table", "?other=901", "csv"): 18,
    }
    for path, queries in costs.items():
        with django_assert_num_queries(queries):
            assert client.get(path).status_code == 200
