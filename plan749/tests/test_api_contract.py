"""The API keeps to its schema, whatever is sent: schemathesis examines every address that the schema names."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, settings
from schemathesis.generation.hypothesis.builder import HypothesisTestConfig, HypothesisTestMode, create_test
from schemathesis.specs.openapi.checks import positive_data_acceptance

from districts.actions import tokens
from districts.tests.builders import PAGE, after
from plan749.tests.example_stage import Stage, set_stage
from plan749.wsgi import application

# What fits the schema is refused all the same where no such unit or quarter exists: a typing error is no empty list.
NOT_PROMISED = [positive_data_acceptance]
# The same cases each time: a test that fails now and then says nothing.
AS_EVER = settings(
    derandomize=True, database=None, deadline=None, max_examples=15, suppress_health_check=list(HealthCheck)
)
MODES = [HypothesisTestMode.EXAMPLES, HypothesisTestMode.COVERAGE, HypothesisTestMode.FUZZING]


def contract() -> Any:
    """The schema as it is served, to be tried against the portal itself."""
    made = schemathesis.openapi.from_dict(SchemaGenerator(api_version="1").get_schema(None, public=True))
    made.app = application
    return made


OPERATIONS = [found.ok() for found in contract().get_all_operations()]


@pytest.fixture
def stage(the_plan) -> Stage:
    return set_stage(the_plan)


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Requests stay within the test's own transaction, as those of Django's test client do."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_every_address_answers_as_its_schema_says(operation: Any, stage: Stage):
    _token, key = tokens.create_token(stage.cast.province, name="thử", at=after(stage.period), origin=PAGE)

    def examine(case: Any) -> None:
        with transaction.atomic():
            case.call_and_validate(headers={"Authorization": f"Token {key}"}, excluded_checks=NOT_PROMISED)
            transaction.set_rollback(True)

    config = HypothesisTestConfig(project=operation.schema.config, modes=MODES, settings=AS_EVER)
    create_test(operation=operation, test_func=examine, config=config)()
