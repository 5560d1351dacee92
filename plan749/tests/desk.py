"""A person at a browser, for tests: signs in, fills the sheet and reads the tables as a person does."""

from collections.abc import Mapping

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, expect

from districts.models import Period, Unit, User

PASSWORD = "mot-mat-khau-dai"
PLAN = "749-2024"
NOTHING = "∅"
REASON = "chưa rà soát xong"


def sign_in(page: Page, username: str) -> None:
    """Out with whoever was there, in by the form."""
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.goto("/sign-in/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(lambda address: "/sign-in/" not in address)


def be(context: BrowserContext, user: User, address: str) -> None:
    """Already signed in, where the form is not what is tried."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def sheet_of(unit: Unit, period: Period) -> str:
    """The address of a unit's sheet."""
    return f"/{PLAN}/{period.code}/entry/{unit.code}/"


# The sheet ----------------------------------------------------------------------------------------------------


def cell(page: Page, name: str) -> Locator:
    """A cell's number, or the choice of yes, no and silence; `live_births-male` is a part."""
    return page.locator(f"#number-{name}")


def type_in(page: Page, values: Mapping[str, str]) -> None:
    """Type these; ∅ is chosen from the list; a part's fold is opened where it is closed."""
    for name, value in values.items():
        field = cell(page, name)
        if not field.is_visible():
            page.locator("details", has=field).last.locator("summary").click()
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=value)
        elif value == NOTHING:
            page.locator(f"select[name=absence-{name}]").select_option("nothing_occurred")
        else:
            field.fill(value)


def say_no_data_elsewhere(page: Page) -> None:
    """ "Chưa có số liệu" with a reason into every total that is asked for and empty."""
    names = page.locator("section .cell").evaluate_all(
        """cells => cells.filter(cell => [...cell.querySelectorAll("select, input")].every(field => !field.value))
            .map(cell => cell.querySelector("[id^=number-]").id.replace("number-", ""))"""
    )
    for name in names:
        page.locator(f"select[name=absence-{name}], select[name=number-{name}]").select_option("no_data")
        page.fill(f"#reason-{name}", REASON)


def leave(page: Page) -> None:
    """Out of the cell, as to look at something else."""
    page.evaluate("document.activeElement.blur()")


def save(page: Page) -> None:
    """The form saves itself once a cell is left; without scripts by its button. See that it was saved."""
    if page.evaluate("matchMedia('(scripting: enabled)').matches"):
        page.locator(".saves-itself").wait_for()
        leave(page)
        expect(page.locator("#saving")).to_contain_text("Đã lưu")
    else:
        page.get_by_role("button", name="Lưu", exact=True).click()
        expect(page.get_by_text("Đã lưu lúc")).to_be_visible()


def submit(page: Page) -> None:
    """Hand in, and see that it was."""
    page.get_by_role("button", name="Gửi duyệt").click()
    expect(page.locator(".state-submitted")).to_have_text("chờ duyệt")


# What the tables say ------------------------------------------------------------------------------------------


def results(page: Page) -> dict[str, str]:
    """Every measure's result on a board or a publication's page, by its code, exactly as it is printed."""
    rows = page.locator("table.board tr", has=page.locator("th.measure")).evaluate_all(
        """rows => rows.map(row => [row.querySelector("th"), row.querySelector("td")].map(cell => cell.innerText))"""
    )
    # Under a result may stand a remark on a line of its own.
    return {name.split()[0]: value.split("\n")[0].strip() for name, value in rows if name[0].isdigit()}
