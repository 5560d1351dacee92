"""SDMX structures: valid by the standard's schemas, named in both languages, and found as the standard asks."""

from datetime import date
from io import BytesIO

import pytest
import sdmx
from django.test import Client

from districts.models import Unit
from districts.models.units import Level
from districts.tests.builders import make_unit
from reports.tests.sdmx_messages import API, ask, read, valid

FLOW = "dataflow/PLAN749/PUBLISHED_749-2024/latest"
STRUCTURE = "{http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure}"


KINDS = {
    "AgencyScheme": "agencyscheme",
    "Dataflow": "dataflow",
    "Codelist": "codelist",
    "ConceptScheme": "conceptscheme",
    "DataStructure": "datastructure",
}


def structures(user, address):
    """kind -> ids, in the order they come."""
    found: dict[str, list[str]] = {}
    for name, kind in KINDS.items():
        ids = [one.get("id") for one in valid(read(user, address)).iter(f"{STRUCTURE}{name}")]
        found |= {kind: ids} if ids else {}
    return found


def lists(user, address):
    """The code lists as the public client reads them."""
    return sdmx.read_sdmx(BytesIO(read(user, address))).codelist


@pytest.mark.parametrize(
    "address",
    [
        "dataflow", "datastructure/all", "codelist/PLAN749", "conceptscheme/all/all", "agencyscheme/SDMX/AGENCIES/1.0",
        f"{FLOW}?references=all", f"{FLOW}?references=all&detail=referencestubs", "codelist?detail=allstubs",
        "datastructure/all/all/all?references=parentsandsiblings",
    ],
)  # fmt: skip
def test_every_structure_message_is_valid(cast, period, address):
    valid(read(cast.looker, address))


LISTS = {
    "CL_FREQ", "CL_SEX", "CL_ETHNICITY", "CL_SPAN", "CL_BASIS", "CL_OBS_STATUS", "CL_CONF_STATUS", "CL_ABSENCE",
    "CL_AREA_749-2024", "CL_INDICATOR_749-2024", "CL_UNIT_MEASURE_749-2024",
}  # fmt: skip


@pytest.mark.parametrize(
    ("references", "kinds"),
    [
        ("none", {"dataflow"}),
        ("children", {"dataflow", "datastructure"}),
        ("descendants", {"dataflow", "datastructure", "codelist", "conceptscheme"}),
        ("all", {"dataflow", "datastructure", "codelist", "conceptscheme"}),
        ("codelist", {"dataflow", "codelist"}),
        ("parents", {"dataflow"}),
        ("categoryscheme", {"dataflow"}),
    ],
)
def test_a_flow_comes_with_the_references_asked_for(cast, period, references, kinds):
    found = structures(cast.looker, f"{FLOW}?references={references}")

    assert found.keys() == kinds
    assert found["dataflow"] == ["PUBLISHED_749-2024"]
    assert set(found.get("codelist", LISTS)) == LISTS


def test_a_code_list_leads_up_to_its_structure_and_on_to_the_flows(cast, period):
    assert structures(cast.looker, "codelist/all/CL_SEX?references=parents") == {
        "datastructure": ["DSD_749-2024"],
        "codelist": ["CL_SEX"],
    }
    assert structures(cast.looker, "datastructure?references=parents") == {
        "dataflow": ["PUBLISHED_749-2024", "PROVISIONAL_749-2024"],
        "datastructure": ["DSD_749-2024"],
    }


def test_several_are_asked_for_by_name(cast, period):
    assert structures(cast.looker, "codelist/PLAN749/CL_SEX+CL_FREQ/1.0") == {
        "codelist": ["CL_FREQ", "CL_SEX"]
    }


def test_a_stub_is_a_name_without_what_is_in_it(cast, period):
    [codes] = valid(read(cast.looker, "codelist/all/CL_SEX?detail=allstubs")).iter(f"{STRUCTURE}Codelist")

    assert codes.get("isExternalReference") == "true"
    assert [name.text for name in codes] == ["Giới tính", "Sex"]


