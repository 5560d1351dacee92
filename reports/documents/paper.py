"""An official paper, block by block, before it is a file: Word and PDF are both written from it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from ..report_kinds import Report

BODY, SMALL, TABLE = 14.0, 12.0, 11.0
BETWEEN = 6.0


class Align(StrEnum):
    """Where the lines of a text stand."""

    LEFT = "left"
    CENTRE = "centre"
    JUSTIFIED = "justified"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. `size` and `after`, the space under it, are in points; `is_indented` is its first line.

    `level` is its place among the headings, 1 the highest; 0: it is none.
    """

    text: str
    size: float = BODY
    bold: bool = False
    italic: bool = False
    align: Align = Align.JUSTIFIED
    is_indented: bool = True
    after: float = BETWEEN
    level: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A line as long as this share of the width, in its middle."""

    share: float
    after: float = BETWEEN


@dataclass(frozen=True, slots=True)
class Beside:
    """Texts in columns without lines, for the head and the foot of a paper; `shares` of the width."""

    shares: Sequence[float]
    cells: Sequence[Sequence[Text | Rule]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with lines. Its headings come again on every page and no row is torn; `numeric` columns go right.

    A row of one text stretches over the whole width, as a heading within the table.
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    shares: Sequence[float]
    size: float = TABLE
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows stands on pages of its own, lying or standing."""

    landscape: bool


Block = Text | Rule | Beside | Table | NewPage
CENTRED = {"align": Align.CENTRE, "is_indented": False, "after": 0.0}


@dataclass
class Paper:
    """A paper being written from top to bottom: which report it is; `mark` stands at the foot of every page."""

    title: str
    author: str
    mark: str
    report: Report = Report.QUARTER
    blocks: list[Block] = field(default_factory=list)
    annexes: int = 0

    def paragraph(self, text: str, **look: Any) -> None:
        """Body text: justified, first line indented, 6 pt after it, unless told otherwise."""
        self.blocks.append(Text(text, **look))

    def heading(self, text: str, level: int = 1) -> None:
        """A bold line that does not part from what follows."""
        self.paragraph(text, bold=True, level=level)

    def centred(self, text: str, **look: Any) -> None:
        self.paragraph(text, **{**CENTRED, **look})

    def rule(self, share: float, **look: Any) -> None:
        self.blocks.append(Rule(share, **look))

    def beside(self, shares: Sequence[float], *cells: Sequence[Text | Rule]) -> None:
        self.blocks.append(Beside(shares, cells))

    def table(
        self, headings: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float], **look: Any
    ) -> None:
        self.blocks.append(Table(headings, rows, shares, **look))

    def new_page(self, *, landscape: bool) -> None:
        self.blocks.append(NewPage(landscape))


# What XML cannot hold; a text that people typed may.
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text: str) -> str:
    """A text without the signs that no file of ours can hold."""
    return UNWRITABLE.sub("", text)


def line(text: str, size: float, **look: Any) -> Text:
    """A centred line of the head or of the foot."""
    return replace(Text(text, size), **{**CENTRED, **look})
