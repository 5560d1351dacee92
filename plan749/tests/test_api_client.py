"""A program that nobody wrote by hand: a client made of the schema reads, enters and hands in."""

import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from drf_spectacular.generators import SchemaGenerator

from districts.actions import tokens
from districts.models import Event, Submission
from districts.tests.builders import PAGE, after, complete
from plan749.tests.example_stage import BIRTHS, TODAY, set_stage

NAME = "plan_749_client"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The client, made without a warning and without the network."""
    folder = tmp_path_factory.mktemp("client")
    schema = folder / "schema.yaml"
    schema.write_text(yaml.safe_dump(plain(SchemaGenerator(api_version="1").get_schema(None, public=True))))
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # it calls ruff
    said = subprocess.run(
        [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none", "--fail-on-warning",
         "--path", str(schema), "--output-path", str(folder / NAME)],
        env={**os.environ, "PATH": programs}, cwd=folder, capture_output=True, text=True,
    )  # fmt: skip
    assert said.returncode == 0, said.stdout + said.stderr
    sys.path.insert(0, str(folder))
    yield importlib.import_module(NAME)
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.partition(".")[0] == NAME]:
        del sys.modules[name]


def plain(part: object) -> object:
    """The schema in the plain values that a file holds."""
    if isinstance(part, dict):
        return {str(name): plain(inner) for name, inner in part.items()}
    if isinstance(part, list | tuple):
        return [plain(inner) for inner in part]
    return part if part is None or isinstance(part, bool | int | float) else str(part)


def call(name: str) -> ModuleType:
    """What the client knows of an operation."""
    return importlib.import_module(f"{NAME}.api.{name.partition('_')[0]}.{name}")


@pytest.mark.django_db(transaction=True)
def test_a_client_made_of_the_schema_reads_enters_and_hands_in(made, the_plan, live_server, settings):
    settings.DEMO_TODAY = TODAY
    stage = set_stage(the_plan)
    _token, key = tokens.create_token(stage.district, name="kho", at=after(stage.period), origin=PAGE)
    models = importlib.import_module(f"{NAME}.models")

    with made.AuthenticatedClient(live_server.url, token=key, prefix="Token") as client:
        # Measures, and a page of what they came to.
        measures = call("measures_list").sync(client=client)
        assert [one.code for one in measures.results][:2] == ["1.1", "2.1"]
        wanted = {"unit": ["62"], "basis": [models.ObservationsListBasisItem.PUBLISHED], "limit": 30}
        page = call("observations_list").sync(client=client, **wanted)
        assert (len(page.results), page.previous) == (30, None)
        cursor = page.next_.partition("cursor=")[2].partition("&")[0]
        rest = call("observations_list").sync(client=client, cursor=cursor, **wanted)
        assert [one.measure for one in (*page.results, *rest.results)] == [
            one.code for one in measures.results
        ]

        # A submission, begun and filled by halves: it may not be handed in yet.
        unit = models.SubmissionInRequest(plan="749-2024", period="2024-Q4", unit="23500")
        begun = call("submissions_create").sync(client=client, body=unit, idempotency_key="first")
        again = call("submissions_create").sync(client=client, body=unit, idempotency_key="first")
        assert (begun.id, begun.state, begun.version) == (again.id, "draft", 1)
        cells = models.FiguresInRequest(figures=[models.FigureInRequest(element="live_births", value="12")])
        filled = call("submissions_partial_update").sync(begun.id, client=client, body=cells)
        assert [(one.element, one.value, one.version) for one in filled.figures] == [("live_births", "12", 2)]
        refused = call("submissions_submit_create").sync(
            begun.id, client=client, body=models.StepInRequest(version=filled.version)
        )
        assert isinstance(refused, models.ProblemOut)
        assert (refused.status, refused.code) == (400, "not_ready")
        assert refused.findings

        # ... and when it is whole.
        submission = Submission.objects.get(pk=begun.id)
        ready = complete(submission, BIRTHS)
        handed_in = call("submissions_submit_create").sync(
            begun.id, client=client, body=models.StepInRequest(version=ready.version)
        )
        assert (handed_in.state, handed_in.version) == ("submitted", ready.version + 1)

    submission.refresh_from_db()
    assert submission.state == Submission.State.SUBMITTED
    assert Event.objects.filter(submission=submission, action="submitted", origin="api").count() == 1
