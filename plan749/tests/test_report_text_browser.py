"""The province writes its text at a browser, copies a unit's words into it, and finds both in the report."""

from io import BytesIO

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from districts.models import Period
from districts.tests.builders import Cast, Province, after
from districts.tests.task_report_builders import accept, sent
from plan749.tests import desk
from plan749.tests.test_accessibility import FINDINGS, axe
from reports import text_actions
from reports.models import Publication, ReportText
from reports.tests.builders import publish, two_of_four

pytestmark = pytest.mark.browser
PLACE = "/749-2024/2024-Q1/report-text/"


@pytest.fixture
def words(province: Province, cast: Cast, period: Period) -> None:
    two_of_four(province, period)
    accept(sent(province.departments[0], period, {1: "Đã tập huấn 12 lớp."}))


def paper_of(publication: Publication) -> list[str]:
    with publication.documents.get(kind="docx").file.open("rb") as file:
        return [paragraph.text for paragraph in Document(BytesIO(file.read())).paragraphs]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_text_is_written_with_a_units_words_and_stands_in_the_report(
    browser_page: Page, words: None, cast: Cast, period: Period, live_server, width: int
):
    page = browser_page
    page.set_viewport_size({"width": width, "height": 900})
    desk.be(page.context, cast.province, live_server.url)
    page.goto(PLACE)

    page.locator("#text-task-1").fill("Tỉnh đã kiểm tra 5 huyện.")
    page.get_by_role("button", name="Chép vào Sở Y tế").first.click()
    expect(page.locator("#text-task-1")).to_have_value(
        "Tỉnh đã kiểm tra 5 huyện.\nSở Y tế: Đã tập huấn 12 lớp."
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Đã lưu 1 mục.")).to_be_visible()

    lines = paper_of(publish(period, cast.province))
    assert lines[lines.index("Tỉnh đã kiểm tra 5 huyện.") + 1] == "Sở Y tế: Đã tập huấn 12 lớp."


def test_leaving_with_words_unsaved_is_asked_about_and_a_conflict_shows_both(
    browser_page: Page, words: None, cast: Cast, period: Period, live_server
):
    page = browser_page
    desk.be(page.context, cast.province, live_server.url)
    page.goto(PLACE)
    page.locator("#text-causes").fill("Vì mưa.")
    told = {"by": cast.province, "at": after(period), "origin": "page"}
    text_actions.write_text(period, "causes", "Vì nắng.", version=0, **told)

    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Mẫu báo cáo Word").click()
    page.wait_for_timeout(200)
    assert asked == ["beforeunload"]

    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator("#refusal")).to_be_visible()
    expect(page.locator("#text-causes")).to_have_value("Vì mưa.")
    expect(page.locator("#said-of-causes")).to_contain_text("Vì nắng.")
    page.evaluate(axe())
    assert page.evaluate(FINDINGS) == []

    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Đã lưu 1 mục.")).to_be_visible()
    assert [text.text for text in ReportText.objects.filter(section="causes")] == ["Vì mưa.", "Vì nắng."]
