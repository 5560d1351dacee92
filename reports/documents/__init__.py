"""The files of a publication, each made of its frozen content alone. A new document is a file and a line here."""

from collections.abc import Callable
from dataclasses import dataclass

from ..frozen import Frozen
from ..report_kinds import Report, reports_of
from . import pdf, report, template, word, workbook

# Called between the parts of a document, so that whoever waits sees it grow.
Tick = Callable[[], None]


@dataclass(frozen=True)
class DocumentKind:
    """`word` is its ending, `report` which report it is; the workbook belongs to all (None).

    `parts` is how often `make` ticks. `make_in` makes it in a province's own template; None: it has no such.
    """

    word: str
    report: Report | None
    parts: int
    make: Callable[[Frozen, Tick], bytes]
    make_in: Callable[[Frozen, Tick, bytes], bytes] | None = None

    @property
    def step(self) -> str:
        """What the job says that it is doing."""
        return f"{self.report} {self.word}" if self.report else self.word


WORKBOOK = DocumentKind("xlsx", None, len(workbook.SHEETS), workbook.make)


def word_of(of: Report) -> DocumentKind:
    return DocumentKind(
        "docx",
        of,
        len(report.PARTS),
        lambda frozen, tick: word.written(report.compose(frozen, of, tick)),
        make_in=lambda frozen, tick, own: template.make(frozen, of, tick, own),
    )


def pdf_of(of: Report) -> DocumentKind:
    return DocumentKind(
        "pdf", of, len(report.PARTS), lambda frozen, tick: pdf.written(report.compose(frozen, of, tick))
    )


def documents_of(quarter: int) -> list[DocumentKind]:
    """What a publication of this quarter of a year consists of."""
    return [WORKBOOK, *(made(of) for of in reports_of(quarter) for made in (word_of, pdf_of))]
