"""The published basis beyond the board: where, heat, compare, an indicator, the sources below the province."""

import csv
import json
import re
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from districts.models import Period, User
from districts.models.people import Role
from districts.tests.builders import Cast, Province, accepted, make_period, make_province, make_user
from districts.tests.steps import send_back
from indicators.models import Plan
from reports.models import Publication
from reports.tests.published import publish, publish_with_copies

CHILDREN = 1000
PUBLISHED = "basis=published"


def special(number: int) -> dict[Any, int]:
    """8.1 is so many of a thousand; fewer are better. Sensitive."""
    return {
        "children_under_16": CHILDREN,
        ("children_under_16", "male"): 500,
        ("children_under_16", "female"): 500,
        "special_circumstances": number,
        ("special_circumstances", "male"): number // 2,
        ("special_circumstances", "female"): number - number // 2,
        "special_circumstances_assisted": number,
    }


@pytest.fixture
def publication(province: Province, period: Period, cast: Cast) -> Publication:
    """Published with 3,70 in the first district and 1,30 in the second; since then every sheet was sent back."""
    sheets = [
        accepted(commune, period, special(37 if commune.parent == province.districts[0] else 13))
        for commune in province.communes
    ]
    found = publish(period)
    for sheet in sheets:
        send_back(sheet, cast.province)
    return found


def address(view: str, query: str = "", *rest: object, quarter: str = "2024-Q1") -> str:
    return reverse(f"reports:{view}", args=["749-2024", quarter, *rest]) + query


def ask(person: User, path: str) -> tuple[int, str]:
    client = Client()
    client.force_login(person)
    answer = client.get(path)
    return answer.status_code, " ".join(answer.content.decode().split())


def page(person: User, path: str) -> str:
    status, text = ask(person, path)
    assert status == 200
    return text[text.index("<main") : text.index("</main")]


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def lines_of(person: User, path: str) -> list[list[str]]:
    client = Client()
    client.force_login(person)
    return list(csv.reader(StringIO(client.get(path).content.decode("utf-8-sig"))))


PAGES = {
    "board": address("unit_board", f"?{PUBLISHED}", "62"),
    "where": address("where", f"?{PUBLISHED}&measure=8.1"),
    "heat": address("heat", f"?{PUBLISHED}"),
    "compare": address("compare", f"?{PUBLISHED}&area=901&other=902"),
    "indicator": address("indicator", f"?{PUBLISHED}&area=62", 8),
}


# What is shown ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_what_was_published_stays_whatever_was_returned_since(
    publication: Publication, cast: Cast, path: str
):
    """Every sheet was sent back, so nothing at all stands in the provisional figures."""
    text = page(cast.province, path)
    live = page(cast.province, path.replace(PUBLISHED, ""))

    assert re.search(r"số (công bố|đã công bố: quý I/2024) lần 1", words(text))
    assert "số tạm tính từ các biểu" not in words(text)
    shown = ["2,50"] if "board" in path else ["3,70", "1,30"]
    assert [number for number in shown if number not in text] == []
    assert [number for number in ("2,50", "3,70", "1,30") if number in live] == []


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_both_bases_are_one_step_from_one_another_and_all_else_is_kept(
    publication: Publication, cast: Cast, path: str
):
    text = page(cast.province, path)
    switch = re.search(r'<nav class="basis.*?</nav>', text)
    assert switch is not None
    live, published = re.findall(r'href="([^"]*)"( aria-current="page")?', switch[0])

    assert words(switch[0]) == "Số tạm tính hiện nay Số công bố lần 1, ngày 15/3/2024"
    assert (live[1], bool(published[1])) == ("", True)
    assert PUBLISHED not in live[0]
    kept = set(re.findall(r"(?:area|other|measure)=[^&]+", path))
    assert [one for one in kept if one not in live[0] or one not in published[0]] == []
    back = page(cast.province, live[0].replace("&amp;", "&"))
    assert 'aria-current="page">Số tạm tính hiện nay' in back


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_links_to_other_views_quarters_and_areas_keep_the_basis(
    publication: Publication, cast: Cast, path: str
):
    text = re.sub(r'<nav class="basis.*?</nav>', "", page(cast.province, path))
    own = r'href="(/749-2024/2024-Q\d/(?:board|where|heat|compare|indicator)/[^"]*)"'
    links = re.findall(own, text)

    assert len(links) > 3
    assert [one for one in links if PUBLISHED not in one] == []
    assert "/749-2024/2024-Q1/board/62/sources" not in text


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_quarter_without_a_publication_says_so_and_offers_the_provisional_figures(
    province: Province, period: Period, cast: Cast, path: str
):
    accepted(province.communes[0], period, special(37))

    text = page(cast.province, path)

    assert "chưa được công bố" in words(text)
    assert "Xem số tạm tính" in text or "So sánh số tạm tính" in text
    assert [number for number in ("3,70", "0,00") if number in text] == []


