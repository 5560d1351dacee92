"""Whatever becomes of the line, of a colleague and of the browser: nothing typed is lost, nothing overwritten unseen.

The machine is the browser's own, run in Node; the server is the rule of districts/freshness.py over a dict.
"""

import json
from collections import Counter
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
    st.tuples(st.just("empty"), NAMES),
    st.tuples(st.just("edit wrongly"), NAMES),
    st.tuples(st.just("other writes"), NAMES),
    st.tuples(st.just("other empties"), NAMES),
    st.tuples(st.just("keep mine"), NAMES),
    st.tuples(st.just("take theirs"), NAMES),
    st.tuples(st.sampled_from(["take", "answer", "lose the answer", "cut", "reopen"])),
    st.tuples(st.just("arrive late"), st.integers(0, 3)),
)


class Server:
    """Cells with a version each, and the log of who wrote what. A request is taken whole or not at all.

    An empty cell that was filled before has its version too: that of its emptying.
    """

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
        return outcome(seen=seen, standing=self.version_of(name), wanted=value, content=self.content(name))

    def content(self, name: str) -> str:
        return self.cells[name][1] if name in self.cells else ""

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
        self.delayed: list[
            dict[str, Any]
        ] = []  # requests that the network may still deliver, or deliver again
        self.decided: Counter[tuple[str, str]] = (
            Counter()
        )  # how often each was typed, or kept against another
        self.given_up: set[tuple[str, str]] = set()  # what the officer let go for what another wrote
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

    def step(self, word: str, name: Any = "") -> None:
        cell = self.state["cells"].get(name, {})
        if word in ("edit", "edit wrongly", "empty"):
            self.typed[name] = {"edit": next(self.values), "edit wrongly": WRONG, "empty": ""}[word]
            self.call("edited", name, {"number": self.typed[name]})
            self.decided[name, self.typed[name]] += 1
        elif word in ("other writes", "other empties"):
            self.server.write("other", name, f"other {next(self.values)}" if word == "other writes" else "")
        elif word in ("keep mine", "take theirs") and cell.get("theirs"):
            self.choose(word, name)
        elif word == "take" and self.on_its_way is None:
            self.on_its_way = self.scripts.call("sheet/machine.js", "batch", self.state)
            self.delayed.append(self.on_its_way)
            self.call("taken")
        elif word == "arrive late" and name < len(self.delayed):
            self.arrive_late(self.delayed[-1 - name])
        elif word == "reopen":
            self.lose(arrives=True)
            self.open_page(json.loads(json.dumps(self.unsent())))
        elif word in ("answer", "lose the answer", "cut"):
            self.answer(word)
        self.check()

    def choose(self, word: str, name: str) -> None:
        self.shown.add((name, self.state["cells"][name]["theirs"]["version"]))
        if word == "keep mine":
            self.call("keepMine", name)
            self.decided[name, self.typed[name]] += 1
        else:
            self.call("takeTheirs", name)
            self.given_up.add((name, self.typed.pop(name)))

    def answer(self, word: str) -> None:
        if word == "answer" and self.on_its_way:
            kind, told = self.receive(self.on_its_way)
            self.call(kind, told)
            if kind == "answered":
                self.shown |= set(told.items())
        else:
            self.lose(arrives=word == "lose the answer")
        self.on_its_way = None

    def arrive_late(self, batch: dict[str, Any]) -> None:
        """The network delivers a request that the browser no longer waits for, or delivers it once more."""
        written = len(self.server.log)
        self.server.receive(batch)
        late = {(name, value) for _by, name, value in self.server.log[written:] if value}
        assert not late & self.given_up, "what the officer had let go was written"

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
        own = Counter((name, value) for by, name, value in self.server.log if by == "me" and value)
        assert own <= self.decided, "an edit arrived twice"
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
    assert set(desk.typed.items()) <= desk.stored
