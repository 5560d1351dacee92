"""The whole suite twice: on SQLite and no servers, then on a PostgreSQL and a Valkey started here.

TEST_DATABASE_URL and TEST_REDIS_URL point the second run at servers of your own. Arguments go to pytest.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import servers
import translations
from environment import say

ROOT = Path(__file__).resolve().parent.parent
ON_EVERY_CORE = ("-n", "auto", "--maxprocesses=4")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def may_install() -> list[str] | None:
    """How to call apt-get here: as oneself when root, by sudo without a password; None where neither may."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def install_chromium() -> None:
    """Debian's Chromium where there is none and we may; else the browser tests say that they were not run."""
    if any(map(shutil.which, CHROMIUM_NAMES)):
        return
    prefix = may_install()
    if prefix is None:
        say("Không có Chromium và không được phép cài", "no Chromium here and no right to install it")
        return
    say(
        "Cài Chromium của Debian cho kiểm thử trình duyệt",
        "installing Debian's Chromium for the browser tests",
    )
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    quiet = {"stdout": subprocess.DEVNULL}
    subprocess.run([*apt, "update"], **quiet)
    # libatomic1: a minimal Debian lacks it and the browser's driver needs it.
    subprocess.run([*apt, "install", "--yes", "--no-install-recommends", "chromium", "libatomic1"], **quiet)


def run_pytest(arguments: list[str], **environment: str) -> int:
    """One run of the suite; no test at all is a failure."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("TEST_")}
    command = [sys.executable, "-m", "pytest", "-q", *ON_EVERY_CORE, *arguments]
    return subprocess.run(command, cwd=ROOT, env={**inherited, **environment}).returncode


def on_real_servers(arguments: list[str]) -> int:
    """The suite on PostgreSQL and Redis: one's own where named, else started for the run."""
    with contextlib.ExitStack() as started:
        database = os.environ.get("TEST_DATABASE_URL") or started.enter_context(servers.postgresql())
        queue = os.environ.get("TEST_REDIS_URL") or started.enter_context(servers.valkey())
        return run_pytest(arguments, TEST_DATABASE_URL=database, TEST_REDIS_URL=queue)


def main(arguments: list[str]) -> int:
    """Both runs, whatever becomes of the first; pytest's own summary closes each."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the servers are ended too
    translations.compile_all()
    install_chromium()
    say("Lần 1: SQLite", "first run: SQLite")
    first = run_pytest(arguments)
    say("Lần 2: PostgreSQL và Valkey", "second run: PostgreSQL and Valkey")
    if first:
        say("Lần 1 đã hỏng, xem ở trên", "the first run FAILED, see above")
    return on_real_servers(arguments) or first


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
