"""The tables that are taken away: what the page shows, to whoever sees it, and nothing a spreadsheet would run."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from openpyxl import load_workbook

from districts.models import Period, Submission, User
from districts.models.people import Role
from districts.tests.assigned import TEXT, assigned
from districts.tests.builders import Cast, Province, accepted, fill, make_user, start
from districts.tests.task_report_builders import sent
from indicators.models import Plan

# The session and who it is (2), and then what the page asks too, whatever the number of units.
QUERIES = {"reporting": 9, "task_reports": 7, "submission": 6, "assignments": 5, "targets": 7}
RUNS = '=HYPERLINK("//a.b")'


def address(name: str, *args: object, kind: str = "csv") -> str:
    return reverse(f"districts:{name}_table", args=[*args, kind])


def answer(person: User, path: str, **asked: str) -> bytes:
    client = Client()
    client.force_login(person)
    found = client.get(path, asked)
    assert found.status_code == 200
    assert found["Cache-Control"] == "private, no-store"
    assert found["Content-Disposition"].startswith('attachment; filename="')
    return found.content


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))


def rows(content: bytes, heading: str) -> list[dict[str, str]]:
    """What stands under the headings, whichever line they begin in."""
    found = lines(content)
    at = next(number for number, line in enumerate(found) if line[0] == heading)
    return [dict(zip(found[at], line, strict=True)) for line in found[at + 1 :]]


# Who has handed in --------------------------------------------------------------------------------------------------

REPORTING = ("reporting", "749-2024", "2024-Q1")


@override_settings(DEMO_TODAY=date(2024, 3, 21))
def test_who_has_handed_in_stands_in_whole_days_with_whom_to_call(
    province: Province, cast: Cast, period: Period
):
    make_user(Role.ENTERS, province.communes[2], "x", full_name=RUNS, phone="+84 912 345 678")
    accepted(province.communes[0], period, {"children_under_16": 100})

    found = answer(cast.province, address(*REPORTING))
    assert lines(found)[0] == ["Tình hình gửi số liệu quý I/2024, đến ngày 21/3/2024"]
    units = {row["Mã đơn vị"]: row for row in rows(found, "Mã đơn vị")}
    assert units["90001"]["Tình trạng"] == "đã duyệt"
    assert units["90002"] | {"Tình trạng": "chưa bắt đầu", "Số ngày sau hạn": "3"} == units["90002"]
    assert (units["90003"]["Người để gọi"], units["90003"]["Điện thoại"]) == (
        f"'{RUNS}",
        "'+84 912 345 678",
    )


def test_the_file_is_narrowed_as_the_page_is(province: Province, cast: Cast, period: Period):
    start(province.communes[1], period)

    found = rows(answer(cast.province, address(*REPORTING), state="draft"), "Mã đơn vị")
    assert [row["Mã đơn vị"] for row in found] == ["90002"]
    own = rows(answer(cast.district, address(*REPORTING)), "Mã đơn vị")
    assert {row["Mã đơn vị"] for row in own} == {"901", "90001", "90003"}


def test_who_has_sent_words_is_a_file_too(province: Province, cast: Cast, period: Period):
    sent(province.districts[0], period)

    found = answer(cast.province, address("task_reports", "749-2024", "2024-Q1"))
    assert lines(found)[0][0].startswith("Tình hình gửi báo cáo nhiệm vụ quý I/2024, đến ngày ")
    units = {row["Mã đơn vị"]: row["Tình trạng"] for row in rows(found, "Mã đơn vị")}
    assert (units["901"], units["902"]) == ("chờ duyệt", "chưa bắt đầu")


# A sheet --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def sheet(province: Province, cast: Cast, period: Period) -> Submission:
    """Children counted, in all and as boys; one abused, which is sensitive."""
    values = {"children_under_16": 1240, ("children_under_16", "male"): 640, "abused_children": 77}
    return fill(start(province.communes[0], period), values)


def test_a_sheet_has_a_line_a_cell_with_numbers_as_numbers(sheet: Submission, cast: Cast):
    path = address("submission", sheet.pk, kind="xlsx")
    page = load_workbook(BytesIO(answer(cast.commune, path))).worksheets[0]

    heading = next(row for row in page.iter_rows(values_only=True) if row[0] == "Mã số liệu")
    now = heading.index("Quý này")
    cells = {(row[0], row[2] or ""): row[now] for row in page.iter_rows(values_only=True) if row[now]}
    assert cells["children_under_16", ""] == 1240
    assert cells["abused_children", ""] == 77
    assert 640 in cells.values()


def test_what_is_withheld_on_the_page_is_withheld_in_the_file(sheet: Submission, cast: Cast):
    found = answer(cast.looker, address("submission", sheet.pk))

    told = {row["Mã số liệu"]: row for row in rows(found, "Mã số liệu")}
    assert told["abused_children"]["Quý này"] == "▒ Không công bố"
    assert b"77" not in found


def test_words_typed_into_a_sheet_are_not_run(sheet: Submission, cast: Cast):
    sheet.figures.filter(element__code="children_under_16", split="").update(explanation=RUNS)

    found = answer(cast.commune, address("submission", sheet.pk))
    assert rows(found, "Mã số liệu")[0]["Giải trình"] == f"'{RUNS}"
    page = load_workbook(BytesIO(answer(cast.commune, address("submission", sheet.pk, kind="xlsx")))).active
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n"}


# Tasks and targets ----------------------------------------------------------------------------------------------------


def test_tasks_are_narrowed_by_who_leads(province: Province, cast: Cast, the_plan: Plan):
    assigned(the_plan, province.departments[0], text=RUNS)
    assigned(the_plan, province.departments[1])

    found = answer(cast.looker, address("assignments", "749-2024"))
    assert {row["Việc phải làm"] for row in rows(found, "Nhóm")} == {TEXT, f"'{RUNS}"}
    narrowed = answer(cast.looker, address("assignments", "749-2024"), lead="education")
    assert [row["Chủ trì"] for row in rows(narrowed, "Nhóm")] == ["Sở Giáo dục và Đào tạo"]


def test_every_measure_is_among_the_targets_and_one_without_says_so(cast: Cast, the_plan: Plan):
    found = rows(answer(cast.province, address("targets", "749-2024")), "Mã số")

    assert len({row["Mã số"] for row in found}) == 35
    first = next(row for row in found if row["Mã số"] == "8.2" and row["Năm"] == "2025")
    assert (first["Dấu so sánh"], first["Mức giao"], first["Của"]) == ("≥", "90", "của tỉnh")
    assert any(row["Của"] == "chưa có chỉ tiêu của tỉnh" for row in found)


# All of them ----------------------------------------------------------------------------------------------------------


def test_each_costs_what_its_page_costs(
    client: Client, sheet: Submission, cast: Cast, the_plan: Plan, django_assert_num_queries
):
    client.force_login(cast.province)
    paths = {
        "reporting": address(*REPORTING),
        "task_reports": address("task_reports", "749-2024", "2024-Q1"),
        "submission": address("submission", sheet.pk),
        "assignments": address("assignments", "749-2024"),
        "targets": address("targets", "749-2024"),
    }
    for name, path in paths.items():
        with django_assert_num_queries(QUERIES[name]):
            assert client.get(path).status_code == 200
        assert client.get(path.removesuffix("csv") + "pdf").status_code == 404


def test_a_file_says_that_its_figures_are_made_up(sheet: Submission, cast: Cast, the_plan: Plan):
    Plan.objects.filter(pk=the_plan.pk).update(illustrative=True)

    for name, args in [
        ("reporting", REPORTING[1:]),
        ("submission", (sheet.pk,)),
        ("targets", REPORTING[1:2]),
    ]:
        assert ["Số liệu minh họa"] in lines(answer(cast.province, address(name, *args)))
