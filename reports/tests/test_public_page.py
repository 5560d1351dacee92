"""The public page: off unless asked for, for anyone, the same for everybody, kept by caches; and the API beside it."""

import csv
from io import BytesIO, StringIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from districts.models import Period, User
from districts.tests.builders import Cast, Province, accepted, make_period
from indicators.models import Plan
from reports.models import Publication
from reports.tests.builders import FIGURES, two_of_four
from reports.tests.published import publish

PLACE = "749-2024/2024-Q1"
PAGES = [
    "/public/",
    "/public/vi/",
    "/public/en/",
    f"/public/vi/{PLACE}/",
    f"/public/en/{PLACE}/indicator/8/",
    f"/public/vi/{PLACE}/indicator/8/communes/",
]
FILES = [f"/public/files/{PLACE}/results.{form}" for form in ("csv", "xlsx")]
REASON = "xã 90001 gửi lại hồ sơ"


@pytest.fixture(autouse=True)
def public_page(settings) -> None:
    settings.PUBLIC_PAGE = True


@pytest.fixture
def publication(province: Province, cast: Cast, period: Period) -> Publication:
    """All four communes have reported; published a second time, the eighth indicator for the province alone."""
    for commune in province.communes:
        accepted(commune, period, FIGURES)
    publish(period)
    return publish(period, REASON, closed=lambda value: value.indicator == 8 and value.unit != "62")


def text_of(address: str, **headers: str) -> str:
    answer = Client().get(address, headers=headers)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("address", [*PAGES, *FILES])
def test_there_is_no_public_page_unless_the_portal_says_so(settings, publication, cast: Cast, address: str):
    settings.PUBLIC_PAGE = False
    signed_in = Client()
    signed_in.force_login(cast.province)

    assert [client.get(address).status_code for client in (Client(), signed_in)] == [404, 404]


def test_a_stranger_reads_the_results_of_the_newest_quarter(publication: Publication):
    text = text_of("/public/")

    assert "Kế hoạch 749/KH-UBND ngày 05/3/2024 của Ủy ban nhân dân tỉnh Kon Tum" in text
    assert "<strong>số đã công bố</strong> ngày 15/3/2024 (lần 2), khi đã duyệt 4/7 biểu" in text
    assert text.count('<th scope="rowgroup"') == 24
    assert text.count('id="objective-') == 4
    # 80 of 4000 children: 2 % is below the province's 3 %.
    row = text.split("8.1 ")[1].split("</tr>")[0]
    assert "2,00" in row and "Đạt" in row and "4/4" in row


def test_the_page_is_in_the_language_of_its_address(publication: Publication):
    asked = {"Accept-Language": "en", "Cookie": "django_language=en"}

    vietnamese, english = text_of(f"/public/vi/{PLACE}/", **asked), text_of(f"/public/en/{PLACE}/")

    assert '<html lang="vi"' in vietnamese and "Kết quả quý I/2024" in vietnamese
    assert '<html lang="en"' in english and "Results Q1/2024" in english
    assert f'href="/public/en/{PLACE}/" lang="en"' in vietnamese
    assert f'href="/public/vi/{PLACE}/" lang="vi"' in english


def test_districts_and_communes_are_as_published_and_the_withheld_are_named_in_words(
    publication: Publication, province: Province
):
    districts = text_of(f"/public/vi/{PLACE}/indicator/8/")
    communes = text_of(f"/public/vi/{PLACE}/indicator/8/communes/")
    open_ones = text_of(f"/public/vi/{PLACE}/indicator/1/communes/")

    assert "có thể chỉ ra một trẻ em nên không đưa ra ở đây" in districts
    # Two measures of the indicator in each of two districts, of four communes.
    assert districts.count("▒ Không công bố") == 4
    assert communes.count("▒ Không công bố") == 8
    assert open_ones.count("▒ Không công bố") == 0
    assert open_ones.count("100,0") == 4


def test_an_indicator_says_how_it_is_reckoned_and_what_is_counted(publication: Publication):
    text = text_of(f"/public/en/{PLACE}/indicator/8/")

    assert "at the end of the period” ÷ “Children under 16” × 100." in text
    assert "<dt>Children under 16" in text


