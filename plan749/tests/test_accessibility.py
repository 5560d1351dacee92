"""What axe-core finds on the pages: nothing serious and nothing critical, in both languages, by light and by dark."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from districts.models import Period, Submission, Unit
from districts.tests.assigned import assigned, cancelled, done
from districts.tests.builders import Cast, Province, accepted, fill, start
from districts.tests.steps import close, send_back
from districts.tests.task_report_builders import sent as send_words
from indicators.models import Plan
from plan749 import theme
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
# As the device says, and as the person chose against it.
LOOKS = [BY_LIGHT, BY_DARK, ("vi", "chosen-dark"), ("en", "chosen-light")]
OTHER = {"light": "dark", "dark": "light"}


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
    """A page in a language, by light or by dark: the device's own, or chosen while the device says the other."""
    language, scheme = look
    cookies = {settings.LANGUAGE_COOKIE_NAME: language}
    if scheme.startswith("chosen-"):
        cookies[theme.COOKIE] = scheme.removeprefix("chosen-")
        scheme = OTHER[cookies[theme.COOKIE]]
    page.context.add_cookies(
        [{"name": name, "value": value, "url": address} for name, value in cookies.items()]
    )
    page.emulate_media(color_scheme=scheme)
    return page


def test_a_field_without_a_label_is_found(browser_page: Page):
    """So that no news is good news."""
    browser_page.goto("/sign-in/")
    browser_page.evaluate("document.querySelector('main form').append(document.createElement('input'))")
    browser_page.evaluate(axe())

    assert [found.partition(":")[0] for found in browser_page.evaluate(FINDINGS)] == ["label"]


@pytest.mark.parametrize("look", LOOKS, ids="-".join)
def test_an_officers_pages(
    browser_page: Page, look, cast: Cast, returned: Submission, publication: Publication, live_server
):
    page = seen_by(browser_page, look, live_server.url)
    assert faults_on(page, ["/sign-in/"]) == {}
    desk.be(page.context, cast.commune, live_server.url)
    quarter = f"/{desk.PLAN}/{returned.period.code}"
    sheet = desk.sheet_of(returned.unit, returned.period)

    own = ["/my-work/", sheet, f"{sheet}?check=1", f"/submissions/{returned.pk}/", f"{quarter}/board/"]
    own.append(f"{quarter}/unit/{returned.unit.code}/")
    common = ["/publications/", f"/publications/{publication.pk}/", f"/{desk.PLAN}/handbook/"]
    own.append(f"/submissions/{returned.pk}/print/")
    rest = [
        f"/{desk.PLAN}/handbook/11/",
        "/password/",
        "/contact/",
        "/tokens/",
        "/nothing/here/",
        "/search/?q=xa",
    ]
    assert faults_on(page, own + common + rest) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_for_anyone(browser_page: Page, scheme: str, settings, publication: Publication):
    settings.PUBLIC_PAGE = True
    browser_page.emulate_media(color_scheme=scheme)
    quarter = f"{desk.PLAN}/{publication.period.code}"
    pages = [
        f"/public/{language}/{quarter}/{page}"
        for language in ("vi", "en")
        for page in ("", "indicator/8/", "indicator/8/communes/")
    ]

    assert faults_on(browser_page, ["/public/", *pages, "/sign-in/"]) == {}


