"""A withheld value is in no answer: to strangers in no public one, to who lacks the right in no page of what was
published. Searched for in the bytes, in every way to write it.
"""

import pytest
from django.test import Client
from django.urls import reverse

from districts.models import Period, User
from districts.tests.builders import Cast, Province
from indicators.models import Indicator
from reports.models import Publication
from reports.tests.telltale import ABUSE, found_in, hidden, text_of, told

API_LISTS = ("plans", "indicators", "measures", "elements", "units", "periods", "publications")
SPLITS = ["", "male", "female", "kinh", "minority"]
EVERY_PLACE = "limit=1000&span=ytd&span=quarter&" + "&".join(f"split={split}" for split in SPLITS)


@pytest.fixture
def publication(province: Province, cast: Cast, period: Period) -> Publication:
    return told(province, period)


@pytest.fixture(autouse=True)
def public_page(settings) -> None:
    settings.PUBLIC_PAGE, settings.PUBLIC_API_RATE = True, "1000/min"


def public_addresses(publication: Publication) -> list[str]:
    place = [publication.period.plan.slug, publication.period.code]
    numbers = Indicator.objects.values_list("number", flat=True)
    pages = ["/public/"]
    for language in ("vi", "en"):
        pages += [
            reverse("public:front", args=[language]),
            reverse("public:results", args=[language, *place]),
            *(reverse("public:indicator", args=[language, *place, number]) for number in numbers),
            *(reverse("public:communes", args=[language, *place, number]) for number in numbers),
        ]
    files = [reverse("public:file", args=[*place, form]) for form in ("csv", "xlsx")]
    return [*pages, *files, *api_addresses(publication)]


def api_addresses(publication: Publication) -> list[str]:
    lists = [reverse(f"api:{name}") + "?limit=1000" for name in API_LISTS]
    observations = reverse("api:observations") + f"?basis=published&{EVERY_PLACE}"
    return [
        *lists,
        reverse("api:publication", args=[publication.pk]),
        *(f"{observations}{more}" for more in ("", "&revision=1", "&revision=2")),
    ]


def pages_of_what_was_published(publication: Publication, areas: list[str]) -> list[str]:
    own = reverse("reports:publication", args=[publication.pk])
    board = [publication.period.plan.slug, publication.period.code]
    found = [
        reverse("reports:publications"),
        own,
        reverse("reports:publication_changes", args=[publication.pk, 1]),
    ]
    for code in (ABUSE, "8.1", "8.2"):
        for query in ("", *(f"?split={split}" for split in ("male", "female"))):
            found.append(reverse("reports:publication_sources", args=[publication.pk, code]) + query)
            found.append(reverse("reports:publication_sources_table", args=[publication.pk, code]) + query)
    found += [reverse("reports:unit_board", args=[*board, area]) + "?basis=published" for area in areas]
    return [*found, *api_addresses(publication)]


def told_to(client: Client, addresses: list[str], secrets: dict[str, list[str]]) -> dict[str, object]:
    """By address what it says of them; each must answer."""
    answers = {address: client.get(address) for address in addresses}
    assert {answer.status_code for answer in answers.values()} == {200}
    found = {address: found_in(text_of(answer), secrets) for address, answer in answers.items()}
    return {address: places for address, places in found.items() if places}


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_stranger_finds_no_withheld_value_in_any_public_answer(publication: Publication):
    secrets = hidden(publication)
    assert len(secrets) > 60  # seven areas, three measures, their splits

    assert told_to(Client(), public_addresses(publication), secrets) == {}


def test_who_lacks_the_right_finds_none_in_what_was_published(
    publication: Publication, province: Province, cast: Cast
):
    areas = [unit.code for unit in (province.province, *province.districts, *province.communes)]

    said = told_to(
        signed_in(cast.looker), pages_of_what_was_published(publication, areas), hidden(publication)
    )

    assert said == {}


def test_who_has_it_for_one_commune_finds_that_communes_alone(
    publication: Publication, province: Province, cast: Cast
):
    own, others = province.communes[0].code, [unit.code for unit in province.communes[1:]]
    addresses = pages_of_what_was_published(publication, [own])
    secrets = hidden(publication, units=[*others, *(unit.code for unit in province.districts), "62"])

    assert told_to(signed_in(cast.commune), addresses, secrets) == {}


def test_the_search_finds_them_where_they_are(publication: Publication, province: Province, cast: Cast):
    areas = [unit.code for unit in (province.province, *province.districts, *province.communes)]
    pages = pages_of_what_was_published(publication, areas)

    said = told_to(signed_in(cast.province), pages, hidden(publication))

    assert len(said) > 20
    assert {place for places in said.values() for place, _form in places} == set(hidden(publication))


def test_no_filter_finds_a_withheld_value(publication: Publication, cast: Cast):
    closed = publication.values.filter(open_to_all=False).exclude(value="").first()
    questions = [f"value={closed.value}", f"numerator={closed.numerator}", f"status={closed.status or 'met'}"]
    place = f"?basis=published&measure={closed.measure}&unit={closed.unit}&span={closed.span}&split={closed.split}&"

    for client in (Client(), signed_in(cast.looker)):
        for question in questions:
            rows = client.get(reverse("api:observations") + place + question).json()["results"]
            assert (question, rows) == (question, [])


def test_an_indicators_status_does_not_tell_what_is_withheld(publication: Publication, cast: Cast):
    page = Client().get("/public/en/").content.decode()
    row = page.split("9. Reduce the share of children who are abused")[1].split("</tbody>")[0]

    assert (
        row.count("Withheld") == 4
    )  # the indicator, its result, the quarter alone, the status of the result
    assert "met" not in row.replace("Not met", "met").lower().replace("method", "").split("withheld")[0]


def test_a_count_of_one_to_four_children_is_withheld_too(publication: Publication, cast: Cast):
    pages = [
        Client().get(reverse("public:indicator", args=["vi", "749-2024", "2024-Q1", 11])),
        signed_in(cast.looker).get(reverse("reports:publication", args=[publication.pk])),
    ]

    for page in pages:
        text = " ".join(page.content.decode().split())
        row = text.split("số đếm, không có chỉ tiêu")[0].rsplit("<tr>", 1)[1]
        assert "▒ Không công bố" in row
        assert "<div>3</div>" not in row
