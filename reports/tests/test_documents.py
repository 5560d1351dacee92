"""The report's files: the layout of Decree 30/2020, and every number as it was frozen."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from openpyxl import load_workbook

from reports.documents import documents_of, report, word, workbook
from reports.frozen import Frozen
from reports.report_kinds import Report
from reports.tests.small_content import EARLIER, small_frozen

FROZEN = small_frozen()
# Between a sign and its number the line is never broken.
S = "\u00a0"
WITH_EARLIER = small_frozen(earlier=EARLIER)
MADE_UP = small_frozen(illustrative=True)


def silent() -> None:
    """Nobody waits."""


def paper(frozen: Frozen = FROZEN, of: Report = Report.QUARTER):
    return Document(BytesIO(word.written(report.compose(frozen, of, silent))))


def text_of(document) -> str:
    """All its text, that of the tables too."""
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def book(frozen: Frozen = FROZEN, *, with_formulas: bool = False):
    return load_workbook(BytesIO(workbook.make(frozen, silent)), data_only=not with_formulas)


def rows_of(sheet, *headings: str) -> list[tuple[object, ...]]:
    """The rows under the headings, these columns of them."""
    table = list(sheet.iter_rows(min_row=5, values_only=True))
    places = [table[0].index(heading) for heading in headings]
    return [tuple(row[place] for place in places) for row in table[1:]]


# Both -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", documents_of(2), ids=lambda kind: kind.step)
def test_a_document_ticks_as_often_as_it_says(kind):
    ticks = []

    kind.make(FROZEN, lambda: ticks.append(1))

    assert len(ticks) == kind.parts


@pytest.mark.parametrize(
    "kind", [kind for kind in documents_of(2) if kind.word != "pdf"], ids=lambda kind: kind.step
)
def test_a_document_has_no_macro_and_refers_to_nothing_outside(kind):
    with ZipFile(BytesIO(kind.make(MADE_UP, silent))) as parts:
        assert [name for name in parts.namelist() if "vba" in name.lower()] == []
        assert [name for name in parts.namelist() if b'TargetMode="External"' in parts.read(name)] == []


# The paper --------------------------------------------------------------------------------------------------------


def test_the_page_is_a4_with_the_margins_of_the_decree():
    pages = list(paper().sections)

    assert [round(page.page_width.mm) for page in pages] == [210, 297, 297, 210]
    assert [round(page.page_height.mm) for page in pages] == [297, 210, 210, 297]
    for page in pages:
        margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
        assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]


def test_every_script_is_written_in_times_new_roman_14_and_checked_as_vietnamese():
    style = paper().styles["Normal"]

    fonts = style.element.rPr.find(qn("w:rFonts"))
    scripts = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
    assert {fonts.get(qn(script)) for script in scripts} == {"Times New Roman"}
    assert style.element.rPr.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"
    assert style.font.size == Pt(14)


def test_the_head_has_the_state_to_the_right_and_who_issues_it_to_the_left():
    left, right = paper().tables[0].rows[0].cells

    assert [line.text for line in left.paragraphs if line.text] == [
        "UBND TỈNH KON TUM",
        "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI",
    ]
    assert [line.text for line in right.paragraphs if line.text] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    sizes = [line.runs[0].font.size for line in right.paragraphs if line.text]
    assert sizes == [Pt(12), Pt(13)]
    assert all(line.runs[0].bold for line in right.paragraphs if line.text)


def test_a_draft_has_no_number_no_day_and_no_signature():
    document = paper()

    number, place = document.tables[1].rows[0].cells
    assert [line.text for line in number.paragraphs] == ["Số:        /BC-SLĐTBXH", "(DỰ THẢO)"]
    assert place.text == "Kon Tum, ngày      tháng      năm 2024"
    assert place.paragraphs[0].runs[0].italic
    foot = next(table for table in document.tables if "Nơi nhận:" in table.rows[0].cells[0].text)
    assert foot.rows[0].cells[1].text == "GIÁM ĐỐC\n(Dự thảo, chưa ký)"
    assert foot.rows[0].cells[0].paragraphs[-1].text == "- Lưu: VT."


def test_the_number_of_the_page_is_centred_on_top_but_not_on_the_first():
    page = paper().sections[0]

    assert page.different_first_page_header_footer
    assert page.first_page_header.paragraphs[0].text == ""
    number = page.header.paragraphs[0]
    assert number.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert "PAGE" in number._p.xml


@pytest.mark.parametrize("frozen", [FROZEN, MADE_UP], ids=["real", "made up"])
def test_every_page_says_draft_and_whether_its_figures_are_made_up(frozen):
    warning = "SỐ LIỆU MINH HỌA, KHÔNG PHẢI SỐ LIỆU THẬT"
    document = paper(frozen)

    page = document.sections[0]
    feet = [page.footer.paragraphs[0].text, page.first_page_footer.paragraphs[0].text]
    assert feet == [f"DỰ THẢO - {warning}" if frozen.illustrative else "DỰ THẢO"] * 2
    assert all(section.footer.is_linked_to_previous for section in list(document.sections)[1:])
    assert (warning in text_of(document)) is frozen.illustrative


def test_the_body_is_justified_with_its_first_line_drawn_in():
    body = next(line for line in paper().paragraphs if "tổng hợp số liệu" in line.text)

    shape = body.paragraph_format
    assert shape.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert shape.first_line_indent == pytest.approx(Mm(12.7), abs=500)
    assert shape.space_after == Pt(6)


def first_table(of: Report) -> list[list[str]]:
    tables = [table for table in paper(WITH_EARLIER, of).tables if table.rows[0].cells[0].text == "Mã số"]
    return [[cell.text for cell in row.cells] for row in tables[0].rows]


NAME = "Chỉ tiêu thành phần (đơn vị tính)"


def test_the_quarters_report_has_the_quarter_before_the_quarter_and_the_year_so_far():
    assert first_table(Report.QUARTER) == [
        ["Mã số", NAME, "Quý I", "Quý II", "Từ đầu năm", "Chỉ tiêu giao (năm)", "Đánh giá", "Phủ"],
        [
            "1.1",
            "Tỷ lệ xã phù hợp với trẻ em (%)",
            "",
            "",
            "ít nhất 50,0",
            f"≥{S}54,9 (2025)",
            "– Chưa có số liệu",
            "1/2",
        ],
        ["3.1", "Tỷ suất tử vong trẻ sơ sinh (‰)", "2,00", "0,00", "1,49", f"<{S}9,5 (2025)", "● Đạt", "1/2"],
        [
            "3.2",
            "Tỷ suất tai nạn thương tích (/100.000)",
            "",
            "",
            "1.234,6",
            f"≤{S}510 (2025)",
            "▲ Chưa đạt",
            "2/2",
        ],
        ["4.1", "Tỷ lệ trẻ em nhẹ cân (%)", "", "", "Chưa đến kỳ", "chưa giao", "Chưa đánh giá", "0/1"],
    ]


def test_the_report_of_a_stretch_has_the_same_stretch_of_the_year_before_and_the_change():
    headings, _share, deaths, injuries, _light = first_table(Report.HALF_YEAR)

    assert headings[2:5] == ["Cùng kỳ năm trước", "Kết quả", "Tăng, giảm"]
    assert injuries[2:5] == ["1.000,0", "1.234,6", "+234,6"]
    # One commune of two reported: the two numbers do not compare.
    assert deaths[2:5] == ["1,00", "1,49", ""]


def test_a_table_repeats_its_headings_and_tears_no_row():
    table = next(table for table in paper().tables if table.rows[0].cells[0].text == "Mã số")

    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows[1:])


def test_a_title_within_a_table_stays_with_the_row_below_it():
    rows = paper().tables[-3].rows
    keeps = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in rows]

    assert [bool(keep) for keep in keeps] == [len({id(cell._tc) for cell in row.cells}) == 1 for row in rows]
    assert any(keeps)


def test_the_second_annex_has_the_districts_and_no_department():
    table = paper().tables[-2]

    assert [cell.text for cell in table.rows[0].cells][2:] == ["Tỉnh Kon Tum", "Đắk Hà"]
    codes = [row.cells[0].text for row in table.rows[1:]]
    assert codes == ["1.1", "3.1", "3.2", "8.1", "8.2"]
    assert [cell.text for cell in table.rows[2].cells][2:] == ["1,49", "Không tính được"]


def test_the_third_annex_has_those_who_are_missing_and_those_who_were_late():
    table = paper().tables[-1]

    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Đơn vị", "Đơn vị cấp trên", "Tình trạng", "Hạn gửi", "Ngày gửi"],
        ["Chưa có số liệu được duyệt: 2 đơn vị"] * 5,
        ["Xã Đăk Mar", "Huyện Đắk Hà", "đang nhập", "18/6/2024", ""],
        ["Sở Y tế", "", "chưa nhập", "18/6/2024", ""],
        ["Gửi sau hạn, đã được duyệt: 1 đơn vị"] * 5,
        ["Huyện Đắk Hà", "", "đã duyệt", "18/6/2024", "20/6/2024"],
    ]


# The workbook -----------------------------------------------------------------------------------------------------


def test_the_summary_has_numbers_as_numbers_and_silences_as_words():
    rows = rows_of(book()["Tổng hợp"], "Mã số", "Kết quả từ đầu năm", "Tử số", "Mẫu số", "Đánh giá")

    assert rows == [
        ("1.1", 50, 1, 2, "– Chưa có số liệu"),
        ("3.1", 1.49, 2, 1340, "● Đạt"),
        ("3.2", 1234.6, 1, 81, "▲ Chưa đạt"),
        ("4.1", "Chưa đến kỳ", None, None, "Chưa đến kỳ"),
        ("8.1", 1.93, 77, 4000, "○ Chưa có chỉ tiêu"),
        ("8.2", "Chưa có số liệu", None, None, "– Chưa có số liệu"),
    ]


def test_a_number_shows_its_decimals_by_the_readers_own_marks():
    sheet = book()["Tổng hợp"]

    assert [sheet.cell(row, 4).number_format for row in (6, 7, 8)] == ["#,##0.0", "#,##0.00", "#,##0.0"]


def test_communes_stand_in_rows_with_signs_for_their_silences():
    sheet = book()["Xã"]

    rows = rows_of(
        sheet, "Mã", "1.1. Tỷ lệ xã phù hợp với trẻ em (%)", "3.1. Tỷ suất tử vong trẻ sơ sinh (‰)"
    )
    assert rows == [("23500", 100, "∅"), ("23503", "–", "–")]


def test_counts_are_there_to_reckon_again():
    rows = rows_of(book()["Tử số, mẫu số"], "Mã đơn vị", "Mã số", "Tử số", "Mẫu số")

    assert ("62", "8.1", 77, 4000) in rows
    assert ("615", "3.1", 2, 0) in rows


def test_results_by_sex_stand_beside_the_whole():
    rows = rows_of(book()["Phân tổ"], "Mã số", "Chung", "Nam", "Nữ")

    assert rows == [("8.1", 1.93, 2, 1.85)]


@pytest.mark.parametrize("sheet", ["Phân tổ", "Số liệu"])
def test_parts_that_need_not_add_up_say_so(sheet: str):
    assert "không cộng lại thành toàn tỉnh" in book()[sheet]["A4"].value


def test_who_reported_when_is_there():
    rows = rows_of(book()["Tình hình gửi"], "Đơn vị", "Tình trạng", "Ngày gửi", "Đúng hạn")

    assert rows == [
        ("Huyện Đắk Hà", "đã duyệt", "20/6/2024", "sau hạn"),
        ("Xã Đăk Ui", "đã duyệt", "15/6/2024", "đúng hạn"),
        ("Xã Đăk Mar", "đang nhập", None, None),
        ("Sở Y tế", "chưa nhập", None, None),
    ]


def test_a_text_that_looks_like_a_formula_stays_a_text():
    cell = book()["Số liệu"].cell(6, 1)

    assert (cell.value, cell.data_type) == ("=Số trẻ em tử vong do đuối nước trong kỳ", "s")
    assert cell.quotePrefix


@pytest.mark.parametrize("frozen", [FROZEN, MADE_UP], ids=["real", "made up"])
def test_every_sheet_says_whether_its_figures_are_made_up(frozen):
    warning = "Số liệu minh họa, không phải số liệu thật"
    told = {sheet.title: (sheet["A3"].value, sheet.oddFooter.left.text) for sheet in book(frozen)}

    expected = (warning, warning) if frozen.illustrative else (None, None)
    assert set(told.values()) == {expected}


def test_every_sheet_is_set_up_for_paper_and_keeps_its_headings_in_sight():
    for sheet in book():
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.print_title_rows == "$5:$5"
        assert sheet.freeze_panes is not None and sheet.freeze_panes.endswith("6")
