"""A request that is sent twice under one Idempotency-Key is done once, and answered alike."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import DatabaseError, connections, transaction
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIRequestFactory, force_authenticate

from districts.actions import tokens
from districts.api.sent_twice import once
from districts.api.submissions import Writing
from districts.models import Event, Figure, KeptAnswer, Membership, Submission, User
from districts.models.people import Role
from districts.tasks import forget_kept_answers
from districts.tests.builders import PAGE, start

API = "/api/v1/submissions/"
KEY = '"8e03978e-40d5-43dd-bc93-6894a57f9324"'


@pytest.fixture
def draft(cast, province, period) -> Submission:
    return start(province.communes[0], period)


class Program:
    """Someone's program, which sends everything under a key."""

    def __init__(self, user: User) -> None:
        self.client = Client()
        self.client.force_login(user)

    def post(self, address: str, body: Any, key: str = KEY, **headers: str) -> Any:
        return self.client.post(
            address,
            json.dumps(body),
            content_type="application/json",
            headers={"Idempotency-Key": key, **headers},
        )

    def patch(self, submission: Submission, *cells: Any, key: str = KEY, **headers: str) -> Any:
        return self.client.patch(
            f"{API}{submission.pk}/",
            json.dumps({"figures": list(cells)}),
            content_type="application/json",
            headers={"Idempotency-Key": key, **headers},
        )


@pytest.fixture
def program(cast) -> Program:
    return Program(cast.commune)


BIRTHS = {"element": "live_births", "value": 12}


# Repeats -----------------------------------------------------------------------------------------------------


def test_a_repeat_is_answered_alike_and_writes_nothing(program, draft):
    first = program.patch(draft, BIRTHS)
    again = program.patch(draft, BIRTHS)

    assert (first.status_code, again.status_code) == (200, 200)
    assert again.content == first.content
    assert (first.get("Idempotent-Replayed"), again.get("Idempotent-Replayed")) == (None, "true")
    assert Event.objects.filter(action=Event.Action.CHANGED).count() == 1


def test_without_a_key_each_request_is_done(program, draft):
    for value in (1, 2):
        cell = {"element": "live_births", "value": value, "version": value if value > 1 else None}
        program.client.patch(
            f"{API}{draft.pk}/", json.dumps({"figures": [cell]}), content_type="application/json"
        )

    assert KeptAnswer.objects.count() == 0
    assert Event.objects.filter(action=Event.Action.CHANGED).count() == 2


def test_what_was_begun_is_found_again_at_its_address(program, province, period):
    wanted = {"plan": "749-2024", "period": "2024-Q1", "unit": "90001"}

    first, again = program.post(API, wanted), program.post(API, wanted)

    assert (first.status_code, again.status_code) == (201, 201)
    assert again["Location"] == first["Location"]
    assert Submission.objects.count() == 1


def test_an_answer_is_told_again_even_when_more_was_written_since(program, draft):
    first = program.patch(draft, BIRTHS)
    program.patch(draft, {"element": "live_births", "value": 13, "version": 2}, key="another")

    assert program.patch(draft, BIRTHS).content == first.content
    assert Figure.objects.get().number == 13


def test_a_refusal_is_told_again_too(program, draft):
    wrong = {"element": "live_births", "value": "many"}

    first, again = program.patch(draft, wrong), program.patch(draft, wrong)

    assert (first.status_code, again.status_code) == (400, 400)
    assert again.content == first.content
    assert again["Content-Type"] == "application/problem+json"
    assert again["Idempotent-Replayed"] == "true"


def test_an_answer_stays_in_the_language_it_was_given_in(program, draft):
    first = program.patch(draft, {"element": "x", "value": 1}, **{"Accept-Language": "en"})
    again = program.patch(draft, {"element": "x", "value": 1}, **{"Accept-Language": "vi"})

    assert (first["Content-Language"], again["Content-Language"]) == ("en", "en")
    assert again.content == first.content


# Keys --------------------------------------------------------------------------------------------------------


def test_a_key_that_was_used_for_something_else_is_refused(program, draft):
    program.patch(draft, BIRTHS)

    body = program.patch(draft, {"element": "live_births", "value": 13, "version": 2})
    place = program.post(f"{API}{draft.pk}/submit/", {"version": 2})

    assert [(answer.status_code, answer.json()["code"]) for answer in (body, place)] == [
        (422, "idempotency_key_reused")
    ] * 2
    assert Figure.objects.get().number == 12


def test_another_person_may_use_the_same_key(program, cast, draft, province, period):
    other = start(province.communes[1], period)
    program.patch(draft, BIRTHS)

    answer = Program(cast.neighbour).patch(other, BIRTHS)

    assert (answer.status_code, answer.get("Idempotent-Replayed")) == (200, None)
    assert sorted(KeptAnswer.objects.values_list("user__username", flat=True)) == ["commune", "neighbour"]


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 256, "khóa".encode().decode("latin-1")])
def test_a_key_that_is_none_is_refused(program, draft, key):
    answer = program.patch(draft, BIRTHS, key=key)

    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_invalid")
    assert Figure.objects.count() == 0


