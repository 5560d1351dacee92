"""The scheme of places as a file: it says by itself what it shows, and looks by day whatever the screen does."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from districts.models import Period
from districts.tests.builders import Cast, Province, accepted
from indicators.models import Plan
from plan749.tests import desk

pytestmark = pytest.mark.browser
PLACES = f"/{desk.PLAN}/2024-Q1/where/?area=62&measure=8.1"
SVG = "{http://www.w3.org/2000/svg}"
GROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture
def page(browser_page: Page, province: Province, cast: Cast, period: Period, live_server) -> Page:
    """One measure in the two districts, of made-up figures."""
    Plan.objects.update(illustrative=True)
    for commune, number in zip(province.communes, (30, 10, 40, 20), strict=True):
        accepted(commune, period, {"children_under_16": 1000, "special_circumstances": number})
    desk.be(browser_page.context, cast.province, live_server.url)
    return browser_page


def saved(page: Page, kind: str) -> tuple[str, Path]:
    with page.expect_download() as waiting:
        page.locator(f"[data-save={kind}]").first.click()
    return waiting.value.suggested_filename, waiting.value.path()


def texts(drawing: ElementTree.Element) -> str:
    return " ".join("".join(text.itertext()) for text in drawing.iter(f"{SVG}text"))


def test_the_scheme_is_a_file_that_explains_itself(page: Page):
    page.goto(PLACES)
    name, path = saved(page, "svg")
    assert name == "so-do-8.1-62-2024-Q1.svg"
    said = texts(ElementTree.parse(path).getroot())

    for words in (
        "8.1 Tỷ lệ trẻ em có hoàn cảnh đặc biệt",
        "Tỉnh 62: kết quả ở đâu, đến hết quý I/2024",
        "số tạm tính từ các biểu đã duyệt",
        "Số liệu minh họa",
        "Sơ đồ, không phải bản đồ hành chính",
        "901 3,50",
        "902 1,50",
        "đạt mức chỉ tiêu, tốt hơn dưới 10 %",
    ):
        assert words in said
    name, path = saved(page, "png")
    assert (name, path.read_bytes()[:4]) == ("so-do-8.1-62-2024-Q1.png", b"\x89PNG")


def test_the_file_needs_nothing_from_here(page: Page):
    page.goto(PLACES)
    text = saved(page, "svg")[1].read_text()

    assert not re.search(r"class=|style=|href=|var\(|<a\b", text)
    tile = next(one for one in ElementTree.fromstring(text).iter(f"{SVG}rect") if one.get("rx") == "4")
    assert (tile.get("fill") or "").startswith("rgb(")
    assert tile.get("stroke-width") == "1px"


@pytest.mark.parametrize(
    ("address", "ground"),
    [(PLACES, 'fill="#fff"'), (f"/{desk.PLAN}/2024-Q1/indicator/8/?area=62", 'fill="#fff"')],
    ids=["places", "chart"],
)
def test_by_dark_it_is_a_picture_by_day_and_the_page_stays_dark(page: Page, address: str, ground: str):
    page.emulate_media(color_scheme="dark")
    page.goto(address)
    expect(page.locator("[data-save=svg]").first).to_be_visible()
    before = page.evaluate(GROUND)
    text = saved(page, "svg")[1].read_text()

    assert ground in text
    assert before == page.evaluate(GROUND) == "rgb(16, 22, 29)"


def test_the_tints_follow_the_choice_and_not_the_device(page: Page):
    page.emulate_media(color_scheme="light")
    page.goto(PLACES)
    by_day = tint(page)
    page.get_by_role("button", name="Tối").click()
    by_dark = tint(page)
    page.emulate_media(color_scheme="dark")
    page.get_by_role("button", name="Sáng").click()

    assert tint(page) == by_day != by_dark


def tint(page: Page) -> str:
    sample = page.locator(".tint-sample").first
    return str(sample.evaluate("one => getComputedStyle(one).backgroundColor"))
