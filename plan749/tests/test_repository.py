"""The repository keeps what it promises: pins with reasons, short files, nothing from elsewhere."""

import ast
import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TRACKED = subprocess.run(
    ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
)
FILES = [ROOT / name for name in TRACKED.stdout.splitlines() if (ROOT / name).is_file()]
PYTHON = [path for path in FILES if path.suffix == ".py" and "migrations" not in path.parts]
PAGES = [path for path in FILES if path.suffix in {".html", ".css", ".js"}]
LISTS = ["requirements.txt", "requirements-dev.txt"]

LINES_OF_A_FILE = 300
LINES_OF_A_TEST_FILE = 400
LINES_OF_A_FUNCTION = 45
# What a page would fetch from elsewhere: provincial networks are closed. A link to read on is not that.
FETCHED = re.compile(
    r"""<(?:script|link|img|iframe|source|video|audio|object|embed|use)\b[^>]*?(?:src|href|data|srcset)=["']?(?:https?:)?//"""
    r"""|url\(\s*["']?(?:https?:)?//|@import\s+["'](?:https?:)?//|\b(?:fetch|import|importScripts|open)\(\s*["'`](?:https?:)?//""",
    re.IGNORECASE,
)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_git_says_which_files_there_are():
    assert TRACKED.returncode == 0
    assert "manage.py" in TRACKED.stdout.splitlines()


@pytest.mark.parametrize("name", LISTS)
def test_requirements_are_pinned_and_say_why(name):
    lines = [
        line for line in (ROOT / name).read_text().splitlines() if line and not line.startswith(("#", "-r "))
    ]

    assert lines
    assert [line for line in lines if not re.fullmatch(r"[\w.\[\]-]+==[\w.]+\s+# \S.*", line)] == []


def test_npm_packages_are_pinned_and_the_lock_names_no_registry():
    package = json.loads((ROOT / "package.json").read_text())
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    wanted = {**package["dependencies"], **package["devDependencies"]}

    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert [name for name, entry in locked.items() if name and "integrity" not in entry] == []
    assert [name for name, entry in locked.items() if "resolved" in entry] == []


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_python_files_are_short(path):
    limit = LINES_OF_A_TEST_FILE if "tests" in path.parts else LINES_OF_A_FILE

    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_functions_are_short(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}

    assert {name: lines for name, lines in lengths.items() if lines > LINES_OF_A_FUNCTION} == {}


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_pages_fetch_nothing_from_elsewhere(path):
    assert FETCHED.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "code",
    [
        '<script src="https://a.b/c.js">',
        "<link rel=x href='//a.b/c.css'>",
        "url(http://a.b/c)",
        'fetch("https://a.b")',
    ],
)
def test_what_would_be_fetched_is_recognised(code):
    assert FETCHED.search(code)


@pytest.mark.parametrize("code", ['<a href="https://a.b/c">', '<img src="/static/c.svg">', 'url("c.woff2")'])
def test_what_stays_here_is_let_through(code):
    assert not FETCHED.search(code)


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs/decisions"])
def test_who_carries_it_on_finds_the_papers(name):
    assert (ROOT / name).exists()


def test_ci_does_what_a_person_does():
    assert "make test" in (ROOT / ".ci" / "run").read_text()


def test_no_file_of_this_machine_or_registry_is_named():
    # Written in two parts, so that this file is not found by its own search.
    forbidden = [
        "/ro" + "ot/",
        "/wo" + "rk/main",
        "/wo" + "rk/shared",
        "registry.np" + "mjs",
        "pypi.or" + "g/simple",
        "files.python" + "hosted",
    ]
    texts = {path: path.read_bytes() for path in FILES if path.stat().st_size < 5_000_000}

    assert [
        name_of(path) for path, text in texts.items() if any(word.encode() in text for word in forbidden)
    ] == []
