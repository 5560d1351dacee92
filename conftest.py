"""What every test stands on: a portal with its own folder and database, quick passwords, tasks run at once.

TEST_DATABASE_URL and TEST_REDIS_URL point the tests at real servers; without them it is SQLite and no server.
A developer's own DATABASE_URL is never touched.
"""

import atexit
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

OF_A_RUNNING_PORTAL = (
    "DATABASE_URL", "REDIS_URL", "DEMO_TODAY", "DEMO_PASSWORD", "DEBUG", "ALLOWED_HOSTS", "SECRET_KEY",
    "CSRF_TRUSTED_ORIGINS", "SECURE_COOKIES", "COVERAGE_THRESHOLD", "LOG_LEVEL",
    "EMAIL_URL", "DEFAULT_FROM_EMAIL", "PORTAL_URL", "PUBLIC_PAGE", "PUBLIC_API_RATE",
    "API_READS_A_MINUTE", "API_WRITES_A_MINUTE", "API_FAILED_KEYS_A_MINUTE",
    "WEBHOOK_PRIVATE_ADDRESSES",
    "SDMX_AGENCY", "DHIS2_MAPPING",
)  # fmt: skip
for name in OF_A_RUNNING_PORTAL:
    os.environ.pop(name, None)
    if value := os.environ.get(f"TEST_{name}"):
        os.environ[name] = value
SCRATCH = Path(tempfile.mkdtemp(prefix="plan749-tests-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)
os.environ["PLAN749_VAR"] = str(SCRATCH)
os.environ["DJANGO_SETTINGS_MODULE"] = "plan749.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver leaves its event loop in our thread

import django  # noqa: E402
import pytest  # noqa: E402
from django.conf import settings  # noqa: E402

settings.PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # one-time passwords are kept by this one
]
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.STATIC_ROOT.mkdir(exist_ok=True)
# Each of several workers has its own folder of documents; they share what the first of them set up.
settings.STORAGES["default"]["OPTIONS"]["location"] = SCRATCH / "documents"
# Tests ask faster than any program may; those of the counting itself say how much there is.
settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] = dict.fromkeys(("read", "write", "failed"), "99999/min")
# A Redis is emptied whole: each worker has a part of it to itself.
worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
for place in settings.CACHES.values() if settings.REDIS_URL else ():
    place["LOCATION"] = f"{settings.REDIS_URL.removesuffix('/0')}/{worker}"
settings.CELERY_TASK_ALWAYS_EAGER = True
settings.CELERY_TASK_EAGER_PROPAGATES = True
django.setup()

from django.core.cache import caches  # noqa: E402
from django.db import connection  # noqa: E402
from playwright.sync_api import Page  # noqa: E402

from plan749.celery import app as celery_app  # noqa: E402
from plan749.tests.scripts import Scripts  # noqa: E402
from tools import programs, translations  # noqa: E402

# Servers and databases ----------------------------------------------------------------------------

ON_REAL_SERVERS = connection.vendor == "postgresql"
CHROMIUM_IN_A_BOX = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
# How the closing line counts the tests of a marker whose program is not here.
NOT_RUN = {
    marker: f"{program.what_for[1]} tests NOT RUN, no {program.title} here"
    for marker, program in programs.BY_MARKER.items()
    if program.find() is None
}


def pytest_configure(config: pytest.Config) -> None:
    """The tests read the translations as they stand now."""
    translations.compile_all()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave tests of the real servers to the run that has them, and LibreOffice's to the other; those whose program
    is not here say so.
    """
    for item in items:
        for marker, words in NOT_RUN.items():
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=words))
    other_run = "libreoffice" if ON_REAL_SERVERS else "postgresql"
    elsewhere = [item for item in items if item.get_closest_marker(other_run)]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """Count tests whose program is not here under a name of their own, so that the last line says it."""
    for marker, words in NOT_RUN.items():
        if report.skipped and marker in report.keywords:
            return words, "s", "NOT RUN"
    return None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """SQLite in a file: two threads then have a connection each, as in the real portal."""
    if not ON_REAL_SERVERS:
        connection.settings_dict["TEST"]["NAME"] = str(SCRATCH / "test.sqlite3")


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """No test finds what another left in the cache."""
    yield
    for cache in caches.all():
        cache.clear()


@pytest.fixture
def queued_tasks() -> Iterator[None]:
    """Tasks go to the queue, as in the real portal, instead of running at once."""
    celery_app.conf.task_always_eager = False
    yield
    celery_app.conf.task_always_eager = True


@pytest.fixture(scope="session")
def scripts() -> Iterator[Scripts]:
    """The functions of our browser modules, called from Python."""
    answering = Scripts()
    yield answering
    answering.close()


# The browser --------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Debian's Chromium, since there is no other to be had in a closed network."""
    return {**browser_type_launch_args, "executable_path": programs.chromium(), "args": CHROMIUM_IN_A_BOX}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object], live_server) -> dict[str, object]:  # noqa: ANN001
    """A Vietnamese officer's browser; addresses without a host are the portal's."""
    return {
        **browser_context_args,
        "base_url": live_server.url,
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
        "viewport": {"width": 1280, "height": 900},
    }


@pytest.fixture
def browser_page(page: Page, live_server) -> Iterator[Page]:  # noqa: ANN001
    """A page of a real browser on the portal; a script's error or a call to another host fails the test."""
    faults: list[str] = []
    page.set_default_timeout(15_000)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: note_foreign(request.url, live_server.url, faults))
    yield page
    assert faults == []


@pytest.fixture(autouse=True)
def no_request_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """A request that outlives its browser is waited for before the tables are emptied under it."""
    if "live_server" in request.fixturenames:
        request.getfixturevalue("transactional_db")  # set up before, so torn down after what stands below
    yield
    longest = monotonic() + 20
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=max(0, longest - monotonic()))


def note_foreign(address: str, own: str, faults: list[str]) -> None:
    """Remember an address outside the portal; what a page carries inline has none."""
    if not address.startswith((own, "data:", "blob:", "about:")):
        faults.append(f"asked for {address}")
