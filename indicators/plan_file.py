"""A plan's YAML file, read into plain values with the line of each.

Stricter than YAML itself: no alias (a small file could swell), no key twice (the first would be lost
silently), numbers never binary floats, and `yes` or `on` are words, not answers.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from .definition import PLACE, Fault, PlanDefinition
from .definition_parts import Lines
from .definition_reader import read

MAX_BYTES = 2_000_000
MAX_DEPTH = 30
WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")
DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}")
PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "value", "merge", "map", "seq")
)


class _Unreadable(yaml.MarkedYAMLError):
    """What YAML would allow and a plan's file may not hold; the problem is a sentence in Vietnamese."""


class _StrictLoader(yaml.SafeLoader):
    """Composes nodes, refusing aliases and bottomless nesting before anything is built from them."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise _Unreadable(
                problem="Không dùng bí danh (dấu * và &) trong tệp kế hoạch.",
                problem_mark=self._mark(),
            )
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _Unreadable(problem="Các mục lồng vào nhau quá sâu.", problem_mark=self._mark())
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def _mark(self) -> yaml.Mark:
        mark: yaml.Mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
        return mark


@dataclass(frozen=True)
class _Reading:
    """What was read so far: the line of each place, and the faults of form."""

    lines: dict[PLACE, int]
    faults: list[Fault]

    def value(self, node: yaml.Node, path: PLACE) -> Any:
        """The plain value of a node; its line is noted unless the key before it has given one."""
        self.lines.setdefault(path, node.start_mark.line + 1)
        if node.tag not in PLAIN_TAGS:
            self._fault(node, path, "Không dùng thẻ kiểu dữ liệu (dấu !) trong tệp kế hoạch.")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        is_plain = isinstance(node, yaml.ScalarNode) and node.style is None
        return scalar(node.value, plain=is_plain)

    def _mapping(self, node: yaml.MappingNode, path: PLACE) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._fault(key_node, path, "Tên mục phải là một từ.")
                continue
            key = key_node.value
            if key in found:
                self._fault(key_node, (*path, key), f"Mục “{key}” được ghi hai lần.")
                continue
            self.lines[(*path, key)] = key_node.start_mark.line + 1
            found[key] = self.value(value_node, (*path, key))
        return found

    def _fault(self, node: yaml.Node, path: PLACE, sentence: str) -> None:
        self.faults.append(Fault(node.start_mark.line + 1, path, sentence))


def scalar(text: str, *, plain: bool) -> str | int | Decimal | bool | None:
    """What a word of the file stands for: quoted a text; plain perhaps a number, true or nothing."""
    if not plain:
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if WHOLE.fullmatch(text):
        return int(text)
    return Decimal(text) if DECIMAL.fullmatch(text) else text


def parse(raw: bytes) -> tuple[Any, Lines] | list[Fault]:
    """The file's values and the line of each place, or the faults of its form."""
    if len(raw) > MAX_BYTES:
        return [Fault(1, (), "Tệp kế hoạch quá lớn.")]
    try:
        node = _StrictLoader(raw.decode("utf-8-sig")).get_single_node()
    except UnicodeDecodeError as error:
        return [Fault(raw[: error.start].count(b"\n") + 1, (), "Tệp phải được ghi bằng bảng mã UTF-8.")]
    except yaml.YAMLError as error:
        return [_fault_of_form(error, raw)]
    if not isinstance(node, yaml.MappingNode):
        return [Fault(1, (), "Tệp phải gồm các mục có tên: plan, sources, elements, objectives…")]
    reading = _Reading({}, [])
    document = reading.value(node, ())
    return reading.faults or (document, reading.lines)


def _fault_of_form(error: yaml.YAMLError, raw: bytes) -> Fault:
    if isinstance(error, yaml.reader.ReaderError):
        line = raw.decode("utf-8-sig")[: error.position].count("\n") + 1
        return Fault(line, (), "Tệp có ký tự điều khiển không đọc được.")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else 1
    if isinstance(error, _Unreadable) and error.problem:
        return Fault(line, (), error.problem)
    return Fault(
        line, (), "Không đọc được tệp từ dòng này: xem lại thụt lề, dấu hai chấm, dấu ngoặc và dấu nháy."
    )


def read_plan_file(path: Path) -> PlanDefinition | list[Fault]:
    """A plan read from its file, or every fault found in it."""
    parsed = parse(path.read_bytes())
    if isinstance(parsed, list):
        return parsed
    document, lines = parsed
    return read(document, lines)
