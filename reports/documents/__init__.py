"""The report's files, each made of a publication's frozen content alone. A new document is a file and a line here."""

from collections.abc import Callable
from dataclasses import dataclass

from ..frozen import Frozen
from . import report_docx, workbook

# Called between the parts of a document, so that whoever waits sees it grow.
Tick = Callable[[], None]


@dataclass(frozen=True)
class DocumentKind:
    """`parts` is how often `make` ticks."""

    word: str
    parts: int
    make: Callable[[Frozen, Tick], bytes]


DOCUMENTS = (
    DocumentKind("xlsx", len(workbook.SHEETS), workbook.make),
    DocumentKind("docx", len(report_docx.PARTS), report_docx.make),
)
