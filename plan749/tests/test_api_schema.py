"""The API says what it is: a valid schema without a warning, and a page to read it that needs nobody else."""

import re
from typing import Any

import pytest
import yaml
from django.test import Client
from django.urls import get_resolver
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from playwright.sync_api import Page

from districts.tests.builders import make_province, make_user

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
ENVELOPE = {"next", "previous", "results"}


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    GENERATOR_STATS.reset()
    made: dict[str, Any] = SchemaGenerator(api_version="1").get_schema(request=None, public=True)
    return made


def resolved(schema: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """What a reference of the schema stands for."""
    name = part.get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = schema["components"]["schemas"][name] if name else part
    return found


def answer_of(schema: dict[str, Any], path: str) -> dict[str, Any]:
    content = schema["paths"][f"{API}/{path}/"]["get"]["responses"]["200"]["content"]
    return resolved(schema, content["application/json"]["schema"])


def test_the_schema_is_valid_and_was_made_without_a_warning(schema):
    validate_schema(schema)

    assert not GENERATOR_STATS


def test_every_address_of_the_api_is_in_the_schema(schema):
    assert sorted(schema["paths"]) == sorted(
        [
            *(f"{API}/{noun}/" for noun in NOUNS),
            f"{API}/plans/{{slug}}/",
            f"{API}/indicators/{{number}}/",
            f"{API}/measures/{{code}}/",
            f"{API}/elements/{{code}}/",
            f"{API}/units/{{code}}/",
            f"{API}/periods/{{code}}/",
            f"{API}/submissions/{{id}}/",
            f"{API}/submissions/{{id}}/submit/",
            f"{API}/submissions/{{id}}/accept/",
            f"{API}/submissions/{{id}}/return/",
            f"{API}/publications/{{id}}/",
        ]
    )


@pytest.mark.parametrize("noun", NOUNS)
def test_every_list_comes_in_pages(schema, noun):
    assert answer_of(schema, noun)["properties"].keys() >= ENVELOPE


@pytest.mark.parametrize(
    ("noun", "fields"),
    [
        ("units", "code name level parent valid_from valid_to"),
        ("periods", "plan code year quarter first_day last_day due state"),
        ("submissions", "id plan period unit unit_name state version figures"),
        (
            "observations",
            "plan measure indicator objective unit unit_name level parent period span split value numerator "
            "denominator reported expected status target basis revision absence",
        ),
    ],
)
def test_the_names_that_others_build_on_stay(schema, noun, fields):
    answer = answer_of(schema, noun)["properties"]["results"]["items"]

    assert set(fields.split()) <= resolved(schema, answer)["properties"].keys()


def test_a_figure_has_the_names_that_others_build_on(schema):
    assert list(schema["components"]["schemas"]["FigureOut"]["properties"]) == [
        "element",
        "split",
        "value",
        "absence",
        "reason",
        "explanation",
        "version",
    ]


@pytest.mark.parametrize("noun", NOUNS)
def test_every_filter_is_in_the_schema(schema, noun):
    view = get_resolver().resolve(f"{API}/{noun}/").func.view_class
    named = {parameter["name"] for parameter in schema["paths"][f"{API}/{noun}/"]["get"]["parameters"]}

    ordered = {"ordering"} if view.orderings else set()
    followed = {"updated_since"} if noun in ("submissions", "publications") else set()
    assert named == {*view.filters, "limit", "cursor", "fields", "format", *ordered, *followed}


def test_the_schema_and_the_page_are_behind_the_sign_in(db):
    assert Client().get(f"{API}/schema/").status_code == 401
    assert Client().get(f"{API}/docs/")["Location"].startswith("/sign-in/")


def test_the_schema_is_served_from_here(client, db):
    client.force_login(make_user("looks", make_province(communes=1).province))

    answer = client.get(f"{API}/schema/")

    assert answer.status_code == 200
    assert yaml.safe_load(answer.content)["openapi"].startswith("3.")


def test_an_address_that_does_not_exist_answers_in_json(client, db):
    client.force_login(make_user("looks", make_province(communes=1).province))

    for address in (f"{API}/", f"{API}/nothing/", f"{API}/units/a/b/c/"):
        answer = client.get(address)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert client.get(f"{API}/units")["Location"] == f"{API}/units/"


@pytest.mark.browser
def test_the_page_draws_every_address_under_our_own_rules(
    browser_page: Page, live_server, client, transactional_db
):
    client.force_login(make_user("looks", make_province(communes=1).province))
    session = client.cookies["sessionid"].value
    browser_page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    blocked: list[str] = []
    browser_page.on(
        "console", lambda said: blocked.append(said.text) if "Content Security" in said.text else None
    )

    browser_page.goto(f"{API}/docs/")
    browser_page.wait_for_selector(".opblock")

    paths = [
        re.sub(r"\s|\u200b", "", text)
        for text in browser_page.locator(".opblock-summary-path").all_inner_texts()
    ]
    assert f"{API}/observations/" in paths
    assert len(paths) == 22
    assert [text for text in blocked if "script" in text] == []
