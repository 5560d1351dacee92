"""Which words changed between two contents: the province's sections, and what units said. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from .frozen_texts import NONE

SECTIONS, UNIT_WORDS = "sections", "unit_words"
SHOWN = 160
Row = Mapping[str, Any]


class WordsChange(NamedTuple):
    """One text before and after, each kept short; None where there was none. The key names the section, or the
    unit and the group."""

    part: str
    key: str
    field: str
    old: str | None
    new: str | None


def words_between(old: Row, new: Row) -> list[WordsChange]:
    """Section by section, then unit by unit."""
    before, after = (content.get("texts", NONE) for content in (old, new))
    return [
        *changed(SECTIONS, sections_of(before), sections_of(after)),
        *changed(UNIT_WORDS, words_of(before), words_of(after)),
    ]


def sections_of(part: Row) -> dict[tuple[str, str], str]:
    return {(one["section"], "text"): one["text"] for one in part["sections"]}


def words_of(part: Row) -> dict[tuple[str, str], str]:
    return {
        (f"{one['unit']} {one['group']}", field): one[field]
        for one in part["units"]
        for field in ("done", "difficulties", "proposals")
        if one[field]
    }


def changed(
    part: str, old: Mapping[tuple[str, str], str], new: Mapping[tuple[str, str], str]
) -> Iterable[WordsChange]:
    places = [*new, *(place for place in old if place not in new)]
    return [
        WordsChange(part, *place, short(old.get(place)), short(new.get(place)))
        for place in places
        if old.get(place) != new.get(place)
    ]


def short(text: str | None) -> str | None:
    """Its beginning in one line: the whole stands in each of the two publications."""
    if text is None:
        return None
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1].rstrip()}…"
