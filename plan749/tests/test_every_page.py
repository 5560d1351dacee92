"""Every page there is, as a person who may see it: no fault of axe, no page that scrolls sideways, in both languages.

The list is that of test_every_address.py, so that a page which is added there is examined here without a word more.
"""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from districts.models import Period, Submission, User
from districts.tests.builders import Cast, Province, fill, start
from districts.tests.steps import close, send_back
from plan749.tests import desk
from plan749.tests import test_every_address as every_address
from plan749.tests.test_accessibility import BY_DARK, BY_LIGHT, FINDINGS, axe, seen_by
from plan749.tests.test_every_address import OPEN_TO_ALL, PAGES, STAFF, addresses, everyone

pytestmark = pytest.mark.browser
stage, waiting = every_address.stage, every_address.waiting
# Who looks where several may: the first of them.
LOOKERS = ("commune", "district", "province", "administrator", "neighbour")
HANDBOOK_11 = f"/{desk.PLAN}/handbook/11/"  # with a count that feeds no measure
PUBLISH, DOCS = "reports:publish", "api:docs"
# These lead on: to another page of the list, or by what was posted before to where it begins.
LEAD_ON = {
    "home", "set_language", "districts:sign_out", "districts:lock_period_unit",
    "districts:import_people_confirm", "districts:confirm_workbook", "districts:confirm_workbooks",
    "districts:entry",  # of a sheet that was handed in; open ones are among the further pages
    "reports:board", "reports:newest_indicator", "set_theme", "set_keys",
}  # fmt: skip
NOT_OURS = "/api/v1/docs/"  # drawn by Swagger's own script: of its markup only the width is looked at
PHONE, LAPTOP_AT_200_PERCENT, LAPTOP = 360, 640, 1280
# The first that stands out of the page, which scrolls by it or cuts it off. What scrolls within its own place does
# not, nor does what only a screen reader reads.
SIDEWAYS = """() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const has = (one, is) => Boolean(one) && (is(getComputedStyle(one)) || has(one.parentElement, is));
    const isOut = (one) => one.getBoundingClientRect().right > clientWidth + 1 && one.getBoundingClientRect().width > 1
        && one.checkVisibility() && !has(one.parentElement, ({ overflowX }) => ["auto", "scroll"].includes(overflowX))
        && !has(one, ({ clipPath, clip }) => clipPath !== "none" || clip !== "auto");
    const out = [...document.querySelectorAll("body *")].find(isOut);
    return out ? out.outerHTML.slice(0, 120) : scrollWidth > clientWidth ? "the page itself" : "";
}"""


def pages_of(client: Client, cast: Cast, numbers: dict[str, int]) -> Iterator[tuple[User | None, str]]:
    """Whoever looks, and the address: of each address that answers with a page. None: nobody is signed in."""
    people, found = everyone(cast), addresses(numbers)
    audiences = {**PAGES, PUBLISH: STAFF, DOCS: STAFF, **{name: set() for name in OPEN_TO_ALL}}
    led_on = set()
    for name, audience in audiences.items():
        person = next((people[word] for word in LOOKERS if word in audience), None)
        client.logout()
        if person is not None:
            client.force_login(person)
        answer = client.get(found[name])
        if answer.status_code == 302:
            led_on.add(name)
        elif answer["Content-Type"].startswith("text/html"):
            assert answer.status_code == 200, name
            yield person, found[name]
    assert led_on == LEAD_ON


def further_pages(cast: Cast, province: Province, period: Period) -> Iterator[tuple[User, str]]:
    """The same addresses where they look otherwise: sheets to write in, lists of what is open, a closed quarter."""
    drawn = fill(start(province.communes[1], period), {"children_under_16": 10, "special_circumstances": 20})
    sheet = desk.sheet_of(drawn.unit, period)
    quarter = f"/{desk.PLAN}/{period.code}"
    yield from [
        (cast.neighbour, address)
        for address in (sheet, f"{sheet}?check=1", "/nothing/here/", "/", HANDBOOK_11)
    ]
    yield cast.neighbour, desk.sheet_of(province.communes[0], period)  # another's: not there
    yield from [
        (cast.province, f"{quarter}/board/"),
        (cast.department, "/my-work/"),
        (cast.looker, "/my-work/"),
    ]
    yield from [
        (cast.district, "/my-work/"),
        (cast.province, "/my-work/"),
        (cast.looker, f"{quarter}/board/"),
    ]
    yield cast.administrator, "/people/?words=khong-co-ai"


