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

import programs
import servers
import translations
from environment import say

ROOT = Path(__file__).resolve().parent.parent
ON_EVERY_CORE = ("-n", "auto", "--maxprocesses=4")


def may_install() -> list[str] | None:
    """How to call apt-get here: as oneself when root, by sudo without a password; None where neither may."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def install_missing() -> None:
    """What is not here, where we may; else the tests that need it say that they were not run."""
    missing = [program for program in programs.BY_MARKER.values() if program.find() is None]
    prefix = may_install() if missing else None
    if prefix is None:
        for program in missing:
            title = program.title
            say(f"Không có {title} và không được phép cài", f"no {title} here and no right to install it")
        return
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    quiet = {"stdout": subprocess.DEVNULL}
    subprocess.run([*apt, "update"], **quiet)
    for program in missing:
        vietnamese, english = program.what_for
        say(
            f"Cài {program.title} của Debian cho kiểm thử {vietnamese}",
            f"installing Debian's {program.title} for the {english} tests",
        )
        subprocess.run([*apt, "install", "--yes", "--no-install-recommends", *program.packages], **quiet)


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
    install_missing()
    say("Lần 1: SQLite", "first run: SQLite")
    first = run_pytest(arguments)
    say(
        "Lần 2: PostgreSQL và Valkey; kiểm thử LibreOffice chỉ chạy ở lần 1",
        "second run: PostgreSQL and Valkey; the LibreOffice tests are of the first run alone",
    )
    if first:
        say("Lần 1 đã hỏng, xem ở trên", "the first run FAILED, see above")
    return on_real_servers(arguments) or first


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
