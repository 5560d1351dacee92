"""What the pages are drawn with comes from here, and all of it is here."""

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from plan749.finders import SERVED, PackageFinder

MANIFEST = "plan749.storage.StaticFiles"


def test_every_picked_file_of_the_packages_is_found_under_its_name():
    found = {name: finders.find(name) for name in SERVED}

    assert [name for name, place in found.items() if not place] == []
    assert found["vendor/htmx.min.js"].endswith("node_modules/htmx.org/dist/htmx.min.js")


def test_nothing_else_of_the_packages_is_served():
    assert PackageFinder().find("vendor/package.json") == []
    assert PackageFinder().find("bootstrap/package.json") == []


def test_every_file_that_a_stylesheet_or_script_names_is_there(settings, tmp_path):
    """The manifest storage follows each reference and stops at one that leads nowhere."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": MANIFEST}}

    call_command("collectstatic", interactive=False, verbosity=0)

    assert (tmp_path / "staticfiles.json").exists()


@pytest.mark.browser
def test_the_first_page_is_drawn_in_our_own_letters(browser_page):
    browser_page.goto("/sign-in/")

    assert browser_page.locator("html").get_attribute("lang") == "vi"
    assert browser_page.evaluate(
        "document.fonts.ready.then(() => document.fonts.check('16px \"Be Vietnam Pro\"'))"
    )
    assert "Be Vietnam Pro" in browser_page.evaluate("getComputedStyle(document.body).fontFamily")
    assert browser_page.evaluate("getComputedStyle(document.body).getPropertyValue('--bs-body-bg')") != ""
