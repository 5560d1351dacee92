"""What a workbook would change: each touched cell beside what stands there by now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from indicators.models import Element

from .. import changes
from ..change_log import content_said
from ..changes import Change, Key
from ..freshness import Outcome, outcome
from ..models import Event, User
from ..sheet_layout import key_name
from ..sheets import Sheet
from .contents import Content
from .index import content_of
from .taking import Fault, Touched


class Standing(StrEnum):
    """What writing one cell of a workbook would be."""

    ADDED = "added"
    CHANGED = "changed"
    EMPTIED = "emptied"
    CONFLICT = "conflict"  # somebody else changed it meanwhile


@dataclass(frozen=True)
class Line:
    """One cell of the preview. `seen` is the version it stands at, which is checked again when it is written."""

    standing: Standing
    cell: Touched
    name: str
    old: str
    new: str
    seen: int | None
    by: User | None = None  # of a conflict: who wrote the other content, and when
    at: datetime | None = None

    @property
    def is_conflict(self) -> bool:
        return self.standing == Standing.CONFLICT

    @property
    def change(self) -> Change:
        return change_of(self.cell, self.seen)


def change_of(cell: Touched, seen: int | None) -> Change:
    """What is written into a cell that stood at a version."""
    wanted = cell.wanted
    return Change(*cell.key, wanted.number, wanted.absence, wanted.reason, wanted.explanation, seen)


def lines_of(cells: Sequence[Touched], sheet: Sheet, writers: Mapping[Key, Event]) -> Iterator[Line | Fault]:
    """A line for each cell that would be written; one that says so already is left out."""
    elements = {element.code: element for element in sheet.elements}
    for cell in cells:
        figure = sheet.cells.get(cell.key)
        seen, standing = cell.version, sheet.version_of(cell.key)
        found = outcome(seen=seen, standing=standing, wanted=cell.wanted, content=content_of(figure))
        if found == Outcome.SAME:
            continue
        element = elements.get(cell.key[0])
        name = key_name(cell.key, elements, sheet.plan)
        sentence = changes.fault(change_of(cell, standing), element, sheet.plan.splits)
        if sentence:
            yield Fault(cell.address, name, sentence)
            continue
        writer = writers.get(cell.key) if found == Outcome.STALE else None
        yield Line(
            standing=Standing.CONFLICT if found == Outcome.STALE else standing_of(cell),
            cell=cell,
            name=name,
            old=said(content_of(figure), element),
            new=said(cell.wanted, element),
            seen=standing,
            by=writer.by if writer else None,
            at=writer.at if writer else None,
        )


def standing_of(cell: Touched) -> Standing:
    if cell.wanted.is_empty:
        return Standing.EMPTIED
    return Standing.ADDED if cell.before.is_empty else Standing.CHANGED


def said(content: Content, element: Element | None) -> str:
    """A content in words; empty for an empty cell."""
    if content.is_empty:
        return ""
    parts = {"absence": content.absence, "reason": content.reason, "explanation": content.explanation}
    value = "" if content.number is None else str(content.number)
    return content_said({"value": value, **parts}, element)
