"""The commands of docs/api.md run as they are written, one after the other."""

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from districts.tests.builders import key_of
from plan749.tests.example_stage import TODAY, set_examples_of_the_guide, set_stage

BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Answers as curl does, and notes the status of each command in the order they are written; those within $(…) note none.
SHELL = """curl() {
  command curl -D head "$@"
  if [ "$(exec sh -c 'echo $PPID')" = $$ ]; then grep '^HTTP/' head | tail -n 1 | cut -d ' ' -f 2 >> statuses; fi
}
"""
STATUSES = {"?level=hamlet": "400", "/submit/": "400", "If-None-Match": "304"}


def commands() -> list[str]:
    """Every command of the document, those over several lines too."""
    text = (Path(settings.BASE_DIR) / "docs" / "api.md").read_text(encoding="utf-8")
    lines = "".join(BLOCK.findall(text)).splitlines()
    found: list[str] = []
    for line in lines:
        begins = re.match(r"(export )?[A-Z]+=|of\(\)|curl ", line)
        found = [*found, line] if begins else [*found[:-1], f"{found[-1]}\n{line}"]
    return found


def expected(command: str) -> str:
    if command.endswith("$API/submissions/"):
        return "201"
    return next((status for words, status in STATUSES.items() if words in command), "200")


@pytest.mark.curl
@pytest.mark.django_db(transaction=True)
def test_the_commands_run_as_they_are_written(the_plan, live_server, settings, tmp_path):
    settings.DEMO_TODAY = TODAY
    settings.PUBLIC_PAGE = True
    stage = set_stage(the_plan, "begun")
    set_examples_of_the_guide(stage)
    key = key_of(stage.district, reads_sensitive=True, writes_for=stage.district.membership.unit)
    asked = [command for command in commands() if command.startswith("curl")]
    given = f"export API={live_server.url}/api/v1 TOKEN={key}"
    script = [given if command.startswith("export API=") else command for command in commands()]

    run = subprocess.run(
        ["sh", "-c", SHELL + "\n".join(script)], cwd=tmp_path, capture_output=True, text=True, timeout=120
    )

    statuses = (tmp_path / "statuses").read_text().split()
    assert list(zip(asked, statuses, strict=True)) == [(command, expected(command)) for command in asked]
    assert (len(asked) > 20, run.stderr) == (True, "")
    assert run.stdout.count("Idempotent-Replayed: true") == 1
