"""The search box by keyboard alone: reached by one key, walked with the arrows, closed by Esc; and without scripts."""

import pytest
from playwright.sync_api import Browser, Page, expect

from districts.models import Period
from districts.models.units import Level
from districts.tests.builders import Cast, Province, make_unit
from plan749.tests import desk

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser_page: Page, province: Province, cast: Cast, period: Period, live_server) -> Page:
    """The province's page of quarters, where two communes of one name can be looked for."""
    for district, code in zip(province.districts, ("23380", "23449"), strict=True):
        make_unit(code, Level.COMMUNE, district, name="Xã Đăk Long")
    desk.be(browser_page.context, cast.province, live_server.url)
    browser_page.goto("/periods/")
    return browser_page


def chosen(page: Page) -> str | None:
    """The option that the box says is chosen, by its address."""
    own = page.get_by_role("combobox").get_attribute("aria-activedescendant")
    return page.locator(f"#{own}").get_attribute("href") if own else None


def test_from_any_page_to_a_unit_without_a_mouse(page: Page, period: Period):
    box = page.get_by_role("combobox", name="Tìm chỉ tiêu, đơn vị hoặc trang")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("dak long")
    expect(page.get_by_role("option")).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#search-said")).to_have_text("Tìm thấy 2 mục.")
    assert box.input_value() == "dak long"

    page.keyboard.press("ArrowDown")
    first = chosen(page)
    page.keyboard.press("ArrowDown")
    second = chosen(page)
    page.keyboard.press("ArrowDown")
    assert [first and "23380" in first, second and "23449" in second, chosen(page)] == [True, True, None]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/23449/")


def test_esc_closes_what_was_found_and_leaves_the_words(page: Page):
    page.keyboard.press("/")
    page.keyboard.type("dak long")
    expect(page.get_by_role("listbox")).to_be_visible()

    page.keyboard.press("Escape")
    expect(page.locator("#search-panel")).to_be_hidden()
    box = page.get_by_role("combobox")
    assert box.input_value() == "dak long"
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=dak+long")
    expect(page.get_by_role("main").get_by_role("link", name="Xã Đăk Long")).to_have_count(2)


def test_a_slash_typed_into_a_field_stays_a_slash(page: Page):
    page.keyboard.press("/")
    page.keyboard.type("8/1")

    assert page.get_by_role("combobox").input_value() == "8/1"


def test_who_is_signed_out_meanwhile_does_not_find_the_door_under_the_box(page: Page):
    page.keyboard.press("/")
    page.context.clear_cookies(name="sessionid")
    with page.expect_response("**/sign-in/**"):
        page.keyboard.type("dak")

    page.wait_for_timeout(100)
    expect(page.locator("#search-panel")).to_be_hidden()


def test_on_a_phone_the_key_and_the_link_lead_to_the_page(page: Page):
    page.set_viewport_size({"width": 360, "height": 800})
    page.get_by_role("link", name="Tìm", exact=True).click()
    page.wait_for_url("**/search/")
    page.keyboard.press("/")

    expect(page.get_by_role("combobox")).to_be_focused()


def test_without_scripts_it_is_a_form(browser: Browser, page: Page, cast: Cast, live_server):
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    desk.be(context, cast.province, live_server.url)
    plain = context.new_page()
    plain.goto("/periods/")
    plain.get_by_role("searchbox").fill("long dak")
    plain.keyboard.press("Enter")

    expect(plain.get_by_role("main").get_by_role("link", name="Xã Đăk Long")).to_have_count(2)
    context.close()
