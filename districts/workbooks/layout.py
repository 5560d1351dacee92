"""Where things stand in a unit's worksheet, and what its worksheet is called."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Rows and columns as a person counts them, from 1. The first of each is hidden and says what stands in the others.
MARKS_ROW, TITLE_ROW, DATES_ROW, NOTE_ROW, GUIDE_ROW, HEADING_ROW = range(1, 7)
FIRST_ROW = 7
MARKS_COLUMN, NAME, UNIT_OF_MEASURE, LAST_YEAR, LAST_QUARTER, TOTAL, FIRST_PART = range(1, 8)
TOTAL_MARK, REASON_MARK, EXPLANATION_MARK = "total", "reason", "explanation"

LONGEST_TITLE = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
RESERVED = {"history", ""}


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns in which something is entered: the total, a part each, then the words."""

    parts: Sequence[str]

    @property
    def reason(self) -> int:
        return FIRST_PART + len(self.parts)

    @property
    def explanation(self) -> int:
        return self.reason + 1

    @property
    def last(self) -> int:
        return self.explanation

    def of(self, split: str) -> int:
        """The column of a part; of the total where the split is empty."""
        return TOTAL if not split else FIRST_PART + list(self.parts).index(split)

    @property
    def marks(self) -> dict[int, str]:
        """What the hidden first row says of each column that is filled in."""
        parts = {FIRST_PART + place: split for place, split in enumerate(self.parts)}
        return {TOTAL: TOTAL_MARK, **parts, self.reason: REASON_MARK, self.explanation: EXPLANATION_MARK}


def letters(column: int) -> str:
    """A column's letters: A, B, … Z, AA."""
    written = ""
    while column:
        column, place = divmod(column - 1, 26)
        written = chr(ord("A") + place) + written
    return written


def address(row: int, column: int) -> str:
    """A cell as a spreadsheet names it: F12."""
    return f"{letters(column)}{row}"


def titles(names: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """A worksheet's name for each unit: legal, and no two alike whatever their capitals."""
    used = {title.casefold() for title in taken}
    made = []
    for name in names:
        title = free_title(name, used)
        used.add(title.casefold())
        made.append(title)
    return made


def free_title(name: str, used: set[str]) -> str:
    """The name as far as a worksheet may have it; with a number where another has it already."""
    plain = " ".join(FORBIDDEN.sub(" ", name).split()).strip("'")
    number = 1
    while True:
        suffix = f" ({number})" if number > 1 else ""
        title = plain[: LONGEST_TITLE - len(suffix)].rstrip(" '") + suffix
        if title.casefold() not in used | RESERVED:
            return title
        number += 1
