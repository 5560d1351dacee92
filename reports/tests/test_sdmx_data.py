"""SDMX data: what `observations/` says, cell by cell, in every form, and nothing that it withholds."""

import csv
import io
import json
from io import StringIO
from typing import Any

import pytest
import sdmx
from django.test import Client
from sdmx.reader.csv import Reader as CsvReader

from districts.models import Period, User
from districts.tests.builders import (
    NOTHING,
    Cast,
    Province,
    accepted,
    make_period,
    make_province,
    make_user,
)  # fmt: skip
from indicators.models import Plan
from reports.sdmx import ids
from reports.sdmx.shape import DATASET, DIMENSIONS, OBSERVATION, SERIES, attributes_of
from reports.tests.published import publish
from reports.tests.sdmx_messages import API, ask, read, valid, valid_json, valid_specific

PUBLISHED, PROVISIONAL = "data/PUBLISHED_749-2024", "data/PROVISIONAL_749-2024"
FLOW = {"published": PUBLISHED, "provisional": PROVISIONAL}
CSV = "application/vnd.sdmx.data+csv;version=1.0.0"
FIGURES = {
    "children_under_16": 1000,
    ("children_under_16", "male"): 520,
    ("children_under_16", "female"): 480,
    "special_circumstances": 3,
    ("special_circumstances", "male"): 2,
    ("special_circumstances", "female"): 1,
    "abused_children": 1,
    "live_births": 0,
    "neonatal_deaths": NOTHING,
}
Cell = tuple[str, ...]


@pytest.fixture
def counted(cast: Cast, province: Province, period: Period) -> Period:
    """Two of four communes accepted, published; then a second quarter of one."""
    for commune in province.communes[:2]:
        accepted(commune, period, FIGURES)
    publish(period)
    accepted(province.communes[0], make_period(period.plan, "2024-Q2"), {**FIGURES, "live_births": 30})
    return period


def rows(user: User, address: str) -> list[dict[str, str]]:
    """The lines of an SDMX-CSV."""
    return list(csv.DictReader(StringIO(read(user, address, accept=CSV).decode())))


def as_cell(row: dict[str, str]) -> Cell:
    """A line as what it says: its place, its value or silence, its counts."""
    sexes = {pair: split for split, pair in ids.SPLITS.items()}
    names = [
        "TIME_PERIOD",
        "REF_AREA",
        "OBS_VALUE",
        "ABSENCE",
        "REPORTED",
        "EXPECTED",
        "NUMERATOR",
        "DENOMINATOR",
    ]
    said = [row[name] for name in (*names, "REVISION", "BASIS", "ILLUSTRATIVE")]
    measure = ids.measure_of(row["INDICATOR"])
    return (*said, str(measure), row["SPAN"].lower(), sexes[row["SEX"], row["ETHNICITY"]])


def observed(user: User, basis: str) -> list[Cell]:
    """The same of `observations/`, all pages of it."""
    client = Client()
    client.force_login(user)
    splits = "".join(f"&split={split}" for split in ids.SPLITS)
    address = f"/api/v1/observations/?limit=1000&basis={basis}&span=ytd&span=quarter{splits}"
    found = []
    while address:
        page = client.get(address).json()
        found += page["results"]
        address = page["next"]
    names = ["period", "unit", "value", "absence", "reported", "expected", "numerator", "denominator"]
    last = ["revision", "basis", "illustrative", "measure", "span", "split"]
    return [tuple(plain(one[name]) for name in names + last) for one in found]


def plain(said: Any) -> str:
    """As a cell of text; what is not said is empty."""
    return "" if said is None else str(said).lower() if isinstance(said, bool) else str(said)


# The same as over REST -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("basis", ["published", "provisional"])
def test_each_reader_finds_what_observations_say_and_no_more(cast, counted, basis):
    numbers = {}
    for who in ("province", "looker", "district", "commune", "stranger", "department"):
        expected = observed(getattr(cast, who), basis)
        numbers[who] = len({cell[1] for cell in expected})

        answer = ask(getattr(cast, who), f"{FLOW[basis]}/all", accept=CSV)

        if expected:
            found = list(csv.DictReader(StringIO(answer.getvalue().decode())))
            assert sorted(map(as_cell, found)) == sorted(expected), who
        else:
            assert (answer.status_code, valid(answer.content)[0].get("code")) == (404, "100"), who

    # The province's published values are everyone's.
    others = {"district": 4, "commune": 2, "stranger": 4, "department": 1}
    if basis == "provisional":
        others = {who: areas - 1 for who, areas in others.items()}
    assert numbers == {"province": 7, "looker": 7, **others}


