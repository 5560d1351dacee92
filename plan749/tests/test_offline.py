"""A sheet without a network: edited, its browser closed, opened again from the device, sent when the line is back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, BrowserType, Page, expect

from districts import sheets
from districts.models import Event, Period, Submission, Unit
from districts.tests.builders import Cast, Province, complete, start
from districts.tests.steps import send_back, submit
from plan749.tests import desk

pytestmark = pytest.mark.browser


@pytest.fixture
def commune(province: Province) -> Unit:
    return province.communes[0]


@pytest.fixture
def draft(commune: Unit, cast: Cast, period: Period) -> Submission:
    return complete(start(commune, period), {"children_under_16": 1240, "live_births": 12})


class Laptop:
    """The officer's own: what its browser keeps outlives its closing."""

    def __init__(self, kind: BrowserType, launching: dict, settings: dict, folder: Path) -> None:
        self.kind, self.launching, self.settings, self.folder = kind, launching, settings, folder
        self.context: BrowserContext | None = None

    def open(self, *, has_line: bool = True) -> Page:
        self.context = self.kind.launch_persistent_context(
            str(self.folder), **self.launching, **self.settings, offline=not has_line
        )
        self.context.set_default_timeout(15_000)
        return self.context.pages[0]

    def close(self) -> None:
        if self.context is not None:
            self.context.close()
            self.context = None


@pytest.fixture
def laptop(
    browser_type: BrowserType, browser_type_launch_args, browser_context_args, live_server, tmp_path: Path
) -> Iterator[Laptop]:
    one = Laptop(browser_type, browser_type_launch_args, browser_context_args, tmp_path / "profile")
    yield one
    one.close()


def open_sheet(page: Page, commune: Unit, period: Period) -> None:
    """Open the sheet, and wait until its copy is on the device."""
    page.goto(desk.sheet_of(commune, period))
    expect(page.locator("#sheet")).to_have_attribute("data-copy", "kept")


def stored(unit: Unit, period: Period) -> dict[str, int | None]:
    cells = sheets.read(unit, period).cells
    return {code: one.number for (code, split), one in cells.items() if not split and one.number is not None}


def changes_logged() -> list[tuple[str, str]]:
    """Each cell that was changed with its new value, the first first."""
    events = Event.objects.filter(action=Event.Action.CHANGED).order_by("pk")
    return [(one["element"], one["new"].get("value", "")) for event in events for one in event.changes]


def leave(page: Page, **values: str) -> None:
    """Type into cells and leave each."""
    for name, value in values.items():
        desk.cell(page, name).fill(value)
        desk.cell(page, name).blur()


def test_edits_without_a_line_outlive_the_browser_and_arrive_once_each_when_the_line_is_back(
    laptop: Laptop, commune: Unit, period: Period, draft: Submission, cast: Cast, live_server
):
    page = laptop.open()
    desk.be(laptop.context, cast.commune, live_server.url)
    open_sheet(page, commune, period)
    before = len(changes_logged())

    laptop.context.set_offline(True)
    leave(page, children_under_16="1300", live_births="15")
    expect(page.locator("#saving")).to_contain_text("2 ô chờ mạng")
    laptop.close()

    page = laptop.open(has_line=False)
    page.goto(desk.sheet_of(commune, period))
    expect(page.locator("#kept-copy")).to_contain_text("không có mạng")
    expect(desk.cell(page, "children_under_16")).to_have_value("1300")
    expect(desk.cell(page, "live_births")).to_have_value("15")
    leave(page, live_births="16")
    assert stored(commune, period) == {"children_under_16": 1240, "live_births": 12}

    desk.be(laptop.context, cast.commune, live_server.url)
    laptop.context.set_offline(False)
    expect(page.locator("#saving")).to_contain_text("Đã lưu")
    assert stored(commune, period) == {"children_under_16": 1300, "live_births": 16}
    # 15 had been sent off, so it may have arrived: it goes again, and before 16.
    assert sorted(changes_logged()[before:]) == [
        ("children_under_16", "1300"),
        ("live_births", "15"),
        ("live_births", "16"),
    ]


def test_what_was_saved_since_the_copy_was_made_stands_in_it_too(
    laptop: Laptop, commune: Unit, period: Period, draft: Submission, cast: Cast, live_server
):
    page = laptop.open()
    desk.be(laptop.context, cast.commune, live_server.url)
    open_sheet(page, commune, period)
    leave(page, live_births="15")
    expect(page.locator("#saving")).to_contain_text("Đã lưu")

    laptop.context.set_offline(True)
    page.reload()

    expect(page.locator("#kept-copy")).to_be_visible()
    expect(desk.cell(page, "live_births")).to_have_value("15")
    leave(page, live_births="16")
    laptop.context.set_offline(False)
    expect(page.locator("#saving")).to_contain_text("Đã lưu")
    expect(page.locator("#conflicts")).to_be_hidden()
    assert stored(commune, period)["live_births"] == 16


def test_the_copy_is_the_whole_sheet_though_only_the_returned_cells_were_looked_at(
    laptop: Laptop, commune: Unit, period: Period, draft: Submission, cast: Cast, live_server
):
    remarks = {("live_births", ""): "xin xem lại"}
    send_back(submit(draft, cast.commune), cast.district, remarks=remarks)
    page = laptop.open()
    desk.be(laptop.context, cast.commune, live_server.url)
    open_sheet(page, commune, period)
    page.goto(f"{desk.sheet_of(commune, period)}?only=returned")
    expect(desk.cell(page, "children_under_16")).to_have_count(0)
    expect(page.locator("#sheet")).to_have_attribute("data-copy", "kept")

    laptop.context.set_offline(True)
    page.goto(desk.sheet_of(commune, period))

    expect(desk.cell(page, "children_under_16")).to_have_value("1.240")
    expect(desk.cell(page, "live_births")).to_have_value("12")


def test_other_pages_say_that_there_is_no_network_and_which_sheets_can_be_opened(
    laptop: Laptop, commune: Unit, period: Period, draft: Submission, cast: Cast, live_server
):
    page = laptop.open()
    desk.be(laptop.context, cast.commune, live_server.url)
    open_sheet(page, commune, period)

    laptop.context.set_offline(True)
    page.goto("/my-work/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Không có mạng")
    page.locator("#kept-sheets a").click()

    expect(desk.cell(page, "live_births")).to_have_value("12")


def test_whoever_signs_in_next_on_the_device_finds_no_copy_of_the_one_before(
    laptop: Laptop, commune: Unit, period: Period, draft: Submission, cast: Cast, live_server
):
    page = laptop.open()
    desk.be(laptop.context, cast.commune, live_server.url)
    open_sheet(page, commune, period)

    cast.neighbour.set_password(desk.PASSWORD)
    cast.neighbour.save()
    desk.sign_in(page, cast.neighbour.username)
    laptop.context.set_offline(True)
    page.goto(desk.sheet_of(commune, period))

    expect(page.get_by_role("heading", level=1)).to_have_text("Không có mạng")
    expect(page.locator("#no-kept-sheets")).to_be_visible()


def test_the_script_and_its_page_hold_nothing_of_whoever_asks(client: Client, cast: Cast):
    stranger = client.get("/service-worker.js"), client.get("/without-network/")
    client.force_login(cast.commune)

    assert client.get("/service-worker.js").content == stranger[0].content
    assert stranger[0]["Content-Type"].startswith("text/javascript")
    assert b'id="sign-out"' not in stranger[1].content
