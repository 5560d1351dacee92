"""The files of a publication, each made of its frozen content alone. A new document is a file and a line here."""

from collections.abc import Callable
from dataclasses import dataclass

from ..frozen import Frozen
from ..report_kinds import Report, reports_of
from . import pdf, report, word, workbook

# Called between the parts of a document, so that whoever waits sees it grow.
Tick = Callable[[], None]


@dataclass(frozen=True)
class DocumentKind:
    """`word` is its ending, `report` which report it is; the workbook belongs to all ("").

    `parts` is how often `make` ticks.
    """

    word: str
    report: Report | None
    parts: int
    make: Callable[[Frozen, Tick], bytes]

    @property
    def step(self) -> str:
        """What the job says that it is doing."""
        return f"{self.report} {self.word}" if self.report else self.word


WRITERS = {"docx": word.written, "pdf": pdf.written}


def paper_of(of: Report, ending: str) -> DocumentKind:
    write = WRITERS[ending]
    return DocumentKind(
        ending, of, len(report.parts_of(of)), lambda frozen, tick: write(report.compose(frozen, of, tick))
    )


WORKBOOK = DocumentKind("xlsx", None, len(workbook.SHEETS), workbook.make)


def documents_of(quarter: int) -> list[DocumentKind]:
    """What a publication of this quarter of a year consists of."""
    return [WORKBOOK, *(paper_of(of, ending) for of in reports_of(quarter) for ending in WRITERS)]
