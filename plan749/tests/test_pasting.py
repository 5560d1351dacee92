"""A block pasted over the sheet in a browser: seen before it is written, saved as if typed, and undone."""

import pytest
from playwright.sync_api import Page, expect

from districts.models import Figure, Period, Unit
from districts.tests.builders import Cast, Province, fill, start
from plan749.tests import desk
from plan749.tests.test_accessibility import FINDINGS, axe

pytestmark = pytest.mark.browser
PASTE = """(field, text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    field.focus();
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def commune(province: Province) -> Unit:
    return province.communes[0]


@pytest.fixture
def sheet(browser_page: Page, cast: Cast, commune: Unit, period: Period, live_server) -> Page:
    fill(start(commune, period), {"live_births": 12, "children_under_16": 1240})
    desk.be(browser_page.context, cast.commune, live_server.url)
    browser_page.goto(desk.sheet_of(commune, period))
    browser_page.locator(".saves-itself").wait_for()
    return browser_page


def paste(page: Page, name: str, text: str) -> None:
    desk.cell(page, name).evaluate(PASTE, text)


def label(page: Page, name: str) -> str:
    return page.locator(f"label[for=number-{name}]").inner_text().strip()


def lines(page: Page) -> list[list[str]]:
    return page.locator("dialog tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].slice(1).map(cell => cell.textContent))"
    )


def numbers() -> dict[str, int | None]:
    return {figure.element.code: figure.number for figure in Figure.objects.select_related("element")}


def test_a_block_with_names_is_seen_confirmed_and_saved(sheet: Page):
    block = f"{label(sheet, 'live_births')}\t13\n{label(sheet, 'children_under_16')}\t1.240\nLạ\t5\n"

    paste(sheet, "children_under_16", block)
    assert lines(sheet) == [["12", "13", "đổi"], ["1.240", "1.240", "giữ nguyên"]]
    expect(sheet.get_by_role("dialog")).to_contain_text("Không có trong biểu, nên không dán: Lạ.")
    sheet.evaluate(axe())
    assert sheet.evaluate(FINDINGS) == []
    sheet.get_by_role("button", name="Dán 1 ô").click()

    expect(sheet.locator("#said-live_births .cell-state")).to_have_text("đã lưu")
    assert numbers() == {"live_births": 13, "children_under_16": 1240}


def test_undoing_brings_back_what_stood_there(sheet: Page):
    paste(
        sheet, "live_births", f"{label(sheet, 'live_births')}\t13\n{label(sheet, 'children_under_16')}\t∅\n"
    )
    sheet.get_by_role("button", name="Dán").click()
    expect(sheet.locator("#saving")).to_contain_text("ô chưa lưu được")  # no stock of children says ∅

    sheet.get_by_role("button", name="Hoàn tác dán").click()

    expect(sheet.locator("#saving")).to_contain_text("Đã lưu")
    expect(desk.cell(sheet, "live_births")).to_have_value("12")
    expect(sheet.locator("#said-live_births .cell-state")).to_have_text("đã lưu")
    assert numbers() == {"live_births": 12, "children_under_16": 1240}


def test_a_column_fills_the_totals_downwards_and_leaves_what_cannot_be_read(sheet: Page):
    names = sheet.locator(".cell:not(.part)").evaluate_all("cells => cells.map(cell => cell.dataset.cell)")
    first = names.index("live_births")

    paste(sheet, "live_births", "13\n12,5\n1,234\n")

    assert [line[1:] for line in lines(sheet)] == [
        ["13", "đổi"],
        ["12,5", "để lại: “12,5” không phải là số nguyên. Xin nhập số nguyên, không có phần lẻ."],
        ["1,234", "để lại: “1,234” là 1.234 hay là số lẻ? Nếu là 1.234, xin nhập lại đúng như vậy."],
    ]
    sheet.get_by_role("button", name="Dán 1 ô").click()
    expect(sheet.locator("#said-live_births .cell-state")).to_have_text("đã lưu")
    assert desk.cell(sheet, names[first + 1]).input_value() == ""


def test_cancelling_changes_nothing(sheet: Page):
    paste(sheet, "live_births", "13\n14\n")
    sheet.keyboard.press("Escape")

    expect(sheet.get_by_role("dialog")).to_have_count(0)
    expect(desk.cell(sheet, "live_births")).to_have_value("12")
    assert numbers() == {"live_births": 12, "children_under_16": 1240}


def test_what_looks_like_a_page_is_shown_as_text(sheet: Page):
    paste(sheet, "live_births", "<img src=x onerror=alert(1)>\n13\n")

    assert lines(sheet)[0][1] == "<img src=x onerror=alert(1)>"
    assert sheet.locator("dialog img").count() == 0


def test_too_much_is_refused_in_a_sentence(sheet: Page):
    paste(sheet, "live_births", "1\n" * 10_000)

    expect(sheet.get_by_role("dialog")).to_contain_text("Khối có quá nhiều dòng.")
    expect(sheet.get_by_role("button", name="Dán")).to_have_count(0)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_number_in_the_english_way_is_asked_about_and_not_saved_until_answered(sheet: Page, width: int):
    sheet.set_viewport_size({"width": width, "height": 900})
    desk.type_in(sheet, {"children_under_16": "1,234"})
    desk.leave(sheet)

    said = sheet.locator("#said-children_under_16")
    expect(said).to_contain_text("“1,234” là 1.234 hay là số lẻ?")
    expect(sheet.locator("#saving")).to_contain_text("1 ô chưa lưu được")
    assert numbers()["children_under_16"] == 1240
    assert sheet.evaluate("document.documentElement.scrollWidth") <= width

    said.get_by_role("button", name="Là 1.234").click()
    expect(said.locator(".cell-state")).to_have_text("đã lưu")
    assert numbers()["children_under_16"] == 1234
