"""The report's head and foot by Decree 30/2020: who issues it, on what it rests, who gets it, who signs.

They are written twice: with a report's own words, and with the names of these words, as the standard template.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .. import words
from ..frozen import Frozen
from ..report_kinds import Report
from .annexes import ILLUSTRATIVE
from .paper import BETWEEN, SMALL, Align, Paper, Rule, line

DRAFT = "DỰ THẢO"
HEAD = (0.42, 0.58)


@dataclass(frozen=True, slots=True)
class FrameWords:
    """What the head and the foot say. `warning` is empty where the figures are real ones."""

    issuer: str
    department: str
    initials: str
    place_and_date: str
    abstract: str
    addressee: str
    bases: Sequence[str]
    opening: str
    recipients: Sequence[str]
    warning: str


def frame_words(frozen: Frozen, report: Report) -> FrameWords:
    """Those of one of the reports of a publication."""
    covers = words.covered_by(report, frozen)
    issuer: str = frozen.plan["issuer"]["vi"]
    department = words.lead_department(frozen)
    return FrameWords(
        issuer=words.in_short(issuer).upper(),
        department=department.upper(),
        initials=words.initials(department),
        place_and_date=words.open_date(frozen),
        abstract=words.abstract(frozen, covers),
        addressee=issuer,
        bases=words.legal_bases(frozen),
        opening=words.opening(frozen, covers),
        recipients=recipients(frozen),
        warning=f"({ILLUSTRATIVE})" if frozen.illustrative else "",
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


def write_head(paper: Paper, said: FrameWords) -> None:
    """Who issues it under whom to the left, quốc hiệu and tiêu ngữ to the right; then number, place and date."""
    paper.beside(
        HEAD,
        [line(said.issuer, 12), line(said.department, 12, bold=True), Rule(0.4)],
        [
            line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True),
            line("Độc lập - Tự do - Hạnh phúc", 13, bold=True),
            Rule(0.68),
        ],
    )
    paper.beside(
        HEAD,
        [line(f"Số:        /BC-{said.initials}", 13), line(f"({DRAFT})", 12, bold=True)],
        [line(said.place_and_date, 13, italic=True)],
    )
    write_title(paper, said)


def write_title(paper: Paper, said: FrameWords) -> None:
    paper.centred("", size=6)
    paper.centred("BÁO CÁO", bold=True)
    paper.centred(said.abstract, bold=True)
    paper.rule(0.35, after=10)
    if said.warning:
        paper.centred(said.warning, bold=True, size=SMALL, after=BETWEEN)
    paper.centred(f"Kính gửi: {said.addressee}", after=10)
    for basis in said.bases:
        paper.paragraph(basis, italic=True)
    paper.paragraph(said.opening)


def write_foot(paper: Paper, said: FrameWords) -> None:
    """Nơi nhận to the left, who signs to the right; a draft bears no signature."""
    paper.paragraph("", after=BETWEEN)
    own = {"align": Align.LEFT}
    paper.beside(
        (0.5, 0.5),
        [
            line("Nơi nhận:", 12, bold=True, italic=True, **own),
            *(line(f"- {recipient}", 11, **own) for recipient in said.recipients),
        ],
        [line("GIÁM ĐỐC", 14, bold=True), line("(Dự thảo, chưa ký)", 12, italic=True)],
    )