@pytest.mark.parametrize(
    "path",
    [
        address("where_table", f"?{PUBLISHED}&measure=8.1", "csv"),
        address("heat_table", f"?{PUBLISHED}", "csv"),
        address("compare_table", f"?{PUBLISHED}&area=901&other=902", "csv"),
        address("indicator_table", f"?{PUBLISHED}&area=62", 8, "8.1", "places", "csv"),
        address("board_results", f"?{PUBLISHED}", "62", "csv"),
    ],
)
def test_a_file_has_the_figures_of_its_page_and_there_is_none_of_an_unpublished_quarter(
    publication: Publication, cast: Cast, the_plan: Plan, path: str
):
    make_period(the_plan, "2024-Q2")

    lines = lines_of(cast.province, path)

    cells = {cell for line in lines for cell in line}
    assert cells & {"3.70", "2.50"}
    assert any("công bố lần 1" in cell for cell in cells)
    assert ask(cast.province, path.replace("2024-Q1", "2024-Q2"))[0] == 404


def test_two_quarters_are_compared_as_each_was_published_or_not_at_all(
    publication: Publication, province: Province, cast: Cast, the_plan: Plan
):
    second = make_period(the_plan, "2024-Q2")
    path = address("compare", f"?{PUBLISHED}&area=62&with=2024-Q1", quarter="2024-Q2")
    assert "Quý II/2024 chưa được công bố" in words(page(cast.province, path))
    for commune in province.communes:
        accepted(commune, second, special(20))
    publish(second)
    publish(second, "again")

    text = page(cast.province, path)

    assert "quý I/2024 lần 1" in words(text)
    assert "quý II/2024 lần 2" in words(text)
    row = next(part for part in text.split("<tr>") if 'class="measure">8.1 ' in part)
    assert words(row[row.index("<td") :]) == "2,50 ● Đạt 4/4 2,00 ● Đạt 4/4 −0,50 tốt hơn"


def test_unasked_a_quarter_is_compared_with_one_that_was_published(
    publication: Publication, province: Province, cast: Cast, the_plan: Plan
):
    """The same quarter of last year is there too, and was not published."""
    make_period(the_plan, "2023-Q2")
    second = make_period(the_plan, "2024-Q2")
    publish(second)

    text = words(page(cast.province, address("compare", f"?{PUBLISHED}", quarter="2024-Q2")))

    assert "Tỉnh 62: quý I/2024 và quý II/2024, số đã công bố" in text


def test_measures_defined_anew_between_two_publications_are_not_compared(
    publication: Publication, province: Province, cast: Cast, the_plan: Plan
):
    second = make_period(the_plan, "2024-Q2")
    for commune in province.communes:
        accepted(commune, second, special(20))
    the_plan.measures.filter(code="8.1").update(per=1000)
    publish(second)

    text = page(cast.province, address("compare", f"?{PUBLISHED}&area=62&with=2024-Q1", quarter="2024-Q2"))

    row = next(part for part in text.split("<tr>") if 'class="measure">8.1 ' in part)
    assert words(row).endswith("không so được: hai lần công bố tính theo định nghĩa khác nhau")


# Over the quarters ------------------------------------------------------------------------------------------------


def drawn(text: str) -> dict[str, Any]:
    found = re.search(r'<script id="chart-8.1" type="application/json">(.*?)</script>', text)
    assert found is not None
    return dict(json.loads(found[1]))


def test_a_published_history_has_each_quarters_newest_publication_and_leaves_gaps(
    publication: Publication, province: Province, cast: Cast, the_plan: Plan
):
    middle, last = make_period(the_plan, "2024-Q2"), make_period(the_plan, "2024-Q3")
    for commune in province.communes:
        accepted(commune, middle, special(90))
        accepted(commune, last, special(20))
    publish(last)

    text = page(cast.province, address("indicator", f"?{PUBLISHED}&area=62", 8, quarter="2024-Q3"))

    assert [one and (one["at"], one["value"]) for one in drawn(text)["result"]] == [
        (2024.25, 2.5),
        None,
        (2024.75, 2.0),
    ]
    assert "số công bố lần 1" in drawn(text)["subtitle"]
    assert "Các quý chưa công bố thì để trống: quý II/2024." in words(text)
    assert "9,00" not in text


def test_a_published_indicator_has_the_definition_and_targets_of_its_time(
    publication: Publication, cast: Cast, the_plan: Plan
):
    the_plan.measures.get(code="8.1").targets.create(year=2024, op="<", value=1, scope="province", source="x")

    text = words(page(cast.province, PAGES["indicator"]))

    assert "Theo định nghĩa và chỉ tiêu khi công bố." in text
    assert "&lt; 3 % năm 2025, của tỉnh" in text
    assert "năm 2024, của tỉnh" not in text
    assert "Nhập chỉ tiêu" not in text


