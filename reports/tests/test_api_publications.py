"""Publications over REST."""

from typing import Any

import pytest
from django.test import Client

from districts.models import Period, User
from districts.tests.builders import Cast, Province, accepted, make_user
from indicators.models import Plan
from reports.models import Publication
from reports.tests.published import publish

API = "/api/v1/publications/"


def read(user: User, address: str = "") -> Any:
    client = Client()
    client.force_login(user)
    return client.get(API + address)


@pytest.fixture
def publication(cast: Cast, province: Province, period: Period) -> Publication:
    accepted(province.communes[0], period, {"live_births": 12})
    return publish(period)


def test_a_publication_says_what_was_frozen_and_when(cast, publication):
    assert read(cast.province, f"{publication.pk}/").json() == {
        "id": publication.pk,
        "plan": "749-2024",
        "period": "2024-Q1",
        "number": 1,
        "updated_at": "2024-03-15T12:00:00+07:00",
        "published_at": "2024-03-15T12:00:00+07:00",
        "reason": "",
        "sha256": publication.sha256,
        "documents": [
            {
                "kind": "xlsx",
                "report": "",
                "size": 1204,
                "sha256": "ab" * 32,
                "address": f"http://testserver/publications/{publication.pk}/xlsx/",
            }
        ],
        "illustrative": False,
        "note": None,
    }


@pytest.mark.parametrize("who", ["commune", "district", "department", "looker", "administrator", "stranger"])
def test_everyone_sees_publications_and_few_their_documents(cast, publication, who):
    (seen,) = read(getattr(cast, who)).json()["results"]

    assert (seen["number"], seen["documents"]) == (1, [])


def test_publications_are_narrowed_by_period_and_number(cast, publication):
    publish(publication.period, reason="Sửa số liệu một xã.")

    numbers = [seen["number"] for seen in read(cast.looker, "?period=2024-Q1").json()["results"]]
    second = read(cast.province, "?number=2").json()["results"]

    assert numbers == [1, 2]
    assert [seen["reason"] for seen in second] == ["Sửa số liệu một xã."]


@pytest.mark.parametrize("query", ["period=2024-Q4", "number=two", "plan=none", "kind=xlsx"])
def test_a_filter_that_is_not_known_is_named(cast, publication, query):
    answer = read(cast.looker, f"?{query}")

    assert (answer.status_code, list(answer.json()["fields"])) == (400, [query.partition("=")[0]])


def test_what_was_not_published_is_not_found(cast, publication):
    assert read(cast.province, f"{publication.pk + 1}/").status_code == 404


def test_a_publication_of_made_up_figures_says_so_for_ever(cast, period, province):
    Plan.objects.update(illustrative=True)
    period.refresh_from_db()
    accepted(province.communes[0], period, {"live_births": 12})
    made = publish(period)
    Plan.objects.update(illustrative=False)

    answer = read(cast.commune, f"{made.pk}/")

    assert (answer.json()["illustrative"], answer.json()["note"]) == (True, "số liệu minh họa")
    assert answer["X-Illustrative"] == "true"


@pytest.mark.parametrize("revisions", [1, 3])
def test_a_list_costs_the_same_for_any_number_of_publications(
    publication, the_plan, province, django_assert_num_queries, revisions
):
    for _ in range(revisions - 1):
        publish(publication.period, "Sửa số liệu một xã.")
    reader = make_user("province", province.province, "reader", sees_sensitive=True)
    client = Client()
    client.force_login(reader)

    with django_assert_num_queries(5):
        assert len(client.get(API).json()["results"]) == revisions
