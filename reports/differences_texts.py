"""Which words changed between two contents: the province's sections, and what units said. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from .frozen_texts import NONE

SECTIONS, UNIT_WORDS = "sections", "unit_words"
SHOWN = 160
CONTEXT = 40  # of what both say, before they part
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
        WordsChange(part, *place, *short(old.get(place), new.get(place)))
        for place in places
        if old.get(place) != new.get(place)
    ]


def short(old: str | None, new: str | None) -> tuple[str | None, str | None]:
    """Each in one line, long ones from a few words before they part: the whole stands in the two publications."""
    before, after = (None if text is None else " ".join(text.split()) for text in (old, new))
    start = 0
    if before and after and max(len(before), len(after)) > SHOWN:
        parting = parting_of(before, after)
        start = 0 if parting < SHOWN // 2 else before.rfind(" ", 0, parting - CONTEXT) + 1
    return cut(before, start), cut(after, start)


def parting_of(one: str, other: str) -> int:
    """How many signs are the same from the beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def cut(line: str | None, start: int) -> str | None:
    """As much as is shown, with a sign at either end where more stands."""
    if line is None:
        return None
    rest = f"…{line[start:]}" if start else line
    return rest if len(rest) <= SHOWN else f"{rest[: SHOWN - 1].rstrip()}…"
