"""The report on paper: the draft of an official báo cáo by Decree 30/2020, without number, date and signature."""

from collections.abc import Callable
from functools import partial

from .. import missing, narrative, trend_sentences, words
from ..frozen import Frozen
from ..frozen_parts import FrozenObjective
from ..report_kinds import Report
from . import annexes, result_columns
from .paper import BETWEEN, SMALL, TABLE, Align, Paper, Rule, line

DRAFT = "DỰ THẢO"
HEAD = (0.42, 0.58)


def compose(frozen: Frozen, report: Report, tick: Callable[[], None], *, provisional: str = "") -> Paper:
    """The whole paper; one tick for each part. Every page says that it is a draft, and of what figures.

    `provisional` is the moment of figures that were not published, in words.
    """
    draft = f"{DRAFT}, SỐ TẠM TÍNH LÚC {provisional}" if provisional else DRAFT
    mark = f"{draft} - {annexes.ILLUSTRATIVE}" if frozen.illustrative else draft
    covers = words.covered_by(report, frozen)
    paper = Paper(words.abstract(frozen, covers), words.lead_department(frozen), covers, mark)
    for part in parts_of(report):
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
    paper.centred(paper.title, bold=True)
    paper.rule(0.35, after=10)
    if frozen.illustrative:
        paper.centred(f"({annexes.ILLUSTRATIVE})", bold=True, size=SMALL, after=BETWEEN)
    paper.centred(f"Kính gửi: {frozen.plan['issuer']['vi']}", after=10)
    for basis in words.legal_bases(frozen):
        paper.paragraph(basis, italic=True)
    paper.paragraph(words.opening(frozen, paper.covers))


# I and II ---------------------------------------------------------------------------------------------------------


def reporting(paper: Paper, frozen: Frozen) -> None:
    paper.heading("I. TÌNH HÌNH BÁO CÁO SỐ LIỆU")
    for sentence in narrative.reporting_sentences(frozen):
        paper.paragraph(sentence)


def results(paper: Paper, frozen: Frozen, *, report: Report) -> None:
    """Each objective: how it stands, a table, then sentence by sentence, and what is missing by name."""
    paper.heading("II. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU")
    paper.paragraph(narrative.overall_sentence(frozen))
    for sentence in trend_sentences.overall(frozen, report):
        paper.paragraph(sentence)
    for objective in frozen.objectives:
        of_objective(paper, objective, frozen, report)


def of_objective(paper: Paper, objective: FrozenObjective, frozen: Frozen, report: Report) -> None:
    paper.heading(f"{objective.number}. {objective.name['vi']}", level=2)
    paper.paragraph(narrative.objective_sentence(objective, frozen))
    values = [frozen.result(measure.code) for measure in objective.measures]
    result_columns.write(paper, result_columns.of_results(report, frozen), values, size=TABLE)
    paper.paragraph("", after=BETWEEN)
    for measure in objective.measures:
        told = [
            narrative.measure_sentence(measure, frozen),
            *trend_sentences.sentences(measure, frozen, report),
        ]
        paper.paragraph(f"- {' '.join(told)}")
    for sentence in narrative.extra_count_sentences(objective, frozen):
        paper.paragraph(f"- {sentence}")
    for gap in missing.gaps(objective, frozen):
        paper.paragraph(missing.gap_sentence(gap, frozen), italic=True)


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


def parts_of(report: Report) -> tuple[Callable[[Paper, Frozen], None], ...]:
    """The same parts in every report; only what the results are compared with is another."""
    return (
        head,
        reporting,
        partial(results, report=report),
        proposals,
        foot,
        annexes.of_indicators,
        annexes.of_districts,
        annexes.of_missing_units,
        annexes.of_changes,
    )