@pytest.mark.parametrize("basis", ["published", "provisional"])
def test_what_is_withheld_says_so_and_nothing_else(cast, counted, basis):
    [row] = rows(cast.looker, f"{FLOW[basis]}/Q.90001.M9_1._T._T.YTD?endPeriod=2024-Q1")
    [full] = rows(cast.province, f"{FLOW[basis]}/Q.90001.M9_1._T._T.YTD?endPeriod=2024-Q1")

    said = ("OBS_VALUE", "OBS_STATUS", "CONF_STATUS", "ABSENCE", "NUMERATOR", "DENOMINATOR")
    assert [row[name] for name in said] == ["", "Q", "C", "withheld", "", ""]
    assert [full[name] for name in said] == ["0.1", full["OBS_STATUS"], "F", "", "1", "1000"]


def test_every_silence_is_told_apart_and_none_is_0(cast, counted):
    found = {
        (row["INDICATOR"], row["REF_AREA"]): (row["OBS_VALUE"], row["OBS_STATUS"], row["ABSENCE"])
        for row in rows(
            cast.province, f"{PROVISIONAL}/Q.90001+90003..._T.YTD?endPeriod=2024-Q1&startPeriod=2024-Q1"
        )
        if row["SEX"] == "_T"
    }

    assert found["M8_1", "90001"] == ("0.3", "P", "")
    assert found["M8_1", "90003"] == ("", "O", "not_reported")
    assert found["M7_1", "90001"] == ("", "M", "not_applicable")
    silences = {silence for _value, _status, silence in found.values()}
    assert silences == {"", "not_reported", "not_applicable", "nothing_occurred"}
    assert {value for value, _status, silence in found.values() if silence} == {""}


def test_published_is_normal_and_reckoned_now_is_provisional(cast, counted):
    key = "Q.62.M8_1._T._T.YTD"
    [published] = rows(cast.province, f"{PUBLISHED}/{key}")
    [first, second] = rows(cast.province, f"{PROVISIONAL}/{key}")

    assert [published[name] for name in ("OBS_STATUS", "BASIS", "REVISION")] == ["A", "published", "1"]
    assert [first[name] for name in ("OBS_STATUS", "BASIS", "REVISION")] == ["P", "provisional", ""]
    assert (first["TIME_PERIOD"], second["TIME_PERIOD"]) == ("2024-Q1", "2024-Q2")


def test_what_was_published_last_is_what_others_pull(cast, counted, province):
    accepted(province.communes[2], counted, FIGURES)
    publish(counted, reason="Bổ sung một xã.")

    [row] = rows(cast.province, f"{PUBLISHED}/Q.62.M8_1._T._T.YTD")

    assert (row["REVISION"], row["REPORTED"]) == ("2", "3")


def test_made_up_figures_say_so_in_every_form(cast, counted):
    Plan.objects.update(illustrative=True)
    key = f"{PROVISIONAL}/Q.62.M8_1._T._T.YTD"

    generic = ask(cast.province, key)
    tree = valid(generic.getvalue())
    assert generic["X-Illustrative"] == "true"
    assert [one.text.partition(" - ")[0] for one in tree[0].iterfind("{*}Source")] == [
        "SỐ LIỆU MINH HỌA", "ILLUSTRATIVE FIGURES",
    ]  # fmt: skip
    for detail in ("full", "dataonly", "serieskeysonly", "nodata"):
        tree = valid(read(cast.province, f"{key}?detail={detail}"))
        assert tree.find(".//{*}DataSet/{*}Attributes/{*}Value[@id='ILLUSTRATIVE']").get("value") == "true"
    assert {row["ILLUSTRATIVE"] for row in rows(cast.province, f"{key}?detail=dataonly")} == {"true"}
    said = valid_json(read(cast.province, f"{key}?format=sdmx-json", accept_language="en"))
    assert said["meta"]["name"].startswith("ILLUSTRATIVE FIGURES - ")
    specific = read(cast.province, f"{key}?format=structurespecificdata")
    assert b'ILLUSTRATIVE="true"' in specific


# Asking ------------------------------------------------------------------------------------------------------


PLACES = {
    "Q.62+901.M8_1._T._T.YTD": {("62", "_T", "_T", "YTD"), ("901", "_T", "_T", "YTD")},
    "Q.62+nowhere.M8_1+M99_9._T._T.YTD": {("62", "_T", "_T", "YTD")},
    ".62.M8_1.M+F..YTD": {("62", "M", "_T", "YTD"), ("62", "F", "_T", "YTD")},
    "Q.62.M8_1._T._T.": {("62", "_T", "_T", "YTD"), ("62", "_T", "_T", "QUARTER")},
}


def test_a_key_finds_its_series(cast, counted):
    for key, places in PLACES.items():
        found = rows(cast.province, f"{PUBLISHED}/{key}")

        assert {(row["REF_AREA"], row["SEX"], row["ETHNICITY"], row["SPAN"]) for row in found} == places
        assert {row["INDICATOR"] for row in found} == {"M8_1"}


