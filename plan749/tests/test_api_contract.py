"""The API keeps to its schema, whatever is sent: schemathesis examines every address that the schema names.

A new address is examined by being in the schema; it needs an example of whatever it cannot do without
(plan749/api_schema.py).
"""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
import schemathesis
from django.db import transaction
from django.test.client import ClientHandler
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from schemathesis.generation.hypothesis.builder import HypothesisTestConfig, HypothesisTestMode, create_test

from districts.actions import tokens
from districts.tests.builders import PAGE, after
from plan749 import api_schema
from plan749.tests.example_stage import TODAY, Stage, set_stage

# What fits the schema is refused all the same where no such unit or quarter exists: a typing error is no empty list.
NOT_PROMISED = {"positive_data_acceptance": {"enabled": False}}
# The same cases each time: a test that fails now and then says nothing.
AS_EVER = settings(
    derandomize=True, database=None, deadline=None, max_examples=20, suppress_health_check=list(HealthCheck)
)
MODES = [HypothesisTestMode.EXAMPLES, HypothesisTestMode.COVERAGE, HypothesisTestMode.FUZZING]
# The state in which the submission of an address stands for its example.
STANDS = {
    "submissions_retrieve": "submitted",
    "submissions_partial_update": "begun",
    "submissions_submit_create": "complete",
    "submissions_accept_create": "submitted",
    "submissions_return_create": "submitted",
}


PORTAL = ClientHandler(enforce_csrf_checks=True)


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """The portal to a program of this process, within the test's own transaction as Django's test client is."""
    answer = PORTAL(environ)
    cookies = [("Set-Cookie", one.output(header="")) for one in answer.cookies.values()]
    start(f"{answer.status_code} {answer.reason_phrase}", [*answer.items(), *cookies])
    return [answer.content]


def contract(narrowed: dict[str, str] = {}, **left_out: Any) -> Any:  # noqa: B006
    """The schema as it is served, to be tried against the portal itself; without the checks that are left out.

    `narrowed`: what a submission can be begun for, where it is to be one that exists.
    """
    schema = SchemaGenerator(api_version="1").get_schema(None, public=True)
    for name, only in narrowed.items():
        schema["components"]["schemas"]["SubmissionInRequest"]["properties"][name]["enum"] = [only]
    config = schemathesis.Config.from_dict({"checks": {**NOT_PROMISED, **left_out}})
    made = schemathesis.openapi.from_dict(schema, config=config)
    made.app = application
    return made


OPERATIONS = [found.ok() for found in contract().get_all_operations()]
OF_ONE = [operation for operation in OPERATIONS if "{id}" in operation.path]
OTHERS = [operation for operation in OPERATIONS if operation not in OF_ONE]


def name_of(operation: Any) -> str:
    return str(operation.definition.raw["operationId"])


@pytest.fixture(autouse=True)
def on_the_day(settings: Any) -> None:
    settings.DEMO_TODAY = TODAY


def signed(stage: Stage) -> dict[str, str]:
    """The header by which the district's program calls."""
    _token, key = tokens.create_token(stage.district, name="thử", at=after(stage.period), origin=PAGE)
    return {"Authorization": f"Token {key}"}


@pytest.mark.parametrize("operation", OPERATIONS, ids=name_of)
def test_every_address_answers_as_its_schema_says(operation: Any, the_plan):
    stage = set_stage(the_plan, STANDS.get(name_of(operation), ""))
    headers = signed(stage)

    def examine(case: Any) -> None:
        if stage.first is not None and case.path_parameters.get("id") == 1:
            case.path_parameters["id"] = stage.first.pk
        with transaction.atomic():
            case.call_and_validate(headers=headers)
            transaction.set_rollback(True)

    config = HypothesisTestConfig(project=operation.schema.config, modes=MODES, settings=AS_EVER)
    create_test(operation=operation, test_func=examine, config=config)()


def test_what_one_address_makes_the_others_find(the_plan):
    stage = set_stage(the_plan)
    headers = signed(stage)

    found: set[tuple[str, int]] = set()

    # On a walk that check takes the token that is sent for one of those it made up; it is asked above.
    walked = contract(api_schema.HERE_AND_NOW, ignored_auth={"enabled": False})
    walked = walked.include(path_regex="submissions")

    class Walk(walked.as_state_machine()):  # type: ignore[misc]
        """From one address to the next, by the links of the schema; each walk is undone."""

        def setup(self) -> None:
            self.undone = transaction.atomic()
            self.undone.__enter__()

        def get_call_kwargs(self, case: Any) -> dict[str, Any]:
            return {"headers": headers}

        def after_call(self, response: Any, case: Any) -> None:
            found.add((name_of(case.operation), response.status_code))

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    run_state_machine_as_test(Walk, settings=settings(AS_EVER, max_examples=25, stateful_step_count=6))

    assert {("submissions_create", 201), ("submissions_retrieve", 200)} <= found


# Examples ----------------------------------------------------------------------------------------------------


def examples_of(operation: Any) -> dict[str, Any]:
    """What the schema gives to fill an address, its query and its body."""
    raw = operation.definition.raw
    found: dict[str, Any] = {
        str(place): {
            one["name"]: one["example"]
            for one in raw.get("parameters", [])
            if one["in"] == place and "example" in one
        }
        for place in ("path", "query")
    }
    content = raw.get("requestBody", {}).get("content", {})
    body = {"body": content["application/json"]["example"]} if content else {}
    return {"path_parameters": found["path"], "query": found["query"], **body}


def as_it_stands(operation: Any, stage: Stage) -> int:
    """The status of the example's answer, which fits the schema."""
    case = operation.Case(media_type="application/json", **examples_of(operation))
    answer = case.call_and_validate(headers=signed(stage))
    return int(answer.status_code)


@pytest.mark.parametrize("operation", OTHERS, ids=name_of)
def test_every_example_runs_as_it_stands(operation: Any, the_plan):
    assert as_it_stands(operation, set_stage(the_plan)) in (200, 201)


@pytest.mark.django_db(transaction=True, reset_sequences=True)
@pytest.mark.parametrize("operation", OF_ONE, ids=name_of)
def test_every_example_of_one_thing_runs_as_it_stands(operation: Any, the_plan):
    assert as_it_stands(operation, set_stage(the_plan, STANDS.get(name_of(operation), ""))) == 200


@pytest.mark.parametrize("operation", OPERATIONS, ids=name_of)
def test_every_address_has_examples_of_what_it_cannot_do_without(operation: Any):
    given = examples_of(operation)

    assert {one.name for one in operation.path_parameters} == set(given["path_parameters"])
    assert ("body" in given) == bool(operation.body)
