"""What an SDMX query asks for: read as the standard writes it, and refused where it cannot be read."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.periods import Quarter
from indicators.values import Absence
from reports.sdmx import ids
from reports.sdmx.asked import read_data_query, read_structure_query
from reports.sdmx.faults import Code, Fault
from reports.sdmx.graph import OTHER_KINDS
from reports.sdmx.key import Reference, days_of, read_flow, read_key, read_providers, read_stretch
from reports.sdmx.media import DATA, STRUCTURES, Form, choose
from reports.sdmx.series import Cut, cut
from reports.sdmx.shape import DIMENSIONS, Series

CODES = st.text("ABCabc0189_@$-", min_size=1, max_size=5)
PLACES = st.frozensets(CODES, min_size=1, max_size=3)
KEYS = st.dictionaries(st.sampled_from(list(DIMENSIONS)), PLACES, max_size=len(DIMENSIONS))


def written(key: dict[str, frozenset[str]]) -> str:
    return ".".join("+".join(sorted(key.get(name, ()))) for name in DIMENSIONS)


def fault_of(read: Callable[..., Any], *texts: Any) -> Code:
    with pytest.raises(Fault) as refused:
        read(*texts)
    return refused.value.code


# Keys --------------------------------------------------------------------------------------------------------


@given(KEYS)
def test_a_key_that_is_written_is_read_again(key):
    assert read_key(written(key)) == key


@given(st.text(max_size=60))
def test_any_text_is_a_key_or_a_fault_of_syntax(text):
    try:
        found = read_key(text)
    except Fault as fault:
        assert fault.code is Code.SYNTAX
    else:
        assert found.keys() <= DIMENSIONS.keys()


@pytest.mark.parametrize("text", ["", "all", "....."])
def test_a_key_that_leaves_everything_open_asks_for_everything(text):
    assert read_key(text) == {}


@pytest.mark.parametrize(
    "text",
    [".", "....", "......", "." * 5000, "Q.62+.M9_1...", "Q.+62.M9_1...", "Q.6 2....", "Q.xã....", "Q.62;DROP....",
     "Q.62\x00....", "Q.６２....", "ALL", "all.", "<x>.....", "Q.*...."],
)  # fmt: skip
def test_a_key_with_other_places_or_signs_is_a_fault_of_syntax(text):
    assert fault_of(read_key, text) is Code.SYNTAX


def test_a_key_of_ten_thousand_codes_is_read():
    codes = [str(number) for number in range(10_000)]

    assert read_key(f"Q.{'+'.join(codes)}....") == {"FREQ": {"Q"}, "REF_AREA": set(codes)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("FLOW", Reference("FLOW")),
        ("AG,FLOW", Reference("FLOW", "AG")),
        ("AG.SUB,FLOW,1.0", Reference("FLOW", "AG.SUB", "1.0")),
        ("all,FLOW,latest", Reference("FLOW", "all", "latest")),
    ],
)
def test_a_flow_is_named_alone_or_with_its_agency_and_version(text, found):
    assert read_flow(text) == found


@pytest.mark.parametrize("text", ["", ",", "A,,1.0", "A,B,x", "A,B,1.0,4", "A B", "A,B,1.0.", "a\nb"])
def test_a_flow_that_cannot_be_read_is_a_fault_of_syntax(text):
    assert fault_of(read_flow, text) is Code.SYNTAX


def test_providers_are_named_with_or_without_their_agency():
    assert read_providers("all") is None
    assert read_providers("A,B+C") == {"B", "C"}
    assert fault_of(read_providers, "A,B,C") is Code.SYNTAX


# Time --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-A1", "2024-01-01", "2024-12-31"),
        ("2024-S2", "2024-07-01", "2024-12-31"),
        ("2024-T2", "2024-05-01", "2024-08-31"),
        ("2024-Q1", "2024-01-01", "2024-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-M02", "2024-02-01", "2024-02-29"),
        ("2024-W01", "2024-01-01", "2024-01-07"),
        ("2024-05-17", "2024-05-17", "2024-05-17"),
        ("2024-05-17T08:30:00", "2024-05-17", "2024-05-17"),
        ("9999", "9999-01-01", "9999-12-31"),
    ],
)
def test_a_period_is_read_in_each_of_the_standards_spellings(text, first, last):
    assert days_of(text) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "2024-Q5",
        "2024-Q0",
        "2024-S3",
        "2024-13",
        "2024-02-30",
        "2024Q1",
        "2024-W60",
        "0000",
        "x",
        "２０２４",
    ],
)
def test_a_period_that_is_none_is_a_fault_of_syntax(text):
    assert fault_of(days_of, text) is Code.SYNTAX


@given(st.text(max_size=25))
def test_any_text_is_a_period_or_a_fault_of_syntax(text):
    try:
        first, last = days_of(text)
    except Fault as fault:
        assert fault.code is Code.SYNTAX
    else:
        assert first <= last


@pytest.mark.parametrize(
    ("first", "last", "quarters"),
    [
        (None, None, [1, 2, 3, 4]),
        ("2024-Q2", None, [2, 3, 4]),
        (None, "2024-Q3", [1, 2, 3]),
        ("2024-S2", "2024", [3, 4]),
        ("2024-02", "2024-09-30", [2, 3]),
        ("2025", None, []),
    ],
)
def test_a_quarter_is_taken_when_the_whole_of_it_lies_within(first, last, quarters):
    stretch = read_stretch(first, last)

    assert [one for one in range(1, 5) if stretch.takes_in(Quarter(2024, one))] == quarters


def test_a_start_after_the_end_cannot_be_meant():
    assert fault_of(read_stretch, "2024-Q3", "2024-Q2") is Code.SEMANTICS


# Our codes ---------------------------------------------------------------------------------------------------


@given(st.from_regex(r"[0-9a-z]{1,3}(\.[0-9a-z]{1,2}){0,2}", fullmatch=True))
def test_a_measures_code_and_its_id_are_turned_into_each_other(code):
    assert ids.measure_of(ids.of_measure(code)) == code


def test_the_id_of_a_measure_is_one_that_sdmx_allows():
    assert ids.of_measure("9.1") == "M9_1"


@given(st.text(max_size=12))
def test_no_two_ids_are_of_one_measure(text):
    code = ids.measure_of(text)

    assert code is None or ids.of_measure(code) == text


def test_every_silence_has_a_status_and_none_is_a_values():
    assert set(ids.STATUS_OF) == set(Absence)
    assert not {ids.NORMAL, ids.PROVISIONAL} & set(ids.STATUS_OF.values())
    assert ids.status_of(Absence.WITHHELD, provisional=True) == "Q"
    assert ids.status_of(Absence.NOT_REPORTED, provisional=False) == "O"
    assert [ids.status_of(None, provisional=one) for one in (True, False)] == ["P", "A"]


def test_a_unit_of_measure_has_an_id_made_of_its_name_and_no_two_have_one():
    assert ids.of_texts(["%", "per 100,000", "‰", "%", "per 100 000", "trẻ", "、"]) == {
        "%": "PERCENT",
        "per 100,000": "PER_100_000",
        "‰": "PER_MILLE",
        "per 100 000": "PER_100_000_2",
        "trẻ": "TR",
        "、": "OTHER",
    }


# The words after the question mark ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({"colour": ["red"]}, Code.SYNTAX),
        ({"detail": ["full", "nodata"]}, Code.SYNTAX),
        ({"detail": ["some"]}, Code.SYNTAX),
        ({"firstNObservations": ["0"]}, Code.SYNTAX),
        ({"lastNObservations": ["-1"]}, Code.SYNTAX),
        ({"lastNObservations": ["٣"]}, Code.SYNTAX),
        ({"firstNObservations": ["9" * 5000]}, Code.SYNTAX),
        ({"dimensionAtObservation": ["COLOUR"]}, Code.SYNTAX),
        ({"dimensionAtObservation": ["SEX"]}, Code.NOT_IMPLEMENTED),
        ({"updatedAfter": ["2024-01-01"]}, Code.NOT_IMPLEMENTED),
        ({"includeHistory": ["true"]}, Code.NOT_IMPLEMENTED),
    ],
)
def test_a_word_that_is_not_known_or_not_served_is_refused(texts, code):
    assert fault_of(read_data_query, texts) is code


@pytest.mark.parametrize(
    ("kind", "texts", "code"),
    [
        ("colour", {}, Code.SYNTAX),
        ("categoryscheme", {}, Code.NOT_IMPLEMENTED),
        ("dataflow", {"references": ["everything"]}, Code.SYNTAX),
        ("dataflow", {"detail": ["some"]}, Code.SYNTAX),
        ("dataflow", {"startPeriod": ["2024"]}, Code.SYNTAX),
    ],
)
def test_a_structure_that_is_not_known_or_not_served_is_refused(kind, texts, code):
    assert fault_of(read_structure_query, kind, "all", "all", "latest", texts) is code
    assert "categoryscheme" in OTHER_KINDS


@pytest.mark.parametrize(
    ("first", "last", "kept"),
    [(2, None, "ab"), (None, 2, "de"), (1, 1, "ae"), (4, 3, "abcde"), (9, 9, "abcde"), (3, 2, "abcde")],
)
def test_the_first_and_the_last_so_many_observations_are_kept_once(first, last, kept):
    assert "".join(cut(list("abcde"), first, last)) == kept  # type: ignore[arg-type]


def test_a_series_cut_to_its_key_says_nothing_else():
    series = Series(("Q",), {"DECIMALS": "1"}, [])

    assert Cut("serieskeysonly").of(series) == Series(("Q",), {}, [])
    assert Cut("nodata").of(series) == series


# Forms -------------------------------------------------------------------------------------------------------

VENDOR = "application/vnd.sdmx"


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", Form.GENERIC),
        ("*/*", Form.GENERIC),
        ("application/xml", Form.GENERIC),
        ("application/json", Form.JSON),
        ("text/csv", Form.CSV),
        (f"{VENDOR}.genericdata+xml;version=2.1", Form.GENERIC),
        (f"{VENDOR}.structurespecificdata+xml;version=2.1", Form.SPECIFIC),
        (f"{VENDOR}.data+json;version=1.0.0", Form.JSON),
        (f"{VENDOR}.data+json; version=1.0.0-wd", Form.JSON_DRAFT),
        (f"{VENDOR}.data+csv;version=1.0.0", Form.CSV),
        (f"{VENDOR}.data+csv; version=2.0.0", Form.CSV_2),
        (f"{VENDOR}.data+csv", Form.CSV),
        ("text/csv;q=0.5, application/json;q=0.9", Form.JSON),
        ("image/png, text/csv;q=0.1", Form.CSV),
        ("text/html;q=1, */*;q=0.1", Form.GENERIC),
    ],
)
def test_the_form_is_the_best_that_is_accepted(accept, form):
    assert choose(DATA, accept).form is form


@pytest.mark.parametrize("accept", ["image/png", "text/csv;q=0", f"{VENDOR}.data+json;version=9", ";", ",,"])
def test_what_there_is_not_is_not_acceptable(accept):
    assert fault_of(choose, DATA, accept) is Code.NOT_ACCEPTABLE


def test_a_form_is_named_in_the_address_too():
    assert choose(DATA, "image/png", "csv").form is Form.CSV
    assert choose(STRUCTURES, "", "structure").form is Form.STRUCTURE
    assert fault_of(choose, DATA, "*/*", "pdf") is Code.NOT_ACCEPTABLE
