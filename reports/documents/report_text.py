"""Section III of the report: what was done, what was hard and why, what comes next, in people's own words.

The province's text comes first. Where it wrote none, the units' accepted words stand under their names, so far as
units write of it; where nobody wrote, the paper says so.
"""

from collections.abc import Sequence

from .. import frozen_texts, words
from ..frozen import Frozen
from ..frozen_texts import FrozenGroup, FrozenTexts
from ..report_sections import FROM_UNITS, NAMES, of_group
from .paper import Paper

HEADING = "III. KẾT QUẢ THỰC HIỆN NHIỆM VỤ, GIẢI PHÁP; KHÓ KHĂN, NGUYÊN NHÂN VÀ KIẾN NGHỊ"
DONE = "Kết quả thực hiện các nhóm nhiệm vụ, giải pháp"


def of_texts(paper: Paper, frozen: Frozen) -> None:
    """1. the groups one by one; then the sections that are of the whole, numbered on."""
    texts = frozen_texts.of_frozen(frozen)
    paper.heading(HEADING)
    paper.heading(f"1. {DONE}", level=2)
    if not texts.groups:
        write_empty(paper, frozen)
    for group in texts.groups:
        write_group(paper, group, texts, frozen)
    for number, (section, name) in enumerate(NAMES.items(), start=2):
        paper.heading(f"{number}. {name}", level=2)
        said = texts.said(section) if section in FROM_UNITS else []
        write_section(paper, texts.text(section), said, frozen)


def write_group(paper: Paper, group: FrozenGroup, texts: FrozenTexts, frozen: Frozen) -> None:
    paper.heading(f"1.{group.number}. {group.name['vi']}", level=3)
    said = texts.said("done", group.number)
    write_section(paper, texts.text(of_group(group.number)), said, frozen)


def write_section(paper: Paper, own: str, said: Sequence[tuple[str, str]], frozen: Frozen) -> None:
    """The province's text; else the units' words, each under its name; else that there is nothing."""
    if own:
        write_lines(paper, own)
    for unit, text in [] if own else said:
        title = frozen.units[unit].name if unit in frozen.units else unit
        write_lines(paper, f"{title} (theo báo cáo của đơn vị): {text}")
    if not own and not said:
        write_empty(paper, frozen)


def write_lines(paper: Paper, text: str) -> None:
    """Each line a paragraph, as it was typed: a text is never anything else."""
    for line in text.split("\n"):
        if line.strip():
            paper.paragraph(line.strip())


def write_empty(paper: Paper, frozen: Frozen) -> None:
    paper.paragraph(f"Chưa có nội dung: {words.lead_department(frozen)} chưa viết.", italic=True)
