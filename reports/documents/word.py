"""A paper in Word by Decree 30/2020, annex I: the page, the letters, the lines, the tables."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Emu, Length, Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from .paper import BODY, Align, Beside, Block, NewPage, Paper, Rule, Table, Text, writable

FONT = "Times New Roman"
PORTRAIT = (Mm(210), Mm(297))
TOP, BOTTOM, LEFT, RIGHT = Mm(20), Mm(20), Mm(30), Mm(15)
FIRST_LINE = Cm(1.27)
GRID = "Table Grid"
ALIGNED = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Align.JUSTIFIED: WD_ALIGN_PARAGRAPH.JUSTIFY,
}
CENTRE, LEFT_SIDE, RIGHT_SIDE = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT


def written(paper: Paper) -> bytes:
    """The file's bytes."""
    file = WordFile(paper)
    for block in paper.blocks:
        file.add(block)
    buffer = BytesIO()
    file.document.save(buffer)
    return buffer.getvalue()


class WordFile:
    """A Word file being written from top to bottom: a new one by the decree, or on at the end of one that is there."""

    def __init__(self, paper: Paper, there: WordDocument | None = None) -> None:
        self.document = Document() if there is None else there
        self.document.core_properties.title = paper.title
        self.document.core_properties.author = paper.author
        self.document.core_properties.language = "vi-VN"
        self.page = self.document.sections[-1]
        if there is None:
            self._set_letters()
            _lay_out(self.page)
            mark_pages(self.page, paper.mark)

    def _set_letters(self) -> None:
        """Times New Roman for every script, Vietnamese for the spelling checker."""
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(BODY)
        letters = normal.element.get_or_add_rPr()
        fonts = letters.get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), FONT)
        language = OxmlElement("w:lang")
        for script in ("w:val", "w:eastAsia", "w:bidi"):
            language.set(qn(script), "vi-VN")
        letters.append(language)
        normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)

    @property
    def width(self) -> Length:
        """Between the margins of the present page."""
        return Emu(self.page.page_width - self.page.left_margin - self.page.right_margin)

    def add(self, block: Block) -> None:
        match block:
            case Text():
                write_text(self.document.add_paragraph(), block)
            case Rule():
                write_rule(self.document.add_paragraph(), block, self.width)
            case Beside():
                self.add_beside(block)
            case Table():
                self.add_table(block)
            case NewPage():
                self.add_page(block)

    def add_page(self, block: NewPage) -> None:
        """A section of its own, for an annex that lies or stands otherwise."""
        self.page = self.document.add_section(WD_SECTION.NEW_PAGE)
        turn(self.page, landscape=block.landscape)
        self.page.different_first_page_header_footer = False

    def add_beside(self, block: Beside) -> None:
        table = self.document.add_table(rows=1, cols=len(block.shares))
        set_widths(table, block.shares, self.width)
        for cell, texts in zip(table.rows[0].cells, block.cells, strict=True):
            for number, text in enumerate(texts):
                # A cell has its first paragraph already.
                paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                write_in_cell(paragraph, text, cell)

    def add_table(self, block: Table) -> None:
        table = self.document.add_table(rows=1, cols=len(block.headings))
        draw_lines(table, self.document)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        size = Pt(block.size)
        for cell, heading in zip(table.rows[0].cells, block.headings, strict=True):
            write(cell.paragraphs[0], heading, bold=True, size=size, align=CENTRE)
        mark_row(table.rows[0], "w:tblHeader")
        for row in block.rows:
            add_row(table, row, size, block.numeric)
        set_widths(table, block.shares, self.width)


def add_row(table: WordTable, texts: Sequence[str], size: Length, numeric: frozenset[int]) -> None:
    row = table.add_row()
    mark_row(row, "w:cantSplit")
    cells = row.cells
    if len(texts) == 1:
        title = write(
            cells[0].merge(cells[-1]).paragraphs[0], texts[0], bold=True, size=size, align=LEFT_SIDE
        )
        title.paragraph_format.keep_with_next = True  # never the last line of a page, parted from its rows
        return
    for position, text in enumerate(texts):
        align = RIGHT_SIDE if position in numeric else LEFT_SIDE
        write(cells[position].paragraphs[0], text, size=size, align=align)
        if not text:
            mark_size(cells[position].paragraphs[0], size)


