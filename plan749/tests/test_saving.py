"""A sheet that saves itself on a bad day: a lost answer, an ended session, someone else at the same machine."""

import re
from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import Dialog, Page, Route, expect

from districts import sheets
from districts.models import Event, Period, Submission, Unit
from districts.tests.builders import Cast, Province, complete, make_user, start
from districts.tests.steps import submit
from plan749.tests import desk

pytestmark = pytest.mark.browser


@pytest.fixture
def commune(province: Province) -> Unit:
    return province.communes[0]


@pytest.fixture
def sheet(browser_page: Page, commune: Unit, cast: Cast, period: Period, live_server) -> Page:
    """The commune's officer at their sheet."""
    complete(start(commune, period), {"live_births": 12})
    desk.be(browser_page.context, cast.commune, live_server.url)
    browser_page.goto(desk.sheet_of(commune, period))
    return browser_page


def births(unit: Unit, period: Period) -> int | None:
    return sheets.read(unit, period).cells["live_births", ""].number


def saves_of_births() -> list[str]:
    events = Event.objects.filter(action=Event.Action.CHANGED, submission=Submission.objects.get()).order_by(
        "pk"
    )
    return [
        one["new"]["value"]
        for event in events
        for one in event.changes
        if one["element"] == "live_births" and one["new"].get("value") == "15"
    ]


def test_an_edit_whose_answer_was_lost_is_sent_again_and_written_once(
    sheet: Page, commune: Unit, period: Period
):
    lost = []

    def lose_the_first(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch().status)  # the server took it ...
        route.abort()  # ... and nobody hears of it

    sheet.route("**/cells/", lose_the_first)
    desk.type_in(sheet, {"live_births": "15"})
    desk.save(sheet)

    assert lost == [200]
    assert births(commune, period) == 15
    assert saves_of_births() == ["15"]


def test_an_ended_session_keeps_the_edit_and_sends_it_after_signing_in_again(
    sheet: Page, commune: Unit, period: Period, cast: Cast, live_server
):
    Session.objects.all().delete()
    desk.type_in(sheet, {"live_births": "15"})
    desk.leave(sheet)
    expect(sheet.locator("#saving")).to_contain_text("Xin đăng nhập lại")
    assert births(commune, period) == 12

    door = sheet.locator("#saving").get_by_role("link", name="Đăng nhập lại")
    expect(door).to_have_attribute("href", f"/sign-in/?next={quote(desk.sheet_of(commune, period), safe='')}")

    desk.be(sheet.context, cast.commune, live_server.url)
    sheet.goto(desk.sheet_of(commune, period))

    expect(desk.cell(sheet, "live_births")).to_have_value("15")
    expect(sheet.locator("#saving")).to_contain_text("Đã lưu")
    assert births(commune, period) == 15


def test_a_window_left_open_sends_nothing_in_the_name_of_whoever_signed_in_next(
    sheet: Page, commune: Unit, period: Period, live_server
):
    desk.be(sheet.context, make_user("enters", commune, "colleague"), live_server.url)
    desk.type_in(sheet, {"live_births": "15"})
    desk.leave(sheet)

    expect(sheet.locator("#saving")).to_contain_text("tài khoản khác")
    assert births(commune, period) == 12


def test_signing_out_asks_about_what_was_not_sent_and_then_clears_it(
    sheet: Page, commune: Unit, period: Period
):
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept() if len(asked) > 1 else dialog.dismiss()

    sheet.locator(".saves-itself").wait_for()  # the scripts are here
    sheet.on("dialog", answer)
    sheet.route("**/cells/", lambda route: route.abort())
    desk.type_in(sheet, {"live_births": "15"})
    desk.leave(sheet)
    sheet.locator("summary.signed-in").click()
    sheet.get_by_role("button", name="Đăng xuất").click()
    expect(desk.cell(sheet, "live_births")).to_have_value("15")

    sheet.get_by_role("button", name="Đăng xuất").click()

    sheet.wait_for_url("**/sign-in/")
    assert [message.split(".")[0] for message in asked] == ["Còn 1 ô chưa gửi trên máy này"] * 2
    # The sign-in page's script has the last word: a save under way may have kept its cell once more.
    sheet.wait_for_function("Object.keys(localStorage).every(key => !key.startsWith('plan749'))")
    assert births(commune, period) == 12


def test_the_foot_leads_to_the_first_cell_that_could_not_be_saved(sheet: Page):
    desk.type_in(sheet, {"injury_deaths": "12,5"})
    desk.leave(sheet)

    link = sheet.locator("#saving").get_by_role("link", name="1 ô chưa lưu được")
    link.click()

    expect(desk.cell(sheet, "injury_deaths")).to_be_in_viewport()


def test_in_english_one_cell_is_one_cell(sheet: Page, live_server):
    sheet.context.add_cookies([{"name": "django_language", "value": "en", "url": live_server.url}])
    sheet.reload()
    sheet.route("**/cells/", lambda route: route.abort())
    desk.type_in(sheet, {"injury_deaths": "3"})
    desk.leave(sheet)
    expect(sheet.locator("#saving")).to_contain_text("1 cell waits")
    desk.type_in(sheet, {"live_births": "13"})
    desk.leave(sheet)
    expect(sheet.locator("#saving")).to_contain_text("2 cells wait;")

    sheet.goto("/my-work/")

    expect(sheet.locator("#unsent")).to_contain_text("2 cells typed on this device were not sent.")


def test_signing_out_in_one_window_ends_what_the_others_show(sheet: Page, commune: Unit, period: Period):
    other = sheet.context.new_page()
    other.goto(f"{desk.sheet_of(commune, period)}#number-live_births")
    for window in (sheet, other):
        window.locator(".saves-itself").wait_for()

    sheet.locator("summary.signed-in").click()
    sheet.get_by_role("button", name="Đăng xuất").click()

    other.wait_for_url(f"**/sign-in/?next={desk.sheet_of(commune, period)}")
    expect(other.get_by_label("Mật khẩu")).to_be_visible()