def test_the_public_client_finds_dimensions_attributes_and_names(cast, period, province):
    message = sdmx.read_sdmx(BytesIO(read(cast.looker, f"{FLOW}?references=all")))
    structure = message.structure["DSD_749-2024"]

    assert [one.id for one in structure.dimensions] == [
        "FREQ", "REF_AREA", "INDICATOR", "SEX", "ETHNICITY", "SPAN", "TIME_PERIOD",
    ]  # fmt: skip
    assert {one.id for one in structure.attributes} >= {"OBS_STATUS", "ABSENCE", "ILLUSTRATIVE", "REVISION"}
    measure = message.codelist["CL_INDICATOR_749-2024"]["M9_1"]
    assert measure.name.localizations.keys() == {"vi", "en"}
    assert measure.name.localizations["en"].startswith("9.1 ")
    areas = message.codelist["CL_AREA_749-2024"]
    assert set(areas.items) == {unit.code for unit in province.all if unit.level != Level.DEPARTMENT}
    assert [areas[code].parent and areas[code].parent.id for code in ("90001", "901")] == ["901", "62"]
    assert "15th" in str(message.concept_scheme["CS_RESULTS"]["TIME_PERIOD"].description.localizations["en"])


def test_a_department_is_no_area(cast, period):
    codes = lists(cast.looker, "codelist/all/CL_AREA_749-2024")

    assert "health" not in codes["CL_AREA_749-2024"].items


def test_a_code_used_again_within_the_plans_time_is_named_after_both(cast, period, province):
    Unit.objects.filter(code="90001").update(valid_to=date(2024, 2, 1))
    make_unit("90001", Level.COMMUNE, province.districts[0], name="Phường Mới", valid_from=date(2024, 2, 2))
    make_unit("95555", Level.COMMUNE, province.districts[0], valid_from=date(2025, 7, 1))

    codes = lists(cast.looker, "codelist/all/CL_AREA_749-2024")
    areas = codes["CL_AREA_749-2024"]

    assert areas["90001"].name.localizations == {
        "vi": "Xã 90001 (đến 01/02/2024); Phường Mới (từ 02/02/2024)",
        "en": "Xã 90001 (to 01/02/2024); Phường Mới (from 02/02/2024)",
    }
    assert "95555" not in areas.items


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("dataflow/OTHER", 404, "100"),
        ("codelist/all/CL_NONE", 404, "100"),
        ("codelist/all/all/9.0", 404, "100"),
        ("categoryscheme", 501, "501"),
        ("colours", 400, "140"),
        ("codelist/all/a++b", 400, "140"),
        ("dataflow?references=everything", 400, "140"),
        ("dataflow/a/b/c/d/e", 400, "140"),
    ],
)
def test_a_structure_that_is_not_there_is_answered_as_the_standard_says(cast, period, address, status, code):
    answer = ask(cast.looker, address)

    assert (answer.status_code, valid(answer.content)[0].get("code")) == (status, code)


def test_a_form_that_there_is_not_is_not_acceptable(cast, period):
    answer = ask(cast.looker, "dataflow", accept="image/png")

    assert (answer.status_code, valid(answer.content)[0].get("code")) == (406, "1406")


def test_whoever_is_nobody_is_told_so_in_the_standards_form(client, cast, period):
    answer = client.get("/api/v1/sdmx/dataflow")

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Token")
    assert valid(answer.content)[0].get("code") == "110"


def test_structures_are_read_only(client, cast):
    client.force_login(cast.looker)
    answer = client.post("/api/v1/sdmx/dataflow")

    assert (answer.status_code, valid(answer.content)[0].get("code")) == (405, "1405")


def test_structures_cost_the_same_for_any_query(cast, period, django_assert_num_queries):
    client = Client()
    client.force_login(cast.looker)
    client.get(API)

    for address in ("agencyscheme", f"{FLOW}?references=all"):
        with django_assert_num_queries(6):
            client.get(API + address)


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "Không có kết quả nào. (codelist)"), ("en", "There are no results. (codelist)")],
)
def test_a_refusal_is_in_the_language_asked_for(cast, period, language, words):
    answer = ask(cast.looker, "codelist/all/CL_NONE", accept_language=language)

    [said] = valid(answer.content)[0]
    assert (said.get("{http://www.w3.org/XML/1998/namespace}lang"), said.text) == (language, words)


def test_an_echo_of_what_was_asked_is_short_and_harmless(cast, period):
    answer = ask(cast.looker, "codelist/all/CL_SEX?detail=" + "%3Cscript%3E" * 500)

    [said] = valid(answer.content)[0]
    assert len(answer.content) < 700
    assert "<script>" in said.text
