"""The report on paper: the draft of an official báo cáo by Decree 30/2020, without number, date and signature."""

from collections.abc import Callable

from .. import missing, narrative, trend_sentences, words
from ..frozen import Frozen
from ..frozen_parts import FrozenObjective
from ..report_kinds import Report
from . import annexes, report_frame, report_text, result_columns
from .paper import BETWEEN, TABLE, Paper
from .report_frame import DRAFT


def compose(frozen: Frozen, report: Report, tick: Callable[[], None], *, provisional: str = "") -> Paper:
    """The whole paper; one tick for each part. Every page says that it is a draft, and of what figures.

    `provisional` is the moment of figures that were not published, in words.
    """
    paper = sheet(frozen, report, f"{DRAFT}, SỐ TẠM TÍNH LÚC {provisional}" if provisional else DRAFT)
    for part in PARTS:
        part(paper, frozen)
        tick()
    return paper


def compose_within(frozen: Frozen, report: Report, tick: Callable[[], None]) -> tuple[Paper, Paper]:
    """What stands between the head and the foot, and what follows the foot: for a paper that has its own of both."""
    body, after = sheet(frozen, report, DRAFT), sheet(frozen, report, DRAFT)
    for part in PARTS:
        if part in BODY:
            part(body, frozen)
        elif part in ANNEXES:
            part(after, frozen)
        tick()
    return body, after


def sheet(frozen: Frozen, report: Report, draft: str) -> Paper:
    """An empty paper with its title, its author and the mark of every page."""
    mark = f"{draft} - {annexes.ILLUSTRATIVE}" if frozen.illustrative else draft
    title = words.abstract(frozen, words.covered_by(report, frozen))
    return Paper(title, words.lead_department(frozen), mark, report)


# The head and the foot -------------------------------------------------------------------------------------------


def head(paper: Paper, frozen: Frozen) -> None:
    report_frame.write_head(paper, report_frame.frame_words(frozen, paper.report))


def foot(paper: Paper, frozen: Frozen) -> None:
    report_frame.write_foot(paper, report_frame.frame_words(frozen, paper.report))


# I and II ---------------------------------------------------------------------------------------------------------


def reporting(paper: Paper, frozen: Frozen) -> None:
    paper.heading("I. TÌNH HÌNH BÁO CÁO SỐ LIỆU")
    for sentence in narrative.reporting_sentences(frozen):
        paper.paragraph(sentence)


def results(paper: Paper, frozen: Frozen) -> None:
    """Each objective: how it stands, a table, then sentence by sentence, and what is missing by name."""
    paper.heading("II. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU")
    paper.paragraph(narrative.overall_sentence(frozen))
    for sentence in trend_sentences.overall(frozen, paper.report):
        paper.paragraph(sentence)
    for objective in frozen.objectives:
        of_objective(paper, objective, frozen)


def of_objective(paper: Paper, objective: FrozenObjective, frozen: Frozen) -> None:
    paper.heading(f"{objective.number}. {objective.name['vi']}", level=2)
    paper.paragraph(narrative.objective_sentence(objective, frozen))
    values = [frozen.result(measure.code) for measure in objective.measures]
    result_columns.write(paper, result_columns.of_results(paper.report, frozen), values, size=TABLE)
    paper.paragraph("", after=BETWEEN)
    for measure in objective.measures:
        told = [
            narrative.measure_sentence(measure, frozen),
            *trend_sentences.sentences(measure, frozen, paper.report),
        ]
        paper.paragraph(f"- {' '.join(told)}")
    for sentence in narrative.extra_count_sentences(objective, frozen):
        paper.paragraph(f"- {sentence}")
    for gap in missing.gaps(objective, frozen):
        paper.paragraph(missing.gap_sentence(gap, frozen), italic=True)


BODY = (reporting, results, report_text.of_texts)
ANNEXES = (annexes.of_indicators, annexes.of_districts, annexes.of_missing_units, annexes.of_changes)
PARTS = (head, *BODY, foot, *ANNEXES)