def test_a_page_that_the_browser_kept_as_it_was_asks_again_who_is_there(sheet: Page, cast: Cast, live_server):
    expect(sheet.locator(".saves-itself")).to_be_visible()
    shown = sheet.evaluate("performance.timeOrigin")
    back = "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
    sheet.evaluate(back)
    assert sheet.evaluate("performance.timeOrigin") == shown

    sheet.evaluate(
        "localStorage['left-the-portal'] = '1'"
    )  # as the sign-in page does; unheard by this window itself
    sheet.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    sheet.evaluate(back)

    sheet.wait_for_url(re.compile("/sign-in/.next="))


def test_a_device_that_is_full_says_so_and_the_figure_is_sent_all_the_same(
    sheet: Page, commune: Unit, period: Period
):
    sheet.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
    )
    sheet.reload()
    sheet.route("**/cells/", lambda route: route.abort())
    desk.type_in(sheet, {"live_births": "15"})
    desk.leave(sheet)
    expect(sheet.locator("#saving")).to_contain_text("Máy này không giữ được số chưa gửi")
    expect(sheet.locator("#said-live_births .cell-state")).to_have_text("chờ gửi")

    sheet.unroute("**/cells/")

    expect(sheet.locator("#saving")).to_have_text(re.compile("^Đã lưu"))
    assert births(commune, period) == 15


def test_what_is_no_cell_on_the_device_hinders_nothing(
    sheet: Page, commune: Unit, period: Period, cast: Cast
):
    key = f"plan749/cells/{cast.commune.pk}/{desk.PLAN}/{period.code}/{commune.code}/live_births"
    sheet.evaluate("key => localStorage.setItem(key, '{\"edit\": {')", key)

    sheet.reload()
    desk.type_in(sheet, {"live_births": "15"})
    desk.save(sheet)

    assert births(commune, period) == 15


# What waits on the device ---------------------------------------------------------------------------


def test_a_figure_typed_and_not_left_is_there_when_the_browser_opens_again(
    sheet: Page, commune: Unit, period: Period
):
    desk.cell(sheet, "live_births").fill("15")
    again = sheet.context.new_page()
    sheet.close()

    again.goto(desk.sheet_of(commune, period))

    expect(desk.cell(again, "live_births")).to_have_value("15")
    expect(again.locator("#saving")).to_contain_text("Đã lưu")
    assert births(commune, period) == 15


def test_typing_the_same_again_leaves_nothing_on_the_device(sheet: Page):
    field = desk.cell(sheet, "live_births")
    field.fill("15")
    assert sheet.evaluate("Object.keys(localStorage).length") == 1

    field.fill("12")
    desk.leave(sheet)

    assert sheet.evaluate("Object.keys(localStorage).length") == 0
    assert saves_of_births() == []


def test_every_page_says_how_many_cells_wait_and_where(sheet: Page, commune: Unit, period: Period):
    sheet.route("**/cells/", lambda route: route.abort())
    desk.type_in(sheet, {"live_births": "15", "injury_deaths": "1"})
    desk.leave(sheet)
    expect(sheet.locator("#saving")).to_contain_text("2 ô chờ mạng")

    sheet.goto("/my-work/")

    notice = sheet.locator("#unsent")
    expect(notice).to_contain_text("2 ô đã nhập trên máy này chưa được gửi.")
    sheet.unroute("**/cells/")
    notice.get_by_role("link").click()
    expect(sheet.locator("#saving")).to_contain_text("Đã lưu")
    assert births(commune, period) == 15
    sheet.goto("/my-work/")
    expect(notice).to_be_hidden()


def test_what_was_typed_into_a_sheet_that_was_handed_in_meanwhile_is_shown_and_dropped_only_when_asked(
    sheet: Page, commune: Unit, period: Period, cast: Cast
):
    sheet.route("**/cells/", lambda route: route.abort())
    desk.type_in(sheet, {"live_births": "15", "has_play_point": "Có"})
    desk.leave(sheet)
    expect(sheet.locator("#saving")).to_contain_text("2 ô chờ mạng")
    submit(Submission.objects.get(), cast.commune)

    sheet.goto(desk.sheet_of(commune, period))

    notice = sheet.locator("#left-behind")
    expect(notice.get_by_role("listitem")).to_have_text(["Số trẻ đẻ sống trong kỳ: 15", re.compile(": Có$")])
    sheet.once("dialog", lambda dialog: dialog.dismiss())
    notice.get_by_role("button").click()
    expect(notice).to_be_visible()
    sheet.once("dialog", lambda dialog: dialog.accept())
    notice.get_by_role("button").click()
    expect(notice).to_be_hidden()
    assert sheet.evaluate("Object.keys(localStorage).length") == 0
    assert births(commune, period) == 12


def test_what_is_typed_before_the_scripts_are_here_is_saved_too(sheet: Page, commune: Unit, period: Period):
    late: list[Route] = []
    sheet.route("**/main.js", lambda route: late.append(route))
    sheet.goto(desk.sheet_of(commune, period), wait_until="commit")
    desk.cell(sheet, "live_births").wait_for()
    desk.type_in(sheet, {"live_births": "15", "injury_deaths": "∅"})
    desk.leave(sheet)
    while not late:
        sheet.wait_for_event("request")

    late[0].continue_()

    expect(sheet.locator("#said-live_births .cell-state")).to_have_text("đã lưu")
    assert births(commune, period) == 15
    assert Submission.objects.get().figures.get(element__code="injury_deaths").absence == "nothing_occurred"
