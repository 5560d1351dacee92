"""The programs that some tests drive: whether they are here, and which of Debian's packages bring them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path


def chromium() -> str | None:
    """Where the browser is; None where there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def libreoffice() -> str | None:
    """Where LibreOffice is, with the part that reckons: an installation of Writer alone converts no workbook."""
    program = shutil.which("soffice")
    if program is None or not (Path(program).resolve().parent / "libsclo.so").exists():
        return None
    return program


@dataclass(frozen=True)
class Program:
    """A program that the tests of a marker drive: how it is found, and from which packages it comes."""

    title: str
    find: Callable[[], str | None]
    packages: tuple[str, ...]
    what_for: tuple[str, str]  # in Vietnamese and in English


BY_MARKER = {
    "browser": Program(
        "Chromium",
        chromium,
        ("chromium", "libatomic1"),  # a minimal Debian lacks the second, and the browser's driver needs it
        ("trình duyệt", "browser"),
    ),
    "curl": Program("curl", partial(shutil.which, "curl"), ("curl",), ("sổ tay API", "API guide")),
    "openssl": Program(
        "OpenSSL", partial(shutil.which, "openssl"), ("openssl",), ("chứng thư số", "certificate")
    ),
    "libreoffice": Program(
        "LibreOffice", libreoffice, ("libreoffice-calc-nogui",), ("LibreOffice", "LibreOffice")
    ),
}
