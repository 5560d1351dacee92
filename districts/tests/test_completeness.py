"""Units by quarters: who is expected, who was in time, how many of the required cells are filled."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.test import override_settings
from django.urls import reverse
from openpyxl import load_workbook

from districts import completeness, sheets
from districts.models import Period, Submission, Unit
from districts.models.people import Role
from districts.models.units import Level
from districts.names import search_key, sort_key
from districts.standing import Standing, standing_of
from districts.tests.builders import (
    accepted,
    complete,
    fill,
    make_period,
    make_province,
    make_user,
    noon,
    start,
)

ADDRESS = "/749-2024/completeness/"
DUE = date(2024, 3, 18)
# The session, who it is and of which unit (3); the plan, quarters, elements by reporter, units, submissions, elements,
# filled cells, extensions, people (9); the newest quarter for the header (1).
QUERIES = 13


@pytest.fixture
def watcher(client, province, period):
    client.force_login(make_user(Role.LOOKS, province.province, "xem"))
    return client


def hand_in(unit: Unit, period: Period, day: date) -> Submission:
    submission = complete(start(unit, period), {"children_under_16": 100})
    fields = {
        "submitted_at": noon(day),
        "submitted_by": submission.changed_by,
        "first_submitted_at": noon(day),
    }
    Submission.objects.filter(pk=submission.pk).update(state="submitted", **fields)
    return submission


def cells(client, **asked: str) -> dict[str, list[completeness.Cell | None]]:
    page = client.get(ADDRESS, asked)
    assert page.status_code == 200
    return {row.unit.code: list(row.cells) for group in page.context["groups"] for row in group.rows}


ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("state", "sent_on", "today", "standing"),
    [
        (None, None, DUE, Standing.NOT_DUE),
        (None, None, DUE + ONE_DAY, Standing.MISSING),
        ("draft", None, DUE + ONE_DAY, Standing.IN_WORK),
        ("submitted", DUE, DUE + ONE_DAY, Standing.ON_TIME),
        ("accepted", DUE, DUE + ONE_DAY, Standing.ON_TIME),
        ("accepted", DUE + ONE_DAY, DUE + ONE_DAY, Standing.LATE),
        ("returned", DUE, DUE + ONE_DAY, Standing.RETURNED),
    ],
)
def test_each_unit_has_one_standing(state, sent_on, today, standing):
    assert standing_of(state, sent_on=sent_on, due=DUE, today=today) == standing


@override_settings(DEMO_TODAY=date(2024, 3, 21))
def test_a_cell_says_how_it_stands_and_how_much_of_it_is_there(watcher, province, period):
    on_time, late, begun, missing = province.communes
    hand_in(on_time, period, DUE)
    hand_in(late, period, date(2024, 3, 20))
    fill(
        start(begun, period), {"children_under_16": 100, ("children_under_16", "male"): 51, "live_births": 3}
    )

    seen = cells(watcher)
    shown = {unit.code: seen[unit.code][0] for unit in province.communes}
    required = shown[on_time.code].required
    assert {code: (cell.standing, cell.filled, cell.days_over) for code, cell in shown.items()} == {
        on_time.code: (Standing.ON_TIME, required, 0),
        late.code: (Standing.LATE, required, 2),
        begun.code: (Standing.IN_WORK, 2, 3),
        missing.code: (Standing.MISSING, 0, 3),
    }


@pytest.mark.parametrize("code", ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"])
def test_what_is_required_is_what_a_sheet_needs_to_be_handed_in(watcher, province, the_plan, code):
    quarter = Period.objects.filter(year=2024, quarter=int(code[-1])).first() or make_period(the_plan, code)
    units = list(sheets.expected_units(quarter))

    needed = {
        unit.code: sum(sheet.is_required(element) for element in sheet.elements)
        for unit in units
        for sheet in [sheets.read(unit, quarter)]
    }
    at = [one.code for one in completeness_table(watcher).periods].index(code)
    seen = {row.unit.code: row.cells[at] for row in completeness_table(watcher).rows}
    assert {unit: cell.required for unit, cell in seen.items() if cell} == needed


def completeness_table(client) -> completeness.Table:
    return client.get(ADDRESS).context["table"]


def test_expected_are_those_in_force_on_the_quarters_last_day(watcher, province, the_plan, period):
    second = make_period(the_plan, "2024-Q2")
    Unit.objects.filter(code="90001").update(valid_to=date(2024, 5, 1))
    Unit.objects.filter(code="90002").update(valid_from=date(2024, 5, 2))

    seen = cells(watcher)
    for at, quarter in enumerate([second, period]):
        expected = set(sheets.expected_units(quarter).values_list("code", flat=True))
        assert {code for code, row in seen.items() if row[at] is not None} == expected
    assert [cell is not None for cell in seen["90001"]] == [False, True]
    assert [cell is not None for cell in seen["90002"]] == [True, False]
    assert [cell is not None for cell in seen["education"]] == [True, False]


@override_settings(DEMO_TODAY=date(2024, 3, 21))
def test_the_totals_are_of_the_units_that_are_expected(watcher, province, period):
    hand_in(province.communes[0], period, DUE)

    (tally,) = watcher.get(ADDRESS, {"level": "commune"}).context["table"].tallies
    assert (tally.standings, tally.expected) == ({Standing.ON_TIME: 1, Standing.MISSING: 3}, 4)
    assert tally.required == 4 * tally.filled
    (all_levels,) = watcher.get(ADDRESS).context["table"].tallies
    assert all_levels.expected == 7


@override_settings(DEMO_TODAY=date(2024, 3, 21))
def test_the_address_narrows_the_rows_and_not_the_totals(watcher, province, period):
    late = province.communes[1]
    hand_in(late, period, date(2024, 3, 20))

    assert set(cells(watcher, standing="late")) == {late.code}
    assert set(cells(watcher, standing="late", quarter="2024-Q1")) == {late.code}
    assert set(cells(watcher, level="department")) == {"health"}
    assert len(cells(watcher, standing="gì đó", quarter="x", level="y")) == 7
    assert watcher.get(ADDRESS, {"standing": "late"}).context["table"].tallies[0].expected == 7
    assert "Không có đơn vị nào" in watcher.get(ADDRESS, {"standing": "returned"}).content.decode()


def test_communes_are_folded_under_their_district_until_asked_for(watcher, province):
    def shown(**asked: str) -> set[str]:
        text = watcher.get(ADDRESS, asked).content.decode()
        return {unit.code for unit in province.communes if f">{unit.name}<" in text}

    assert shown() == set()
    assert shown(open="901") == {"90001", "90003"}
    assert shown(open="all") == {unit.code for unit in province.communes}


def test_a_base_quarter_is_asked_of_nobody_in_time(watcher, the_plan):
    make_period(the_plan, "2023-Q1", is_base=True)

    assert [period.code for period in watcher.get(ADDRESS).context["table"].periods] == ["2024-Q1"]


@pytest.mark.parametrize(
    ("role", "place", "seen"),
    [
        (Role.ACCEPTS, "districts", {"901", "90001", "90003"}),
        (Role.ENTERS, "communes", {"90001"}),
        (Role.ENTERS, "departments", {"health"}),
    ],
)
def test_each_sees_no_more_than_their_own(client, province, period, role, place, seen):
    client.force_login(make_user(role, getattr(province, place)[0]))

    assert set(cells(client)) == seen
    text = client.get(f"{ADDRESS}table.csv").content.decode("utf-8-sig")
    assert {row[0] for row in list(csv.reader(StringIO(text)))[1:]} == seen


def test_whom_to_call_stands_beside_each_unit(watcher, province):
    make_user(Role.ENTERS, province.communes[0], "xa90001", full_name="Y Blưm", phone="0912 345 678")

    assert 'href="tel:0912345678"' in watcher.get(ADDRESS, {"open": "all"}).content.decode()


def test_the_tables_hold_what_the_page_shows_and_nothing_a_spreadsheet_would_run(watcher, province, period):
    make_user(
        Role.ENTERS, province.communes[0], "x", full_name='=HYPERLINK("//a.b")', phone="+84 912 345 678"
    )
    accepted(province.communes[0], period, {"children_under_16": 100})

    answer = watcher.get(f"{ADDRESS}table.csv", {"level": "commune"})
    assert answer.content.startswith("\ufeff".encode())
    heading, first, *rest = csv.reader(StringIO(answer.content.decode("utf-8-sig")))
    assert len(rest) == 3
    row = dict(zip(heading, first, strict=True))
    assert row["Tình trạng"] == "đúng hạn"
    assert row["Ô đã có"] == row["Ô phải có"]
    assert row["Người để gọi"] == '\'=HYPERLINK("//a.b")'
    assert row["Điện thoại"] == "'+84 912 345 678"

    book = watcher.get(f"{ADDRESS}table.xlsx", {"level": "commune"})
    page = load_workbook(BytesIO(book.content)).worksheets[0]
    assert [cell.value for cell in page[1]] == heading
    assert page["L2"].value == '\'=HYPERLINK("//a.b")'
    assert page["L2"].data_type == "s"
    assert page["J2"].value == int(row["Ô đã có"])


def test_an_unknown_kind_or_plan_does_not_exist(watcher):
    assert watcher.get(f"{ADDRESS}table.pdf").status_code == 404
    assert watcher.get("/khong-co/completeness/").status_code == 404


@pytest.mark.parametrize("communes", [1, 102, 3000])
def test_the_page_costs_the_same_whatever_the_province(client, the_plan, django_assert_num_queries, communes):
    province = make_province(communes=1)
    periods = [make_period(the_plan, code) for code in ("2024-Q1", "2024-Q2")]
    name = "Xã {}".format
    more = [
        Unit(
            code=f"7{number:04d}", name=name(number), kind="xã", level=Level.COMMUNE,
            parent=province.districts[0], province=province.province,
            sort_key=sort_key(name(number)), search_key=search_key(name(number)),
        )
        for number in range(1, communes)
    ]  # fmt: skip
    Unit.objects.bulk_create(more)
    start(province.communes[0], periods[0])
    client.force_login(make_user(Role.LOOKS, province.province))

    with django_assert_num_queries(QUERIES):
        page = client.get(ADDRESS)
    assert page.context["table"].tallies[-1].expected == communes + 2
    assert reverse("districts:completeness", args=["749-2024"]) == ADDRESS
