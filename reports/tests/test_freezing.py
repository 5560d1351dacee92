"""The same facts give the same bytes; what is stored reads back as what was frozen."""

import json
from datetime import timedelta

import pytest

from districts.models import Period
from districts.tests.builders import Cast, Province, make_period
from indicators.values import Absence, Span, Status, twelve_digits
from reports import content, gather
from reports.freezing import canonical, content_hash, records, table
from reports.frozen import Frozen
from reports.tests.builders import publish, two_of_four


def test_the_canonical_form_has_its_keys_in_order_no_spaces_and_its_letters_as_they_are():
    assert canonical({"b": 1, "a": ["Đắk Hà", None, True]}) == '{"a":["Đắk Hà",null,true],"b":1}'.encode()


def test_the_hash_is_of_the_canonical_form():
    # printf '{"a":1}' | sha256sum
    assert content_hash({"a": 1}) == "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"


@pytest.mark.parametrize("content", [{"a": 0.5}, {"a": [1, {"b": 2.0}]}], ids=["a value", "deep within"])
def test_a_float_is_refused_for_machines_write_it_differently(content):
    with pytest.raises(TypeError):
        canonical(content)


def test_a_table_names_its_fields_once():
    assert records(table(("unit", "number"), [["610", 4], ["611", None]])) == [
        {"unit": "610", "number": 4},
        {"unit": "611", "number": None},
    ]


@pytest.fixture
def frozen(province: Province, cast: Cast, period: Period) -> Frozen:
    two_of_four(province, period)
    return Frozen(content.of_period(period))


def test_content_survives_being_stored_as_json(frozen: Frozen):
    assert content_hash(json.loads(json.dumps(frozen.content))) == frozen.sha256


def test_a_rate_is_frozen_with_its_counts_its_coverage_and_what_judged_it(frozen: Frozen):
    value = frozen.result("8.1")

    assert (value.text, value.numerator, value.denominator) == ("2", 40, 2000)
    assert (value.reported, value.expected, value.status) == (2, 4, Status.NO_DATA)
    assert value.target_as_json == {
        "year": 2025,
        "op": "<",
        "value": "3",
        "scope": "province",
        "source": "plan-2026-2021",
    }


def test_every_live_observation_is_frozen_to_the_digit(frozen: Frozen, period: Period):
    live = gather.observe(period)

    assert [(one.measure.code, one.unit.code, one.span, one.split) for one in frozen.values] == [
        (seen.measure, seen.unit, seen.span, seen.split) for seen in live
    ]
    assert [(one.text, one.exact, one.absence, one.status, one.reported) for one in frozen.values] == [
        (
            None if seen.value is None else twelve_digits(seen.value),
            seen.value,
            seen.absence,
            seen.status,
            seen.reported,
        )
        for seen in live
    ]


def test_a_silence_stays_what_it_was(frozen: Frozen):
    assert frozen.result("3.1").absence is Absence.NOTHING_OCCURRED
    assert frozen.result("4.1").absence is Absence.NOT_DUE
    assert frozen.result("7.1").absence is Absence.NOT_REPORTED
    assert frozen.result("7.1", "90001").absence is Absence.NOT_APPLICABLE


def test_a_share_of_which_some_have_not_answered_is_a_lower_bound(frozen: Frozen, province: Province):
    assert frozen.result("1.1").is_lower_bound
    assert not frozen.result("1.1", province.communes[0].code).is_lower_bound


def test_results_by_split_are_frozen_for_every_area(frozen: Frozen):
    value = frozen.value("8.1", "901", Span.YTD, "male")

    assert value is not None
    assert (value.numerator, value.denominator) == (13, 520)


def test_who_reported_is_frozen_with_the_day_and_whether_it_was_late(frozen: Frozen, period: Period):
    reports = {report.unit.code: report for report in frozen.reporting}

    sent = reports["90001"]
    assert (sent.state, sent.sent_on, sent.late) == ("accepted", period.last_day + timedelta(days=1), False)
    missing = reports["90003"]
    assert (missing.state, missing.sent_on, missing.late) == ("", None, False)


def test_counts_that_feed_no_measure_are_frozen_too(frozen: Frozen):
    count = frozen.counts["drowning_deaths", "62", ""]

    assert (count.number, count.reported, count.expected) == (0, 2, 4)


def test_two_provinces_of_the_same_facts_have_the_same_hash(frozen: Frozen, period: Period):
    assert Frozen(content.of_period(period)).sha256 == frozen.sha256


def test_the_hash_knows_neither_who_published_nor_why_nor_when(
    province: Province, cast: Cast, period: Period
):
    two_of_four(province, period)
    for person, reason in ((cast.province, ""), (None, "thử lại")):
        before = Frozen(content.of_period(period)).sha256

        assert publish(period, person, reason=reason).sha256 == before


def test_a_content_names_the_publication_before_it_by_number_and_hash(
    province: Province, cast: Cast, period: Period
):
    two_of_four(province, period)
    first = publish(period, cast.province)
    second = publish(period, cast.province, reason="thử lại")

    assert first.content["changes"] == {"since": None}
    assert second.content["changes"]["since"] == {"number": 1, "sha256": first.sha256}
    assert first.sha256 != second.sha256


def test_a_base_quarter_can_be_frozen(province: Province, cast: Cast, the_plan):
    period = make_period(the_plan, "2023-Q1", is_base=True)

    frozen = Frozen(content.of_period(period))

    assert frozen.content["period"]["is_base"] is True
    assert frozen.result("8.1").text is None