@pytest.mark.parametrize("body", [b"\xf2", b"{", b"[" * 100_000, b"null", b'{"figures": 1}'])
def test_a_key_that_is_none_is_refused_whatever_comes_with_it(program, draft, body):
    answer = program.client.patch(
        f"{API}{draft.pk}/", body, content_type="application/json", headers={"Idempotency-Key": ""}
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_invalid")


@pytest.mark.parametrize("body", [b"\xf2", b"{", b"[" * 100_000, b"null"])
def test_a_body_that_cannot_be_read_is_refused_again_alike(program, draft, body):
    first, again = (
        program.client.patch(
            f"{API}{draft.pk}/", body, content_type="application/json", headers={"Idempotency-Key": KEY}
        )
        for _ in range(2)
    )

    assert (first.status_code, again.status_code) == (400, 400)
    assert again.content == first.content


def test_after_a_day_a_key_is_free_again(program, draft):
    program.patch(draft, BIRTHS)
    kept = KeptAnswer.objects.get()
    KeptAnswer.objects.all().delete()
    kept.kept_at = timezone.now() - timedelta(hours=24)
    kept.save(force_insert=True)

    answer = program.patch(draft, {"element": "live_births", "value": 13, "version": 2})

    assert (answer.status_code, answer.get("Idempotent-Replayed")) == (200, None)
    assert Figure.objects.get().number == 13


def test_what_was_kept_for_a_day_is_forgotten_by_the_timetable(program, draft):
    program.patch(draft, BIRTHS)
    program.patch(draft, BIRTHS, key="another")
    old = KeptAnswer.objects.get(key=KEY)
    old.delete()
    KeptAnswer.objects.create(
        **{field.attname: getattr(old, field.attname) for field in KeptAnswer._meta.fields}
        | {"kept_at": timezone.now() - timedelta(hours=25)}
    )

    forget_kept_answers()

    assert list(KeptAnswer.objects.values_list("key", flat=True)) == ["another"]


# What an answer holds ----------------------------------------------------------------------------------------


def test_an_answer_is_not_told_again_to_who_lost_the_right_to_see_it(cast, draft):
    sees, cell = Program(cast.district), {"element": "abused_children", "value": 3}
    answer = sees.patch(draft, cell)
    Membership.objects.filter(user=cast.district).update(role=Role.LOOKS)

    again = sees.patch(draft, cell)

    assert (answer.status_code, answer.json()["figures"][0]["value"]) == (200, "3")
    assert (again.status_code, again.json()["code"]) == (403, "idempotency_rights_changed")
    assert again.json()["cells"] == []


def test_an_answer_is_for_the_token_that_asked(cast, draft):
    keys = [tokens.create_token(cast.commune, name=name, at=timezone.now(), origin=PAGE)[1] for name in "ab"]
    body = json.dumps({"figures": [BIRTHS]})

    answers = [
        Client().patch(
            f"{API}{draft.pk}/",
            body,
            content_type="application/json",
            headers={"Idempotency-Key": KEY, "Authorization": f"Token {key}"},
        )
        for key in [*keys, keys[0]]
    ]

    assert [answer.status_code for answer in answers] == [200, 403, 200]
    assert answers[2]["Idempotent-Replayed"] == "true"


# Faults ------------------------------------------------------------------------------------------------------


class Breaks(Writing):
    """Writes, and then breaks."""

    @once
    def post(self, request: Any) -> Any:
        Submission.objects.update(return_reason="halfway")
        raise ZeroDivisionError


def test_a_fault_of_ours_is_not_kept_and_leaves_nothing(cast, draft):
    request = APIRequestFactory().post("/", {}, format="json", headers={"Idempotency-Key": KEY})
    force_authenticate(request, cast.commune)

    with pytest.raises(ZeroDivisionError):
        Breaks.as_view()(request)

    assert KeptAnswer.objects.count() == 0
    assert Submission.objects.get().return_reason == ""


def test_what_is_undone_is_not_kept_either(program, draft):
    with transaction.atomic():
        program.patch(draft, BIRTHS)
        transaction.set_rollback(True)

    assert (KeptAnswer.objects.count(), Figure.objects.count()) == (0, 0)
    assert program.patch(draft, BIRTHS).get("Idempotent-Replayed") is None


def test_a_kept_answer_is_never_altered(program, draft):
    program.patch(draft, BIRTHS)

    with pytest.raises(DatabaseError, match="never altered"), transaction.atomic():
        KeptAnswer.objects.update(status=201)


# At the same time --------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_doubles_at_the_same_moment_are_done_once(cast, draft):
    programs = [Program(cast.commune) for _ in range(4)]
    together = Barrier(4)

    def send(program: Program) -> Any:
        together.wait(10)
        try:
            return program.patch(draft, BIRTHS)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, programs))

    done = [answer for answer in answers if answer.status_code == 200]
    assert {answer.status_code for answer in answers} <= {200, 409}
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} <= {
        "idempotency_in_progress"
    }
    assert len({answer.content for answer in done}) == 1
    assert [answer.get("Idempotent-Replayed") for answer in done].count(None) == 1
    assert Event.objects.filter(action=Event.Action.CHANGED).count() == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_while_the_first_still_runs_the_second_is_told_so(cast, draft):
    one, two = Program(cast.commune), Program(cast.commune)

    def send() -> Any:
        try:
            return two.patch(draft, BIRTHS)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first = one.patch(draft, BIRTHS)
            second = pool.submit(send).result(20)
        third = pool.submit(send).result(20)

    assert (first.status_code, second.status_code) == (200, 409)
    assert second.json()["code"] == "idempotency_in_progress"
    assert third.content == first.content
