"""The portal with its files as a province is served them: collected, each with its content's mark in its name."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page, expect

from districts import sheets
from districts.models import Period
from districts.tests.builders import Cast, Province, complete, start
from plan749.service_worker import OFFLINE_FILES
from plan749.tests import desk

MARKED = {"staticfiles": {"BACKEND": "plan749.storage.StaticFiles"}}


@pytest.fixture
def collected(settings, tmp_path: Path) -> Iterator[Path]:
    """Every file under its marked name; the tests' server finds them as it finds the files that they were made of."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {**settings.STORAGES, **MARKED}
    call_command("collectstatic", interactive=False, verbosity=0)
    settings.STATICFILES_DIRS = [settings.STATIC_ROOT]
    yield settings.STATIC_ROOT


def test_the_script_for_a_day_without_a_network_names_files_that_are_there(client: Client, collected: Path):
    answer = client.get("/service-worker.js")

    assert answer.status_code == 200
    portal = json.loads(answer.content.decode().splitlines()[0].removeprefix("const PORTAL = ").rstrip(";"))
    assert portal["files_at"] == "/static/"
    assert len(portal["offline_files"]) == len(OFFLINE_FILES)
    assert [
        name for name in portal["offline_files"] if not (collected / name.removeprefix("/static/")).exists()
    ] == []


@pytest.mark.browser
def test_a_sheet_works_without_a_network_with_the_marked_files_too(
    collected: Path, browser_page: Page, cast: Cast, province: Province, period: Period, live_server
):
    page, unit = browser_page, province.communes[0]
    complete(start(unit, period), {"live_births": 12})
    desk.be(page.context, cast.commune, live_server.url)
    page.goto(desk.sheet_of(unit, period))
    expect(page.locator("#sheet")).to_have_attribute("data-copy", "kept")

    page.context.set_offline(True)
    page.goto("/my-work/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Không có mạng")
    page.locator("#kept-sheets a").click()
    expect(page.locator("#kept-copy")).to_be_visible()
    desk.type_in(page, {"live_births": "15"})
    desk.leave(page)
    expect(page.locator("#saving")).to_contain_text("1 ô chờ mạng")
    page.context.set_offline(False)

    expect(page.locator("#saving")).to_contain_text("Đã lưu")
    assert sheets.read(unit, period).cells["live_births", ""].number == 15
