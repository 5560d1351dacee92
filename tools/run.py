"""`make run`: prepares the portal, starts its web server and worker, ends both when asked or when one dies."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import prepare
from environment import say
from processes import end_with_parent

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("PLAN749_VAR") or ROOT / "var")
LOGS = VAR / "log"
SECONDS_TO_ANSWER = 60
SECONDS_TO_END = 10

WEB = ["gunicorn", "plan749.wsgi", "--worker-class", "gthread", "--workers", "2", "--threads", "4",
       "--preload", "--graceful-timeout", "5", "--log-level", "warning", "--no-control-socket"]  # fmt: skip
WORKER = ["celery", "--app", "plan749", "worker", "--beat", "--pool", "prefork", "--concurrency", "2",
          "--without-gossip", "--without-mingle", "--loglevel", "WARNING"]  # fmt: skip


class CannotServe(Exception):
    """Why the portal does not run, as one sentence for the person at the terminal."""


def chosen_port() -> int:
    """PORT, free on this machine; 8000 when unset."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CannotServe(f"PORT={text} không phải là số cổng (PORT={text} is not a port number).")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except OSError:
            raise CannotServe(
                f"Cổng {text} đang có chương trình khác dùng; xin chạy PORT=8001 make run "
                f"(port {text} is not free: try PORT=8001 make run)."
            ) from None
    return int(text)


def start(name: str, arguments: list[str]) -> subprocess.Popen[bytes]:
    """A server in a process group of its own, so that Ctrl-C reaches it through us and in order."""
    with (LOGS / f"{name}.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", *arguments], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True, preexec_fn=end_with_parent,
        )  # fmt: skip


def end(servers: dict[str, subprocess.Popen[bytes]]) -> None:
    """Ask each to finish its work; after ten seconds, or a second Ctrl-C, end it with its children."""
    for server in servers.values():
        if server.poll() is None:
            server.terminate()
    patience = time.monotonic() + SECONDS_TO_END
    with contextlib.suppress(KeyboardInterrupt, subprocess.TimeoutExpired):
        for server in servers.values():
            server.wait(timeout=max(0.0, patience - time.monotonic()))
    for server in servers.values():
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def answers(port: int) -> bool:
    """Whether the portal says that it is well."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


def check_alive(servers: dict[str, subprocess.Popen[bytes]]) -> None:
    """Nobody is left with half a portal: one dead server ends the whole."""
    for name, server in servers.items():
        if server.poll() is not None:
            log = LOGS / f"{name}.log"
            last_words = "\n".join(log.read_text(errors="replace").splitlines()[-20:])
            raise CannotServe(
                f"{last_words}\n{name} đã dừng, nên dừng tất cả; xem {log} "
                f"({name} ended with {server.returncode}, so everything is stopped; see its log)."
            )


def wait_for(is_so: Callable[[], bool], servers: dict[str, subprocess.Popen[bytes]]) -> None:
    """Return when the portal answers."""
    give_up = time.monotonic() + SECONDS_TO_ANSWER
    while not is_so():
        check_alive(servers)
        if time.monotonic() > give_up:
            raise CannotServe(
                f"Cổng thông tin không trả lời; xem {LOGS} (the portal does not answer; see its logs)."
            )
        time.sleep(0.1)


def welcome(port: int, password: str | None) -> None:
    """Where to go and as whom; no users where the database is a province's own."""
    print(f"\nPlan 749: http://127.0.0.1:{port}/")
    if password is not None:
        width = max(map(len, prepare.DEMO_USERS))
        for name, who in prepare.DEMO_USERS.items():
            print(f"  {name:<{width}}  {who}")
        print(f"  mật khẩu (password): {password}")
        day = date.fromisoformat(os.environ["DEMO_TODAY"])
        print(f"  Số liệu minh họa, ở ngày {day:%d/%m/%Y} (a demonstration, living on that day)")
    print(f"Nhật ký trong {LOGS}. Ctrl-C để dừng (logs are there; Ctrl-C ends it).\n", flush=True)


def stop(*_: object) -> None:
    """Ctrl-C, a closed terminal and a polite kill all mean the same."""
    raise KeyboardInterrupt


def settle_environment() -> str:
    """What the portal and the demonstration are to know; the password that the demonstration's users have."""
    LOGS.mkdir(parents=True, exist_ok=True)
    os.environ["PLAN749_VAR"] = str(VAR)
    os.environ["DJANGO_SETTINGS_MODULE"] = "plan749.settings"
    os.environ["DEMO_PASSWORD"] = prepare.demo_password(VAR)
    os.environ.setdefault("DEMO_TODAY", prepare.DEMO_TODAY)
    sys.path.insert(0, str(ROOT))
    return os.environ["DEMO_PASSWORD"]


def serve() -> None:
    """From nothing to a portal that answers, until told to stop."""
    chose_today = "DEMO_TODAY" in os.environ
    port, password = chosen_port(), settle_environment()
    demonstration = prepare.prepare(password)
    if not (demonstration or chose_today):
        del os.environ["DEMO_TODAY"]
    say("Khởi động máy chủ web và tiến trình nền", "starting the web server and the worker")
    servers: dict[str, subprocess.Popen[bytes]] = {}
    try:
        servers["web"] = start("web", [*WEB, "--bind", f"127.0.0.1:{port}"])
        servers["worker"] = start("worker", WORKER)
        wait_for(lambda: answers(port), servers)
        welcome(port, password if demonstration else None)
        while True:
            check_alive(servers)
            time.sleep(0.5)
    finally:
        end(servers)


def main() -> None:
    """The exit code is 0 when the person ended it."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    try:
        serve()
    except KeyboardInterrupt:
        print("\nĐã dừng (stopped).", flush=True)
    except (CannotServe, prepare.CannotPrepare) as reason:
        sys.exit(str(reason))


if __name__ == "__main__":
    main()
