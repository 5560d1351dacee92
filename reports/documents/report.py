"""The report on paper: the draft of an official báo cáo by Decree 30/2020, without number, date and signature."""

from collections.abc import Callable, Sequence

from .. import missing, narrative, words
from ..columns import Column, cells
from ..frozen import Frozen
from ..frozen_parts import FrozenObjective, FrozenValue
from . import annexes
from .paper import BETWEEN, SMALL, Align, Paper, Rule, line

DRAFT = "DỰ THẢO"
HEAD = (0.42, 0.58)


def compose(frozen: Frozen, tick: Callable[[], None], *, provisional: str = "") -> Paper:
    """The whole paper; one tick for each part. Every page says that it is a draft, and of what figures.

    `provisional` is the moment of figures that were not published, in words.
    """
    draft = f"{DRAFT}, SỐ TẠM TÍNH LÚC {provisional}" if provisional else DRAFT
    mark = f"{draft} - {annexes.ILLUSTRATIVE}" if frozen.illustrative else draft
    paper = Paper(words.abstract(frozen), words.lead_department(frozen), mark)
    for part in PARTS:
        part(paper, frozen)
        tick()
    return paper


# The head ---------------------------------------------------------------------------------------------------------


def head(paper: Paper, frozen: Frozen) -> None:
    """Who issues it under whom to the left, quốc hiệu and tiêu ngữ to the right; then number, place and date."""
    issuer: str = frozen.plan["issuer"]["vi"]
    department = words.lead_department(frozen)
    paper.beside(
        HEAD,
        [
            line(words.in_short(issuer).upper(), 12),
            line(department.upper(), 12, bold=True),
            Rule(0.4),
        ],
        [
            line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True),
            line("Độc lập - Tự do - Hạnh phúc", 13, bold=True),
            Rule(0.68),
        ],
    )
    paper.beside(
        HEAD,
        [line(f"Số:        /BC-{words.initials(department)}", 13), line(f"({DRAFT})", 12, bold=True)],
        [line(words.open_date(frozen), 13, italic=True)],
    )
    title(paper, frozen)


def title(paper: Paper, frozen: Frozen) -> None:
    paper.centred("", size=6)
    paper.centred("BÁO CÁO", bold=True)
    paper.centred(words.abstract(frozen), bold=True)
    paper.rule(0.35, after=10)
    if frozen.illustrative:
        paper.centred(f"({annexes.ILLUSTRATIVE})", bold=True, size=SMALL, after=BETWEEN)
    paper.centred(f"Kính gửi: {frozen.plan['issuer']['vi']}", after=10)
    for basis in words.legal_bases(frozen):
        paper.paragraph(basis, italic=True)
    paper.paragraph(words.opening(frozen))


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


# III and the foot -------------------------------------------------------------------------------------------------


def proposals(paper: Paper, frozen: Frozen) -> None:
    """What no figure can say is left to people, and says so."""
    paper.heading("III. ĐÁNH GIÁ CHUNG, NHIỆM VỤ THỜI GIAN TỚI VÀ KIẾN NGHỊ")
    paper.paragraph(
        f"(Phần này để trống: {words.lead_department(frozen)} bổ sung trước khi trình ký.)", italic=True
    )


def foot(paper: Paper, frozen: Frozen) -> None:
    """Nơi nhận to the left, who signs to the right; a draft bears no signature."""
    paper.paragraph("", after=BETWEEN)
    own = {"align": Align.LEFT}
    paper.beside(
        (0.5, 0.5),
        [
            line("Nơi nhận:", 12, bold=True, italic=True, **own),
            *(line(f"- {recipient}", 11, **own) for recipient in recipients(frozen)),
        ],
        [line("GIÁM ĐỐC", 14, bold=True), line("(Dự thảo, chưa ký)", 12, italic=True)],
    )


def recipients(frozen: Frozen) -> list[str]:
    """The issuer above, the departments that report, the districts where there are any, and the file."""
    others = [report.unit.name for report in frozen.reports_of("department")]
    found = [f"{frozen.plan['issuer']['vi']} (báo cáo);"]
    if others:
        found.append(f"{', '.join(others)};")
    if frozen.units_of("district"):
        found.append("UBND các huyện, thành phố;")
    return [*found, "Lưu: VT."]


PARTS = (
    head,
    reporting,
    results,
    proposals,
    foot,
    annexes.of_indicators,
    annexes.of_districts,
    annexes.of_missing_units,
    annexes.of_changes,
)