def test_a_published_indicator_has_splits_and_places(publication: Publication, cast: Cast):
    text = words(page(cast.province, PAGES["indicator"]))

    assert "Nam 2,40" in text
    assert re.search(r"1 Huyện 902 1,30 .* 2 Huyện 901 3,70", text)


# Who sees what ----------------------------------------------------------------------------------------------------


@pytest.fixture
def small(province: Province, period: Period) -> Publication:
    """Published with 3 children in the first district, 0,15 %, and 38 in the second, 1,90 %."""
    for commune, number in zip(province.communes, [1, 25, 2, 13], strict=True):
        accepted(commune, period, special(number))
    return publish(period)


SMALL = {"0,15", "1,90", "0.15", "1.90"}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_whoever_lacks_the_right_finds_no_small_count_of_a_district_nor_what_would_tell_it(
    small: Publication, cast: Cast, path: str
):
    assert {number for number in SMALL if number in words(page(cast.looker, path))} == set()
    if "board" not in path:
        assert "Không công bố" in page(cast.looker, path)
        assert {"0,15", "1,90"} <= set(words(page(cast.province, path)).split())


def test_whoever_lacks_the_right_finds_what_hides_nobody(publication: Publication, cast: Cast):
    assert {"3,70", "1,30"} <= set(words(page(cast.looker, PAGES["heat"])).split())


@pytest.mark.parametrize("person", ["district", "commune", "department", "administrator", "nobody"])
def test_what_is_published_of_the_province_is_everyones_who_signs_in(
    publication: Publication, cast: Cast, person: str
):
    one = getattr(cast, person, None) or User.objects.create_user("nobody")
    text = page(one, PAGES["board"])

    assert "2,50" in text
    assert 'aria-current="page">Số công bố lần 1' in text
    assert "Số tạm tính hiện nay" not in text  # not theirs to look at
    assert "2,50" in page(one, PAGES["indicator"])
    assert ask(one, PAGES["board"].replace(PUBLISHED, ""))[0] == 404
    assert ask(one, address("unit_board", f"?{PUBLISHED}", "902"))[0] == 404
    assert ask(one, address("board_sources", f"?{PUBLISHED}", "62", "8.1"))[0] == 404


def test_a_commune_sees_itself_beside_the_published_province(publication: Publication, cast: Cast):
    text = page(cast.commune, address("compare", f"?{PUBLISHED}&other=62"))

    row = next(part for part in text.split("<tr>") if 'class="measure">8.1 ' in part)
    assert words(row[row.index("<td") :]) == "3,70 ▲ Chưa đạt 1/1 2,50 ● Đạt 4/4 −1,20 tốt hơn"
    assert "Số tạm tính hiện nay" not in text


# What it costs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("communes", [1, 102, 3000])
def test_every_published_page_costs_the_same_for_any_number_of_communes(
    the_plan: Plan, django_assert_num_queries: DjangoAssertNumQueries, communes: int
):
    before, period = make_period(the_plan, "2024-Q1"), make_period(the_plan, "2024-Q2")
    province = make_province(communes=1, districts=1)
    accepted(province.communes[0], before, special(20))
    accepted(province.communes[0], period, special(20))
    publish(before)
    newest = publish_with_copies(period, province.communes[0], communes - 1)
    client = Client()
    client.force_login(make_user(Role.PROVINCE, province.province, "staff", sees_sensitive=True))

    costs = {
        address("unit_board", f"?{PUBLISHED}", "62", quarter="2024-Q2"): 19,
        address("where", f"?{PUBLISHED}&measure=8.1", quarter="2024-Q2"): 14,
        address("where_table", f"?{PUBLISHED}&measure=8.1", "csv", quarter="2024-Q2"): 9,
        address("heat", f"?{PUBLISHED}&sort=8.1", quarter="2024-Q2"): 14,
        address("heat_table", f"?{PUBLISHED}&area=901", "csv", quarter="2024-Q2"): 9,
        address("compare", f"?{PUBLISHED}&other=901", quarter="2024-Q2"): 16,
        address("compare", f"?{PUBLISHED}&with=2024-Q1", quarter="2024-Q2"): 19,
        address("indicator", f"?{PUBLISHED}", 8, quarter="2024-Q2"): 19,
        reverse("reports:publication_area_sources", args=[newest.pk, "901", "8.1"]): 10,
    }
    for path, queries in costs.items():
        with django_assert_num_queries(queries):
            assert client.get(path).status_code == 200
