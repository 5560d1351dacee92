"""The report as PDF: the words of the Word file, with real text, bookmarks and its own letters."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from reports.documents import pdf, report
from reports.documents.paper import Beside, Paper, Table, Text
from reports.report_kinds import Report
from reports.tests.small_content import small_frozen

A4 = (595.28, 841.89)  # in points


def composed(**look: Any) -> Paper:
    return report.compose(small_frozen(**look), Report.QUARTER, lambda: None)


@pytest.fixture(scope="module")
def paper() -> Paper:
    return composed()


@pytest.fixture(scope="module")
def file(paper: Paper) -> PdfReader:
    return PdfReader(BytesIO(pdf.written(paper)))


def said(paper: Paper) -> Iterator[str]:
    """Every text of the paper, block by block."""
    for block in paper.blocks:
        match block:
            case Text():
                yield block.text
            case Beside():
                yield from (one.text for cell in block.cells for one in cell if isinstance(one, Text))
            case Table():
                yield from block.headings
                yield from (cell for row in block.rows for cell in row)


def letters(text: str) -> str:
    """Without the spaces, which a line's end takes away or brings, and the places where a long word may break."""
    return re.sub(r"[\s\u200b]", "", text)


def test_every_text_of_the_paper_is_in_it_as_text(paper: Paper, file: PdfReader):
    read = letters("".join(page.extract_text() for page in file.pages))

    assert [text for text in said(paper) if letters(text) not in read] == []


def test_its_bookmarks_are_the_headings(paper: Paper, file: PdfReader):
    def titles(outline: list[Any]) -> Iterator[str]:
        for one in outline:
            if isinstance(one, list):
                yield from titles(one)
            else:
                yield letters(one.title)

    headings = [letters(one.text) for one in paper.blocks if isinstance(one, Text) and one.level]
    assert list(titles(file.outline)) == headings
    assert letters("I. TÌNH HÌNH BÁO CÁO SỐ LIỆU") in headings


def fonts_of(file: PdfReader) -> dict[str, bool]:
    """Each font's name, and whether its letters are in the file."""
    found = {}
    for page in file.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            description = inner["/FontDescriptor"].get_object()
            name = str(inner["/BaseFont"]).partition("+")[2]
            found[name] = any(key in description for key in ("/FontFile2", "/FontFile3"))
    return found


def test_its_letters_are_those_of_times_and_are_in_the_file(file: PdfReader):
    fonts = fonts_of(file)

    assert {name.partition("-")[0] for name in fonts} == {"Tinos", "DejaVuSansMono"}
    assert all(fonts.values())


def test_every_vietnamese_letter_can_be_written():
    marked = "".join("aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ")
    paper = Paper("Chữ", "Kiểm thử", "")
    paper.paragraph(marked + marked.upper())

    made = PdfReader(BytesIO(pdf.written(paper)))

    assert letters(made.pages[0].extract_text()) == marked + marked.upper()
    assert set(fonts_of(made)) == {"Tinos-Regular"}


def test_pages_are_a4_standing_and_lying_with_their_numbers_from_the_second(file: PdfReader):
    sizes = [tuple(round(float(side), 1) for side in page.mediabox[2:]) for page in file.pages]
    standing = tuple(round(side, 1) for side in A4)

    assert set(sizes) == {standing, standing[::-1]}
    first = [page.extract_text().split()[0] for page in file.pages]
    assert first[1:] == [str(number) for number in range(2, len(first) + 1)]
    assert first[0] != "1"


@pytest.mark.parametrize("illustrative", [False, True])
def test_every_page_says_draft_and_whether_its_figures_are_made_up(illustrative: bool):
    made = PdfReader(BytesIO(pdf.written(composed(illustrative=illustrative))))

    mark = "DỰ THẢO - SỐ LIỆU MINH HỌA, KHÔNG PHẢI SỐ LIỆU THẬT" if illustrative else "DỰ THẢO"
    assert [letters(mark) in letters(page.extract_text()) for page in made.pages] == [True] * len(made.pages)
    assert illustrative or "MINH HỌA" not in "".join(page.extract_text() for page in made.pages)


def test_it_is_tagged_in_vietnamese_for_whoever_has_it_read_out(file: PdfReader):
    root = file.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("vi")
    assert file.metadata is not None and file.metadata.title.startswith(
        "Kết quả thực hiện Kế hoạch 749/KH-UBND"
    )


def test_the_same_paper_gives_the_same_bytes(paper: Paper):
    assert pdf.written(paper) == pdf.written(paper)


def test_a_sign_that_no_font_has_does_not_stop_the_report():
    paper = Paper("Chữ", "Kiểm thử", "")
    paper.paragraph("lý do \U0001f600 khác")

    assert "khác" in PdfReader(BytesIO(pdf.written(paper))).pages[0].extract_text()


@pytest.mark.parametrize(
    "text", ["#panic()", "- một", "= hai", "*ba* _bốn_ $x$", "// năm", "@sáu", "\\ bảy", "<tám>"]
)
def test_a_text_that_looks_like_a_mark_stays_a_text(text: str):
    paper = Paper("Chữ", "Kiểm thử", "")
    paper.paragraph(text)
    paper.table(["Tên"], [[text], [text]], [1])

    read = PdfReader(BytesIO(pdf.written(paper))).pages[0].extract_text()

    assert letters(read).count(letters(text)) == 3


def test_no_page_ends_with_a_title_within_a_table_parted_from_its_rows():
    rows: list[list[str]] = []
    for number in range(100, 140):
        rows += [[f"Mục tiêu {number}"], [f"Chỉ tiêu {number}"], [f"Kết quả {number}", "1"]]
    paper = Paper("Bảng", "Sở", "DỰ THẢO", Report.QUARTER)
    paper.table(["Tên", "Số"], rows, [3, 1])

    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf.written(paper))).pages]

    assert len(pages) > 2
    for number in range(100, 140):
        together = [f"{title} {number}" for title in ("Mục tiêu", "Chỉ tiêu", "Kết quả")]
        assert any(all(text in page for text in together) for page in pages), together
