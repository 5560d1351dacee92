"""A person at the board: to an indicator, a district, a commune's cell and back; and an open board that follows."""

import re

import pytest
from playwright.sync_api import Page, expect

from districts.models import Period
from districts.tests.builders import Cast, Province, accepted
from plan749.tests import desk

pytestmark = pytest.mark.browser


def special(number: int) -> dict[str, int]:
    return {"children_under_16": 1000, "special_circumstances": number}


@pytest.fixture
def reported(province: Province, period: Period) -> Province:
    """All four communes' figures, accepted."""
    for commune, number in zip(province.communes, (30, 10, 40, 20), strict=True):
        accepted(commune, period, special(number))
    return province


def test_from_the_board_to_a_communes_cell_and_back(
    browser_page: Page, cast: Cast, reported: Province, period: Period, live_server
):
    page = browser_page
    desk.be(page.context, cast.province, live_server.url)
    page.goto(f"/{desk.PLAN}/2024-Q1/board/62/")
    board = page.url

    page.locator("#indicator-8").get_by_role("link", name=re.compile("^8. ")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("8. Trẻ em có hoàn cảnh đặc biệt")
    expect(page.locator(".chart.is-drawn svg").first).to_be_visible()
    indicator = page.url
    page.locator(".places").first.get_by_role("link", name="Huyện 901").click()
    expect(page.locator(".lead")).to_contain_text("Huyện 901")
    page.locator(".places").first.get_by_role("link", name="Xã 90001").click()
    cell = page.locator("#element-special_circumstances")
    expect(cell).to_be_in_viewport()
    expect(cell.locator("td strong")).to_have_text("30")

    page.go_back()
    page.go_back()
    assert page.url == indicator
    page.locator(".within summary").first.click()
    expect(page.locator(".within").first.get_by_role("link", name="Xã 90002")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Kết quả của Tỉnh 62")).click()
    assert page.url == f"{board}#indicator-8"


def test_the_charts_table_is_behind_one_key_and_the_chart_is_a_picture_to_save(
    browser_page: Page, cast: Cast, reported: Province, period: Period, live_server
):
    page = browser_page
    desk.be(page.context, cast.province, live_server.url)
    page.goto(f"/{desk.PLAN}/2024-Q1/indicator/8/?area=62")
    table = page.locator("details.numbers table").first
    expect(page.locator(".chart.is-drawn").first).to_be_visible()
    expect(table).to_be_hidden()

    page.keyboard.press("b")
    expect(table).to_be_visible()
    expect(table).to_contain_text("2,50")
    page.keyboard.press("b")
    expect(table).to_be_hidden()

    saved = {}
    for kind in ("svg", "png"):
        with page.expect_download() as waiting:
            page.locator(f"[data-save={kind}]").first.click()
        saved[kind] = waiting.value.path().read_bytes()
        assert waiting.value.suggested_filename == f"8.1-62-2024-Q1.{kind}"
    assert saved["svg"].startswith(b"<svg")
    assert "Tỉnh 62, lũy kế đến hết quý I/2024, số tạm tính".encode() in saved["svg"]
    assert saved["png"].startswith(b"\x89PNG")


def test_an_open_board_shows_what_is_accepted_and_keeps_its_place(
    browser_page: Page, cast: Cast, province: Province, period: Period, live_server
):
    page = browser_page
    accepted(province.communes[0], period, special(20))
    desk.be(page.context, cast.province, live_server.url)
    page.goto(f"/{desk.PLAN}/2024-Q1/board/62/")
    assert desk.results(page)["8.1"] == "2,00"
    page.locator("#indicator-8 a.source").first.focus()

    accepted(province.communes[1], period, special(40))

    expect(page.locator("#indicator-8")).to_contain_text("3,00")
    expect(page.locator("#updated")).to_have_text("Bảng vừa được cập nhật.")
    assert page.evaluate("document.activeElement.closest('#indicator-8') !== null")


def test_the_board_is_whole_without_scripts(
    browser, cast: Cast, reported: Province, period: Period, live_server
):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    desk.be(context, cast.province, live_server.url)
    page = context.new_page()
    page.goto(f"/{desk.PLAN}/2024-Q1/board/62/")
    expect(page.locator("#indicator-8")).to_contain_text("2,50")
    page.goto(f"/{desk.PLAN}/2024-Q1/indicator/8/?area=62")
    page.locator("details.numbers summary").first.click()
    expect(page.locator("details.numbers table").first).to_contain_text("2,50")
    context.close()