@pytest.mark.parametrize("look", LOOKS, ids="-".join)
def test_the_provinces_pages(
    browser_page: Page, look, cast: Cast, province: Province, returned: Submission, publication: Publication,
    live_server,
):  # fmt: skip
    send_words(Unit.objects.get(code="901"), returned.period, {1: "đã mở 4 lớp"})
    page = seen_by(browser_page, look, live_server.url)
    desk.be(page.context, cast.province, live_server.url)
    quarter = f"/{desk.PLAN}/{returned.period.code}"
    period = f"/periods/{returned.period.pk}/"

    watching = ["/my-work/", f"{quarter}/board/", f"{quarter}/reporting/", f"/submissions/{returned.pk}/"]
    words = f"{quarter}/task-report"
    watching += [f"{words}s/", f"{words}/901/", f"{words}/901/?write=1", f"{words}/health/"]
    watching += [f"{quarter}/board/62/?basis=published", f"{quarter}/indicator/8/?area=62"]
    watching += [f"{quarter}/where/?measure=8.1", f"{quarter}/heat/?sort=8.1", f"{quarter}/heat/?area=901"]
    watching += [f"{quarter}/compare/", f"{quarter}/compare/?area=901&other=902"]
    watching += [f"{quarter}/indicator/8/?area=62&basis=published", f"{quarter}/heat/?basis=published"]
    watching += [f"{quarter}/where/?basis=published", f"{quarter}/compare/?other=902&basis=published"]
    watching += [f"/publications/{publication.pk}/area/901/sources/8.1/"]
    watching += [f"{quarter}/board/62/sources/8.1/", f"/publications/{publication.pk}/sources/8.1/"]
    watching += [f"/{desk.PLAN}/completeness/?open=all", f"{quarter}/unit/90001/", f"{quarter}/unit/901/"]
    dating = ["/periods/", "/periods/open/", period, f"{period}extend/", f"{period}close/"]
    setting = [f"/{desk.PLAN}/targets/", f"/{desk.PLAN}/targets/4.2/", f"{quarter}/publish/"]
    publishing = ["/publications/", f"/publications/{publication.pk}/", f"/{desk.PLAN}/report-template/"]
    publishing += [f"{quarter}/report-text/", f"{quarter}/report-text/task-1/1/"]
    assert faults_on(page, watching + dating + setting + publishing) == {}
    assert faults_on(page, pages_of_tasks(returned.period.plan, province)) == {}

    close(returned.period)
    reopening = [f"{period}reopen/", f"{period}reopen-unit/"]
    assert faults_on(page, [period, *reopening]) == {}


def pages_of_tasks(plan: Plan, province: Province) -> list[str]:
    """The list with a task of each standing, one of them, and every step that can be taken with it."""
    lead, helper = province.departments
    late = assigned(plan, lead, helpers=[helper], due=date(2024, 3, 29))
    finished = done(assigned(plan, lead), date(2024, 12, 9))
    cancelled(assigned(plan, lead))
    assigned(plan, lead, due=date(2029, 12, 31))
    tasks = f"/{desk.PLAN}/tasks/"
    steps = [f"{tasks}{late.pk}/{step}/" for step in ("change", "done", "cancel")]
    return [
        tasks,
        f"{tasks}?state=late",
        f"{tasks}new/",
        f"{tasks}{late.pk}/",
        *steps,
        f"{tasks}{finished.pk}/reopen/",
    ]


def test_the_administrators_pages(browser_page: Page, cast: Cast, live_server):
    page = seen_by(browser_page, BY_LIGHT, live_server.url)
    desk.be(page.context, cast.administrator, live_server.url)
    person = f"/people/{cast.commune.pk}/"

    pages = ["/people/", "/people/?words=khong-co-ai", "/people/new/", "/people/import/", person]
    assert faults_on(page, [*pages, f"{person}move/", f"{person}reset/", f"{person}close/"]) == {}


@pytest.mark.parametrize("look", LOOKS, ids="-".join)
def test_what_is_found_under_the_search_box(
    browser_page: Page, look, cast: Cast, period: Period, live_server
):
    page = seen_by(browser_page, look, live_server.url)
    desk.be(page.context, cast.province, live_server.url)
    page.goto("/periods/")
    page.evaluate(axe())
    for words, found in (("90001", True), ("khong co gi", False)):
        page.get_by_role("combobox").fill(words)
        expect(page.get_by_role("option")).to_have_count(1 if found else 0)
        expect(page.locator("#search-panel")).to_be_visible()
        page.keyboard.press("ArrowDown")
        assert page.evaluate(FINDINGS) == []


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
