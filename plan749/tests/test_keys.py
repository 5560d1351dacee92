"""Keys that act by themselves: on by default, off for whoever wants it, and never while one types."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from districts.models import Period
from districts.tests.builders import Cast, Province, accepted
from plan749.tests import desk

ADDRESS = reverse("set_keys")
INDICATOR = f"/{desk.PLAN}/2024-Q1/indicator/8/?area=62"
# A key as an input method takes it: of letters that are still being made.
WITHIN_A_LETTER = """key => document.body.dispatchEvent(new KeyboardEvent("keydown",
    { key, bubbles: true, cancelable: true, isComposing: true }))"""


@pytest.mark.django_db
def test_they_are_on_until_they_are_switched_off(client: Client, cast: Cast, period: Period):
    client.force_login(cast.province)
    text = client.get("/periods/").content.decode()
    assert 'aria-keyshortcuts="/"' in text
    assert 'data-keys="off"' not in text

    answer = client.post(ADDRESS, {"keys": "off", "next": "/periods/"})
    assert answer["Location"] == "/periods/"
    cookie = client.cookies["keys"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("off", True, "Lax")
    text = client.get("/periods/").content.decode()
    assert 'data-keys="off"' in text
    assert "aria-keyshortcuts" not in text
    assert 'placeholder="Tìm"' in text

    client.post(ADDRESS, {"keys": "on", "next": "/periods/"})
    assert 'data-keys="off"' not in client.get("/periods/").content.decode()


@pytest.mark.django_db
def test_they_are_switched_where_keys_of_programs_are_listed_too(client: Client, cast: Cast):
    client.force_login(cast.administrator)
    for address in (reverse("districts:tokens"), reverse("districts:person", args=[cast.commune.pk])):
        text = client.get(address).content.decode()
        assert ('aria-keyshortcuts="/"' in text, text.count('name="keys"')) == (True, 2)
        assert 'data-keys="off"' not in text


@pytest.mark.django_db
@pytest.mark.parametrize("chosen", ["", "maybe", 'off"><script>'])
def test_what_is_no_choice_changes_nothing(client: Client, chosen: str):
    assert client.post(ADDRESS, {"keys": chosen}).status_code == 302
    assert client.get(ADDRESS, {"keys": "off"}).status_code == 302
    assert "keys" not in client.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_nobody_is_led_away(client: Client, place: str):
    assert client.post(ADDRESS, {"keys": "off", "next": place})["Location"] == "/"


@pytest.mark.django_db
def test_the_choice_needs_the_pages_own_form():
    assert Client(enforce_csrf_checks=True).post(ADDRESS, {"keys": "off"}).status_code == 403


@pytest.fixture
def page(browser_page: Page, province: Province, cast: Cast, period: Period, live_server) -> Page:
    """An indicator with a chart, whose table is closed."""
    for commune, number in zip(province.communes, (30, 10, 40, 20), strict=True):
        accepted(commune, period, {"children_under_16": 1000, "special_circumstances": number})
    desk.be(browser_page.context, cast.province, live_server.url)
    browser_page.goto(INDICATOR)
    expect(browser_page.locator(".chart.is-drawn").first).to_be_visible()
    return browser_page


@pytest.mark.browser
def test_switched_off_neither_does_anything_and_switched_on_both_do(page: Page):
    table = page.locator("details.numbers table").first
    box = page.get_by_role("combobox", name="Tìm chỉ tiêu, đơn vị hoặc trang")
    switch = page.get_by_role("form", name="Phím tắt / và b")

    switch.get_by_role("button", name="Tắt").click()
    expect(switch.get_by_role("button", name="Tắt")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".chart.is-drawn").first).to_be_visible()
    page.locator("h1").click()
    page.keyboard.press("b")
    page.keyboard.press("/")
    expect(table).to_be_hidden()
    expect(box).not_to_be_focused()
    expect(page.locator("kbd")).to_have_count(0)

    switch.get_by_role("button", name="Bật").click()
    expect(page.locator(".chart.is-drawn").first).to_be_visible()
    page.locator("h1").click()
    page.keyboard.press("b")
    expect(table).to_be_visible()
    page.keyboard.press("/")
    expect(box).to_be_focused()


@pytest.mark.browser
def test_they_do_nothing_in_a_field_with_a_modifier_or_within_a_letter(page: Page):
    table = page.locator("details.numbers table").first
    box = page.get_by_role("combobox", name="Tìm chỉ tiêu, đơn vị hoặc trang")
    page.locator("h1").click()
    for key in ("Control+b", "Alt+b", "Control+/"):
        page.keyboard.press(key)
    for key in ("b", "/"):
        page.evaluate(WITHIN_A_LETTER, key)
    expect(table).to_be_hidden()
    expect(box).not_to_be_focused()

    box.focus()
    page.keyboard.type("b/b")
    expect(box).to_have_value("b/b")
    expect(table).to_be_hidden()
