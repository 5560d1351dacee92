"""A whole list as JSON, an object a line."""

import json

import pytest
from django.http import StreamingHttpResponse

from districts.models import Period
from districts.tests.builders import Cast, Province, accepted
from reports.tests.builders import FIGURES

API = "/api/v1"


@pytest.fixture
def reader(client, province: Province, cast: Cast, period: Period):
    accepted(province.communes[0], period, FIGURES)
    client.force_login(cast.looker)
    return client


def lines_of(answer) -> list[dict]:
    return [json.loads(line) for line in b"".join(answer.streaming_content).decode().splitlines()]


@pytest.mark.parametrize(
    "noun", ["plans", "indicators", "measures", "elements", "units", "periods", "submissions", "observations"]
)
def test_a_list_as_lines_has_the_rows_of_its_pages(reader, noun):
    answer = reader.get(f"{API}/{noun}/?format=jsonl")

    assert isinstance(answer, StreamingHttpResponse)
    assert answer["Content-Type"] == "application/jsonl; charset=utf-8"
    assert lines_of(answer) == reader.get(f"{API}/{noun}/?limit=1000").json()["results"]


def test_only_the_fields_asked_for_are_in_the_lines(reader):
    found = lines_of(
        reader.get(f"{API}/units/?fields=code&level=commune", headers={"Accept": "application/jsonl"})
    )

    assert found == [{"code": "90001"}, {"code": "90002"}, {"code": "90003"}, {"code": "90004"}]


def test_a_fault_is_told_before_the_first_line(reader):
    answer = reader.get(f"{API}/units/?format=jsonl&level=hamlet")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert reader.get(f"{API}/units/?format=jsonl&limit=5").status_code == 400