def write_text(paragraph: Paragraph, text: Text) -> None:
    write(
        paragraph,
        text.text,
        bold=text.bold,
        italic=text.italic,
        size=Pt(text.size),
        align=ALIGNED[text.align],
        indent=FIRST_LINE if text.is_indented else Pt(0),
        after=Pt(text.after),
    )
    paragraph.paragraph_format.keep_with_next = text.level > 0 or None


def write_rule(paragraph: Paragraph, rule: Rule, width: Length) -> None:
    add_rule(paragraph, Emu(int(width * (1 - rule.share) / 2)), after=Pt(rule.after))


def write_in_cell(paragraph: Paragraph, block: Text | Rule, cell: _Cell) -> None:
    if isinstance(block, Rule):
        write_rule(paragraph, block, Emu(cell.width or 0))
    else:
        write_text(paragraph, block)


def mark_pages(page: Section, mark: str) -> None:
    """The mark at every foot; the number of the page on top, from the second on."""
    page.different_first_page_header_footer = True
    number = page.header.paragraphs[0]
    add_page_number(number, Pt(13))
    number.alignment = CENTRE
    for footer in (page.footer, page.first_page_footer):
        write(footer.paragraphs[0], mark, size=Pt(10), italic=True, align=CENTRE)


def _lay_out(page: Section) -> None:
    """A4 standing, with the margins of the decree."""
    page.page_width, page.page_height = PORTRAIT
    page.top_margin, page.bottom_margin = TOP, BOTTOM
    page.left_margin, page.right_margin = LEFT, RIGHT
    page.header_distance = page.footer_distance = Mm(8)


def turn(page: Section, *, landscape: bool) -> None:
    """A page lying or standing; its margins stay where they are, the top one on top."""
    narrow, wide = sorted((page.page_width or PORTRAIT[0], page.page_height or PORTRAIT[1]))
    page.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = (wide, narrow) if landscape else (narrow, wide)


def draw_lines(table: WordTable, document: WordDocument) -> None:
    """Lines around every cell, also in a file whose author's Word keeps no style for them."""
    if GRID in document.styles:
        table.style = GRID
        return
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "auto")):
            line.set(qn(name), value)
        borders.append(line)
    table._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def write(
    paragraph: Paragraph,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: Length | None = None,
    align: WD_ALIGN_PARAGRAPH | None = None,
    indent: Length | None = None,
    after: Length | None = None,
) -> Paragraph:
    """Append a run of text; sizes and sides not named stay as they are."""
    run = paragraph.add_run(writable(text))
    run.bold, run.italic = bold or None, italic or None
    if size is not None:
        run.font.size = size
    shape = paragraph.paragraph_format
    if align is not None:
        shape.alignment = align
    if indent is not None:
        shape.first_line_indent = indent
    if after is not None:
        shape.space_after = after
    return paragraph


def mark_size(paragraph: Paragraph, size: Length) -> None:
    """The size of an empty line, which no letter gives it: that of its end."""
    letters, mark = OxmlElement("w:rPr"), OxmlElement("w:sz")
    mark.set(qn("w:val"), str(int(size.pt * 2)))
    letters.append(mark)
    paragraph._p.get_or_add_pPr().append(letters)


def add_rule(paragraph: Paragraph, side: Length, *, after: Length) -> None:
    """A line over an empty paragraph, drawn in by `side` from either end."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    paragraph.paragraph_format.space_after = after
    paragraph.paragraph_format.line_spacing = Pt(4)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("w:val", "single"), ("w:sz", "6"), ("w:space", "1"), ("w:color", "000000")):
        top.set(qn(name), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def add_page_number(paragraph: Paragraph, size: Length) -> None:
    """The number of the page, reckoned by whoever opens the file."""
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        run.font.size = size
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def set_widths(table: WordTable, shares: Sequence[float], width: Length) -> None:
    """Widths on columns and cells alike, or some programs wrap as they please."""
    table.autofit = False
    whole = sum(shares)
    for position, share in enumerate(shares):
        wide = Emu(int(width * share / whole))
        table.columns[position].width = wide
        for cell in table.columns[position].cells:
            if cell._tc.grid_span == 1:
                cell.width = wide


def mark_row(row: Any, mark: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(mark))
