"""A unit's page: beside the province, beside its due days, and what is open in its sheet."""

from datetime import date
from fractions import Fraction

import pytest
from django.test import override_settings
from django.urls import reverse

from districts.models import Submission, Unit
from districts.models.people import Role
from districts.models.units import Level
from districts.names import search_key, sort_key
from districts.tests.builders import accepted, fill, make_period, make_province, make_user, noon, start
from districts.tests.steps import send_back
from indicators.values import Absence
from reports import units
from reports.tests import published
from reports.tests.builders import FIGURES, publish

# The session, who it is and of which unit (3); the quarter, the unit, the one above (3); measures, targets, areas and
# their sums (4); the unit's quarters: quarters, reporters, submissions, elements, cells, extensions, people (7); the
# sheet: its submission, elements, cells (3); the newest publication (1); the header (1).
QUERIES = 22
# The content and the values of the publication (2) instead of measures, targets, areas and sums (4).
QUERIES_PUBLISHED = 20
ABUSE = {"children_under_16": 1000, "abused_children": 2}


def address(code: str, quarter: str = "2024-Q1") -> str:
    return reverse("reports:unit", args=["749-2024", quarter, code])


def page(client, user, code: str, quarter: str = "2024-Q1") -> units.UnitPage:
    client.force_login(user)
    answer = client.get(address(code, quarter))
    assert answer.status_code == 200
    return answer.context["page"]


def lines(found: units.UnitPage) -> dict[str, units.Line]:
    return {line.measure.code: line for section in found.sections for line in section.lines}


def test_the_units_own_values_stand_beside_the_provinces(client, province, cast, period):
    accepted(province.communes[0], period, {"children_under_16": 100, "special_circumstances": 10})
    accepted(province.communes[1], period, {"children_under_16": 300, "special_circumstances": 10})

    line = lines(page(client, cast.province, "90001"))["8.1"]
    assert (line.result.value, line.result.reported, line.result.expected) == (10, 1, 1)
    assert line.beside is not None
    assert (line.beside.value, line.beside.reported, line.beside.expected) == (5, 2, 4)


def test_a_district_is_the_sum_of_its_communes(client, province, cast, period):
    accepted(province.communes[0], period, {"children_under_16": 100, "special_circumstances": 10})
    accepted(province.communes[1], period, {"children_under_16": 300, "special_circumstances": 10})

    line = lines(page(client, cast.province, "901"))["8.1"]
    assert (line.result.value, line.result.reported, line.result.expected) == (Fraction(10), 1, 2)


def test_measures_of_other_levels_are_left_out_and_counted(client, province, cast, period):
    found = page(client, cast.province, "90001")

    assert "4.1" not in lines(found)
    assert len(lines(found)) + found.left_out == 35


def test_whoever_does_not_see_the_province_sees_what_it_published(client, province, cast, period):
    for commune in province.communes[:3]:
        accepted(commune, period, FIGURES)
    before = page(client, cast.commune, "90001")
    assert (before.is_live, before.has_province) == (False, False)
    assert {line.beside for line in lines(before).values()} == {None}

    publish(period, cast.province)
    accepted(province.communes[3], period, {"children_under_16": 100, "special_circumstances": 50})
    after = lines(page(client, cast.commune, "90001"))["8.1"]
    assert after.beside is not None
    assert (after.beside.value, after.beside.reported) == (2, 3)
    assert "Số của tỉnh là số công bố lần 1" in client.get(address("90001")).content.decode()


def test_a_sensitive_value_of_one_unit_is_for_those_with_the_right(client, province, cast, period):
    accepted(province.communes[0], period, ABUSE)

    hidden = lines(page(client, cast.looker, "90001"))["9.1"]
    assert (hidden.result.absence, hidden.beside and hidden.beside.absence) == (Absence.WITHHELD,) * 2
    assert "0,2000" not in client.get(address("90001")).content.decode()
    assert lines(page(client, cast.commune, "90001"))["9.1"].result.value == Fraction(1, 5)