NOTHING_THERE = [
    f"{PUBLISHED}/M.....", f"{PUBLISHED}/Q.nowhere....", f"{PUBLISHED}/Q.health....", f"{PUBLISHED}/Q.62.M8_1.M.MN.YTD",
    f"{PUBLISHED}/all?startPeriod=2025", f"{PUBLISHED}/all/OTHER", "data/OTHER,PUBLISHED_749-2024/all",
    "data/PLAN749,PUBLISHED_749-2024,2.0/all", "data/PUBLISHED_nothing", "data/NOTHING",
]  # fmt: skip


def test_what_is_not_there_is_no_result(cast, counted):
    for address in NOTHING_THERE:
        answer = ask(cast.province, address)

        assert (address, answer.status_code, valid(answer.content)[0].get("code")) == (address, 404, "100")


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        (f"{PUBLISHED}/Q.62", 400, "140"),
        (f"{PUBLISHED}/all?startPeriod=soon", 400, "140"),
        (f"{PUBLISHED}/all?colour=red", 400, "140"),
        (f"{PUBLISHED}/all?startPeriod=2024-Q2&endPeriod=2024-Q1", 400, "150"),
        (f"{PUBLISHED}/all?dimensionAtObservation=SEX", 501, "501"),
        (f"{PUBLISHED}/all?format=pdf", 406, "1406"),
        (f"{PUBLISHED}/%00.....", 400, "140"),
    ],
)
def test_what_cannot_be_asked_is_answered_as_the_standard_says(cast, period, address, status, code):
    answer = ask(cast.province, address)

    assert (answer.status_code, valid(answer.content)[0].get("code")) == (status, code)


def test_a_flow_and_its_provider_are_named_as_the_standard_allows(cast, counted):
    for flow in ("PUBLISHED_749-2024", "PLAN749,PUBLISHED_749-2024", "all,PUBLISHED_749-2024,latest"):
        for provider in ("", "/all", "/PLAN749", "/PLAN749,PLAN749"):
            assert len(rows(cast.province, f"data/{flow}/Q.62.M8_1._T._T.YTD{provider}")) == 1


def test_ten_thousand_codes_find_those_that_there_are(cast, counted):
    codes = "+".join(str(number) for number in range(90_000, 100_000))

    assert {row["REF_AREA"] for row in rows(cast.province, f"{PUBLISHED}/Q.{codes}.M8_1._T._T.YTD")} == {
        "90001", "90002", "90003", "90004",
    }  # fmt: skip


def test_time_and_number_of_observations_narrow_a_series(cast, counted):
    key = f"{PROVISIONAL}/Q.62.M8_1._T._T.YTD"

    def periods(query: str) -> list[str]:
        return [row["TIME_PERIOD"] for row in rows(cast.province, f"{key}?{query}")]

    assert periods("startPeriod=2024-04") == ["2024-Q2"]
    assert periods("endPeriod=2024-Q1") == ["2024-Q1"]
    assert periods("lastNObservations=1") == ["2024-Q2"]
    assert periods("firstNObservations=1") == ["2024-Q1"]


# Forms -------------------------------------------------------------------------------------------------------

KEY = "Q.62+901+90003.M8_1+M9_1.._T.YTD"


@pytest.mark.parametrize("around", ["TIME_PERIOD", "AllDimensions"])
def test_every_message_is_valid_by_the_standards_schemas(cast, counted, around):
    names = {level: [one.id for one in attributes_of(level)] for level in (DATASET, SERIES, OBSERVATION)}
    of_series, of_observation = [*DIMENSIONS, *names[SERIES]], names[OBSERVATION]

    for detail in ("full", "dataonly", "serieskeysonly", "nodata"):
        address = f"{PROVISIONAL}/{KEY}?dimensionAtObservation={around}&detail={detail}"
        valid(read(cast.looker, address))
        valid_json(read(cast.looker, f"{address}&format=sdmx-json"))
        valid_specific(
            read(cast.looker, f"{address}&format=structurespecificdata"),
            dataset=names[DATASET],
            series=of_series,
            observation=of_observation if around == "TIME_PERIOD" else [*of_series, *of_observation],
        )


def test_details_leave_out_what_they_name(cast, counted):
    def counts(detail: str) -> tuple[int, int, int]:
        tree = valid(read(cast.province, f"{PUBLISHED}/Q.62.M8_1._T._T.YTD?detail={detail}"))
        return tuple(len(tree.findall(f".//{{*}}{name}")) for name in ("SeriesKey", "Obs", "ObsValue"))  # type: ignore[return-value]

    assert [counts(detail) for detail in ("full", "dataonly", "serieskeysonly", "nodata")] == [
        (1, 1, 1), (1, 1, 1), (1, 0, 0), (1, 0, 0),
    ]  # fmt: skip


