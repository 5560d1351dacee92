"""The sheet by keyboard alone, as in Excel."""

import pytest
from playwright.sync_api import Locator, Page, expect

from districts.models import Figure, Period, Submission, Unit
from districts.tests.builders import Cast, Province, complete, start
from plan749.tests import desk

pytestmark = pytest.mark.browser


@pytest.fixture
def commune(province: Province) -> Unit:
    return province.communes[0]


@pytest.fixture
def sheet(browser_page: Page, cast: Cast, commune: Unit, period: Period, live_server) -> Page:
    """The officer at a sheet that could be handed in, in its first figure."""
    complete(start(commune, period), {"live_births": 12, "children_under_16": 1240})
    desk.be(browser_page.context, cast.commune, live_server.url)
    browser_page.goto(desk.sheet_of(commune, period))
    browser_page.locator(".saves-itself").wait_for()
    return browser_page


def names(page: Page) -> list[str]:
    """The visible figures from the top of the page to its foot."""
    return page.locator('[data-cell] [name^="number-"]').evaluate_all(
        "fields => fields.filter(field => field.checkVisibility()).map(field => field.name)"
    )


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.name")


@pytest.mark.parametrize(("key", "back"), [("Enter", "Shift+Enter"), ("ArrowDown", "ArrowUp")])
def test_keys_move_from_figure_to_figure_and_back(sheet: Page, key: str, back: str):
    order = names(sheet)
    sheet.locator(f"[name={order[0]}]").focus()

    sheet.keyboard.press(key)
    assert focused(sheet) == order[1]
    sheet.keyboard.press(back)
    assert focused(sheet) == order[0]
    sheet.keyboard.press(back)
    assert focused(sheet) == order[0]


def test_enter_hands_nothing_in(sheet: Page):
    desk.cell(sheet, "live_births").focus()

    sheet.keyboard.type("13")
    sheet.keyboard.press("Enter")

    expect(sheet.locator("#saving")).to_contain_text("Đã lưu")
    assert Submission.objects.get().state == "draft"


def test_typing_in_a_cell_replaces_what_stood_there_and_is_saved_on_leaving(sheet: Page):
    desk.cell(sheet, "live_births").focus()

    sheet.keyboard.type("13")
    sheet.keyboard.press("Enter")

    expect(sheet.locator("#said-live_births .cell-state")).to_have_text("đã lưu")
    assert Figure.objects.get(element__code="live_births", split="").number == 13


def test_escape_brings_back_what_stood_there(sheet: Page):
    births = desk.cell(sheet, "live_births")
    births.focus()

    sheet.keyboard.type("99")
    sheet.keyboard.press("Escape")
    expect(births).to_have_value("12")
    sheet.keyboard.press("Enter")

    assert Figure.objects.get(element__code="live_births", split="").number == 12


def test_escape_brings_a_figure_back_over_a_silence(sheet: Page):
    births, silence = desk.cell(sheet, "live_births"), sheet.locator("[name=absence-live_births]")
    births.focus()
    silence.focus()
    silence.select_option("nothing_occurred")
    expect(births).to_have_value("")

    sheet.keyboard.press("Escape")

    expect(births).to_have_value("12")
    expect(silence).to_have_value("")
    expect(sheet.locator("#said-live_births .cell-state")).to_have_text("đã lưu")
    assert Figure.objects.get(element__code="live_births", split="").number == 12


def test_a_figure_typed_over_a_silence_stands_alone(sheet: Page):
    injured: Locator = desk.cell(sheet, "injury_deaths")
    expect(sheet.locator("[name=absence-injury_deaths]")).to_have_value("no_data")
    injured.focus()

    sheet.keyboard.type("1")
    sheet.keyboard.press("Enter")

    expect(sheet.locator("[name=absence-injury_deaths]")).to_have_value("")
    expect(sheet.locator("#said-injury_deaths .cell-state")).to_have_text("đã lưu")
    assert Figure.objects.get(element__code="injury_deaths").number == 1


def test_the_whole_way_from_the_first_figure_to_handing_in_needs_no_mouse(sheet: Page):
    order = names(sheet)
    sheet.locator(f"[name={order[0]}]").focus()
    for _step in order:
        sheet.keyboard.press("Enter")
    assert focused(sheet) == order[-1]

    for _step in range(12):
        sheet.keyboard.press("Tab")
        if focused(sheet) == "submit":
            break
    sheet.keyboard.press("Enter")

    expect(sheet.locator(".state-submitted")).to_be_visible()
    assert Submission.objects.get().state == "submitted"


def test_nothing_scrolls_sideways_on_a_phone_nor_at_twice_the_size(sheet: Page):
    for width in (360, 640):  # 640 is 1280 at 200 %
        sheet.set_viewport_size({"width": width, "height": 740})
        assert sheet.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
