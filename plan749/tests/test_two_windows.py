"""What people do to a sheet without meaning to: two windows, going back, clicking twice, a browser without scripts."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from districts import sheets
from districts.models import Event, Period, Submission, Unit
from districts.tests.builders import Cast, Province, complete, fill, make_user, start
from plan749.tests import desk

pytestmark = pytest.mark.browser


@pytest.fixture
def commune(province: Province) -> Unit:
    return province.communes[0]


@pytest.fixture
def ready(commune: Unit, cast: Cast, period: Period) -> Submission:
    """A draft that could be handed in."""
    return complete(start(commune, period), {"children_under_16": 1240, "live_births": 12})


@pytest.fixture
def officer(browser_page: Page, cast: Cast, live_server) -> Page:
    """The commune's officer, signed in."""
    desk.be(browser_page.context, cast.commune, live_server.url)
    return browser_page


def stored(unit: Unit, period: Period) -> dict[str, int | None]:
    """The totals that are numbers."""
    cells = sheets.read(unit, period).cells
    return {code: one.number for (code, split), one in cells.items() if not split and one.number is not None}


@pytest.fixture
def colleague(browser: Browser, browser_context_args, cast: Cast, commune: Unit, live_server) -> Page:
    """Another officer of the commune, at a browser of their own."""
    context = browser.new_context(**browser_context_args)
    desk.be(context, make_user("enters", commune, "colleague", full_name="Y Hlan"), live_server.url)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("choice", "births"), [("Giữ số vừa nhập", 1250), ("Lấy số đã lưu", 1300)], ids=["mine", "theirs"]
)
def test_of_two_officers_at_once_the_second_is_asked_which_of_two_values_stays(
    officer: Page, colleague: Page, commune: Unit, period: Period, ready: Submission, choice: str, births: int
):
    for page in (officer, colleague):
        page.goto(desk.sheet_of(commune, period))
    desk.type_in(officer, {"children_under_16": "1.300"})
    desk.save(officer)

    desk.type_in(colleague, {"children_under_16": "1.250", "live_births": "15"})
    desk.leave(colleague)

    expect(colleague.locator("#conflicts")).to_be_visible()
    said = colleague.locator("#said-children_under_16 .cell-conflict")
    expect(said).to_contain_text("đã lưu 1.300")
    expect(said).to_contain_text("vừa nhập 1.250")
    expect(colleague.locator("#saving")).to_contain_text("1 ô chưa lưu được")
    # The other cell was saved; of the two values none was overwritten.
    assert stored(commune, period) == {"children_under_16": 1300, "live_births": 15}

    said.get_by_role("button", name=choice).click()
    expect(colleague.locator("#conflicts")).to_be_hidden()
    desk.save(colleague)
    assert stored(commune, period) == {"children_under_16": births, "live_births": 15}


def test_an_answer_a_silence_and_a_word_of_explanation_are_told_as_the_sheet_says_them(
    officer: Page, colleague: Page, commune: Unit, period: Period, ready: Submission
):
    for page in (officer, colleague):
        page.goto(desk.sheet_of(commune, period))
    desk.type_in(officer, {"has_play_point": "Có", "injury_deaths": "3", "live_births": "900"})
    desk.save(officer)
    officer.locator("#explanation-live_births").evaluate(
        "field => { field.value = 'thêm thôn 3'; field.dispatchEvent(new Event('change', {bubbles: true})); }"
    )
    desk.save(officer)

    desk.type_in(
        colleague, {"has_play_point": "– Chưa có số liệu", "injury_deaths": "∅", "live_births": "900"}
    )
    desk.leave(colleague)

    said = {
        name: colleague.locator(f"#said-{name} .cell-conflict")
        for name in ("has_play_point", "injury_deaths")
    }
    expect(said["has_play_point"]).to_contain_text("đã lưu Có")
    expect(said["has_play_point"]).to_contain_text("vừa nhập – Chưa có số liệu")
    expect(said["injury_deaths"]).to_contain_text("vừa nhập ∅ Không phát sinh")
    births = colleague.locator("#said-live_births .cell-conflict")
    expect(births).to_contain_text("đã lưu 900 “thêm thôn 3”")
    expect(births).to_contain_text("vừa nhập 900.")


def test_two_windows_of_one_officer_show_the_same(
    officer: Page, commune: Unit, period: Period, ready: Submission
):
    other = officer.context.new_page()
    for page in (officer, other):
        page.goto(desk.sheet_of(commune, period))
    desk.type_in(officer, {"children_under_16": "1.300"})
    desk.save(officer)

    expect(desk.cell(other, "children_under_16")).to_have_value("1.300")
    desk.type_in(other, {"children_under_16": "1.350"})
    desk.save(other)

    expect(other.locator("#conflicts")).to_be_hidden()
    assert stored(commune, period)["children_under_16"] == 1350


def test_what_someone_else_wrote_unseen_is_not_handed_in(
    officer: Page, commune: Unit, period: Period, ready: Submission
):
    officer.goto(desk.sheet_of(commune, period))
    fill(ready, {"live_births": 20})  # a colleague's, in another window
    desk.type_in(officer, {"children_under_16": "1.300"})
    desk.save(officer)

    officer.get_by_role("button", name="Gửi duyệt").click()

    expect(officer.get_by_role("alert")).to_contain_text("Biểu đã thay đổi")
    assert Submission.objects.get().state == Submission.State.DRAFT
    assert stored(commune, period) == {"children_under_16": 1300, "live_births": 20}


def test_going_back_after_handing_in_shows_what_stands(
    officer: Page, commune: Unit, period: Period, ready: Submission
):
    officer.goto(desk.sheet_of(commune, period))
    desk.submit(officer)

    officer.go_back()

    expect(officer.locator(".state-submitted")).to_be_visible()
    assert Event.objects.filter(action=Event.Action.SUBMITTED).count() == 1


def test_a_window_left_open_cannot_change_what_was_handed_in_and_keeps_what_was_typed(
    officer: Page, commune: Unit, period: Period, ready: Submission
):
    left_open = officer.context.new_page()
    for page in (officer, left_open):
        page.goto(desk.sheet_of(commune, period))
    desk.submit(officer)

    desk.type_in(left_open, {"live_births": "99"})
    desk.leave(left_open)

    expect(left_open.locator("#saving")).to_contain_text("chờ duyệt")
    expect(left_open.locator("#saving")).to_contain_text("giữ trên máy này")
    expect(desk.cell(left_open, "live_births")).to_have_value("99")
    assert stored(commune, period)["live_births"] == 12


def test_a_double_click_hands_in_once(officer: Page, commune: Unit, period: Period, ready: Submission):
    officer.goto(desk.sheet_of(commune, period))

    officer.get_by_role("button", name="Gửi duyệt").dblclick()

    expect(officer.locator(".state-submitted")).to_be_visible()
    assert Event.objects.filter(action=Event.Action.SUBMITTED).count() == 1


@pytest.fixture
def without_scripts(browser: Browser, browser_context_args, cast: Cast, live_server) -> BrowserContext:
    """The officer's browser where no script runs."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    desk.be(context, cast.commune, live_server.url)
    yield context
    context.close()


def test_a_browser_without_scripts_saves_and_hands_in(
    without_scripts: BrowserContext, commune: Unit, period: Period, ready: Submission
):
    page = without_scripts.new_page()
    page.goto(desk.sheet_of(commune, period))
    desk.type_in(page, {"live_births": "14"})
    desk.save(page)
    assert stored(commune, period)["live_births"] == 14

    desk.submit(page)
    assert Submission.objects.get().state == Submission.State.SUBMITTED