def test_a_csv_begins_with_the_dataflow(cast, counted):
    text = read(cast.province, f"{PUBLISHED}/Q.62.M8_1._T._T.YTD", accept=CSV).decode()

    assert text.splitlines() == [
        "DATAFLOW,FREQ,REF_AREA,INDICATOR,SEX,ETHNICITY,SPAN,TIME_PERIOD,OBS_VALUE,BASIS,ILLUSTRATIVE,UNIT_MEASURE,"
        "UNIT_MULT,DECIMALS,OBS_STATUS,CONF_STATUS,REPORTED,EXPECTED,ABSENCE,NUMERATOR,DENOMINATOR,REVISION",
        "PLAN749:PUBLISHED_749-2024(1.0),Q,62,M8_1,_T,_T,YTD,2024-Q1,0.3,published,false,PERCENT,0,"
        f"{Plan.objects.get().measures.get(code='8.1').decimals},A,F,2,4,,6,2000,1",
    ]


def values_of(message: Any) -> dict[str, str]:
    """Key -> value, as the public client understood it."""
    found = {}
    for seen in message.data[0].obs:
        value = "" if seen.value in (None, "") else str(seen.value)
        found[".".join(str(one.value) for one in seen.key.values.values())] = value
    return found


def test_every_form_says_the_same_to_the_public_client(cast, counted):
    structures = read(cast.province, "dataflow/PLAN749/PUBLISHED_749-2024?references=descendants")
    structure = sdmx.read_sdmx(io.BytesIO(structures)).structure["DSD_749-2024"]
    address = f"{PUBLISHED}/{KEY}?format="
    expected = {
        ".".join(row[name] for name in (*DIMENSIONS, "TIME_PERIOD")): row["OBS_VALUE"]
        for row in rows(cast.province, f"{PUBLISHED}/{KEY}")
    }

    def by_client(form: str) -> dict[str, str]:
        body = io.BytesIO(read(cast.province, address + form))
        given = {} if form == "sdmx-json-wd" else {"structure": structure}
        return values_of(sdmx.read_sdmx(body, **given))

    assert "" in expected.values() and "0.3" in expected.values()
    assert by_client("genericdata") == by_client("structurespecificdata") == expected
    assert by_client("sdmx-json-wd") == expected
    second = CsvReader().convert(io.BytesIO(read(cast.province, f"{address}csv-2")), structure=structure)
    assert values_of(second) == expected


def test_json_says_each_value_in_its_own_digits_and_names_its_codes(cast, counted):
    said = valid_json(
        read(cast.province, f"{PUBLISHED}/Q.62.M8_1._T._T.YTD?format=json", accept_language="en")
    )
    [dataset], structure = said["data"]["dataSets"], said["data"]["structure"]
    [series] = dataset["series"].values()
    attributes = {
        one["id"]: None if place is None else one["values"][place].get("id", one["values"][place]["name"])
        for one, place in zip(
            structure["attributes"]["observation"], series["observations"]["0"][1:], strict=True
        )
    }

    assert series["observations"]["0"][0] == 0.3
    assert attributes == {
        "OBS_STATUS": "A", "CONF_STATUS": "F", "REPORTED": "2", "EXPECTED": "4", "ABSENCE": None,
        "NUMERATOR": "6", "DENOMINATOR": "2000", "REVISION": "1",
    }  # fmt: skip
    assert structure["dimensions"]["series"][1]["values"] == [
        {"id": "62", "name": "Tỉnh 62", "names": {"vi": "Tỉnh 62", "en": "Tỉnh 62"}}
    ]
    assert structure["dimensions"]["observation"][0]["values"][0]["start"] == "2024-01-01T00:00:00"


# What it costs -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("communes", [1, 20, 60])
def test_a_series_costs_the_same_for_any_number_of_communes(the_plan, django_assert_num_queries, communes):
    made = make_province(communes=communes)
    period = make_period(the_plan, "2024-Q1")
    accepted(made.communes[0], period, FIGURES)
    publish(period)
    client = Client()
    client.force_login(make_user("province", made.province, "reader"))

    with django_assert_num_queries(12):
        client.get(f"{API}{PUBLISHED}/Q.62.M8_1...").getvalue()
    with django_assert_num_queries(14):
        client.get(f"{API}{PROVISIONAL}/Q.62.M8_1...").getvalue()


def test_a_message_is_written_as_it_is_read(cast, counted):
    answer = ask(cast.province, f"{PROVISIONAL}/all?format=json")

    first = next(iter(answer.streaming_content))

    assert answer.streaming
    assert json.dumps("dataSets") in first.decode()
