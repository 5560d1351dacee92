"""What the province's report may quote of the units' words, and who has written."""

from datetime import date, timedelta

import pytest

from districts.actions import task_reports
from districts.models import Extension, Period
from districts.task_reports import accepted_words, groups_of, standing
from districts.tests.builders import (
    PAGE,
    Cast,
    Province,
    accepter_of,
    after,
    make_period,
    make_unit,
    noon,
    officer_of,
)
from districts.tests.task_report_builders import (
    PDF_FILE,
    accept,
    answered,
    begun,
    hand_in,
    prove,
    say,
    send_back,
    sent,
)
from indicators.models import Plan


def test_a_plan_has_its_groups_in_order_with_the_indicators_they_serve(the_plan: Plan):
    groups = groups_of(the_plan)

    assert [group.number for group in groups] == [1, 2, 3, 4, 5, 6]
    assert (groups[4].indicators, groups[4].name[:34]) == ((21,), "Quan tâm hoạt động vui chơi, giải ")


def test_only_accepted_words_are_quoted_by_group_and_in_the_order_of_the_lists(
    province: Province, cast: Cast, period: Period
):
    one, two = province.districts
    health, education = province.departments
    accept(sent(two, period, {1: "hai một", 3: "hai ba"}))
    accept(sent(one, period, {1: "một một"}))
    accept(sent(health, period, {3: "y tế ba"}))
    sent(education, period, {1: "chưa duyệt"})

    assert [(words.group, words.unit.code, words.done) for words in accepted_words(period)] == [
        (1, "901", "một một"),
        (1, "902", "hai một"),
        (3, "health", "y tế ba"),
        (3, "902", "hai ba"),
    ]


def test_words_come_with_who_accepted_them_and_with_the_evidence_that_is_still_there(
    province: Province, cast: Cast, period: Period
):
    unit = province.districts[0]
    report = answered(unit, period, {2: "đã khám 1.200 cháu"})
    report = say(report, 2, "đã khám 1.200 cháu", difficulties="đường xa", proposals="thêm xe")
    kept, gone = prove(report, 2), prove(report, 2, content=PDF_FILE + b"\n")
    task_reports.remove_evidence(gone, by=officer_of(unit), at=after(period), origin=PAGE)
    report.refresh_from_db()
    report = accept(hand_in(report))

    (words,) = accepted_words(period)

    assert (words.done, words.difficulties, words.proposals) == ("đã khám 1.200 cháu", "đường xa", "thêm xe")
    assert words.evidence == (kept,)
    assert words.accepted_by == str(accepter_of(unit))
    assert words.accepted_at == report.accepted_at


def test_words_that_were_returned_are_quoted_no_more(province: Province, cast: Cast, period: Period):
    report = accept(sent(province.districts[0], period, {1: "đã làm"}))
    send_back(report)

    assert accepted_words(period) == []


@pytest.mark.parametrize("units", [1, 4])
def test_reading_costs_the_same_however_many_wrote(
    province: Province, cast: Cast, period: Period, units: int, django_assert_num_queries
):
    for unit in [*province.districts, *province.departments][:units]:
        report = answered(unit, period, {1: "một", 2: "hai"})
        prove(report, 1)
        report.refresh_from_db()
        accept(hand_in(report))

    with django_assert_num_queries(2):
        found = [
            (words.unit.name, words.accepted_by, len(words.evidence)) for words in accepted_words(period)
        ]
    assert len(found) == 2 * units
    with django_assert_num_queries(3):
        assert [one.is_accepted for one in standing(period)].count(True) == units


def test_districts_and_departments_must_write_and_nobody_else(province: Province, period: Period):
    make_unit("903", "district", province.province, valid_to=period.last_day - timedelta(days=1))

    assert [one.unit.code for one in standing(period)] == ["education", "health", "901", "902"]


def test_nobody_writes_of_a_base_quarter(province: Province, the_plan: Plan):
    assert standing(make_period(the_plan, "2023-Q1", is_base=True)) == []


def test_a_unit_is_late_from_the_day_after_its_own_last_day(province: Province, cast: Cast, period: Period):
    one, two = province.districts
    health, education = province.departments
    assert (period.due_district, period.due_department) == (date(2024, 3, 18), date(2024, 3, 18))
    Extension.objects.create(period=period, unit=two, until=date(2024, 3, 20), reason="lũ")
    hand_in(answered(one, period), at=noon(date(2024, 3, 18)))
    hand_in(answered(two, period), at=noon(date(2024, 3, 21)))
    hand_in(answered(health, period), at=noon(date(2024, 3, 20)))
    begun(education, period)

    found = {each.unit.code: each for each in standing(period)}

    assert {code: each.days_late for code, each in found.items()} == {
        "901": 0,
        "902": 1,
        "health": 2,
        "education": 0,
    }
    assert [code for code, each in found.items() if each.is_missing] == ["education"]
    assert found["902"].is_extended
