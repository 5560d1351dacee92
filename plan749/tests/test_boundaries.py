"""Three floors and one staircase: what may know of what. Each was seen failing once, broken on purpose."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ["indicators", "districts", "reports"]  # from the ground up
HOUSE = [*FLOORS, "plan749"]
PURE = [Path(name) for name in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]["files"]]
PURE_MODULES = [".".join(path.with_suffix("").parts) for path in PURE]

# Who may ask what day it is: views, API, tasks, commands and the wiring.
EDGE = {"views", "api", "tasks", "commands"}
# Tokens and heartbeats live by the real clock, whatever day a demonstration lives on.
BY_THE_REAL_CLOCK = {Path("districts/tokens.py"), Path("reports/heartbeats.py")}
CLOCKS = {
    "clock.now", "clock.today", "timezone.now", "date.today",
    "datetime.now", "datetime.utcnow", "datetime.today", "time.time",
}  # fmt: skip
CLOCKS_WITHOUT_A_MOMENT = {"timezone.localtime", "timezone.localdate"}


def code_of(folder: str) -> list[Path]:
    """The Python files of an app, relative to the root."""
    return sorted(path.relative_to(ROOT) for path in (ROOT / folder).rglob("*.py"))


def tree_of(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def imported_by(path: Path) -> Iterator[str]:
    """Every module that a file imports, at its top or inside a function, with its whole dotted name."""
    package = path.parent.parts
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"import_module", "get_model"}:
            yield from (str(part.value) for part in node.args[:1] if isinstance(part, ast.Constant))


def is_edge(path: Path) -> bool:
    """Whether a file is a view, an API view, a task or a command."""
    return bool(EDGE & {*path.parts[:-1], path.stem})


@pytest.mark.parametrize("path", [path for floor in FLOORS for path in code_of(floor)], ids=str)
def test_nobody_imports_from_a_floor_above(path):
    above = FLOORS[FLOORS.index(path.parts[0]) + 1 :]

    assert [name for name in imported_by(path) if name.split(".")[0] in above] == []


@pytest.mark.parametrize(
    "path", [path for floor in FLOORS for path in code_of(floor) if "tests" not in path.parts], ids=str
)
def test_floors_know_of_the_wiring_only_its_clock_and_its_append_only_rows(path):
    allowed = ("plan749.append_only", "plan749.clock") if is_edge(path) else ("plan749.append_only",)
    wiring = [name for name in imported_by(path) if name.split(".")[0] == "plan749"]

    assert [name for name in wiring if not name.startswith(allowed)] == []


def relations_across_floors() -> Iterator[tuple[str, int, int, bool]]:
    """Each relation between floors: its name, from which floor, to which, whether one may walk it back."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields(include_hidden=True):
            target = field.related_model if getattr(field, "concrete", False) or field.many_to_many else None
            if not isinstance(target, type) or not issubclass(target, models.Model) or field.auto_created:
                continue
            floors = [one._meta.app_label for one in (model, target)]
            if floors[0] != floors[1] and set(floors) <= set(FLOORS):
                here, there = map(FLOORS.index, floors)
                yield f"{model.__name__}.{field.name}", here, there, not field.remote_field.hidden


def test_relations_between_floors_point_down():
    assert [name for name, here, there, _ in relations_across_floors() if there > here] == []


def test_nobody_walks_a_relation_upstairs():
    assert [name for name, _, _, may_walk_back in relations_across_floors() if may_walk_back] == []


def test_there_are_relations_between_floors_to_look_at():
    assert {(here, there) for _, here, there, _ in relations_across_floors()} >= {(1, 0), (2, 1)}


@pytest.mark.parametrize("module", PURE_MODULES)
def test_pure_files_run_without_django(module):
    code = f"import sys, {module}; assert not {{'django', 'celery'}} & sys.modules.keys(), 'not pure'"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)

    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("path", PURE, ids=str)
def test_pure_files_import_only_the_standard_library_and_one_another(path):
    others = [name for name in imported_by(path) if name.split(".")[0] not in sys.stdlib_module_names]

    assert [name for name in others if not any(name.startswith(module) for module in PURE_MODULES)] == []


def dotted(node: ast.AST) -> str:
    """The last two words of a dotted name: `timezone.now`; empty for anything else."""
    if not isinstance(node, ast.Attribute):
        return ""
    return f"{getattr(node.value, 'id', getattr(node.value, 'attr', ''))}.{node.attr}"


def clocks_asked(path: Path) -> set[str]:
    """Every clock that a file asks or hands on to be asked."""
    nodes = list(ast.walk(tree_of(path)))
    bare_calls = {dotted(node.func) for node in nodes if isinstance(node, ast.Call) and not node.args}
    return CLOCKS & set(map(dotted, nodes)) | CLOCKS_WITHOUT_A_MOMENT & bare_calls


INNER_FILES = [
    path
    for floor in FLOORS
    for path in code_of(floor)
    if not is_edge(path) and path not in BY_THE_REAL_CLOCK and not {"tests", "migrations"} & set(path.parts)
]


@pytest.mark.parametrize("path", INNER_FILES, ids=str)
def test_only_the_edge_asks_what_day_it_is(path):
    assert clocks_asked(path) == set()


def test_no_field_fills_in_the_moment_by_itself():
    fields = [
        field
        for floor in FLOORS
        for model in apps.get_app_config(floor).get_models()
        for field in model._meta.get_fields()
    ]
    own_clocks = [
        str(field)
        for field in fields
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    ]

    assert own_clocks == []


@pytest.mark.parametrize("path", [path for part in HOUSE for path in code_of(part)], ids=str)
def test_no_junk_drawers_and_no_signals(path):
    drawers = {"utils", "common", "helpers", "core", "signals"}

    assert drawers & {*path.parts[:-1], path.stem} == set()
    assert [
        name for name in imported_by(path) if "signals" in name.split(".") or name.endswith(".receiver")
    ] == []
