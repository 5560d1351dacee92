"""The API says what it is: a valid schema without a warning, and a page to read it that needs nobody else."""

import re
from collections.abc import Iterator
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
from indicators.api.problems import MEDIA_TYPE

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
            f"{API}/submissions/bulk/",
            f"{API}/submissions/{{id}}/",
            f"{API}/submissions/{{id}}/submit/",
            f"{API}/submissions/{{id}}/accept/",
            f"{API}/submissions/{{id}}/return/",
            f"{API}/publications/{{id}}/",
        ]
    )


def every_part(part: Any) -> Iterator[Any]:
    """The schema's objects, each with those in it."""
    if isinstance(part, dict):
        yield part
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from every_part(inner)


def test_it_is_openapi_3_1_and_says_nothing_in_the_way_of_3_0(schema):
    assert schema["openapi"] == "3.1.1"
    assert [part for part in every_part(schema) if "nullable" in part] == []


def test_its_servers_are_where_it_was_read(schema):
    assert [server["url"] for server in schema["servers"]] == ["/"]


def test_it_says_who_may_call(schema):
    assert set(schema["components"]["securitySchemes"]) == {"tokenAuth", "cookieAuth"}
    for methods in schema["paths"].values():
        for operation in methods.values():
            assert operation["security"] == [{"tokenAuth": []}, {"cookieAuth": []}]


def test_every_operation_is_told_in_words_and_under_a_heading_that_is_explained(schema):
    headings = {tag["name"] for tag in schema["tags"]}

    for methods in schema["paths"].values():
        for operation in methods.values():
            assert operation["summary"]
            assert set(operation["tags"]) <= headings


def test_every_refusal_is_a_problem_and_the_statuses_are_those_that_come(schema):
    statuses = {}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            refusals = {code: said for code, said in operation["responses"].items() if code >= "400"}
            assert {kind for said in refusals.values() for kind in said["content"]} == {MEDIA_TYPE}
            statuses[method, path] = set(refusals)

    assert statuses["get", f"{API}/units/"] == {"400", "401", "403", "406", "429"}
    assert statuses["get", f"{API}/units/{{code}}/"] == {"400", "401", "403", "404", "406", "429"}
    assert statuses["patch", f"{API}/submissions/{{id}}/"] == {
        "400", "401", "403", "404", "406", "409", "413", "415", "422", "429",
    }  # fmt: skip


def test_every_writing_may_be_sent_twice(schema):
    keyed = {
        (method, path)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
        if any(one["name"] == "Idempotency-Key" for one in operation.get("parameters", []))
    }

    assert keyed == {
        (method, path) for path, methods in schema["paths"].items() for method in methods if method != "get"
    }


def test_it_is_said_in_the_readers_language(client, db):
    client.force_login(make_user("looks", make_province(communes=1).province))

    said = {
        language: yaml.safe_load(client.get(f"{API}/schema/", headers={"Accept-Language": language}).content)
        for language in ("vi", "en")
    }

    summaries = {
        language: made["paths"][f"{API}/plans/"]["get"]["summary"] for language, made in said.items()
    }
    assert summaries == {"vi": "Các kế hoạch", "en": "Plans"}
    assert said["en"]["info"]["description"].startswith("The figures of Plan 749")


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

    assert named == {*view.filters, "limit", "cursor"}


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
    assert len(paths) == 23
    assert [text for text in blocked if "script" in text] == []
