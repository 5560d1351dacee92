"""A real spreadsheet program, LibreOffice, set to reckon every formula of a file anew when it opens it."""

import os
import re
import signal
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

# 0 is "always"; as it comes, LibreOffice shows what a file of Excel's kind says its formulas came to.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>{mode}</value></prop></item>
</oor:items>
"""
ALWAYS, NEVER = 0, 1
SECONDS = 180
STORED = re.compile(rb"(</f>)<v>[^<]*</v>")
WRONG = 987654.25


def recalculated(content: bytes, folder: Path, *, mode: int = ALWAYS) -> bytes:
    """The file as LibreOffice saves it. Its profile is of its own, so that nobody's settings or windows take part."""
    profile, taken, made = folder / "profile", folder / "taken", folder / "made"
    for place in (profile / "user", taken, made):
        place.mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS.format(mode=mode))
    (taken / "report.xlsx").write_bytes(content)
    run(
        ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
         "--convert-to", "xlsx", "--outdir", str(made), str(taken / "report.xlsx")],
        folder,
    )  # fmt: skip
    return (made / "report.xlsx").read_bytes()


def run(command: list[str], home: Path) -> None:
    """Run it to its end; one that hangs is ended with all that it started."""
    started = subprocess.Popen(
        command,
        env={**os.environ, "HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        said, _nothing = started.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(started.pid, signal.SIGKILL)
        started.communicate()
        raise
    assert started.returncode == 0, said.decode()


def with_wrong_results(content: bytes) -> bytes:
    """The same file, but beside each formula stands that it came to a number that none comes to."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(made, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            if name.startswith("xl/worksheets/"):
                part = STORED.sub(rb"\1<v>%s</v>" % str(WRONG).encode(), part)
            after.writestr(name, part)
    return made.getvalue()
