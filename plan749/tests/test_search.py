"""Anything is found by a few words, whatever their accents; by whom it may be seen, and by nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from districts.models import Period, Unit
from districts.models.people import Role
from districts.models.units import Level
from districts.names import search_key, sort_key
from districts.tests.builders import Cast, make_period, make_province, make_unit, make_user
from plan749 import lookup

ADDRESS = "/search/"
# The session, who it is and of which unit (3), the plans' names (3), units and their quarters (2), the newest quarter
# for the pages in each language, twice, and for the header (5).
QUERIES = 13


@pytest.fixture
def staff(client: Client, cast: Cast, period: Period) -> Client:
    client.force_login(cast.province)
    return client


def found(client: Client, asked: str, **headers: str) -> dict[str, list[str]]:
    """What is found of each kind, in the order of the page."""
    page = client.get(ADDRESS, {"q": asked}, headers=headers)
    assert page.status_code == 200
    return {group.kind: [one.words for one in group.results] for group in page.context["groups"]}


def results(client: Client, asked: str, kind: str) -> list[lookup.Result]:
    groups = client.get(ADDRESS, {"q": asked}).context["groups"]
    return next((list(group.results) for group in groups if group.kind == kind), [])


def test_both_communes_of_one_name_are_found_without_accents_each_with_its_district(staff, province):
    one, other = province.districts
    make_unit("23380", Level.COMMUNE, one, name="Xã Đăk Long")
    make_unit("23449", Level.COMMUNE, other, name="Xã Đắk Long")

    seen = results(staff, "dak long", "unit")
    assert [(one.words, one.what) for one in seen] == [
        ("Xã Đăk Long", "Xã, huyện 901"),
        ("Xã Đắk Long", "Xã, huyện 902"),
    ]
    assert [one.words for one in results(staff, "ĐẮK  LÔNG", "unit")] == ["Xã Đăk Long", "Xã Đắk Long"]


def test_every_word_must_begin_a_word(staff, province):
    make_unit("23380", Level.COMMUNE, province.districts[0], name="Xã Đăk Long")

    assert [one.words for one in results(staff, "long da", "unit")] == ["Xã Đăk Long"]
    assert results(staff, "ong", "unit") == []
    assert results(staff, "dak hring", "unit") == []


def test_names_that_begin_with_the_words_come_first(staff, province):
    parent = province.districts[0]
    for code, name in [("1", "Xã A Pô Kô"), ("2", "Xã Pô Kô"), ("3", "Thị trấn Pô Kô Mới")]:
        make_unit(f"2340{code}", Level.COMMUNE, parent, name=name)

    assert [one.words for one in results(staff, "po ko", "unit")] == [
        "Thị trấn Pô Kô Mới",
        "Xã Pô Kô",
        "Xã A Pô Kô",
    ]


def test_a_unit_is_found_by_its_code(staff, province):
    assert [one.words for one in results(staff, "90003", "unit")] == ["Xã 90003"]


@pytest.mark.parametrize("asked", ["8.1", "tre em bi xam hai", "abused"])
def test_a_measure_is_found_by_its_code_and_in_both_languages(staff, asked):
    measures = results(staff, asked, "measure")

    assert ["8.1", "9.1"][asked != "8.1"] in [one.words.split()[0] for one in measures]


def test_an_indicator_leads_to_its_results_a_measure_to_its_place_there_and_a_figure_to_its_definition(staff):
    assert results(staff, "8", "indicator")[0].address == "/749-2024/indicator/8/"
    assert results(staff, "8.1", "measure")[0].address == "/749-2024/indicator/8/#measure-8.1"
    assert [one.address for one in results(staff, "duoi nuoc", "element")] == ["/749-2024/handbook/11/"]


def test_pages_are_found_by_their_names_in_either_language_and_only_those_one_may_open(client, cast, period):
    client.force_login(cast.province)
    assert [one.address for one in results(client, "ky bao cao", "page")] == ["/periods/"]
    assert [one.address for one in results(client, "handbook", "page")] == ["/749-2024/handbook/"]

    client.force_login(cast.commune)
    assert results(client, "ky bao cao", "page") == []


@pytest.mark.parametrize(
    ("person", "seen"),
    [
        ("commune", {"90001"}),
        ("neighbour", {"90002"}),
        ("district", {"90001", "90003"}),
        ("province", {"90001", "90002", "90003", "90004"}),
        ("administrator", set()),
    ],
)
def test_nobody_finds_a_unit_they_may_not_see(client, cast, province, period, person, seen):
    client.force_login(getattr(cast, person))

    assert {one.words.removeprefix("Xã ") for one in results(client, "xa", "unit")} == seen


def test_a_unit_that_is_no_longer_is_shown_in_a_quarter_in_which_it_was(client, cast, province, the_plan):
    for code in ("2024-Q1", "2024-Q2"):
        make_period(the_plan, code)
    old = province.communes[0]
    Unit.objects.filter(pk=old.pk).update(valid_to="2024-05-01")
    client.force_login(cast.province)

    (unit,) = results(client, old.code, "unit")
    assert unit.address == reverse("reports:unit", args=["749-2024", "2024-Q1", old.code])
    assert unit.what == "Xã, huyện 901, đến 01/5/2024"


def test_a_unit_that_was_in_force_in_no_quarter_has_no_page_to_lead_to(staff, province):
    Unit.objects.filter(code="90001").update(valid_to="2020-01-01")

    assert results(staff, "90001", "unit") == []


def test_no_more_than_twenty_of_a_kind_and_how_many_more(staff, province):
    for number in range(25):
        make_unit(f"8{number:04d}", Level.COMMUNE, province.districts[0], name=f"Xã Ia Tơi {number}")

    page = staff.get(ADDRESS, {"q": "ia toi"})
    (group,) = page.context["groups"]
    assert (len(group.results), group.more) == (20, 5)
    assert "Còn 5 mục nữa" in page.content.decode()


def test_the_box_is_answered_with_the_list_alone(staff):
    page = staff.get(ADDRESS, {"q": "xa 9000"}, headers={"HX-Request": "true"})

    assert page["Vary"].count("HX-Request") == 1
    assert "<html" not in page.content.decode()
    assert page.content.decode().count('role="option"') == 4
    assert "<html" in staff.get(ADDRESS, {"q": "xa"}).content.decode()


@pytest.mark.parametrize("asked", ["", "   ", "%", "_", "\\", "''", "\u200f\u202e", "\0", "..."])
def test_what_has_no_word_finds_nothing_and_is_told_how_to_ask(staff, asked):
    page = staff.get(ADDRESS, {"q": asked})

    assert page.context["groups"] == []
    assert "Nhập vài chữ" in page.content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        "x" * 10_000,
        "xã " * 5_000,
        "<script>alert(1)</script>",
        "90001' OR 1=1 --",
        "9%1",
        "9_0_1",
        "xa\\",
        "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
        "漢字 עברית",
    ],
)  # fmt: skip
def test_hostile_words_are_only_words(staff, asked):
    page = staff.get(ADDRESS, {"q": asked})

    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
    assert len(page.context["asked"]) <= lookup.MOST_LETTERS


def test_a_nul_or_a_mark_of_direction_between_letters_only_parts_words(staff, province):
    assert found(staff, "xa\0\u200f90001")["unit"] == ["Xã 90001"]


def test_a_percent_sign_stands_for_nothing(staff, province):
    assert results(staff, "9%4", "unit") == []


@pytest.mark.parametrize("communes", [1, 102, 3000])
def test_a_search_asks_the_same_whatever_the_province(client, the_plan, django_assert_num_queries, communes):
    province = make_province(communes=1)
    more = [
        Unit(
            code=f"7{number:04d}", name=f"Xã {number}", kind="xã", level=Level.COMMUNE,
            parent=province.districts[0], province=province.province,
            sort_key=sort_key(f"Xã {number}"), search_key=search_key(f"Xã {number}"),
        )
        for number in range(1, communes)
    ]  # fmt: skip
    Unit.objects.bulk_create(more)
    make_period(the_plan, "2024-Q1")
    client.force_login(make_user(Role.LOOKS, province.province))

    with django_assert_num_queries(QUERIES):
        page = client.get(ADDRESS, {"q": "xã"})
    group = page.context["groups"][0]
    assert len(group.results) + group.more == communes
