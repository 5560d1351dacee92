"""The report's files, each made of a publication's frozen content alone. A new document is a file and a line here."""

from collections.abc import Callable
from dataclasses import dataclass

from ..frozen import Frozen
from . import pdf, report, template, word, workbook

# Called between the parts of a document, so that whoever waits sees it grow.
Tick = Callable[[], None]


@dataclass(frozen=True)
class DocumentKind:
    """`parts` is how often `make` ticks. `make_in` makes it in a province's own template; None: it has no such."""

    word: str
    parts: int
    make: Callable[[Frozen, Tick], bytes]
    make_in: Callable[[Frozen, Tick, bytes], bytes] | None = None


DOCUMENTS = (
    DocumentKind("xlsx", len(workbook.SHEETS), workbook.make),
    DocumentKind(
        "docx",
        len(report.PARTS),
        lambda frozen, tick: word.written(report.compose(frozen, tick)),
        make_in=template.make,
    ),
    DocumentKind("pdf", len(report.PARTS), lambda frozen, tick: pdf.written(report.compose(frozen, tick))),
)
