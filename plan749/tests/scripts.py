"""Calls the functions of our browser modules from Python, in Node, so that one table of cases tries both."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
# Where the machine has no Node, the project's environment has.
NODE = shutil.which("node", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")


class Scripts:
    """One Node process that answers calls until it is closed."""

    def __init__(self) -> None:
        assert NODE, "Node.js is missing: run `make test`, which installs it"
        command = [NODE, str(HERE / "answer_scripts.mjs")]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def call(self, module: str, name: str, *given: Any) -> Any:
        """`call("sheet/reading.js", "readFigure", "1.234")`; what the function throws fails the test."""
        place = (ROOT / "static" / "js" / module).as_uri()
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps({"module": place, "name": name, "given": given}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert "error" not in answer, answer.get("error")
        return answer["result"]

    def close(self) -> None:
        """No more questions; the process ends by itself."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()