def test_nobody_is_named_and_no_reason_is_told(publication: Publication, cast: Cast):
    User.objects.filter(pk=cast.province.pk).update(full_name="Nguyễn Thị Kín", phone="0912345678")

    for address in [*PAGES, FILES[0], "/api/v1/publications/"]:
        text = text_of(address)
        assert [
            word for word in (REASON, "gửi lại hồ sơ", "Nguyễn Thị Kín", "0912345678") if word in text
        ] == []


def test_the_choice_of_quarters_leads_to_each_that_was_published(
    publication: Publication, province: Province, the_plan: Plan, client: Client
):
    later = make_period(the_plan, "2024-Q2")
    accepted(province.communes[0], later, FIGURES)
    publish(later)
    make_period(the_plan, "2024-Q3")

    text = text_of("/public/vi/")

    assert '<option value="749-2024/2024-Q2" selected>Quý II/2024</option>' in text
    assert '<option value="749-2024/2024-Q1">Quý I/2024</option>' in text
    assert "2024-Q3" not in text
    led = client.get("/public/vi/", {"quarter": "749-2024/2024-Q1"})
    assert (led.status_code, led["Location"]) == (302, f"/public/vi/{PLACE}/")
    for unknown in ("749-2024/2024-Q3", "//elsewhere.example", ""):
        assert client.get("/public/vi/", {"quarter": unknown}).status_code == 404


def test_before_the_first_publication_the_page_says_so(the_plan: Plan):
    assert "Chưa có quý nào được công bố" in text_of("/public/")


@pytest.mark.parametrize(
    "address",
    [
        "/public/fr/",
        "/public/vi/749-2024/2024-Q4/",
        "/public/vi/750-2024/2024-Q1/",
        f"/public/vi/{PLACE}/indicator/99/",
        f"/public/files/{PLACE}/results.pdf",
    ],
)
def test_what_was_not_published_has_no_page(publication: Publication, client: Client, address: str):
    assert client.get(address).status_code == 404


# Files --------------------------------------------------------------------------------------------------------------


def test_the_files_are_marked_as_the_publics_copy(publication: Publication, client: Client):
    answers = [client.get(address) for address in FILES]

    lines = list(csv.reader(StringIO(answers[0].content.decode("utf-8-sig"))))
    by_place = {(line[0], line[3]): line for line in lines if len(line) > 3}
    assert by_place["8.1", "62"][6:9] == ["2.00", "80", "4000"]
    assert by_place["8.1", "90001"][6:11] == ["Không công bố", "", "", "< 3 (2025)", "▒ Không công bố"]
    assert lines[-1][0].startswith("BẢN CÔNG KHAI. Kết quả quý I/2024")
    sheet = load_workbook(BytesIO(answers[1].content)).active
    assert str(sheet["A1"].value).startswith("BẢN CÔNG KHAI")
    assert answers[1]["Content-Disposition"] == 'attachment; filename="ban-cong-khai-2024-Q1-lan-2.xlsx"'


def test_made_up_figures_say_so_on_the_page_and_in_the_files(
    province: Province, period: Period, client: Client
):
    two_of_four(province, period)
    Plan.objects.filter(pk=period.plan_id).update(illustrative=True)
    period.plan.refresh_from_db()
    publish(period)

    assert "Số liệu minh họa" in text_of("/public/")
    assert (
        client.get(FILES[0]).content.decode().rstrip().endswith('Số liệu minh họa, không phải số liệu thật"')
    )


