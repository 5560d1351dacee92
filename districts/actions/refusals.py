"""How an action says no."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Refused(Exception):
    """An action will not happen; `sentence` says why, to the person who asked. Nothing was written."""

    sentence: str
    code: str = "refused"
    # For a refusal about certain cells: (element code, split) -> sentence.
    cells: dict[tuple[str, str], str] = field(default_factory=dict)

    def __str__(self) -> str:
        return str(self.sentence)


@dataclass
class NotAllowed(Refused):
    """The person sees the thing but may not do this to it."""

    code: str = "not_allowed"


@dataclass
class SomeoneWasFirst(Refused):
    """What the person saw is no longer what is there."""

    code: str = "conflict"
    version: int = 0
    # For stale cells: (element code, split) -> what is there now, as `sheets.Cell.as_change` writes it.
    theirs: dict[tuple[str, str], Any] = field(default_factory=dict)


@dataclass
class NotReady(Refused):
    """A submission with missing totals, hard findings, or soft findings that nobody explained."""

    code: str = "not_ready"
    findings: list[Any] = field(default_factory=list)


@dataclass
class ManyRefused(Refused):
    """Some of many things that were asked for together; nothing was written. Their places -> why."""

    code: str = "several_refused"
    refusals: dict[int, Refused] = field(default_factory=dict)
