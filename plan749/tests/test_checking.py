"""The rules while one types: beside the cells and in the foot at once, with the line cut too."""

import pytest
from playwright.sync_api import Page, expect

from districts.models import Figure, Period, Unit
from districts.tests.builders import Cast, Province, fill, start
from plan749.tests import desk

pytestmark = pytest.mark.browser


@pytest.fixture
def commune(province: Province) -> Unit:
    return province.communes[0]


@pytest.fixture
def sheet(browser_page: Page, cast: Cast, commune: Unit, period: Period, live_server) -> Page:
    fill(start(commune, period), {"children_under_16": 1240})
    desk.be(browser_page.context, cast.commune, live_server.url)
    browser_page.goto(desk.sheet_of(commune, period))
    browser_page.locator(".saves-itself").wait_for()
    return browser_page


def test_without_a_network_a_part_above_its_whole_is_said_and_mended(sheet: Page):
    whole, part = sheet.locator("#said-children_under_16"), sheet.locator("#said-special_circumstances")
    sheet.context.set_offline(True)

    desk.type_in(sheet, {"special_circumstances": "1.300"})
    desk.leave(sheet)
    expect(part).to_contain_text("(1.300) lớn hơn “Tổng số trẻ em (dưới 16 tuổi)” (1.240)")
    expect(whole).to_contain_text("(1.300) lớn hơn")
    expect(sheet.locator("#tally")).to_contain_text("1 lỗi phải sửa")

    desk.type_in(sheet, {"special_circumstances": "13"})
    desk.leave(sheet)
    expect(part).not_to_contain_text("lớn hơn")
    expect(sheet.locator("#tally")).not_to_contain_text("lỗi phải sửa")
    sheet.context.set_offline(False)
    expect(part.locator(".cell-state")).to_have_text("đã lưu")
    assert Figure.objects.get(element__code="special_circumstances").number == 13


def test_the_browser_and_the_server_say_the_same_of_a_saved_sheet(sheet: Page):
    desk.type_in(sheet, {"live_births": "9", "live_births-male": "4", "live_births-female": "4"})
    desk.leave(sheet)
    before = sheet.locator(".said p:not(.cell-state)").all_inner_texts()
    tally = sheet.locator("#tally").inner_text()

    expect(sheet.locator("#said-live_births .cell-state")).to_have_text("đã lưu")

    assert before == sheet.locator(".said p:not(.cell-state)").all_inner_texts()
    assert len(before) == 3
    assert tally == sheet.locator("#tally").inner_text() == "2/30 ô đã nhập · 1 lỗi phải sửa"


def test_of_what_cannot_be_read_nothing_is_said_but_that(sheet: Page):
    desk.type_in(sheet, {"live_births": "9", "live_births-male": "4", "live_births-female": "5"})
    desk.save(sheet)
    sheet.context.set_offline(True)

    desk.type_in(sheet, {"live_births-male": "4x"})
    desk.leave(sheet)

    expect(sheet.locator("#saving")).to_contain_text("chờ mạng")
    assert sheet.locator(".said p:not(.cell-state)").all_inner_texts() == []
    assert "lỗi phải sửa" not in sheet.locator("#tally").inner_text()
    sheet.context.set_offline(False)


def test_a_sheet_opened_again_says_what_was_found_in_what_waits(sheet: Page):
    sheet.route("**/cells/", lambda route: route.abort())
    desk.type_in(sheet, {"special_circumstances": "1.300"})
    desk.leave(sheet)
    expect(sheet.locator("#tally")).to_contain_text("1 lỗi phải sửa")

    sheet.reload()

    expect(sheet.locator("#said-special_circumstances")).to_contain_text("lớn hơn")
    expect(sheet.locator("#tally")).to_contain_text("2/30 ô đã nhập · 1 lỗi phải sửa")
