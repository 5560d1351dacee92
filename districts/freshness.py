"""Whether a cell may be written: nobody overwrites what they have not seen."""

from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What becomes of one cell that somebody wants to write."""

    WRITTEN = "written"
    SAME = "same"  # it says so already: nothing to write, whoever wrote it
    STALE = "stale"  # someone else wrote another content meanwhile


def outcome(*, seen: int | None, standing: int | None, wanted: Any, content: Any) -> Outcome:
    """`seen` and `standing` are the cell's version as its writer last read it and as it is; None: never filled.

    A cell that was emptied has a version too, or a request that comes late would fill it again. `wanted` and
    `content` are what is to be written and what is there. A content that is there already is never stale: so a
    request whose answer was lost can be sent again, and is written once.
    """
    if wanted == content:
        return Outcome.SAME
    return Outcome.WRITTEN if seen == standing else Outcome.STALE