def stands_out(page: Page) -> str:
    """What is too wide, once a picture that is drawn anew at this width has been drawn."""
    out = str(page.evaluate(SIDEWAYS))
    for _ in range(20):
        if out:
            page.wait_for_timeout(100)
            out = str(page.evaluate(SIDEWAYS))
    return out


def examine(page: Page, address: str, width: int) -> list[str]:
    """What axe finds at this width, and what stands out of the page at the narrow ones."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    faults = []
    if address != NOT_OURS:
        page.evaluate(axe())
        faults += page.evaluate(FINDINGS)
    for narrow in (LAPTOP_AT_200_PERCENT, PHONE):
        page.set_viewport_size({"width": narrow, "height": 900})
        if out := stands_out(page):
            faults.append(f"sideways at {narrow}: {out}")
    return faults


@pytest.mark.parametrize(
    ("look", "width"),
    [(BY_LIGHT, LAPTOP), (BY_DARK, PHONE), (("vi", "dark"), LAPTOP), (("en", "light"), PHONE)],
    ids=["vi-light", "en-dark", "vi-dark", "en-light"],
)
def test_no_page_has_a_serious_fault_or_scrolls_sideways(
    browser_page: Page,
    client: Client,
    cast,
    province,
    period,
    stage,
    waiting,
    look,
    width,
    live_server,
):
    page = seen_by(browser_page, look, live_server.url)
    every = [*pages_of(client, cast, stage), *further_pages(cast, province, period)]
    found = {}
    for person, address in every:
        page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        if person is not None:
            desk.be(page.context, person, live_server.url)
        if faults := examine(page, address, width):
            found[address, str(person)] = faults

    assert found == {}
    files = [name for name in PAGES if name.endswith("_table")]
    assert len(every) > len(PAGES) - len(files) - len(LEAD_ON)


@pytest.mark.parametrize(("look", "width"), [(BY_LIGHT, LAPTOP), (BY_DARK, PHONE)], ids=["light", "dark"])
def test_a_returned_sheet_and_a_closed_quarter_have_none_either(
    browser_page: Page,
    cast,
    period,
    waiting,
    look,
    width,
    live_server,
):
    remarks = {("children_under_16", ""): "thấp hơn sổ hộ khẩu", ("live_births", ""): "xin xem lại"}
    returned = send_back(waiting, cast.district, remarks=remarks)
    page = seen_by(browser_page, look, live_server.url)
    sheet = desk.sheet_of(returned.unit, period)
    desk.be(page.context, cast.commune, live_server.url)
    own = ["/my-work/", sheet, f"{sheet}?only=returned", f"/submissions/{returned.pk}/"]
    found = {address: examine(page, address, width) for address in own}

    close(Period.objects.get(pk=period.pk))
    desk.be(page.context, cast.province, live_server.url)
    shut = [f"/periods/{period.pk}/", f"/periods/{period.pk}/reopen/", f"/periods/{period.pk}/reopen-unit/"]
    found |= {address: examine(page, address, width) for address in [*shut, "/periods/"]}
    desk.be(page.context, cast.commune, live_server.url)
    found |= {f"shut {address}": examine(page, address, width) for address in own}

    assert {address: faults for address, faults in found.items() if faults} == {}
    assert Submission.objects.get().state == "returned"


def test_a_page_that_is_too_wide_is_found(browser_page: Page):
    """So that no news is good news."""
    browser_page.goto("/sign-in/")
    browser_page.set_viewport_size({"width": PHONE, "height": 900})
    assert browser_page.evaluate(SIDEWAYS) == ""

    browser_page.evaluate("document.querySelector('main h1').style.width = '700px'")

    assert browser_page.evaluate(SIDEWAYS).startswith("<h1")
    browser_page.evaluate("document.querySelector('main').style.overflow = 'clip'")
    assert browser_page.evaluate(SIDEWAYS).startswith("<h1")
    browser_page.evaluate("document.querySelector('main').style.overflow = 'auto'")
    assert browser_page.evaluate(SIDEWAYS) == ""
