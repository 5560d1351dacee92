"""Every address of the portal, by every method, asked by a stranger: refused, but for the few that are named."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from plan749.tests import test_every_address as tried
from plan749.tests.test_every_address import ELSEWHERE, OPEN_TO_ALL, PAGES, PUBLIC, addresses

# The same stage as there: one of each thing that has a number.
stage, waiting = tried.stage, tried.waiting
# What a program may read without an account where the portal has its public page.
THINGS = ["plan", "indicator", "measure", "element", "unit", "period", "publication"]
PUBLIC_API = {"api:observations", *(f"api:{thing}{many}" for thing in THINGS for many in ("", "s"))}
METHODS = ["get", "head", "post", "put", "patch", "delete", "options"]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("has_public_page", [False, True], ids=["closed", "public"])
def test_a_stranger_is_refused_at_every_address_that_is_not_named_here(
    client: Client, stage: dict[str, int], settings, method: str, has_public_page: bool
):
    settings.PUBLIC_PAGE, settings.PUBLIC_API_RATE = has_public_page, "1000/min"
    named = PUBLIC | PUBLIC_API if has_public_page and method in ("get", "head") else set()
    found = addresses(stage) | {"api:None": "/api/v1/nothing/"}

    answers = {
        name: getattr(client, method)(address) for name, address in found.items() if name not in OPEN_TO_ALL
    }
    let_in = {name for name, answer in answers.items() if answer.status_code < 300}
    assert let_in == named
    for name in set(answers) - named:
        assert refusal(answers[name]) == expected_refusal(name, has_public_page), name


def refusal(answer: HttpResponse) -> str | int:
    """The door, or the number of a refusal."""
    is_door = answer.get("Location", "").startswith(reverse("districts:sign_in"))
    return "door" if answer.status_code == 302 and is_door else answer.status_code


def expected_refusal(name: str, has_public_page: bool) -> str | int:
    if name in PUBLIC:
        return 405 if has_public_page else 404
    is_a_page = name in PAGES or name in ELSEWHERE - {"api:None"}
    is_for_programs = name.startswith("api:") and not is_a_page
    return 401 if is_for_programs or name == "districts:save_cells" else "door"


def test_no_answer_to_a_stranger_sets_a_cookie_but_where_one_signs_in_or_chooses(
    stage: dict[str, int], settings
):
    settings.PUBLIC_PAGE, settings.PUBLIC_API_RATE = True, "1000/min"
    found = addresses(stage)

    with_cookie = {name for name, address in found.items() if Client().get(address).cookies}
    assert with_cookie == {"districts:sign_in", "without_network"}
    chosen = Client().post("/language/", {"language": "en", "next": "/public/"})
    assert set(chosen.cookies) == {"django_language"}
