"""What axe-core finds on the pages: nothing serious and nothing critical, in both languages, by light and by dark."""

from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from districts.models import Period, Submission, Unit
from districts.tests.builders import Cast, Province, accepted, fill, start
from districts.tests.steps import close, send_back
from districts.tests.task_report_builders import sent as send_words
from plan749.tests import desk
from reports.models import Publication
from reports.tests.builders import FIGURES
from reports.tests.published import publish

pytestmark = pytest.mark.browser
AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
FINDINGS = """axe.run().then(result => result.violations
    .filter(found => ["serious", "critical"].includes(found.impact))
    .flatMap(found => found.nodes.map(node => `${found.id}: ${node.html.slice(0, 200)}`)))"""
BY_LIGHT, BY_DARK = ("vi", "light"), ("en", "dark")


@cache
def axe() -> str:
    """The examiner's script; it is put in from outside the page, whose own rules would keep it out."""
    return AXE.read_text()


@pytest.fixture
def returned(province: Province, cast: Cast, period: Period) -> Submission:
    """The first commune's quarter, accepted and then returned."""
    return send_back(accepted(province.communes[0], period, FIGURES), cast.district)


@pytest.fixture
def publication(province: Province, period: Period) -> Publication:
    """The quarter of another commune, published."""
    accepted(province.communes[1], period, FIGURES)
    return publish(period)


def faults_on(page: Page, addresses: list[str]) -> dict[str, list[str]]:
    """What the examiner finds serious, page by page."""
    found = {}
    for address in addresses:
        page.goto(address)
        page.evaluate(axe())
        if faults := page.evaluate(FINDINGS):
            found[address] = faults
    return found


def seen_by(page: Page, look: tuple[str, str], address: str) -> Page:
    """A page in a language, by light or by dark."""
    language, scheme = look
    page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": address}])
    page.emulate_media(color_scheme=scheme)
    return page


def test_a_field_without_a_label_is_found(browser_page: Page):
    """So that no news is good news."""
    browser_page.goto("/sign-in/")
    browser_page.evaluate("document.querySelector('main form').append(document.createElement('input'))")
    browser_page.evaluate(axe())

    assert [found.partition(":")[0] for found in browser_page.evaluate(FINDINGS)] == ["label"]


@pytest.mark.parametrize("look", [BY_LIGHT, BY_DARK], ids="-".join)
def test_an_officers_pages(
    browser_page: Page, look, cast: Cast, returned: Submission, publication: Publication, live_server
):
    page = seen_by(browser_page, look, live_server.url)
    assert faults_on(page, ["/sign-in/"]) == {}
    desk.be(page.context, cast.commune, live_server.url)
    quarter = f"/{desk.PLAN}/{returned.period.code}"
    sheet = desk.sheet_of(returned.unit, returned.period)

    own = ["/my-work/", sheet, f"{sheet}?check=1", f"/submissions/{returned.pk}/", f"{quarter}/board/"]
    common = ["/publications/", f"/publications/{publication.pk}/", f"/{desk.PLAN}/handbook/"]
    own.append(f"/submissions/{returned.pk}/print/")
    rest = [f"/{desk.PLAN}/handbook/11/", "/password/", "/contact/", "/tokens/", "/nothing/here/"]
    assert faults_on(page, own + common + rest) == {}


@pytest.mark.parametrize("look", [BY_LIGHT, BY_DARK], ids="-".join)
def test_the_provinces_pages(
    browser_page: Page, look, cast: Cast, returned: Submission, publication: Publication, live_server
):
    send_words(Unit.objects.get(code="901"), returned.period, {1: "đã mở 4 lớp"})
    page = seen_by(browser_page, look, live_server.url)
    desk.be(page.context, cast.province, live_server.url)
    quarter = f"/{desk.PLAN}/{returned.period.code}"
    period = f"/periods/{returned.period.pk}/"

    watching = ["/my-work/", f"{quarter}/board/", f"{quarter}/reporting/", f"/submissions/{returned.pk}/"]
    words = f"{quarter}/task-report"
    watching += [f"{words}s/", f"{words}/901/", f"{words}/901/?write=1", f"{words}/health/"]
    watching += [f"{quarter}/board/62/sources/8.1/", f"/publications/{publication.pk}/sources/8.1/"]
    dating = ["/periods/", "/periods/open/", period, f"{period}extend/", f"{period}close/"]
    setting = [f"/{desk.PLAN}/targets/", f"/{desk.PLAN}/targets/4.2/", f"{quarter}/publish/"]
    publishing = ["/publications/", f"/publications/{publication.pk}/", f"/{desk.PLAN}/report-template/"]
    publishing += [f"{quarter}/report-text/", f"{quarter}/report-text/task-1/1/"]
    assert faults_on(page, watching + dating + setting + publishing) == {}

    close(returned.period)
    reopening = [f"{period}reopen/", f"{period}reopen-unit/"]
    assert faults_on(page, [period, *reopening]) == {}


def test_the_administrators_pages(browser_page: Page, cast: Cast, live_server):
    page = seen_by(browser_page, BY_LIGHT, live_server.url)
    desk.be(page.context, cast.administrator, live_server.url)
    person = f"/people/{cast.commune.pk}/"

    pages = ["/people/", "/people/?words=khong-co-ai", "/people/new/", "/people/import/", person]
    assert faults_on(page, [*pages, f"{person}move/", f"{person}reset/", f"{person}close/"]) == {}


def test_a_sheet_with_everything_said_on_it(
    browser_page: Page, cast: Cast, province: Province, period: Period, live_server
):
    """Refused cells, findings beside the cells they are about, and a cell that someone else wrote meanwhile."""
    submission = start(province.communes[0], period)
    page = seen_by(browser_page, BY_LIGHT, live_server.url)
    desk.be(page.context, cast.commune, live_server.url)
    page.goto(desk.sheet_of(submission.unit, period))
    page.evaluate(axe())

    desk.type_in(page, {"children_under_16": "10", "special_circumstances": "20"})
    desk.save(page)
    page.evaluate(axe())
    assert page.evaluate(FINDINGS) == []

    desk.type_in(page, {"children_under_16": "1,5", "live_births-male": "abc"})
    desk.leave(page)
    expect(page.locator("#saving")).to_contain_text("2 ô chưa lưu được")
    fill(Submission.objects.get(), {"injury_deaths": 1})
    desk.type_in(page, {"injury_deaths": "2"})
    desk.leave(page)
    expect(page.locator("#conflicts")).to_be_visible()
    page.evaluate(axe())
    assert page.evaluate(FINDINGS) == []
