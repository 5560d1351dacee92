"""A district enters for a commune that cannot, in a real browser: in the form, and by the workbook of all of them."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from districts import sheets
from districts.models import Event, Period, Submission
from districts.tests.builders import Cast, Province
from districts.tests.workbook_files import filled
from plan749.tests import desk
from plan749.tests.test_accessibility import FINDINGS, axe

pytestmark = pytest.mark.browser
REPORTING = "/749-2024/2024-Q1/reporting/"


def nothing_serious(page: Page) -> None:
    page.evaluate(axe())
    assert page.evaluate(FINDINGS) == []


def test_a_district_enters_for_its_commune_and_hands_in_and_everyone_is_told(
    browser_page: Page, cast: Cast, province: Province, period: Period, live_server
):
    page, unit = browser_page, province.communes[0]
    desk.be(page.context, cast.district, live_server.url)
    page.goto("/my-work/")
    page.get_by_role("link", name="Xem ai chưa gửi, nhập thay").click()
    nothing_serious(page)
    page.get_by_role("link", name=f"Nhập thay {unit}").click()

    expect(page.get_by_role("note")).to_have_text(
        f"Ông/bà đang nhập thay cho {unit}; việc này được ghi vào nhật ký."
    )
    nothing_serious(page)
    desk.type_in(page, {"live_births": "12"})
    desk.say_no_data_elsewhere(page)
    desk.save(page)
    desk.submit(page)

    log = page.get_by_role("region", name="Nhật ký thay đổi").get_by_role("listitem")
    expect(log.first).to_contain_text("Gửi duyệt · gửi thay bởi district")
    expect(log.last).to_contain_text("Bắt đầu biểu · nhập thay bởi district")
    expect(page.get_by_role("note")).to_contain_text("Biểu này do chính ông/bà nhập thay.")
    nothing_serious(page)
    assert set(Event.objects.filter(submission__unit=unit).values_list("on_behalf", flat=True)) == {True}

    page.get_by_role("button", name="Duyệt", exact=True).click()
    expect(page.locator(".state-accepted")).to_have_text("đã duyệt")
    page.goto(REPORTING)
    row = page.get_by_role("row", name=unit.name)
    expect(row).to_contain_text("nhập thay bởi district")
    expect(row.get_by_role("link", name="Nhập thay")).to_have_count(0)


def test_the_commune_goes_on_where_its_district_began(
    browser_page: Page, cast: Cast, province: Province, period: Period, live_server
):
    page, unit = browser_page, province.communes[0]
    desk.be(page.context, cast.district, live_server.url)
    page.goto(desk.sheet_of(unit, period))
    desk.type_in(page, {"live_births": "12"})
    desk.save(page)

    page.context.clear_cookies()
    desk.be(page.context, cast.commune, live_server.url)
    page.goto("/my-work/")
    expect(page.get_by_text("Nhập thay bởi district, lần cuối")).to_be_visible()
    page.get_by_role("link", name="Nhập tiếp").click()
    expect(desk.cell(page, "live_births")).to_have_value("12")
    expect(page.get_by_text("Nhập thay bởi district, lần cuối")).to_be_visible()
    desk.type_in(page, {"live_births": "13"})
    desk.save(page)

    writers = Event.objects.filter(action="changed").order_by("pk").values_list("by__username", "on_behalf")
    assert list(writers) == [("district", True), ("commune", False)]
    assert sheets.read(unit, period).cells["live_births", ""].number == 13


def test_the_workbook_of_all_communes_is_filled_in_shown_by_unit_and_written(
    browser_page: Page, cast: Cast, province: Province, period: Period, live_server, tmp_path: Path
):
    page, ours = browser_page, [province.communes[0], province.communes[2]]
    desk.be(page.context, cast.district, live_server.url)
    page.goto(REPORTING)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải tệp Excel").click()
    content = Path(waiting.value.path()).read_bytes()
    titles = load_workbook(BytesIO(content)).sheetnames
    for number, unit in enumerate(ours, start=1):
        content = filled(content, {"live_births": number}, titles.index(unit.name))
    file = tmp_path / "so-lieu.xlsx"
    file.write_bytes(content)

    page.get_by_role("link", name="Nạp tệp Excel").click()
    nothing_serious(page)
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Xem trước").click()
    for unit in ours:
        expect(page.get_by_role("region", name=unit.name)).to_contain_text("1 ô sẽ ghi")
    nothing_serious(page)
    page.get_by_role("button", name="Ghi vào 2 biểu").click()
    expect(page.get_by_text("Đã ghi 1 ô từ tệp Excel.")).to_have_count(2)

    written = Submission.objects.order_by("unit__code").values_list("unit__code", "figures__number")
    assert list(written) == [("90001", 1), ("90003", 2)]
    recorded = Event.objects.filter(submission__isnull=False).values_list("on_behalf", "origin")
    assert set(recorded) == {(True, "workbook")}
