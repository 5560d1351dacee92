"""An official paper in Word by Decree 30/2020, annex I: the page, the letters, the lines, the tables."""

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Emu, Length, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
PORTRAIT = (Mm(210), Mm(297))
TOP, BOTTOM, LEFT, RIGHT = Mm(20), Mm(20), Mm(30), Mm(15)
BODY, SMALL, TABLE = Pt(14), Pt(12), Pt(11)
FIRST_LINE = Cm(1.27)
BETWEEN = Pt(6)
CENTRE, LEFT_SIDE, JUSTIFIED = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY
RIGHT_SIDE = WD_ALIGN_PARAGRAPH.RIGHT


class Paper:
    """A Word file being written from top to bottom."""

    def __init__(self, *, title: str, author: str) -> None:
        self.document = Document()
        self.document.core_properties.title = title
        self.document.core_properties.author = author
        self.document.core_properties.language = "vi-VN"
        self._set_letters()
        self.annexes = 0
        self.page = self.document.sections[0]
        _lay_out(self.page, landscape=False)

    def _set_letters(self) -> None:
        """Times New Roman for every script, Vietnamese for the spelling checker."""
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = FONT, BODY
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

    def paragraph(self, text: str, **look: Any) -> Paragraph:
        """Body text: justified, first line indented, 6 pt after it, unless told otherwise."""
        return write(self.document.add_paragraph(), text, **{**BODY_LOOK, **look})

    def heading(self, text: str) -> Paragraph:
        """A bold line that does not part from what follows."""
        made = self.paragraph(text, bold=True)
        made.paragraph_format.keep_with_next = True
        return made

    def centred(self, text: str, **look: Any) -> Paragraph:
        return self.paragraph(text, **{"align": CENTRE, "indent": Pt(0), "after": Pt(0), **look})

    def rule(self, share: float, **look: Any) -> None:
        """A line as long as this share of the page, centred under what stands above it."""
        side = Emu(int(self.width * (1 - share) / 2))
        add_rule(self.document.add_paragraph(), side, **look)

    def new_page(self, *, landscape: bool) -> None:
        """A section of its own, for an annex that lies or stands otherwise."""
        self.page = self.document.add_section(WD_SECTION.NEW_PAGE)
        _lay_out(self.page, landscape=landscape)
        self.page.different_first_page_header_footer = False

    def columns(self, shares: Sequence[float]) -> list[_Cell]:
        """Cells beside one another without lines, for the head and the foot of a paper."""
        table = self.document.add_table(rows=1, cols=len(shares))
        set_widths(table, shares, self.width)
        return list(table.rows[0].cells)

    def table(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        shares: Sequence[float],
        *,
        size: Length = TABLE,
        numeric: frozenset[int] = frozenset(),
    ) -> Table:
        """A table with lines. Its headings come again on every page, and no row is torn; `numeric` columns go right."""
        table = self.document.add_table(rows=1, cols=len(headings), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for cell, heading in zip(table.rows[0].cells, headings, strict=True):
            write(cell.paragraphs[0], heading, bold=True, size=size, align=CENTRE)
        mark_row(table.rows[0], "w:tblHeader")
        for row in rows:
            self._row(table, row, size, numeric)
        set_widths(table, shares, self.width)
        return table

    def _row(self, table: Table, texts: Sequence[str], size: Length, numeric: frozenset[int]) -> None:
        """One row; a row of one text stretches over the whole width, as a heading within the table."""
        row = table.add_row()
        mark_row(row, "w:cantSplit")
        cells = row.cells
        if len(texts) == 1:
            write(cells[0].merge(cells[-1]).paragraphs[0], texts[0], bold=True, size=size, align=LEFT_SIDE)
            return
        for position, text in enumerate(texts):
            align = RIGHT_SIDE if position in numeric else LEFT_SIDE
            write(cells[position].paragraphs[0], text, size=size, align=align)
            if not text:
                mark_size(cells[position].paragraphs[0], size)


BODY_LOOK = {"align": JUSTIFIED, "indent": FIRST_LINE, "after": BETWEEN}


def _lay_out(page: Section, *, landscape: bool) -> None:
    """A4 with the margins of the decree; the top one of a lying page is that of a standing one."""
    width, height = PORTRAIT
    page.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = (height, width) if landscape else (width, height)
    page.top_margin, page.bottom_margin = TOP, BOTTOM
    page.left_margin, page.right_margin = LEFT, RIGHT
    page.header_distance = page.footer_distance = Mm(8)


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
    run = paragraph.add_run(text)
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


def add_rule(paragraph: Paragraph, side: Length, *, after: Length = BETWEEN) -> None:
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


def set_widths(table: Table, shares: Sequence[float], width: Length) -> None:
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
