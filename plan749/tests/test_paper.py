"""What a page says of itself on each sheet of paper it is printed on."""

from io import BytesIO

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from districts.models import Period
from districts.tests.builders import Cast, Province
from indicators.models import Plan
from plan749.tests import desk


@pytest.mark.browser
@pytest.mark.parametrize(("language", "mark"), [("vi", "Số liệu minh họa"), ("en", "Illustrative figures")])
@pytest.mark.parametrize("illustrative", [True, False])
def test_every_sheet_says_that_figures_are_made_up_and_which_sheet_it_is(
    browser_page: Page,
    province: Province,
    cast: Cast,
    period: Period,
    live_server,
    language: str,
    mark: str,
    illustrative: bool,
):
    Plan.objects.update(illustrative=illustrative)
    desk.be(browser_page.context, cast.province, live_server.url)
    browser_page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    browser_page.goto(f"/{desk.PLAN}/2024-Q1/board/62/")

    sheets = PdfReader(BytesIO(browser_page.pdf(prefer_css_page_size=True))).pages

    assert len(sheets) > 1
    for number, sheet in enumerate(sheets, start=1):
        text = "".join(sheet.extract_text().split())
        assert (mark.replace(" ", "") in text, f"{number}/{len(sheets)}" in text) == (illustrative, True)
