"""Where a published number of a district or a commune comes from, and who may look."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from districts.models import Period, User
from districts.tests.builders import Cast, Province, accepted
from reports.models import Publication
from reports.tests.builders import FIGURES
from reports.tests.published import publish


@pytest.fixture
def publication(province: Province, period: Period) -> Publication:
    """3,70 in the first district, 1,30 in the second."""
    for commune in province.communes:
        number = 37 if commune.parent == province.districts[0] else 13
        accepted(commune, period, {"children_under_16": 1000, "special_circumstances": number})
    return publish(period)


def ask(person: User, path: str) -> tuple[int, str]:
    client = Client()
    client.force_login(person)
    answer = client.get(path)
    return answer.status_code, answer.content.decode()


def page(person: User, path: str) -> str:
    status, text = ask(person, path)
    assert status == 200
    return text[text.index("<main") : text.index("</main")]


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def of_area(view: str, query: str, *rest: object) -> str:
    return reverse(f"reports:{view}", args=["749-2024", "2024-Q1", *rest]) + query


def sources(publication: Publication, unit: str, code: str = "8.1", rest: str = "") -> str:
    return reverse("reports:publication_area_sources", args=[publication.pk, unit, code]) + rest


def test_numbers_below_the_province_lead_to_the_units_behind_them(publication: Publication, cast: Cast):
    heat = of_area("heat", "?basis=published")
    board = of_area("unit_board", "?basis=published", "62")
    indicator = of_area("indicator", "?basis=published&area=62", 8)
    assert sources(publication, "901") in page(cast.province, heat)
    assert sources(publication, "62") in page(cast.province, board)
    assert sources(publication, "90001") in page(cast.province, indicator)

    text = words(page(cast.province, sources(publication, "901")))

    assert "Báo cáo quý I/2024, lần 1: Huyện 901" in text
    assert "3,70 % từ đầu năm đến hết quý I/2024, 2/2 đơn vị được tính." in text
    assert "Cộng 74 2.000 3,70" in text
    assert "Xã 90002" not in text


def test_the_units_behind_a_published_number_are_withheld_where_their_numbers_are(
    province: Province, period: Period, cast: Cast
):
    for commune, number in zip(province.communes, [1, 25, 2, 13], strict=True):
        accepted(commune, period, {"children_under_16": 1000, "special_circumstances": number})
    small = publish(period)

    closed = words(page(cast.looker, sources(small, "901")))

    assert "▒ Không công bố % từ đầu năm" in closed
    assert [number for number in ("0,15", "0,10", "0,20", " 3 ") if number in closed] == []


def test_published_sources_have_the_rules_of_the_live_ones(publication: Publication, cast: Cast):
    assert ask(cast.commune, sources(publication, "901"))[0] == 404
    assert ask(cast.neighbour, sources(publication, "90001"))[0] == 404
    assert "3,70" in page(cast.commune, sources(publication, "90001"))
    province = words(page(cast.commune, sources(publication, "62")))
    assert "2,50" in province
    assert "Còn 3 đơn vị ngoài phạm vi xem" in province


def test_a_number_that_was_not_published_has_no_sources(publication: Publication, cast: Cast):
    for path in (
        sources(publication, "901", "4.1", "?split=male"),
        sources(publication, "901", "nothing"),
        sources(publication, "soyte"),
    ):
        assert ask(cast.province, path)[0] == 404


@pytest.mark.parametrize("communes", [1, 3])
def test_a_sensitive_count_is_withheld_above_its_lines_and_below_them_alike(
    province: Province, period: Period, cast: Cast, communes: int
):
    """Of one or two communes it is for those with the right alone; of three it is a sum, open to whoever looks."""
    for commune in province.communes[:communes]:
        accepted(commune, period, {**FIGURES, "drowning_deaths": 7})
    publication = publish(period)
    path = reverse("reports:publication_sources", args=[publication.pk, "drowning_deaths"])
    live = of_area("board_sources", "", "62", "drowning_deaths")
    total = {1: "▒", 3: "21"}[communes]

    for one in (path, live):
        text = words(page(cast.looker, one))
        assert ("▒ Không công bố trẻ " in text) is (communes == 1)
        assert f"Cộng {total}" in text
