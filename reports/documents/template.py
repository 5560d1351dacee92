"""The report in a province's own Word paper: its fonts, margins and letterhead, our figures and words.

python-docx alone fills it: a template is a document with names, and nothing in it is ever run as code.
"""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import fields
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from ..frozen import Frozen
from ..report_kinds import Report
from ..template_names import BODY, FRAME, MARK, TemplateBroken, placeholder
from . import report, template_marks, word
from .paper import BODY as BODY_SIZE
from .paper import Block, NewPage, Paper, Text
from .report_frame import FrameWords, frame_words, write_foot, write_head

TEXT_STYLE, TABLE_STYLE = "Nội dung báo cáo", "Bảng trong báo cáo"
OURS = str(int(BODY_SIZE * 2))  # the size of the body, as a run says it


def make(frozen: Frozen, of: Report, tick: Any, template: bytes) -> bytes:
    """One of a publication's reports in the template."""
    body, annexes = report.compose_within(frozen, of, tick)
    try:
        return filled(template, frame_words(frozen, of), body, annexes)
    except Exception as error:  # a file from outside breaks in many ways; the job says which file it was
        raise TemplateBroken("The report could not be made in the province's template.") from error


def standard() -> bytes:
    """The portal's own paper as a template, to be edited in Word."""
    paper = Paper("Mẫu báo cáo", "", placeholder(MARK))
    own = {field.name: placeholder(FRAME[field.name]) for field in fields(FrameWords)}
    lists = {name: [own[name]] for name in ("bases", "recipients")}
    said = FrameWords(**{**own, **lists})  # type: ignore[arg-type]
    write_head(paper, said)
    paper.paragraph(placeholder(BODY))
    write_foot(paper, said)
    paper.paragraph("", is_indented=False, after=0)
    return word.written(paper)


def filled(template: bytes, said: FrameWords, body: Paper, annexes: Paper) -> bytes:
    """The names are exchanged first: in what people wrote, braces are only braces."""
    document = Document(BytesIO(template))
    own = {name: getattr(said, field) for field, name in FRAME.items()}
    template_marks.fill(document, {**own, MARK: body.mark})
    mark_feet(document, body.mark)
    (marker,) = template_marks.markers(document)
    styles = make_styles(document, Paragraph(marker, document._body))
    write_at(marker, document, body, styles)
    after = word.WordFile(annexes, document)
    write_blocks(after, annexes.blocks, styles)
    return saved(document)


def saved(document: WordDocument) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def write_at(marker: Any, document: WordDocument, body: Paper, styles: tuple[str, str]) -> None:
    """The body in the place of its marker: what follows is taken off, and put back at the end."""
    rest = [one for one in marker.itersiblings() if one.tag != qn("w:sectPr")]
    if marker.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
        rest.insert(0, marker)  # a page of its own ends here, and this paragraph says so
        for piece in template_marks.texts_of(marker):
            piece.text = ""
    within = word.WordFile(body, document)
    within.page = section_of(rest, document)
    for one in [marker, *rest]:
        if one.getparent() is not None:
            one.getparent().remove(one)
    write_blocks(within, body.blocks, styles)
    for one in rest:
        document.element.body.sectPr.addprevious(one)


def section_of(rest: Iterable[Any], document: WordDocument) -> Section:
    """The page on which the body stands: the one that ends first after it."""
    ends = (one.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") for one in rest)
    found = next((end for end in ends if end is not None), document.element.body.sectPr)
    return Section(found, document.part)


def write_blocks(file: word.WordFile, blocks: Iterable[Block], styles: tuple[str, str]) -> None:
    """As on the portal's own paper, then in the template's letters."""
    text_style, table_style = styles
    body = file.document.element.body
    there = set(body)
    for block in blocks:
        file.add(block)
    for one in body:
        if one in there:
            continue
        for paragraph in one.iter(qn("w:p")):
            within = next(paragraph.iterancestors(qn("w:tbl")), None) is not None
            paragraph.get_or_add_pPr().style = table_style if within else text_style
            for size in paragraph.findall(f"{qn('w:r')}/{qn('w:rPr')}/{qn('w:sz')}"):
                if size.get(qn("w:val")) == OURS:
                    size.getparent().remove(size)


def make_styles(document: WordDocument, marker: Paragraph) -> tuple[str, str]:
    """Two styles in the letters of the marker: for the text with its line spacing, for tables without."""
    shape = marker.paragraph_format
    for name, spacing in ((TEXT_STYLE, shape.line_spacing), (TABLE_STYLE, 1.0)):
        if name in document.styles:
            document.styles[name].delete()
        style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = marker.style
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.left_indent = style.paragraph_format.right_indent = Pt(0)
        style.paragraph_format.first_line_indent = Pt(0)
        if spacing is not None:
            style.paragraph_format.line_spacing = spacing
        copy_letters(marker, style)
    return document.styles[TEXT_STYLE].style_id, document.styles[TABLE_STYLE].style_id


def copy_letters(marker: Paragraph, style: Any) -> None:
    """The font and the size that the marker has of its own, beside those of its style."""
    letters = next((run._r.rPr for run in marker.runs if run._r.rPr is not None), None)
    for name in ("w:rFonts", "w:sz", "w:szCs"):
        found = None if letters is None else letters.find(qn(name))
        if found is not None:
            style.element.get_or_add_rPr().append(deepcopy(found))


def mark_feet(document: WordDocument, mark: str) -> None:
    """Every page says that it is a draft, and of made-up figures that they are: where the template does not, we do."""
    first = document.sections[0]
    is_paired = document.settings.odd_and_even_pages_header_footer
    for page in document.sections:
        feet = [page.footer]
        feet += [page.first_page_footer] if page.different_first_page_header_footer else []
        feet += [page.even_page_footer] if is_paired else []
        for foot in feet:
            if page is not first and foot.is_linked_to_previous:
                continue
            if mark not in "".join(map(template_marks.text_of, foot._element.iter(qn("w:p")))):
                write = foot.add_paragraph()
                word.write(write, mark, size=Pt(10), italic=True, align=word.CENTRE)


def trial() -> tuple[FrameWords, Paper, Paper]:
    """A little of every kind of block, to try a template with before it is taken."""
    said = FrameWords(
        issuer="UBND TỈNH",
        department="SỞ",
        initials="S",
        place_and_date="ngày      tháng      năm",
        abstract="Thử mẫu",
        addressee="UBND tỉnh",
        bases=["Căn cứ thứ nhất;", "Căn cứ thứ hai;"],
        opening="Mở đầu",
        recipients=["Lưu: VT."],
        warning="",
    )
    body, annexes = Paper("Thử mẫu", "", report.DRAFT), Paper("Thử mẫu", "", report.DRAFT)
    body.heading("I. THỬ")
    body.paragraph(TRIAL_WORDS)
    body.table(["Mã số", "Kết quả"], [["Mục tiêu"], ["1.1", "54,9"]], [1, 2], numeric=frozenset({1}))
    for landscape in (False, True):
        annexes.blocks += [NewPage(landscape), Text("Phụ lục", level=1)]
        annexes.table(["Mã số", "Kết quả"], [["1.1", "54,9"]], [1, 2])
    return said, body, annexes


TRIAL_WORDS = "Nội dung thử của phần này."
