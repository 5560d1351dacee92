"""Light or dark as the device says, until a person chooses; the page already comes as it was chosen."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page

from plan749.theme import CHOICES, THEMES

ADDRESS = reverse("set_theme")
DOOR = "/sign-in/"
LIGHT, DARK = "rgb(246, 248, 250)", "rgb(16, 22, 29)"
GROUND = "getComputedStyle(document.body).backgroundColor"


def head(client: Client) -> str:
    return client.get(DOOR).content.decode().partition("</head>")[0]


@pytest.mark.django_db
def test_without_a_choice_the_device_decides(client):
    assert 'data-theme="device"' in head(client)
    assert 'dark.css" media="screen and (prefers-color-scheme: dark)"' in head(client)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("chosen", "schemes", "link"),
    [
        ("light", 'content="light"', None),
        ("dark", 'content="dark"', 'dark.css" media="screen"'),
        ("device", 'content="light dark"', 'dark.css" media="screen and'),
    ],
)
def test_a_choice_is_kept_and_the_page_comes_as_chosen(client, chosen, schemes, link):
    answer = client.post(ADDRESS, {"theme": chosen, "next": f"{DOOR}?next=/"})

    assert answer["Location"] == f"{DOOR}?next=/"
    cookie = client.cookies["theme"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == (chosen, True, "Lax")
    assert f'data-theme="{chosen}"' in head(client)
    assert schemes in head(client)
    assert ("dark.css" in head(client)) == (link is not None)
    assert link is None or link in head(client)


@pytest.mark.django_db
@pytest.mark.parametrize("chosen", ["", "sepia", "dark, light", '"><script>'])
def test_what_is_no_theme_changes_nothing(client, chosen):
    assert client.post(ADDRESS, {"theme": chosen}).status_code == 302
    assert "theme" not in client.cookies

    client.cookies["theme"] = chosen
    assert 'data-theme="device"' in head(client)


@pytest.mark.django_db
def test_the_bare_address_changes_nothing(client):
    assert client.get(ADDRESS, {"theme": "dark"}).status_code == 302
    assert "theme" not in client.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_nobody_is_led_away(client, place):
    assert client.post(ADDRESS, {"theme": "dark", "next": place})["Location"] == "/"


@pytest.mark.django_db
def test_the_choice_needs_the_pages_own_form():
    assert Client(enforce_csrf_checks=True).post(ADDRESS, {"theme": "dark"}).status_code == 403


def test_there_is_a_button_for_every_theme():
    assert {choice.name for choice in CHOICES} == set(THEMES)


@pytest.mark.browser
def test_the_switch_goes_before_the_device_and_paper_stays_white(browser_page: Page):
    browser_page.emulate_media(color_scheme="dark")
    browser_page.goto(DOOR)
    assert browser_page.evaluate(GROUND) == DARK

    browser_page.get_by_role("button", name="Sáng").click()
    assert browser_page.evaluate(GROUND) == LIGHT
    assert browser_page.get_by_role("button", name="Sáng").get_attribute("aria-pressed") == "true"
    browser_page.emulate_media(color_scheme="light")
    browser_page.get_by_role("button", name="Tối").click()
    assert browser_page.evaluate(GROUND) == DARK
    assert browser_page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"

    browser_page.emulate_media(media="print", color_scheme="dark")
    assert browser_page.evaluate(GROUND) == "rgb(255, 255, 255)"
    assert browser_page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


@pytest.mark.browser
def test_without_scripts_the_switch_works_and_the_device_is_followed(browser: Browser, live_server):
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url, color_scheme="dark")
    page = context.new_page()
    page.goto(DOOR)
    dark = ground(page)
    page.get_by_role("button", name="Sáng").click()

    assert (dark, ground(page)) == ("rgb(16, 22, 29)", "rgb(246, 248, 250)")
    assert page.locator("html").get_attribute("data-theme") == "light"
    context.close()


def ground(page: Page) -> str:
    """The colour of the page's ground."""
    return page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
