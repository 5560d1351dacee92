"""Decree 30/2020, annex I, read off the file's own XML: element by element, on the standard paper and in a template."""

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table
from docx.text.paragraph import Paragraph

from reports.documents import report, template, word
from reports.report_kinds import Report
from reports.tests.small_content import small_frozen

FROZEN = small_frozen()
SCRIPTS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
TWENTIETHS = 56.6929  # of a point, in a millimetre


@pytest.fixture(scope="module", params=["standard", "template"])
def document(request: pytest.FixtureRequest) -> WordDocument:
    if request.param == "standard":
        return Document(BytesIO(word.written(report.compose(FROZEN, Report.QUARTER, lambda: None))))
    return Document(BytesIO(template.make(FROZEN, Report.QUARTER, lambda: None, template.standard())))


def every_paragraph(document: WordDocument) -> list[Paragraph]:
    return [Paragraph(one, document._body) for one in document.element.body.iter(qn("w:p"))]


def found(document: WordDocument, words: str) -> Paragraph:
    return next(one for one in every_paragraph(document) if one.text.startswith(words))


def size_of(paragraph: Paragraph) -> float:
    """As it is shown: the run's own size, else that of the styles it rests on."""
    run = paragraph.runs[0]
    style: Any = paragraph.style
    while run.font.size is None and style.font.size is None:
        style = style.base_style
    return (run.font.size or style.font.size).pt


def looks(paragraph: Paragraph) -> tuple[float, bool, bool, str]:
    """Size, bold, italic, and the side it stands on, as the XML says it."""
    run = paragraph.runs[0]
    side = paragraph._p.pPr.find(qn("w:jc"))
    return size_of(paragraph), bool(run.bold), bool(run.italic), "" if side is None else side.get(qn("w:val"))


@pytest.mark.parametrize(
    ("words", "sizes", "bold", "italic", "side"),
    [
        ("UBND TỈNH KON TUM", (12, 13), False, False, "center"),
        ("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", (12, 13), True, False, "center"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), True, False, "center"),
        ("Độc lập - Tự do - Hạnh phúc", (13, 14), True, False, "center"),
        ("Số: ", (13, 13), False, False, "center"),
        ("Kon Tum, ngày", (13, 14), False, True, "center"),
        ("BÁO CÁO", (13, 14), True, False, "center"),
        ("Kết quả thực hiện Kế hoạch", (13, 14), True, False, "center"),
        ("Sở Lao động - Thương binh và Xã hội tổng hợp", (13, 14), False, False, "both"),
        ("Số liệu của ", (13, 14), False, False, "both"),
        ("GIÁM ĐỐC", (13, 14), True, False, "center"),
        ("Nơi nhận:", (12, 12), True, True, "left"),
        ("- Lưu: VT", (11, 11), False, False, "left"),
    ],
)
def test_each_element_has_its_size_its_weight_and_its_side(
    document: WordDocument, words: str, sizes: tuple[int, int], bold: bool, italic: bool, side: str
):
    size, *rest = looks(found(document, words))

    assert sizes[0] <= size <= sizes[1]
    assert rest == [bold, italic, side]


def test_every_page_has_the_margins_of_the_decree(document: WordDocument):
    assert len(list(document.element.iter(qn("w:sectPr")))) == 4
    for page in document.element.iter(qn("w:sectPr")):
        margins = page.find(qn("w:pgMar"))
        sides = {
            name: int(margins.get(qn(f"w:{name}"))) / TWENTIETHS
            for name in ("top", "bottom", "left", "right")
        }
        assert 19.9 <= sides["top"] <= 25.1 and 19.9 <= sides["bottom"] <= 25.1
        assert 29.9 <= sides["left"] <= 35.1
        assert 14.9 <= sides["right"] <= 20.1
        paper = page.find(qn("w:pgSz"))
        edges = [round(int(paper.get(qn(name))) / TWENTIETHS) for name in ("w:w", "w:h")]
        assert edges == ([297, 210] if paper.get(qn("w:orient")) == "landscape" else [210, 297])


def test_no_letter_is_in_another_font_than_times_new_roman(document: WordDocument):
    normal = document.styles["Normal"].element.rPr.find(qn("w:rFonts"))
    assert [normal.get(qn(script)) for script in SCRIPTS] == ["Times New Roman"] * 4

    others = [one for one in document.element.body.iter(qn("w:rFonts"))]
    assert others == []
    styles = {one.style.name for one in every_paragraph(document)}
    assert styles <= {"Normal", template.TEXT_STYLE, template.TABLE_STYLE}
    for name in styles - {"Normal"}:
        style: Any = document.styles[name]
        assert style.base_style.name == "Normal"
        assert style.element.find(f".//{qn('w:rFonts')}") is None


def test_nothing_is_coloured(document: WordDocument):
    assert list(document.element.body.iter(qn("w:color"))) == []


def test_the_page_number_is_in_the_top_margin_centred_of_13_from_the_second_page(document: WordDocument):
    first = document.sections[0]
    number = first.header.paragraphs[0]

    fields = [one.text for one in number._p.iter(qn("w:instrText"))]
    assert fields == ["PAGE"]
    assert number._p.pPr.find(qn("w:jc")).get(qn("w:val")) == "center"
    assert {run.font.size.pt for run in number.runs} == {13}
    assert [section._sectPr.find(qn("w:titlePg")) is not None for section in document.sections] == [
        True, False, False, False,
    ]  # fmt: skip
    assert not list(first.first_page_header._element.iter(qn("w:instrText")))
    assert all(
        page.find(qn("w:pgNumType")) is None for page in document.element.iter(qn("w:sectPr"))
    )  # from 1 on


def test_the_body_is_drawn_in_by_1_27_cm_with_six_points_between(document: WordDocument):
    for words in ("Sở Lao động - Thương binh và Xã hội tổng hợp", "Số liệu của ", "Chưa có nội dung"):
        shape = found(document, words).paragraph_format
        assert shape.first_line_indent == pytest.approx(Cm(1.27), abs=500)
        assert shape.space_after.pt == 6
        assert shape.line_spacing is None or 1 <= shape.line_spacing <= 1.5


def test_rules_are_as_long_as_they_ought_to_be(document: WordDocument):
    """Under the issuing body a third to a half of its width; under the motto as long as its line."""
    left, right = (
        cell for cell in Table(next(document.element.body.iter(qn("w:tbl"))), document._body).rows[0].cells
    )
    shares = []
    for cell in (left, right):
        rule = next(line for line in cell.paragraphs if line._p.pPr.find(qn("w:pBdr")) is not None)
        shares.append(1 - 2 * rule.paragraph_format.left_indent / cell.width)

    assert 1 / 3 <= shares[0] <= 1 / 2
    assert 0.6 <= shares[1] <= 0.75
