"""What a first visit to a board sends: the page and every file it asks for, each as gzip, added up."""

import gzip
import re
from pathlib import Path
from posixpath import dirname, join, normpath

from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from districts.models import Period
from districts.tests.builders import Cast, Province, accepted, make_period
from indicators.models import Plan
from reports.tests.builders import FIGURES

AT_MOST = 400 * 1024
IN_PAGES = re.compile(r'(?:href|src)="/static/([^"?]+)"')
IN_FILES = {".css": re.compile(r'url\(["\']?([^"\')]+)'), ".js": re.compile(r'(?:from|import)\s*"(\.[^"]+)"')}


def asked_for(page: str) -> dict[str, bytes]:
    """The static files a page names, and those that its stylesheets and scripts name in turn."""
    found: dict[str, bytes] = {}
    waiting = IN_PAGES.findall(page)
    while waiting:
        name = waiting.pop()
        place = finders.find(name)
        assert place, name
        if name in found:
            continue
        found[name] = Path(place).read_bytes()
        inner = IN_FILES.get(Path(name).suffix)
        if inner is not None and not name.startswith("vendor/"):
            texts = inner.findall(found[name].decode())
            waiting += [normpath(join(dirname(name), text)) for text in texts if ":" not in text]
    return found


def as_sent(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def test_a_first_visit_to_the_board_sends_at_most_400_kilobytes(
    client: Client, province: Province, cast: Cast, the_plan: Plan
):
    periods: list[Period] = [make_period(the_plan, f"2024-Q{number}") for number in (1, 2, 3)]
    for period in periods:
        for commune in province.communes:
            accepted(commune, period, FIGURES)
    client.force_login(cast.province)
    page = client.get(
        reverse("reports:unit_board", args=[the_plan.slug, periods[-1].as_quarter, "62"])
    ).content

    files = asked_for(page.decode())

    assert "js/live.js" in files
    assert any(name.endswith(".woff2") for name in files)
    assert as_sent(page) + sum(as_sent(content) for content in files.values()) <= AT_MOST


def test_the_board_is_drawn_without_the_charts_library(
    client: Client, province: Province, cast: Cast, period: Period
):
    client.force_login(cast.province)
    page = client.get(reverse("reports:unit_board", args=[period.plan.slug, period.as_quarter, "62"]))

    assert not [name for name in asked_for(page.content.decode()) if "echarts" in name]
