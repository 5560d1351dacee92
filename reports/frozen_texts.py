"""The words of a frozen content, read: typed answers out of its part "texts". Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .frozen import Frozen

# A content that was frozen before words were kept has none.
NONE: Mapping[str, Any] = {"groups": [], "units": [], "sections": []}


@dataclass(frozen=True, slots=True)
class FrozenGroup:
    """One of the plan's groups of tasks, with the numbers of the indicators it is tied to."""

    number: int
    name: Mapping[str, str]
    indicators: Sequence[int]


@dataclass(frozen=True, slots=True)
class FrozenWords:
    """What one unit said of one group, as it was accepted; an empty text was left empty."""

    group: int
    unit: str
    done: str
    difficulties: str
    proposals: str
    evidence: Sequence[Mapping[str, str]]
    accepted_by: str


@dataclass(frozen=True, slots=True)
class FrozenSection:
    """The province's text of one section; an empty one was written once and emptied."""

    section: str
    version: int
    text: str
    written_by: str


@dataclass(frozen=True, slots=True)
class FrozenTexts:
    groups: Sequence[FrozenGroup]
    units: Sequence[FrozenWords]
    sections: Mapping[str, FrozenSection]

    def text(self, section: str) -> str:
        """The province's text of a section; empty where it wrote none."""
        found = self.sections.get(section)
        return "" if found is None else found.text

    def said(self, field: str, group: int | None = None) -> list[tuple[str, str]]:
        """Unit by unit what was said in a field: of one group, or of all under one another (None)."""
        found: dict[str, list[str]] = {}
        for words in self.units:
            text = getattr(words, field)
            if text and group in (None, words.group):
                found.setdefault(words.unit, []).append(text)
        return [(unit, "\n".join(texts)) for unit, texts in found.items()]


def of_frozen(frozen: Frozen) -> FrozenTexts:
    """The words of a content; none in one that is older than they are."""
    part = frozen.content.get("texts", NONE)
    return FrozenTexts(
        groups=[FrozenGroup(**group) for group in part["groups"]],
        units=[FrozenWords(**words) for words in part["units"]],
        sections={one["section"]: FrozenSection(**one) for one in part["sections"]},
    )
