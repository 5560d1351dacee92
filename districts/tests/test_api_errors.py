"""Bad input over REST: refused with a sentence and the field's name, never with a fault of ours."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request

from districts.actions.refusals import SomeoneWasFirst
from districts.api_errors import named, refused
from districts.models import Submission, Token, User
from districts.tests.builders import fill, make_user, start
from districts.tokens import digest

API = "/api/v1/submissions/"
DEEP = "[" * 100_000
LATIN = "khóa".encode().decode("latin-1")  # as a web server hands on what is not ASCII


@pytest.fixture
def draft(cast, province, period) -> Submission:
    return start(province.communes[0], period)


@pytest.fixture
def commune(cast, client: Client) -> Client:
    client.force_login(cast.commune)
    return client


def patch(client: Client, submission: Submission, *cells: Any, **headers: str) -> Any:
    body = json.dumps({"figures": list(cells)})
    return client.patch(f"{API}{submission.pk}/", body, content_type="application/json", headers=headers)


def keep_key(user: User, key: str) -> None:
    """A key of our own choosing, for all that its owner may."""
    now, unit = timezone.now(), user.membership.unit
    Token.objects.create(
        user=user,
        name="sổ",
        digest=digest(key),
        reads_sensitive=True,
        writes_for=unit,
        created_at=now,
        expires_at=now + timedelta(days=1),
    )


def shape(answer: Any) -> set[str]:
    return set(answer.json())


# Cells -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("abc", "“abc” không phải là số. Xin nhập số nguyên, ví dụ 125."),
        ("", "“” không phải là số. Xin nhập số nguyên, ví dụ 125."),
        ("-5", "Số liệu không thể là số âm. Xin nhập số từ 0 trở lên."),
        (-5, "Số liệu không thể là số âm. Xin nhập số từ 0 trở lên."),
        ("1,5", "“1,5” không phải là số nguyên. Xin nhập số nguyên, không có phần lẻ."),
        (1.5, "“1.5” không phải là số nguyên. Xin nhập số nguyên, không có phần lẻ."),
        ("1.204", "“1.204” không phải là số nguyên. Xin nhập số nguyên, không có phần lẻ."),
        ("9" * 30, "Số này quá lớn. Số lớn nhất có thể nhập là 999.999.999."),
        (10**30, "Số này quá lớn. Số lớn nhất có thể nhập là 999.999.999."),
        (True, "“True” không phải là số. Xin nhập số nguyên, ví dụ 125."),
        ([1], "“[1]” không phải là số. Xin nhập số nguyên, ví dụ 125."),
        ("١٢", "“١٢” không phải là số. Xin nhập số nguyên, ví dụ 125."),
    ],
    ids=str,
)
def test_a_value_that_is_no_figure_is_refused_beside_its_cell(commune, draft, value, sentence):
    answer = patch(commune, draft, {"element": "live_births", "value": value})

    assert answer.status_code == 400
    assert answer.json()["fields"] == {"figures.0.value": [sentence]}
    assert [(cell["element"], cell["split"], cell["sentence"]) for cell in answer.json()["cells"]] == [
        ("live_births", "", sentence)
    ]
    assert draft.figures.count() == 0


def test_every_fault_is_told_at_once_and_nothing_is_saved(commune, draft):
    answer = patch(
        commune,
        draft,
        {"element": "live_births", "value": "12"},
        {"element": "live_births", "split": "purple", "value": "1"},
        {"element": "not_counted", "value": "1"},
        {"element": "children_under_16", "absence": "nothing_occurred"},
        {"element": "neonatal_deaths", "absence": "no_data"},
    )

    assert answer.status_code == 400
    assert answer.json()["code"] == "invalid_figures"
    assert {(cell["element"], cell["split"]): cell["sentence"] for cell in answer.json()["cells"]} == {
        ("live_births", "purple"): "Số liệu này không có phân tổ như vậy.",
        ("not_counted", ""): "Biểu của đơn vị không có chỉ tiêu số liệu này.",
        ("children_under_16", ""): "Số liệu này là tình trạng cuối kỳ: không có thì ghi số 0.",
        ("neonatal_deaths", ""): "Xin ghi lý do chưa có số liệu.",
    }
    assert sorted(answer.json()["fields"]) == ["figures.1", "figures.2", "figures.3", "figures.4"]
    assert answer.json()["cells"][0]["yours"]["value"] == "1"
    assert draft.figures.count() == 0


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ({}, ["figures.0.element"]),
        ({"element": "live_births"}, ["figures.0.value"]),
        ({"element": "live_births", "value": 1, "colour": "red"}, ["figures.0.colour"]),
        ({"element": "live_births", "absence": "gone"}, ["figures.0.absence"]),
        ({"element": "live_births", "absence": "withheld"}, ["figures.0.absence"]),
        ({"element": "live_births", "value": 1, "version": "2"}, ["figures.0.version"]),
        ({"element": "live_births", "value": 1, "version": True}, ["figures.0.version"]),
        ({"element": "live_births", "value": 1, "version": 10**40}, ["figures.0.version"]),
        ({"element": "live_births", "value": 1, "version": 0}, ["figures.0.version"]),
        ({"element": "live_births\x00", "value": 1}, ["figures.0.element"]),
        ({"element": "live_births", "value": "1\x00"}, ["figures.0.value"]),
        ({"element": "live_births", "value": 1, "explanation": "\x00"}, ["figures.0.explanation"]),
        ({"element": "live_births", "value": 1, "reason": "\ud800"}, ["figures.0.reason"]),
        ({"element": "\ud800", "value": "\ud800", "\ud800": 1}, ["figures.0.\ufffd"]),
        ({"element": ["live_births"], "split": {}, "value": {}}, ["element", "split", "value"]),
        ("live_births", ["figures.0"]),
        (None, ["figures.0"]),
        (12, ["figures.0"]),
    ],
    ids=str,
)
def test_a_cell_of_another_shape_is_refused_by_name(commune, draft, cell, names):
    answer = patch(commune, draft, cell)
    whole = [name if name.startswith("figures") else f"figures.0.{name}" for name in names]

    assert (answer.status_code, sorted(answer.json()["fields"])) == (400, sorted(whole))
    assert draft.figures.count() == 0


def test_the_same_cell_twice_is_refused(commune, draft):
    cell = {"element": "live_births", "value": 1}

    assert patch(commune, draft, cell, cell).json()["cells"][0]["sentence"] == (
        "Ô này được ghi hai lần trong một lần gửi."
    )


@pytest.mark.parametrize(
    "body", ["", "{", "null", "[]", "1", '"x"', "{}", '{"figures": 1}', '{"figures": []}', '{"figures": null}',
             '{"figures": [{"element": "live_births", "value": NaN}]}',
             '{"figures": [{"element": "live_births", "value": 1e999}]}',
             DEEP, b"\xff\xfe", "9" * 5000, '{"figures": {"0": 1}}'],
    ids=lambda body: str(body)[:20],
)  # fmt: skip
def test_a_body_that_is_not_what_was_asked_is_refused(commune, draft, body):
    answer = commune.patch(f"{API}{draft.pk}/", body, content_type="application/json")

    assert answer.status_code == 400
    assert shape(answer) == {"type", "title", "status", "detail", "code", "fields", "cells"}


@pytest.mark.parametrize(
    "body", [{"version": "1"}, {"version": None}, {"version": 1.0}, {"version": -1}, {"version": 2**70},
             {"version": True}, {"version": 1, "reason": 5 * [1]}, {"version": 1, "why": "x"}, [], None],
    ids=str,
)  # fmt: skip
def test_a_step_of_another_shape_is_refused(commune, draft, body):
    answer = commune.post(f"{API}{draft.pk}/submit/", json.dumps(body), content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert answer.json()["fields"]


def test_other_bodies_than_json_and_too_large_ones_are_refused(commune, draft, settings):
    form = commune.post(
        f"{API}{draft.pk}/submit/", "version=1", content_type="application/x-www-form-urlencoded"
    )
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    large = patch(commune, draft, {"element": "live_births", "value": 1})

    assert (form.status_code, form.json()["code"]) == (415, "unsupported_media_type")
    assert (large.status_code, large.json()["code"]) == (413, "too_large")


# Addresses ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["9" * 30 + "/", "9" * 5000 + "/", "0/", "x/", "1/destroy/", "%00/"])
def test_an_address_that_is_none_is_not_found_in_json(commune, draft, address):
    answer = commune.get(API + address)

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_method_that_an_address_does_not_take_is_refused(commune, draft):
    answers = [
        commune.delete(f"{API}{draft.pk}/"),
        commune.put(f"{API}{draft.pk}/"),
        commune.post("/api/v1/units/"),
    ]

    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == 3 * [
        (405, "method_not_allowed")
    ]


def test_an_address_says_what_it_takes(commune, draft):
    for address in (API, f"{API}{draft.pk}/", f"{API}{draft.pk}/submit/", "/api/v1/observations/"):
        assert commune.options(address).status_code == 200


def test_only_json_is_answered(commune, draft):
    answer = commune.get(API, headers={"Accept": "text/csv"})

    assert (answer.status_code, answer.json()["code"]) == (406, "not_acceptable")


# Who calls ---------------------------------------------------------------------------------------------------


def test_a_token_opens_what_its_owner_may_see(cast, draft):
    keep_key(cast.commune, "a key")

    right = Client().get(f"{API}{draft.pk}/", headers={"Authorization": "Token a key"})
    keyed = Client().get(f"{API}{draft.pk}/", headers={"Authorization": "Token akey"})

    assert right.status_code == 401  # a key has no space
    assert (keyed.status_code, keyed.json()["code"]) == (401, "authentication_failed")


def test_a_token_of_ones_own_reads_and_writes_without_a_session(cast, draft):
    keep_key(cast.commune, "key")
    program = Client(enforce_csrf_checks=True)
    headers = {"Authorization": "Token key"}

    assert program.get(f"{API}{draft.pk}/", headers=headers).status_code == 200
    assert patch(program, draft, {"element": "live_births", "value": 1}, **headers).status_code == 200


def test_a_closed_account_or_a_strange_token_opens_nothing(cast, draft):
    keep_key(cast.commune, "key")
    cast.commune.is_active = False
    cast.commune.save()

    answers = [
        Client().get(API, headers={"Authorization": f"Token {key}"}) for key in ("key", "other", "", LATIN)
    ]

    assert [answer.status_code for answer in answers] == 4 * [401]
    assert answers[0]["WWW-Authenticate"] == "Token"


def test_a_session_writes_only_with_its_mark(cast, draft):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.commune)

    answer = patch(browser, draft, {"element": "live_births", "value": 1})

    assert (answer.status_code, answer.json()["code"]) == (403, "csrf_failed")
    assert browser.get(f"{API}{draft.pk}/").status_code == 200


def test_whoever_belongs_nowhere_sees_nothing(client, draft):
    client.force_login(make_user("looks", draft.unit.children.model.objects.get(code="902"), "far"))

    assert client.get(API).json()["results"] == []


# Shapes ------------------------------------------------------------------------------------------------------


def test_a_conflict_names_what_is_there_now(rf):
    request = Request(rf.post("/"))

    answer = refused(SomeoneWasFirst("Biểu đã thay đổi.", version=7), request)

    assert answer.status_code == 409
    assert answer.data == {
        "type": "/api/v1/problems/#conflict",
        "title": "Biểu đã thay đổi",
        "status": 409,
        "code": "conflict",
        "detail": "Biểu đã thay đổi.",
        "fields": {},
        "cells": [],
        "version": 7,
    }


def test_faults_are_named_by_their_place():
    one, two, three = (ErrorDetail(sentence, "ours") for sentence in "abc")
    detail = {"figures": [{}, {"value": [one], "non_field_errors": [two]}], "non_field_errors": [three]}

    assert dict(named(detail)) == {"figures.1.value": ["a"], "figures.1": ["b"], "body": ["c"]}


def test_a_stale_sensitive_cell_keeps_its_secret_from_who_may_not_see_it(cast, draft, rf):
    figure = fill(draft, {"abused_children": 3}).figures.get()
    request = Request(rf.post("/"))
    request.user = cast.looker

    answer = refused(SomeoneWasFirst("Có ô vừa được sửa.", theirs={("abused_children", ""): figure}), request)

    assert answer.data["cells"][0]["theirs"]["value"] is None
    assert answer.data["cells"][0]["theirs"]["absence"] == "withheld"
