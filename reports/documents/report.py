"""The report on paper: the draft of an official báo cáo by Decree 30/2020, without number, date and signature."""

from collections.abc import Callable, Sequence

from .. import missing, narrative, words
from ..columns import Column, cells
from ..frozen import Frozen
from ..frozen_parts import FrozenObjective, FrozenValue
from . import annexes, report_frame, report_text
from .paper import BETWEEN, Paper
from .report_frame import DRAFT


def compose(frozen: Frozen, tick: Callable[[], None], *, provisional: str = "") -> Paper:
    """The whole paper; one tick for each part. Every page says that it is a draft, and of what figures.

    `provisional` is the moment of figures that were not published, in words.
    """
    paper = sheet(frozen, f"{DRAFT}, SỐ TẠM TÍNH LÚC {provisional}" if provisional else DRAFT)
    for part in PARTS:
        part(paper, frozen)
        tick()
    return paper


def compose_within(frozen: Frozen, tick: Callable[[], None]) -> tuple[Paper, Paper]:
    """What stands between the head and the foot, and what follows the foot: for a paper that has its own of both."""
    body, after = sheet(frozen, DRAFT), sheet(frozen, DRAFT)
    for part in PARTS:
        if part in BODY:
            part(body, frozen)
        elif part in ANNEXES:
            part(after, frozen)
        tick()
    return body, after


def sheet(frozen: Frozen, draft: str) -> Paper:
    """An empty paper with its title, its author and the mark of every page."""
    mark = f"{draft} - {annexes.ILLUSTRATIVE}" if frozen.illustrative else draft
    return Paper(words.abstract(frozen), words.lead_department(frozen), mark)


# The head and the foot -------------------------------------------------------------------------------------------


def head(paper: Paper, frozen: Frozen) -> None:
    report_frame.write_head(paper, report_frame.frame_words(frozen))


def foot(paper: Paper, frozen: Frozen) -> None:
    report_frame.write_foot(paper, report_frame.frame_words(frozen))


# I and II ---------------------------------------------------------------------------------------------------------


def reporting(paper: Paper, frozen: Frozen) -> None:
    paper.heading("I. TÌNH HÌNH BÁO CÁO SỐ LIỆU")
    for sentence in narrative.reporting_sentences(frozen):
        paper.paragraph(sentence)


def results(paper: Paper, frozen: Frozen) -> None:
    """Each objective: how it stands, a table, then sentence by sentence, and what is missing by name."""
    paper.heading("II. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU")
    paper.paragraph(narrative.overall_sentence(frozen))
    for objective in frozen.objectives:
        of_objective(paper, objective, frozen)


def of_objective(paper: Paper, objective: FrozenObjective, frozen: Frozen) -> None:
    paper.heading(f"{objective.number}. {objective.name['vi']}", level=2)
    paper.paragraph(narrative.objective_sentence(objective, frozen))
    write_table(paper, OBJECTIVE_COLUMNS, [frozen.result(measure.code) for measure in objective.measures])
    paper.paragraph("", after=BETWEEN)
    for measure in objective.measures:
        paper.paragraph(f"- {narrative.measure_sentence(measure, frozen)}")
    for sentence in narrative.extra_count_sentences(objective, frozen):
        paper.paragraph(f"- {sentence}")
    for gap in missing.gaps(objective, frozen):
        paper.paragraph(missing.gap_sentence(gap, frozen), italic=True)


def write_table(paper: Paper, columns: Sequence[Column[FrozenValue]], rows: Sequence[FrozenValue]) -> None:
    """A table of values, its numbers to the right."""
    texts = [[str(cell) for cell in cells(columns, row)] for row in rows]
    paper.table(
        [column.heading for column in columns],
        texts,
        [column.width for column in columns],
        numeric=frozenset({RESULT_COLUMN, GOAL_COLUMN, RESULT_COLUMN + 3}),
    )


OBJECTIVE_COLUMNS: list[Column[FrozenValue]] = [
    Column("Mã số", lambda row: row.measure.code, 1.2),
    Column(annexes.NAME_HEADING, lambda row: words.name_and_unit(row.measure), 5.4),
    Column("Kết quả", words.at_least, 2.2),
    Column("Chỉ tiêu giao (năm)", lambda row: words.goal(row.judged_by) or "chưa giao", 2.4),
    Column("Đánh giá", lambda row: words.standing(row.status) or "Chưa đánh giá", 3.1),
    Column("Phủ", words.covered, 1.7),
]
RESULT_COLUMN, GOAL_COLUMN = 2, 3


BODY = (reporting, results, report_text.of_texts)
ANNEXES = (annexes.of_indicators, annexes.of_districts, annexes.of_missing_units, annexes.of_changes)
PARTS = (head, *BODY, foot, *ANNEXES)
