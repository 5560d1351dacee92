"""The pages on A4: nothing is cut off at the edge, nothing of the portal's furniture, and when it was printed."""

import pytest
from playwright.sync_api import Page, expect

from districts.models import Period
from districts.tests.builders import Cast, Province, accepted, fill, start
from indicators.models import Plan
from plan749.tests import desk
from plan749.tests.test_every_page import SIDEWAYS
from reports.tests.builders import FIGURES

pytestmark = pytest.mark.browser
# What is left of A4 between the margins of css/print.css, in the browser's points.
UPRIGHT, LYING = 703, 1046
QUARTER = f"/{desk.PLAN}/2024-Q1"
PAGES = {
    f"/{desk.PLAN}/completeness/?open=all": LYING,
    f"{QUARTER}/board/62/": LYING,
    f"{QUARTER}/heat/?area=62": LYING,
    f"{QUARTER}/unit/90001/": UPRIGHT,
    f"{QUARTER}/reporting/": UPRIGHT,
    f"{QUARTER}/task-reports/": UPRIGHT,
    f"{QUARTER}/where/?area=62&measure=8.1": UPRIGHT,
    f"{QUARTER}/indicator/8/?area=62": UPRIGHT,
}

HEADS = """() => [...document.querySelectorAll("main table:not(td table) thead")].filter((one) => one.checkVisibility())
    .map((one) => getComputedStyle(one).display)"""


@pytest.fixture
def page(browser_page: Page, province: Province, cast: Cast, period: Period, live_server) -> Page:
    """One commune is in, one has begun; the figures are made up."""
    Plan.objects.update(illustrative=True)
    accepted(province.communes[1], period, FIGURES)
    fill(start(province.communes[0], period), {"children_under_16": 10})
    desk.be(browser_page.context, cast.province, live_server.url)
    return browser_page


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_cut_off_and_the_paper_says_of_when_it_is(page: Page, address: str):
    page.set_viewport_size({"width": PAGES[address], "height": 900})
    page.goto(address)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    assert page.evaluate(SIDEWAYS) == ""
    expect(page.locator(".print-only").first).to_be_visible()
    expect(page.locator(".demonstration")).to_contain_text("Số liệu minh họa")
    for furniture in ("header.portal", "footer", "nav.periods", ".board-views", "form", "button"):
        assert [one.is_visible() for one in page.locator(furniture).all() if one.is_visible()] == []
    assert set(page.evaluate(HEADS)) == {"table-header-group"}


def test_what_is_folded_on_the_screen_is_read_on_paper(page: Page):
    page.goto(f"{QUARTER}/unit/90001/")
    sentence = page.locator(".opens-on-paper li").first
    expect(sentence).to_be_hidden()
    page.emulate_media(media="print")
    expect(sentence).to_be_visible()

    page.emulate_media(media="screen")
    page.goto(f"{QUARTER}/indicator/8/?area=62")
    page.emulate_media(media="print")
    expect(page.locator(".numbers table").first).to_be_visible()


def test_a_chart_by_dark_is_printed_by_day_and_is_dark_again(page: Page):
    page.emulate_media(color_scheme="dark")
    page.goto(f"{QUARTER}/indicator/8/?area=62")
    expect(page.locator(".chart.is-drawn").first).to_be_visible()
    ground = page.locator(".chart-canvas svg rect").first
    dark, width = ground.get_attribute("fill"), ground.get_attribute("width")

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert (ground.get_attribute("fill"), ground.get_attribute("width")) == ("#fff", "690")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert (ground.get_attribute("fill"), ground.get_attribute("width")) == (dark, width) != ("#fff", "690")
