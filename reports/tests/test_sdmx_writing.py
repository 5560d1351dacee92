"""SDMX messages are written as their series come, and whatever a name holds, it is written as what it is."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reports.sdmx import data_csv, data_json, data_ml
from reports.sdmx.markup import tag, text
from reports.sdmx.shape import (
    ATTRIBUTES,
    DIMENSIONS,
    TIME,
    VALUE,
    Codelist,
    Concept,
    Envelope,
    Flow,
    Message,
    Observed,
    Series,
)  # fmt: skip

Writer = Callable[[Message], Iterator[str]]
WRITERS: dict[str, Writer] = {
    "generic": data_ml.generic,
    "specific": data_ml.specific,
    "json": data_json.message_of,
    "draft": lambda message: data_json.message_of(message, draft=True),
    "csv": data_csv.rows,
    "csv 2": lambda message: data_csv.rows(message, version=2),
}
NAMES = {"vi": "Tên", "en": "Name"}


def message(series: Iterator[Series], *, flat: bool = False) -> Message:
    listed = {one.codelist for one in ATTRIBUTES if one.codelist} | set(DIMENSIONS.values())
    return Message(
        envelope=Envelope("M1", datetime(2024, 4, 1, tzinfo=UTC), "AG", NAMES),
        flow=Flow("FLOW", NAMES, "DSD", "plan", "published"),
        attributes={"BASIS": "published", "ILLUSTRATIVE": "false"},
        series=series,
        codelists={id_: Codelist(id_, NAMES, []) for id_ in listed},
        concepts={
            id_: Concept(id_, NAMES) for id_ in (*DIMENSIONS, TIME, VALUE, *(one.id for one in ATTRIBUTES))
        },
        flat=flat,
    )


def one_series(area: str, values: list[str | None]) -> Series:
    seen = [
        Observed(f"2024-Q{place}", value, {"OBS_STATUS": "O" if value is None else "A"})
        for place, value in enumerate(values, start=1)
    ]
    return Series(("Q", area, "M1_1", "_T", "_T", "YTD"), {"UNIT_MEASURE": "PERCENT"}, seen)


@pytest.mark.parametrize("flat", [False, True])
@pytest.mark.parametrize("form", sorted(WRITERS))
def test_a_message_of_a_million_series_takes_them_one_by_one(form, flat):
    taken = 0

    def series() -> Iterator[Series]:
        nonlocal taken
        for number in range(1_000_000):
            taken += 1
            yield one_series(str(number), ["1", "2"])

    pieces = WRITERS[form](message(series(), flat=flat))

    for _piece in range(40):
        assert len(next(pieces)) < 5000
    assert 10 < taken <= 40


@given(st.lists(st.one_of(st.none(), st.decimals(0, 10**9, places=3).map(str)), min_size=1, max_size=4))
def test_every_form_has_the_same_values_and_an_absence_is_none(values):
    def body(form: str, *, flat: bool = False) -> str:
        return "".join(WRITERS[form](message(iter([one_series("62", values)]), flat=flat)))

    present = [value for value in values if value is not None]
    for flat in (False, True):
        generic = etree.fromstring(body("generic", flat=flat).encode())
        assert [one.get("value") for one in generic.iter("{*}ObsValue")] == present
        specific = etree.fromstring(body("specific", flat=flat).encode())
        assert [one.get(VALUE) for one in specific.iter("{*}Obs")] == values
    [series] = json.loads(body("json"), parse_float=str, parse_int=str)["data"]["dataSets"][0][
        "series"
    ].values()
    assert [one[0] for one in series["observations"].values()] == values
    rows = list(csv.DictReader(io.StringIO(body("csv"))))
    assert [row[VALUE] for row in rows] == [value or "" for value in values]


@given(st.text())
def test_any_text_is_xml_that_can_be_read(words):
    made = tag("a", {"b": words}, text(words))

    read = etree.fromstring(made.encode(errors="replace"))

    assert read.tag == "a"
    if words.isprintable():
        assert (read.text or "", read.get("b")) == (words, words)
