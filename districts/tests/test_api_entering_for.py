"""Programs that enter for another unit: the same access as the pages, and the answers say so."""

from datetime import date

import pytest
from django.test import Client

from districts.models import Event, Submission, User
from districts.tests.builders import complete, fill, make_user, program_of, start
from districts.tests.test_api_submissions import API, Caller, cell


@pytest.fixture
def district(cast, period, settings) -> Client:
    """A program with the key of the district's accepter, on the day after the quarter."""
    settings.DEMO_TODAY = date(2024, 3, 18)
    return program_for(cast.district)


def program_for(user: User) -> Client:
    """A program with a key for all that its owner may."""
    return program_of(user, writes_for=user.membership.unit, reads_sensitive=True)


def sent(client: Client, submission: Submission, *cells: dict) -> dict:
    answer = client.patch(f"{API}{submission.pk}/", {"figures": list(cells)}, content_type="application/json")
    assert answer.status_code == 200, answer.content
    return answer.json()


def begun(client: Client, unit: str):
    body = {"plan": "749-2024", "period": "2024-Q1", "unit": unit}
    return client.post(API, body, content_type="application/json")


def test_a_districts_program_begins_fills_and_hands_in_for_its_commune_and_it_is_recorded(district, province):
    answer = begun(district, "90001")
    assert (answer.status_code, answer.json()["on_behalf"]) == (201, True)

    draft = Submission.objects.get()
    assert sent(district, draft, cell())["on_behalf"]
    draft = complete(draft, {"live_births": 12})
    step = {"version": draft.version}
    answer = district.post(f"{API}{draft.pk}/submit/", step, content_type="application/json").json()

    assert (answer["state"], answer["on_behalf"]) == ("submitted", True)
    done = Event.objects.filter(submission=draft, by__username="district").order_by("pk")
    assert list(done.values_list("action", "origin", "on_behalf")) == [
        ("started", "api", True),
        ("changed", "api", True),
        ("submitted", "api", True),
    ]


def test_a_units_own_program_enters_for_nobody(cast, province, period):
    commune = program_for(cast.commune)

    assert begun(commune, "90001").json()["on_behalf"] is False
    assert sent(commune, Submission.objects.get(), cell())["on_behalf"] is False
    assert not Event.objects.filter(on_behalf=True).exists()


def test_lists_say_of_each_whether_others_entered_for_it(cast, province, period):
    ours = fill(start(province.communes[0], period), {"live_births": 12}, by=cast.district)
    theirs = start(province.communes[2], period)

    listed = Caller(cast.district).get(API).json()["results"]
    assert {one["id"]: one["on_behalf"] for one in listed} == {ours.pk: True, theirs.pk: False}


def test_the_provinces_program_enters_for_a_district_and_a_department_and_for_no_commune(
    cast, province, period
):
    staff = program_for(cast.province)

    assert [begun(staff, code).status_code for code in ("901", "health", "90001")] == [201, 201, 403]
    assert set(Event.objects.filter(action="started").values_list("on_behalf", flat=True)) == {True}


@pytest.mark.parametrize("role", ["enters", "looks"])
def test_whoever_accepts_nothing_enters_for_nobody(cast, province, period, role):
    draft = start(province.communes[0], period)
    stranger = Caller(make_user(role, province.districts[0]))

    # Who only enters at a district sees no commune; who looks sees it, and is told that it is not theirs to do.
    status = {"enters": 404, "looks": 403}[role]
    assert stranger.patch(draft, cell()).status_code == status
    assert stranger.step(draft, "submit", version=1).status_code == status
    assert begun(stranger.client, "90003").status_code == status
    assert Event.objects.filter(submission=draft).count() == 1
