"""Every refusal of the API has one shape, in the language asked for, and a code that is explained."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from districts.api.problem_types import PROBLEMS, address_of

PROBLEM = "application/problem+json"
API = "/api/v1"
# Where the refusals of what the API does are raised.
RAISED_IN = ["actions/figures", "actions/guards", "actions/kept_answers", "actions/many_sheets", "actions/refusals",
             "actions/submissions", "changes"]  # fmt: skip
OF_A_CELL = re.compile(r"^\| (\d{3}) \| `(\w+)` \|", re.MULTILINE)


@pytest.fixture
def program(cast, client: Client) -> Client:
    client.force_login(cast.commune)
    return client


def raised_codes() -> set[str]:
    """The codes that stand in the source of the actions: as a refusal's second value, or as a kind's own."""
    found = set()
    for name in RAISED_IN:
        tree = ast.parse((Path(settings.BASE_DIR) / "districts" / f"{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in REFUSALS:
                found |= {word.value for word in node.args[1:2] if isinstance(word, ast.Constant)}
            if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "code":
                found |= {node.value.value} if isinstance(node.value, ast.Constant) else set()
    return found - {"refused"}


REFUSALS = {"Refused", "NotAllowed", "NotReady", "SomeoneWasFirst", "ManyRefused"}


def test_every_code_that_an_action_raises_is_explained():
    assert raised_codes() - set(PROBLEMS) == set()
    assert {"stale_figures", "conflict", "too_early", "idempotency_key_reused"} <= raised_codes()


def test_the_documentation_lists_the_codes_with_their_status():
    text = (Path(settings.BASE_DIR) / "docs" / "api.md").read_text(encoding="utf-8")

    assert [(int(status), code) for status, code in OF_A_CELL.findall(text)] == sorted(
        ((kind.status, code) for code, kind in PROBLEMS.items()),
        key=lambda one: (one[0], [code for _status, code in OF_A_CELL.findall(text)].index(one[1])),
    )


def test_where_a_type_leads_its_code_is_explained(program):
    page = program.get(reverse("api:problems")).content.decode()

    for code in PROBLEMS:
        address, _mark, place = address_of(code).partition("#")
        assert address == "/api/v1/problems/"
        assert f'<dt id="{place}"' in page


def test_a_refusal_says_what_the_standard_asks_and_what_it_always_said(program):
    answer = program.get(f"{API}/submissions/999/")

    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
    assert answer.json() == {
        "type": "/api/v1/problems/#not_found",
        "title": "Không tìm thấy",
        "status": 404,
        "detail": "Không tìm thấy.",
        "code": "not_found",
        "fields": {},
        "cells": [],
    }


def test_it_is_said_in_the_language_asked_for(program):
    said = {
        language: program.get(f"{API}/units/?level=hamlet", headers={"Accept-Language": language})
        for language in ("vi", "en", "fr")
    }

    assert {language: answer["Content-Language"] for language, answer in said.items()} == {
        "vi": "vi",
        "en": "en",
        "fr": "vi",
    }
    assert said["en"].json()["title"] == "Something sent is wrong"
    assert said["vi"].json()["title"] == "Nội dung chưa đúng"
    assert "Accept-Language" in said["vi"]["Vary"]


@pytest.mark.parametrize(
    ("method", "address", "headers", "status", "code"),
    [
        ("get", "/api/", {}, 404, "not_found"),
        ("get", "/api/v2/plans/", {}, 404, "not_found"),
        ("get", f"{API}/nothing/", {}, 404, "not_found"),
        ("post", f"{API}/nothing/at/all/", {}, 404, "not_found"),
        ("delete", f"{API}/plans/", {}, 405, "method_not_allowed"),
        ("trace", f"{API}/plans/", {}, 405, "method_not_allowed"),
        ("get", f"{API}/plans/", {"Accept": "application/xml"}, 406, "not_acceptable"),
        ("get", f"{API}/schema/", {"Accept": "text/html"}, 406, "not_acceptable"),
        ("get", f"{API}/plans/", {"Accept": ";;q=x, \x7f"}, 406, "not_acceptable"),
        ("get", f"{API}/plans/", {"Host": "elsewhere.example"}, 400, "bad_request"),
        ("get", f"{API}/plans/", {"Authorization": "Token nobody"}, 401, "authentication_failed"),
        ("post", f"{API}/submissions/", {"Content-Type": "text/plain"}, 415, "unsupported_media_type"),
    ],
)
def test_whatever_goes_wrong_is_told_in_one_shape(
    program, method: str, address: str, headers: dict[str, str], status: int, code: str
):
    kind = headers.pop("Content-Type", "application/json")

    answer = program.generic(method.upper(), address, b"{}", content_type=kind, headers=headers)

    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    assert (answer.json()["status"], answer.json()["code"]) == (status, code)
    assert answer.json()["type"] == address_of(code)


def test_a_refusal_keeps_the_headers_that_go_with_it(program):
    nobody = Client().get(f"{API}/plans/")
    wrong_way = program.delete(f"{API}/plans/")

    assert nobody["WWW-Authenticate"] == "Token"
    assert wrong_way["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.urls("plan749.tests.broken_urls")
def test_a_fault_of_ours_says_nothing_of_the_inside(program, caplog):
    program.raise_request_exception = False

    answer, page = program.get(f"{API}/breaks/"), program.get("/breaks/")

    assert (answer.status_code, answer["Content-Type"]) == (500, PROBLEM)
    assert answer.json()["code"] == "server_error"
    assert "secret" not in answer.content.decode()
    assert answer.json()["instance"].startswith("urn:uuid:")
    assert answer.json()["instance"] in caplog.text
    assert (page.status_code, page["Content-Type"]) == (500, "text/html; charset=utf-8")


def test_pages_are_not_found_as_pages(program):
    answer = program.get("/nothing/here/")

    assert (answer.status_code, answer["Content-Type"]) == (404, "text/html; charset=utf-8")
