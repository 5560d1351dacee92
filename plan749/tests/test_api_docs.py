"""The commands of docs/api.md run as they are written, one after the other."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from districts.models import Submission
from districts.tests.builders import complete, key_of
from plan749.tests.example_stage import BIRTHS, TODAY, set_stage

BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Says the status after the answer, and nothing else.
SHELL = """curl() { command curl -w '\\n%{http_code}' "$@" | tail -n 1; }\n"""
SET = re.compile(r"^(export )?[A-Z]+=", re.MULTILINE)
OTHERWISE = {"$API/units/?level=hamlet": "400", "If-None-Match": "304"}


def commands() -> list[str]:
    """Every command of the document, those over several lines too."""
    text = (Path(settings.BASE_DIR) / "docs" / "api.md").read_text(encoding="utf-8")
    lines = "".join(BLOCK.findall(text)).splitlines()
    found: list[str] = []
    for line in lines:
        begins = SET.match(line) or line.startswith("curl ")
        found = [*found, line] if begins else [*found[:-1], f"{found[-1]}\n{line}"]
    return found


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl here")
@pytest.mark.django_db(transaction=True)
def test_the_commands_run_as_they_are_written(the_plan, live_server, settings):
    settings.DEMO_TODAY, settings.PUBLIC_PAGE = TODAY, True
    stage = set_stage(the_plan)
    key = key_of(stage.district, reads_sensitive=True, writes_for=stage.district.membership.unit)
    given = f"API={live_server.url}/api/v1 TOKEN={key}\n"
    said, settled = [], ""

    for command in commands():
        if not command.startswith("curl"):
            settled += "" if command.startswith("export API=") else f"{command}\n"
            continue
        submission = Submission.objects.filter(unit__code="23500").first()
        if "/submit/" in command and submission is not None:
            submission = complete(submission, BIRTHS)
        numbers = f"ID={submission.pk} VERSION={submission.version}\n" if submission else ""
        script = f"{SHELL}{given}{settled}{numbers}{command}\n"
        run = subprocess.run(["sh", "-c", script], capture_output=True, text=True, timeout=60)
        said.append((command, run.stdout.strip(), run.stderr))

    begun = {command for command, _status, _fault in said if command.endswith("$API/submissions/")}
    assert len(said) >= 14
    for command, status, fault in said:
        expected = next((one for words, one in OTHERWISE.items() if words in command), "200")
        assert (command, status, fault) == (command, "201" if command in begun else expected, "")
