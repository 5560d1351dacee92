"""The quarter's workbook in a real browser: downloaded, filled in, uploaded, looked at, confirmed."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from districts import sheets
from districts.models import Event, Period
from districts.tests.builders import Cast, Province, fill, start
from districts.tests.workbook_files import address, filled
from plan749.tests import desk
from plan749.tests.test_accessibility import FINDINGS, axe

pytestmark = pytest.mark.browser


def test_an_officer_fills_the_workbook_while_another_changes_a_cell_and_chooses_what_is_kept(
    browser_page: Page, cast: Cast, province: Province, period: Period, live_server, tmp_path: Path
):
    page, unit = browser_page, province.communes[0]
    submission = fill(start(unit, period), {"live_births": 12, "children_under_16": 1240})
    desk.be(page.context, cast.commune, live_server.url)
    page.goto(desk.sheet_of(unit, period))
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải tệp Excel").click()
    file = tmp_path / "so-lieu.xlsx"
    file.write_bytes(
        filled(Path(waiting.value.path()).read_bytes(), {"live_births": 15, "infant_deaths": "∅"})
    )
    fill(submission, {"live_births": 20})

    page.get_by_role("link", name="Nạp tệp Excel").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("heading", name="1 ô có người khác vừa sửa")).to_be_visible()
    page.evaluate(axe())
    assert page.evaluate(FINDINGS) == []
    page.get_by_label("Trong tệp: 15").check()
    page.get_by_role("button", name="Ghi vào 1 biểu").click()

    expect(page.get_by_text("Đã ghi 2 ô từ tệp Excel.")).to_be_visible()
    cells = sheets.read(unit, period).cells
    assert [cells[code, ""].number for code in ("live_births", "children_under_16")] == [15, 1240]
    assert cells["infant_deaths", ""].absence == "nothing_occurred"
    assert Event.objects.filter(origin=Event.Origin.WORKBOOK).count() == 1


def test_the_page_that_takes_a_workbook_says_what_is_wrong_with_another_file(
    browser_page: Page, cast: Cast, province: Province, period: Period, live_server, tmp_path: Path
):
    page, unit = browser_page, province.communes[0]
    desk.be(page.context, cast.commune, live_server.url)
    file = tmp_path / "so-lieu.xlsx"
    file.write_bytes(b"a,b\n1,2\n")
    page.goto(address(period, unit, "upload/"))
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Xem trước").click()

    expect(page.get_by_role("alert")).to_contain_text("Đây không phải tệp Excel .xlsx.")
    page.evaluate(axe())
    assert page.evaluate(FINDINGS) == []
