"""What the API's answers carry: a mark that spares sending them twice, whose they are, and packing."""

import gzip
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from districts.actions import tokens
from districts.models import User
from districts.tests.builders import PAGE, Cast, accepted, fill, key_of, start
from reports.tests.published import publish

API = "/api/v1"
NOUNS = [
    "plans",
    "indicators",
    "measures",
    "elements",
    "units",
    "periods",
    "submissions",
    "observations",
    "publications",
]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def reader(cast: Cast) -> Client:
    return signed_in(cast.province)


@pytest.fixture
def counted(cast, province, period):
    accepted(
        province.communes[0], period, {"children_under_16": 1000, "abused_children": 1, "live_births": 30}
    )
    return period


def again(client: Client, address: str, first: Any, **headers: str) -> Any:
    return client.get(address, headers={"If-None-Match": first["ETag"], **headers})


# Known already -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("noun", NOUNS)
def test_an_answer_that_one_has_is_not_sent_again(reader, counted, noun):
    """Though two of these lists say from which moment to ask next: an earlier one is as good."""
    publish(counted)
    address = f"{API}/{noun}/?limit=1"
    first = reader.get(address)

    second = again(reader, address, first)

    assert (second.status_code, second.content) == (304, b"")
    assert second["ETag"] == first["ETag"]


@pytest.mark.parametrize("address", ["plans/749-2024/", "measures/9.1/", "units/90001/", "periods/2024-Q1/"])
def test_an_object_that_one_has_is_not_sent_again(reader, counted, address):
    assert again(reader, f"{API}/{address}", reader.get(f"{API}/{address}")).status_code == 304


def test_a_submission_is_sent_again_once_it_changed(cast, province, period):
    draft = start(province.communes[0], period)
    client, address = signed_in(cast.commune), f"{API}/submissions/{draft.pk}/"
    first = client.get(address)
    assert again(client, address, first).status_code == 304

    fill(draft, {"live_births": 12})

    second = again(client, address, first)
    assert (second.status_code, second.json()["figures"][0]["value"]) == (200, "12")
    assert again(client, address, second).status_code == 304


def test_an_observation_is_sent_again_once_a_figure_was_accepted(reader, province, counted):
    address = f"{API}/observations/?measure=8.1&unit=62"
    first = reader.get(address)

    accepted(province.communes[1], counted, {"children_under_16": 500, "special_circumstances": 3})

    assert again(reader, address, first).status_code == 200


def test_nobody_is_spared_an_answer_that_somebody_else_has(cast, counted):
    address = f"{API}/observations/?measure=9.1&unit=90001"
    first = signed_in(cast.province).get(address)

    for other in (cast.looker, cast.commune, cast.stranger):
        second = again(signed_in(other), address, first)
        assert second.status_code == 200
        assert second["ETag"] != first["ETag"]


def test_an_answer_that_is_the_same_for_all_is_each_readers_own(cast, the_plan):
    first = signed_in(cast.province).get(f"{API}/measures/9.1/")

    assert again(signed_in(cast.commune), f"{API}/measures/9.1/", first).status_code == 200


def test_a_reader_who_lost_a_right_is_sent_the_answer_anew(cast, counted):
    client, address = signed_in(cast.province), f"{API}/observations/?measure=9.1&unit=90001"
    first = client.get(address)
    cast.province.membership.sees_sensitive = False
    cast.province.membership.save()

    second = again(client, address, first)

    assert (second.status_code, second.json()["results"][0]["absence"]) == (200, "withheld")


def test_another_language_is_another_answer(reader, the_plan):
    first = reader.get(f"{API}/measures/9.1/")

    assert again(reader, f"{API}/measures/9.1/", first, **{"Accept-Language": "en"}).status_code == 200


def test_a_key_is_spared_what_it_has_and_a_revoked_one_is_refused(cast, the_plan, period):
    key = key_of(cast.commune)
    client, address = Client(), f"{API}/measures/"
    first = client.get(address, headers={"Authorization": f"Token {key}"})
    assert first.status_code == 200

    assert again(client, address, first, Authorization=f"Token {key}").status_code == 304
    tokens.revoke_token(cast.commune.tokens.get(), by=cast.commune, at=timezone.now(), origin=PAGE)
    assert again(client, address, first, Authorization=f"Token {key}").status_code == 401


def test_a_moment_alone_spares_nothing(cast, province, period):
    """Two changes fall into one second, and rights change without one: `Last-Modified` tells, the mark decides."""
    draft = start(province.communes[0], period)
    client, address = signed_in(cast.commune), f"{API}/submissions/{draft.pk}/"
    first = client.get(address)

    assert first["Last-Modified"].endswith(" GMT")
    second = client.get(address, headers={"If-Modified-Since": first["Last-Modified"]})
    assert second.status_code == 200


def test_a_refusal_has_no_mark(reader):
    assert "ETag" not in reader.get(f"{API}/measures/nothing/")
    assert "ETag" not in reader.get(f"{API}/measures/?colour=red")


# Whose ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["measures/", "measures/9.1/", "measures/?format=csv", "measures/?colour=red", "no/"]
)
def test_an_answer_is_its_readers_alone(reader, the_plan, address):
    answer = reader.get(f"{API}/{address}")

    assert {"Accept", "Accept-Language", "Authorization", "Cookie"} <= {*answer["Vary"].split(", ")}
    assert {*answer["Cache-Control"].split(", ")} == {"private", "no-cache"}


# Packed ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "?format=csv"])
def test_an_answer_is_packed_for_who_can_unpack_it(reader, the_plan, query):
    plain = reader.get(f"{API}/measures/{query}")
    packed = reader.get(f"{API}/measures/{query}", headers={"Accept-Encoding": "gzip"})

    assert packed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert "Accept-Encoding" in packed["Vary"]
    assert gzip.decompress(packed.getvalue()) == plain.getvalue()


def test_a_packed_answer_has_the_mark_of_the_plain_one(reader, the_plan):
    packed = reader.get(f"{API}/measures/", headers={"Accept-Encoding": "gzip"})

    assert again(reader, f"{API}/measures/", packed).status_code == 304


def test_a_page_is_not_packed_since_it_holds_the_key_against_forged_requests(reader, the_plan):
    for address in ("/my-work/", f"{API}/docs/"):
        answer = reader.get(address, headers={"Accept-Encoding": "gzip"})
        assert "Content-Encoding" not in answer
        assert "ETag" not in answer
