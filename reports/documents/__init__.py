"""The report's files, each made of a publication's frozen content alone. A new document is a file and a line here."""

from collections.abc import Callable
from dataclasses import dataclass

from ..frozen import Frozen
from . import pdf, report, word, workbook

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
    DocumentKind("docx", len(report.PARTS), lambda frozen, tick: word.written(report.compose(frozen, tick))),
    DocumentKind("pdf", len(report.PARTS), lambda frozen, tick: pdf.written(report.compose(frozen, tick))),
)