@override_settings(DEMO_TODAY=date(2024, 7, 1))
def test_its_quarters_stand_beside_their_due_days_as_time_went(client, province, cast, the_plan, period):
    commune = province.communes[0]
    second = make_period(the_plan, "2024-Q2")
    submission = start(commune, period)
    late = {"submitted_at": noon(date(2024, 3, 22)), "first_submitted_at": noon(date(2024, 3, 22))}
    Submission.objects.filter(pk=submission.pk).update(
        state="submitted", submitted_by=submission.changed_by, **late
    )

    found = page(client, cast.commune, "90001", "2024-Q2")
    shown = [
        (one.cell.period.code, one.cell.standing, one.cell.days_over, one.bar) for one in found.stretches
    ]
    overdue = (date(2024, 7, 1) - second.due_commune).days
    assert shown == [
        ("2024-Q1", "late", 4, units.Bar(units.MIDDLE, 4 * units.ROOM // overdue)),
        ("2024-Q2", "missing", overdue, units.Bar(units.MIDDLE, units.ROOM)),
    ]
    text = client.get(address("90001", "2024-Q2")).content.decode()
    assert "trễ 4 ngày" in text
    assert f'href="{reverse("districts:submission", args=[submission.pk])}"' in text


def test_what_is_open_is_said_in_words(client, province, cast, period):
    assert page(client, cast.commune, "90001").findings is None
    fill(start(province.communes[0], period), {"children_under_16": 10, "special_circumstances": 20})

    findings = page(client, cast.commune, "90001").findings
    assert findings is not None
    assert [one.rule for one in findings.hard] == ["part_of_whole"]
    assert findings.hard[0].sentence in client.get(address("90001")).content.decode()
    assert len(findings.missing) == findings_cells(client) - 2


def findings_cells(client) -> int:
    cell = client.get(address("90001")).context["page"].cell
    return cell.required


def test_a_sentence_that_would_tell_a_hidden_figure_is_counted_and_not_said(client, province, cast, period):
    fill(start(province.communes[0], period), {"children_under_16": 10, "abused_children": 77})

    findings = page(client, cast.looker, "90001").findings
    assert findings is not None
    assert findings.hidden >= 1
    assert "77" not in client.get(address("90001")).content.decode().partition("<main")[2]


def test_a_returned_sheet_says_why(client, province, cast, period):
    send_back(accepted(province.communes[0], period, FIGURES), cast.district)

    text = page(client, cast.commune, "90001")
    assert text.findings is not None
    assert text.findings.return_reason != ""
    assert text.findings.return_reason in client.get(address("90001")).content.decode()


def test_the_sheet_is_offered_to_whoever_may_write_it_now(client, province, cast, period):
    words = "Mở biểu để nhập"
    page(client, cast.commune, "90001")
    assert words in client.get(address("90001")).content.decode()

    page(client, cast.looker, "90001")
    assert words not in client.get(address("90001")).content.decode()
    accepted(province.communes[0], period, FIGURES)
    page(client, cast.commune, "90001")
    assert words not in client.get(address("90001")).content.decode()


def test_a_department_is_no_area_and_has_its_quarters_all_the_same(client, cast, period):
    found = page(client, cast.department, "health")

    assert (found.sections, [one.cell.period.code for one in found.stretches]) == ([], ["2024-Q1"])


@pytest.mark.parametrize(
    ("person", "code"),
    [("commune", "90002"), ("stranger", "90001"), ("administrator", "90001"), ("province", "62")],
)
def test_what_one_may_not_see_does_not_exist(client, cast, period, person, code):
    client.force_login(getattr(cast, person))

    assert client.get(address(code)).status_code == 404


def test_a_unit_has_its_page_in_the_quarters_in_which_it_was(client, cast, the_plan, period):
    make_period(the_plan, "2024-Q2")
    Unit.objects.filter(code="90001").update(valid_to=date(2024, 5, 1))
    client.force_login(cast.province)

    assert client.get(address("90001", "2024-Q1")).status_code == 200
    assert client.get(address("90001", "2024-Q2")).status_code == 404


@pytest.mark.parametrize("communes", [1, 102, 3000])
def test_the_page_costs_the_same_whatever_the_province(client, the_plan, django_assert_num_queries, communes):
    province = make_province(communes=1)
    period = make_period(the_plan, "2024-Q1")
    name = "Xã {}".format
    Unit.objects.bulk_create(
        Unit(
            code=f"7{number:04d}", name=name(number), kind="xã", level=Level.COMMUNE,
            parent=province.districts[0], province=province.province,
            sort_key=sort_key(name(number)), search_key=search_key(name(number)),
        )
        for number in range(1, communes)
    )  # fmt: skip
    accepted(province.communes[0], period, ABUSE)
    client.force_login(make_user(Role.PROVINCE, province.province, "staff", sees_sensitive=True))

    with django_assert_num_queries(QUERIES):
        client.get(address("90001"))
    published.publish(period)
    with django_assert_num_queries(QUERIES_PUBLISHED):
        client.get(address("90001") + "?basis=published")


# As published -----------------------------------------------------------------------------------------------------


def test_the_published_basis_has_both_sides_as_they_were_published(client, province, cast, period):
    sheet = accepted(province.communes[0], period, {"children_under_16": 100, "special_circumstances": 10})
    accepted(province.communes[1], period, {"children_under_16": 300, "special_circumstances": 10})
    accepted(province.communes[2], period, {"children_under_16": 100, "special_circumstances": 5})
    published.publish(period)
    send_back(sheet, cast.province)
    client.force_login(cast.commune)

    answer = client.get(address("90001") + "?basis=published")

    line = lines(answer.context["page"])["8.1"]
    assert line.beside is not None
    assert (line.result.value, line.beside.value) == (10, 5)
    text = answer.content.decode()
    assert "số công bố lần 1" in text
    assert "/board/90001/?basis=published" in text
    assert "/area/90001/sources/8.1/" in text
    assert lines(page(client, cast.commune, "90001"))["8.1"].result.value is None


def test_a_quarter_that_was_not_published_has_no_results_on_the_published_basis(
    client, province, cast, period
):
    accepted(province.communes[0], period, {"children_under_16": 100, "special_circumstances": 10})
    client.force_login(cast.commune)

    answer = client.get(address("90001") + "?basis=published")

    assert answer.context["page"].sections == []
    assert "Quý này chưa được công bố." in answer.content.decode()


def test_what_is_published_of_a_commune_and_sensitive_is_withheld_from_whoever_looks(
    client, province, cast, period
):
    accepted(province.communes[0], period, ABUSE)
    published.publish(period)
    client.force_login(cast.looker)

    answer = client.get(address("90001") + "?basis=published")

    assert lines(answer.context["page"])["9.1"].result.absence == "withheld"
    assert "0,2000" not in answer.content.decode()