# Caches -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [*PAGES, *FILES])
def test_an_answer_is_the_same_for_everybody_and_may_be_kept(publication, cast: Cast, address: str):
    signed_in = Client()
    signed_in.force_login(cast.province)

    answers = [client.get(address) for client in (Client(), signed_in)]

    assert answers[0].content == answers[1].content
    for answer in answers:
        assert answer["Cache-Control"] == "public, max-age=300"
        assert "Vary" not in answer
        assert dict(answer.cookies) == {}
    again = Client().get(address, headers={"If-None-Match": answers[0]["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    since = Client().get(address, headers={"If-Modified-Since": answers[0]["Last-Modified"]})
    assert since.status_code == 304


def test_another_publication_is_another_answer(publication: Publication, period: Period):
    before = {address: Client().get(address)["ETag"] for address in PAGES}
    publish(period, "sửa")

    assert all(Client().get(address)["ETag"] != etag for address, etag in before.items())
    assert "(lần 3)" in text_of("/public/")


@pytest.mark.parametrize("address", [*PAGES, *FILES])
def test_a_page_that_was_asked_before_costs_one_question(
    publication: Publication, address: str, django_assert_num_queries: DjangoAssertNumQueries
):
    Client().get(address)

    with django_assert_num_queries(1):
        Client().get(address)


@pytest.mark.parametrize(
    ("address", "queries"),
    [(PAGES[0], 3), (PAGES[4], 4), (FILES[0], 3)],
    ids=["results", "indicator", "file"],
)
def test_a_page_nobody_asked_before_costs_a_few(
    publication: Publication, address: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
):
    with django_assert_num_queries(queries):
        Client().get(address)


# The API ------------------------------------------------------------------------------------------------------------


def rows_of(client: Client, query: str = "") -> list[dict[str, object]]:
    answer = client.get(f"/api/v1/observations/?limit=1000{query}")
    assert answer.status_code == 200
    return answer.json()["results"]


def test_a_stranger_asks_for_what_was_published_of_every_unit(publication: Publication, client: Client):
    rows = rows_of(client, "&measure=8.1&measure=1.1")

    assert {row["basis"] for row in rows} == {"published"}
    assert {row["unit"] for row in rows} == {"62", "901", "902", "90001", "90002", "90003", "90004"}
    silences = {(row["measure"], row["level"]): row["absence"] for row in rows}
    assert silences == {
        ("1.1", "province"): None,
        ("1.1", "district"): None,
        ("1.1", "commune"): None,
        ("8.1", "province"): None,
        ("8.1", "district"): "withheld",
        ("8.1", "commune"): "withheld",
    }


def test_what_is_reckoned_now_is_not_for_strangers(publication: Publication, client: Client):
    answer = client.get("/api/v1/observations/?basis=provisional")

    assert answer.status_code == 401
    assert answer.json()["code"] == "only_published"
    assert answer.json()["detail"] == (
        "Số tạm tính chỉ dành cho người có tài khoản. Ai cũng xem được số đã công bố: basis=published."
    )


def test_a_stranger_has_the_newest_publication_alone(publication: Publication, client: Client):
    first = Publication.objects.get(number=1)

    assert {row["revision"] for row in rows_of(client)} == {2}
    assert rows_of(client, "&revision=1") == []
    assert [row["number"] for row in client.get("/api/v1/publications/").json()["results"]] == [2]
    assert client.get(f"/api/v1/publications/{first.pk}/").status_code == 404


def test_a_stranger_is_told_little_of_a_publication(publication: Publication, client: Client):
    row = client.get(f"/api/v1/publications/{publication.pk}/").json()

    assert set(row) == {
        "id", "plan", "period", "number", "updated_at", "published_at", "sha256", "illustrative", "note",
    }  # fmt: skip


def test_whoever_is_signed_in_sees_no_less_than_a_stranger(
    publication: Publication, cast: Cast, client: Client, settings
):
    client.force_login(cast.neighbour)
    seen = rows_of(client, "&basis=published")
    settings.PUBLIC_PAGE = False
    own = rows_of(client, "&basis=published")

    assert {row["unit"] for row in own} == {"62", cast.neighbour.membership.unit.code}
    stranger = {(row["measure"], row["unit"]): row for row in seen}
    assert len({unit for _measure, unit in stranger}) == 7
    # Of one's own unit one sees what is closed to others.
    assert stranger["8.1", "90002"]["absence"] is None
    assert stranger["8.1", "90001"]["absence"] == "withheld"


def test_strangers_ask_so_often_and_no_oftener(publication: Publication, cast: Cast, settings):
    settings.PUBLIC_API_RATE = "2/min"

    answers = [Client().get("/api/v1/plans/") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    told = [(answer["RateLimit-Policy"], answer["RateLimit"].partition(";t=")[0]) for answer in answers]
    assert told == [('"strangers";q=2;w=60', f'"strangers";r={left}') for left in (1, 0, 0)]
    assert answers[2].json()["detail"].startswith("Yêu cầu gửi quá dày. Xin chờ ")
    assert 0 < int(answers[2]["Retry-After"]) <= 60
    signed_in = Client()
    signed_in.force_login(cast.looker)
    assert signed_in.get("/api/v1/plans/").status_code == 200


def test_the_door_leads_to_the_public_page_where_there_is_one(settings, publication, client: Client):
    link = f'href="{reverse("public:door")}"'

    assert link in client.get("/sign-in/").content.decode()
    settings.PUBLIC_PAGE = False
    assert link not in client.get("/sign-in/").content.decode()
