"""Where a number comes from, as a page and as a table: each unit's part, who accepted it, and as far as one may see."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from districts.models import Period, Submission
from districts.models.people import Role
from districts.tests.builders import Cast, Province, accepted, make_period, make_province, make_user
from indicators.models import Plan
from reports.models import Publication
from reports.tests.builders import publish, two_of_four

RATE = "8.1"  # children in special circumstances of all children


@pytest.fixture
def counted(province: Province, period: Period) -> Period:
    two_of_four(province, period)
    return period


@pytest.fixture
def publication(counted: Period, cast: Cast) -> Publication:
    return publish(counted, cast.province)


def of_board(period: Period, unit: str, code: str, query: str = "") -> str:
    return reverse("reports:board_sources", args=[period.plan.slug, period.code, unit, code]) + query


def of_publication(publication: Publication, code: str, query: str = "") -> str:
    return reverse("reports:publication_sources", args=[publication.pk, code]) + query


def page(person: object, address: str) -> str:
    client = Client()
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == 200
    text = " ".join(answer.content.decode().split())
    return text[text.index("<main") : text.index("</main>")]


def table(person: object, address: str) -> list[tuple[object, ...]]:
    client = Client()
    client.force_login(person)
    answer = client.get(address)
    assert answer["Content-Disposition"].startswith("attachment; ")
    return [
        row for row in load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True) if any(row)
    ]


def test_each_unit_says_what_it_brings_or_why_it_is_not_counted(
    counted: Period, province: Province, cast: Cast
):
    text = page(cast.province, of_board(counted, "62", RATE))

    assert "<strong>2,00</strong>" in text
    assert "2/4 đơn vị được tính" in text
    assert text.count('<td class="number" data-label="Tử số">20</td>') == 2
    assert text.count("không được tính: chưa nhập") == 2
    assert '<td class="number" data-label="Mẫu số">2.000</td>' in text
    sheet = Submission.objects.get(unit=province.communes[0])
    assert f'<a href="/submissions/{sheet.pk}/">quý I/2024</a>: {sheet.accepted_by} duyệt' in text


def test_the_number_of_a_board_leads_to_its_units(counted: Period, cast: Cast, province: Province):
    text = page(cast.province, reverse("reports:unit_board", args=["749-2024", "2024-Q1", "62"]))

    assert f'href="{of_board(counted, "62", RATE)}"' in text
    assert f'href="{of_board(counted, "62", "drowning_deaths")}"' in text


def test_a_split_and_the_quarter_alone_are_one_click_away(counted: Period, cast: Cast):
    text = page(cast.province, of_board(counted, "62", RATE, "?split=female"))

    assert text.count('<td class="number" data-label="Tử số">7</td>') == 2
    assert '<td class="number" data-label="Tử số">14</td>' in text
    assert 'split=female" aria-current="page"' in text


@pytest.mark.parametrize("query", ["?span=century", "?split=eldest", "?span=quarter&split=eldest"])
def test_what_no_board_has_does_not_exist(counted: Period, cast: Cast, client: Client, query: str):
    client.force_login(cast.province)

    assert client.get(of_board(counted, "62", RATE, query)).status_code == 404
    assert client.get(of_board(counted, "62", "99.9")).status_code == 404


def test_the_table_is_the_page_with_numbers_as_numbers(counted: Period, cast: Cast, province: Province):
    address = reverse("reports:board_sources_table", args=["749-2024", "2024-Q1", "62", RATE])

    rows = table(cast.province, address)

    head = rows.index(("Địa bàn", "Đơn vị", "Tử số", "Mẫu số", "Kết quả", "Tình trạng", "Người duyệt"))
    names = [province.communes[place].name for place in (0, 2, 1, 3)]  # by their districts
    assert [row[1] for row in rows[head + 1 :]] == [*names, "Cộng"]
    assert [row[2:5] for row in rows[head + 1 :]] == [
        (20, 1000, 2),
        (None, None, "– Chưa có số liệu"),
        (20, 1000, 2),
        (None, None, "– Chưa có số liệu"),
        (40, 2000, None),
    ]


# Sensitive numbers --------------------------------------------------------------------------------


def test_what_a_unit_counted_of_a_sensitive_number_is_for_those_with_the_right(
    province: Province, cast: Cast, period: Period
):
    for commune, number in zip(province.communes, (713, 714, 715, 716), strict=True):
        accepted(commune, period, {"drowning_deaths": number})
    address = of_board(period, "62", "drowning_deaths")
    sheet = reverse("reports:board_sources_table", args=["749-2024", "2024-Q1", "62", "drowning_deaths"])

    open_to, closed_to = page(cast.province, address), page(cast.looker, address)

    assert [open_to.count(f">{number}<") for number in (713, 714, 715, 716)] == [1, 1, 1, 1]
    assert "<strong>2.858</strong>" in closed_to  # the province's total is shown
    assert not any(f"{number}" in closed_to for number in (713, 714, 715, 716))
    assert closed_to.count("▒ Không công bố") == 4
    assert not any(row[2] in (713, 714, 715, 716) for row in table(cast.looker, sheet))


def test_the_sum_of_one_or_two_units_is_withheld_with_them(province: Province, cast: Cast, period: Period):
    for commune in province.communes[:2]:
        accepted(commune, period, {"drowning_deaths": 713})

    text = page(cast.looker, of_board(period, "62", "drowning_deaths"))

    assert "713" not in text and "1.426" not in text
    assert "<strong>▒ Không công bố</strong>" in text


# As it was published ------------------------------------------------------------------------------


def test_a_published_number_keeps_its_units_whatever_changes_later(
    publication: Publication, cast: Cast, province: Province
):
    before = page(cast.province, of_publication(publication, RATE))
    accepted(province.communes[2], publication.period, {"children_under_16": 10, "special_circumstances": 9})

    assert page(cast.province, of_publication(publication, RATE)) == before
    assert "2/4 đơn vị được tính" in before
    assert "3/4 đơn vị được tính" in page(cast.province, of_board(publication.period, "62", RATE))


def test_others_units_are_counted_and_not_shown(publication: Publication, cast: Cast, province: Province):
    text = page(cast.commune, of_publication(publication, RATE))

    assert province.communes[0].name in text
    assert not any(unit.name in text for unit in province.communes[1:])
    assert "Còn 3 đơn vị ngoài phạm vi xem của tài khoản này." in text


def test_a_page_of_a_publication_leads_to_each_number(publication: Publication, cast: Cast):
    text = page(cast.commune, reverse("reports:publication", args=[publication.pk]))

    assert f'href="{of_publication(publication, RATE)}"' in text
    assert f'href="{of_publication(publication, "drowning_deaths")}"' in text


# Cost ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("communes", [3, 102])
def test_a_page_asks_as_much_of_any_province(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    the_plan: Plan,
    communes: int,
):
    province = make_province(communes=communes, districts=1)
    period = make_period(the_plan, "2024-Q1")
    accepted(province.communes[0], period, {"children_under_16": 10, "special_circumstances": 9})
    client.force_login(make_user(Role.PROVINCE, province.province, "staff", sees_sensitive=True))
    client.get(of_board(period, "62", RATE))

    with django_assert_num_queries(15):
        client.get(of_board(period, "62", RATE))
