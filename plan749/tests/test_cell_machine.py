"""Whatever becomes of the line, of a colleague and of the browser: nothing typed is lost, nothing overwritten unseen.

The machine is the browser's own, run in Node; the server is the rule of districts/freshness.py over a dict.
"""

import json
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from districts.freshness import Outcome, outcome
from plan749.tests.scripts import Scripts

CELLS = ("births", "deaths")
NAMES = st.sampled_from(CELLS)
WRONG = "12,5"
STEPS = st.one_of(
    st.tuples(st.just("edit"), NAMES),
    st.tuples(st.just("edit wrongly"), NAMES),
    st.tuples(st.just("other writes"), NAMES),
    st.tuples(st.just("keep mine"), NAMES),
    st.tuples(st.just("take theirs"), NAMES),
    st.tuples(st.sampled_from(["take", "answer", "lose the answer", "cut", "reopen"])),
)


class Server:
    """Cells with a version each, and the log of who wrote what. A request is taken whole or not at all."""

    def __init__(self) -> None:
        self.cells: dict[str, tuple[int, str]] = {}
        self.log: list[tuple[str, str, str]] = []
        self.version = 0

    def version_of(self, name: str) -> int | None:
        return self.cells[name][0] if name in self.cells else None

    def write(self, by: str, name: str, value: str) -> None:
        self.version += 1
        self.cells[name] = (self.version, value)
        self.log.append((by, name, value))

    def receive(self, batch: dict[str, Any]) -> tuple[str, Any]:
        wanted = {name: one["fields"]["number"] for name, one in batch.items()}
        faults = {name: "không phải là số nguyên" for name, value in wanted.items() if value == WRONG}
        if faults:
            return "refused", faults
        found = {name: self.outcome(name, batch[name]["version"], value) for name, value in wanted.items()}
        if Outcome.STALE in found.values():
            return "stale", {name: self.theirs(name) for name, one in found.items() if one is Outcome.STALE}
        for name, one in found.items():
            if one is Outcome.WRITTEN:
                self.write("me", name, wanted[name])
        return "answered", {name: self.version_of(name) for name in batch}

    def outcome(self, name: str, seen: int | None, value: str) -> Outcome:
        content = self.cells[name][1] if name in self.cells else None
        return outcome(seen=seen, standing=self.version_of(name), wanted=value, content=content)

    def theirs(self, name: str) -> dict[str, Any]:
        version, value = self.cells[name]
        return {"version": version, "fields": {"number": value}, "said": value, "by": "Y Hlan", "at": "14:05"}


class Desk:
    """One officer at one sheet, with what must hold after every step."""

    def __init__(self, scripts: Scripts) -> None:
        self.scripts, self.server = scripts, Server()
        self.values = (
            str(number) for number in count(1)
        )  # each typed once, so that each can be told from the rest
        self.typed: dict[str, str] = {}  # the last that was typed into a cell, until the officer gives it up
        self.stored: set[tuple[str, str]] = set()  # what the server was seen to hold
        self.shown: set[tuple[str, int | None]] = set()  # versions that the officer has had before their eyes
        self.on_its_way: dict[str, Any] | None = None
        self.open_page({})

    def call(self, name: str, *given: Any) -> None:
        self.state = self.scripts.call("sheet/machine.js", name, self.state, *given)

    def open_page(self, kept: dict[str, Any]) -> None:
        versions = {name: self.server.version_of(name) for name in CELLS}
        self.shown |= set(versions.items())
        self.state = self.scripts.call("sheet/machine.js", "begin", versions)
        self.call("restored", kept)

    def unsent(self) -> dict[str, Any]:
        """What the device holds through a closed browser."""
        waiting = {name: cell for name, cell in self.state["cells"].items() if cell["edit"] or cell["sent"]}
        return {
            name: {part: cell[part] for part in ("version", "edit", "sent")} for name, cell in waiting.items()
        }

    def step(self, word: str, name: str = "") -> None:
        cell = self.state["cells"].get(name, {})
        if word in ("edit", "edit wrongly"):
            self.typed[name] = next(self.values) if word == "edit" else WRONG
            self.call("edited", name, {"number": self.typed[name]})
        elif word == "other writes":
            self.server.write("other", name, f"other {next(self.values)}")
        elif word == "keep mine" and cell.get("theirs"):
            self.shown.add((name, cell["theirs"]["version"]))
            self.call("keepMine", name)
        elif word == "take theirs" and cell.get("theirs"):
            self.shown.add((name, cell["theirs"]["version"]))
            self.typed.pop(name)
            self.call("takeTheirs", name)
        elif word == "take" and self.on_its_way is None:
            self.on_its_way = self.scripts.call("sheet/machine.js", "batch", self.state)
            self.call("taken")
        elif word == "reopen":
            self.lose(arrives=True)
            self.open_page(json.loads(json.dumps(self.unsent())))
        elif word in ("answer", "lose the answer", "cut"):
            self.answer(word)
        self.check()

    def answer(self, word: str) -> None:
        if word == "answer" and self.on_its_way:
            kind, told = self.receive(self.on_its_way)
            self.call(kind, told)
            if kind == "answered":
                self.shown |= set(told.items())
        else:
            self.lose(arrives=word == "lose the answer")
        self.on_its_way = None

    def lose(self, *, arrives: bool) -> None:
        """The request ends without an answer; it may have arrived all the same."""
        if self.on_its_way and arrives:
            self.receive(self.on_its_way)
        self.on_its_way = None

    def receive(self, batch: dict[str, Any]) -> tuple[str, Any]:
        before = {name: self.server.version_of(name) for name in CELLS}
        written = len(self.server.log)
        kind, told = self.server.receive(batch)
        if kind == "answered":
            self.stored |= {(name, one["fields"]["number"]) for name, one in batch.items()}
        for _by, name, _value in self.server.log[written:]:
            assert (name, before[name]) in self.shown, "written over what the officer had not seen"
        return kind, told

    def check(self) -> None:
        own = [(name, value) for by, name, value in self.server.log if by == "me"]
        assert len(own) == len(set(own)), "an edit arrived twice"
        for name, value in self.typed.items():
            cell = self.state["cells"][name]
            newest = cell["edit"] or cell["sent"]
            assert (newest and newest["number"] == value) or (name, value) in self.stored, "an edit was lost"

    def settle(self) -> None:
        """A good line, a colleague at rest, and every question answered: all of it arrives."""
        for _round in range(6):
            self.step("answer")
            for name in CELLS:
                cell = self.state["cells"][name]
                if cell["theirs"]:
                    self.step("keep mine", name)
                if self.typed.get(name) == WRONG:
                    self.step("edit", name)
            self.step("take")
        self.step("answer")


@settings(
    max_examples=1000,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(STEPS, min_size=5, max_size=40))
def test_nothing_is_lost_over_a_thousand_sequences(scripts: Scripts, steps: list[tuple[str, ...]]):
    desk = Desk(scripts)

    for step in steps:
        desk.step(*step)
    desk.settle()

    assert desk.unsent() == {}
    assert {name: desk.server.cells[name][1] for name in desk.typed} == desk.typed
