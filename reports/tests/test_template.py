"""The province's own Word paper: the standard template filled is the standard report; an edited one shows its edits."""

from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from districts.workbooks.packages import PackageFault
from reports.documents import report, template, template_checks, template_marks, word
from reports.frozen import Frozen
from reports.report_kinds import Report
from reports.template_names import MEANINGS, names_in, placeholder
from reports.tests.small_content import small_frozen
from reports.tests.templates import edited, exchanged, paragraph_with, with_part

FROZEN = small_frozen()
MADE_UP = small_frozen(illustrative=True)


def made(content: bytes, frozen: Frozen = FROZEN) -> WordDocument:
    return Document(BytesIO(template.make(frozen, Report.QUARTER, lambda: None, content)))


def lines_of(document: WordDocument) -> list[str]:
    """Everything that is written in it, its tables, heads and feet too."""
    texts = (template_marks.text_of(one) for one in template_marks.paragraphs_of(document))
    return [text for text in texts if text]


def refusal(content: bytes) -> str:
    with pytest.raises(PackageFault) as fault:
        template_checks.examine(content)
    return str(fault.value)


# Filled -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("frozen", [FROZEN, MADE_UP], ids=["real", "made up"])
def test_the_standard_template_filled_says_what_the_standard_report_says(frozen: Frozen):
    standard = Document(BytesIO(word.written(report.compose(frozen, Report.QUARTER, lambda: None))))

    assert lines_of(made(template.standard(), frozen)) == lines_of(standard)


def test_the_standard_template_has_every_name_once_and_is_taken():
    document = Document(BytesIO(template.standard()))
    names = [name for line in lines_of(document) for name in names_in(line)]

    assert sorted(set(names)) == sorted(MEANINGS)
    template_checks.examine(template.standard())


def test_it_ticks_as_often_as_the_standard_report():
    ticks: list[int] = []

    template.make(FROZEN, Report.QUARTER, lambda: ticks.append(1), template.standard())

    assert len(ticks) == len(report.PARTS)


def test_changed_margins_an_added_line_and_another_font_show_in_the_report():
    def change(document: WordDocument) -> None:
        document.sections[0].left_margin, document.sections[0].right_margin = Mm(35), Mm(20)
        document.styles["Normal"].font.name = "Tinos"
        fonts = document.styles["Normal"].element.rPr.rFonts
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), "Tinos")
        paragraph_with(document, "BÁO CÁO").insert_paragraph_before("Điện thoại: 0260 3862 123")

    document = made(edited(change))

    assert "Điện thoại: 0260 3862 123" in lines_of(document)
    assert [(round(page.left_margin.mm), round(page.right_margin.mm)) for page in document.sections] == [
        (35, 20)
    ] * 4
    widths = {round(sum(column.width for column in table.columns) / 36000) for table in document.tables[2:3]}
    assert widths == {210 - 35 - 20}
    assert document.styles[template.TEXT_STYLE].base_style.font.name == "Tinos"


def test_the_body_has_the_letters_of_its_marker():
    def change(document: WordDocument) -> None:
        marker = paragraph_with(document, "nội dung")
        marker.runs[0].font.name, marker.runs[0].font.size = "Tinos", Pt(13)
        marker.paragraph_format.line_spacing = 1.5

    document = made(edited(change))

    style = document.styles[template.TEXT_STYLE]
    assert (style.font.name, style.font.size, style.paragraph_format.line_spacing) == ("Tinos", Pt(13), 1.5)
    body = next(line for line in document.paragraphs if line.text.startswith("I. "))
    assert body.style.name == template.TEXT_STYLE
    assert [run.font.size for run in body.runs] == [None]
    cell = next(table for table in document.tables if table.rows[0].cells[0].text == "Mã số").rows[1].cells[0]
    assert cell.paragraphs[0].style.name == template.TABLE_STYLE
    assert cell.paragraphs[0].runs[0].font.size == Pt(11)


def test_annexes_follow_the_foot_lying_and_standing_with_their_page_numbers():
    document = made(template.standard())

    ways = [page.orientation for page in document.sections]
    assert ways == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    assert [page.different_first_page_header_footer for page in document.sections] == [
        True,
        False,
        False,
        False,
    ]
    assert "PAGE" in document.sections[0].header.paragraphs[0]._p.xml
    assert all(page.header.is_linked_to_previous for page in list(document.sections)[1:])
    lines = lines_of(document)
    assert lines.index("Nơi nhận:") < lines.index("Phụ lục 1")


def in_pieces(paragraph: Paragraph) -> None:
    """As Word leaves a name that was typed in two goes and corrected: one run a letter."""
    text = paragraph.text
    for run in paragraph.runs[1:]:
        run._r.getparent().remove(run._r)
    paragraph.runs[0].text = text[0]
    for letter in text[1:]:
        paragraph.add_run(letter)


def test_a_name_that_word_cut_into_runs_is_found():
    def change(document: WordDocument) -> None:
        for words in ("trích yếu", "cơ quan ban hành", "kính gửi", "nội dung", "căn cứ", "dấu dự thảo"):
            in_pieces(paragraph_with(document, words))

    content = edited(change)
    template_checks.examine(content)

    assert lines_of(made(content)) == lines_of(made(template.standard()))


@pytest.mark.parametrize(
    "name", ["{{trích yếu}}", "{{ TRÍCH  YẾU }}", "{{\u00a0trích yếu }}", "{{ tri\u0301ch yê\u0301u }}"]
)
def test_a_name_is_known_however_it_is_spaced_cased_and_composed(name: str):
    def change(document: WordDocument) -> None:
        paragraph_with(document, "trích yếu").runs[0].text = f"Về việc: {name}."

    assert any(
        line.startswith("Về việc: Kết quả thực hiện Kế hoạch") for line in lines_of(made(edited(change)))
    )


def test_names_may_be_left_out_and_come_twice_in_one_line():
    def change(document: WordDocument) -> None:
        paragraph_with(document, "căn cứ")._p.getparent().remove(paragraph_with(document, "căn cứ")._p)
        paragraph_with(document, "kính gửi").runs[0].text = "{{ kính gửi }} / {{ kính gửi }} ({{ ký hiệu }})"

    lines = lines_of(made(edited(change)))

    assert "Ủy ban nhân dân tỉnh Kon Tum / Ủy ban nhân dân tỉnh Kon Tum (SLĐTBXH)" in lines
    assert not any(line.startswith("Căn cứ ") for line in lines)


@pytest.mark.parametrize("frozen", [FROZEN, MADE_UP], ids=["real", "made up"])
def test_a_template_without_the_mark_gets_it_at_every_foot(frozen: Frozen):
    def change(document: WordDocument) -> None:
        for foot in (document.sections[0].footer, document.sections[0].first_page_footer):
            foot.paragraphs[0].runs[0].text = "Sở LĐTBXH"

    page = made(edited(change), frozen).sections[0]

    mark = "DỰ THẢO - SỐ LIỆU MINH HỌA, KHÔNG PHẢI SỐ LIỆU THẬT" if frozen.illustrative else "DỰ THẢO"
    feet = [[line.text for line in foot.paragraphs] for foot in (page.footer, page.first_page_footer)]
    assert feet == [["Sở LĐTBXH", mark]] * 2


def test_a_table_has_its_lines_in_a_file_without_the_style_for_them():
    def change(document: WordDocument) -> None:
        document.styles["Table Grid"].delete()

    tables = [table for table in made(edited(change)).tables if table.rows[0].cells[0].text == "Mã số"]

    assert all(table._tbl.tblPr.find(qn("w:tblBorders")) is not None for table in tables)


def test_braces_in_what_people_wrote_stay_braces():
    part = {
        "groups": [],
        "units": [],
        "sections": [
            {
                "section": "causes",
                "version": 1,
                "text": "{{ trích yếu }} {{ nội dung }} {{ x }}",
                "written_by": "A",
            }
        ],
    }

    assert "{{ trích yếu }} {{ nội dung }} {{ x }}" in lines_of(
        made(template.standard(), small_frozen(texts=part))
    )


def test_a_report_that_was_made_is_no_template_but_can_become_one():
    report_made = template.make(FROZEN, Report.QUARTER, lambda: None, template.standard())
    assert refusal(report_made).startswith("Mẫu chưa có chỗ cho nội dung")

    again = edited(
        lambda document: paragraph_with(document, "tổng hợp số liệu").runs[0]._r.getparent(), report_made
    )

    def change(document: WordDocument) -> None:
        paragraph_with(document, "tổng hợp số liệu").runs[0].text = placeholder("nội dung")

    content = edited(change, again)
    template_checks.examine(content)
    assert "I. TÌNH HÌNH BÁO CÁO SỐ LIỆU" in lines_of(made(content))


def test_a_body_on_a_page_of_its_own_keeps_the_end_of_that_page():
    def change(document: WordDocument) -> None:
        marker = paragraph_with(document, "nội dung")
        end = document.element.body.sectPr
        marker._p.get_or_add_pPr().append(end.__copy__())

    document = made(edited(change))

    assert len(document.sections) == 5
    lines = lines_of(document)
    assert lines.index("I. TÌNH HÌNH BÁO CÁO SỐ LIỆU") < lines.index("Nơi nhận:")


# Refused ----------------------------------------------------------------------------------------------------------


def write_over(words: str, text: str) -> bytes:
    def change(document: WordDocument) -> None:
        paragraph_with(document, words).runs[0].text = text

    return edited(change)


@pytest.mark.parametrize(
    ("words", "text", "sentence"),
    [
        ("nội dung", "", "Mẫu chưa có chỗ cho nội dung. Xin thêm một đoạn chỉ ghi {{ nội dung }}."),
        ("trích yếu", "{{ nội dung }}", "Mẫu có {{ nội dung }} 2 lần. Xin giữ lại một."),
        (
            "nội dung",
            "Sau đây: {{ nội dung }}",
            "{{ nội dung }} phải đứng một mình trong một đoạn của văn bản, không nằm trong bảng, khung hay chân trang.",
        ),
        (
            "trích yếu",
            "{{ tên tỉnh }} {{ Số }}",
            "Mẫu có tên không dùng được: {{ số }}, {{ tên tỉnh }}. Xin xem danh sách tên ở trang này.",
        ),
        (
            "trích yếu",
            "{{ trích yếu }",
            "Mẫu có dấu ngoặc {{ hoặc }} không thành cặp ở đoạn “{{ trích yếu }”. Xin gõ lại cả tên.",
        ),
    ],
    ids=["no body", "two bodies", "not alone", "unknown", "loose"],
)
def test_names_that_cannot_be_filled_are_refused_by_name(words: str, text: str, sentence: str):
    assert refusal(write_over(words, text)) == sentence


def test_the_body_within_a_table_is_refused():
    def change(document: WordDocument) -> None:
        paragraph_with(document, "nội dung").runs[0].text = ""
        paragraph_with(document, "ký hiệu").runs[0].text = "{{ nội dung }}"

    assert refusal(edited(change)).startswith("{{ nội dung }} phải đứng một mình")


OUTSIDE = (
    b'<Relationship Id="rId99" TargetMode="External" Target="http://example.org/x.png" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s"/></Relationships>'
)
ENTITY = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><w:document '
RELATIONS, DOCUMENT = "word/_rels/document.xml.rels", "word/document.xml"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Tệp này trống"),
        (b"x" * (5 * 1024 * 1024 + 1), "Mẫu lớn hơn 5 MB"),
        (b"%PDF-1.7\n%%EOF", "Đây không phải tệp Word .docx"),
        (b"PK\x03\x04 cut off", "Không đọc được mẫu này"),
        (bytes.fromhex("d0cf11e0a1b11ae1"), "Đây không phải tệp Word .docx"),
        (with_part("word/vbaProject.bin", b"x"), "Mẫu có chứa macro"),
        (with_part("../x.xml", b"<x/>"), "Mẫu có thành phần bên trong không hợp lệ"),
        (exchanged(RELATIONS, b"</Relationships>", OUTSIDE % b"image"), "Mẫu lấy hình hoặc nội dung"),
        (exchanged(RELATIONS, b"</Relationships>", OUTSIDE % b"attachedTemplate"), "Mẫu lấy hình hoặc nội dung"),
        (
            exchanged(DOCUMENT, b"<w:body>", b'<w:body><w:p><w:fldSimple w:instr="INCLUDEPICTURE x"/></w:p>'),
            "Mẫu lấy hình hoặc nội dung",
        ),
        (
            exchanged(DOCUMENT, b"<w:document ", ENTITY),
            "Mẫu có thành phần bên trong không hợp lệ",
        ),
        (exchanged(DOCUMENT, b"</w:body>", b""), "Không đọc được mẫu này"),
        (with_part("word/bomb.xml", b"<x>" + b" " * (101 * 1024 * 1024) + b"</x>"), "Mẫu giãn ra quá lớn"),
    ],
    ids=[
        "empty", "large", "pdf", "cut off", "old word", "macro", "outside name", "remote image", "attached template",
        "field", "entity", "broken xml", "bomb",
    ],
)  # fmt: skip
def test_a_file_that_is_not_safe_to_open_is_refused_in_a_sentence(content: bytes, sentence: str):
    assert refusal(content).startswith(sentence)


def test_a_link_that_somebody_clicks_is_no_danger():
    template_checks.examine(exchanged(RELATIONS, b"</Relationships>", OUTSIDE % b"hyperlink"))
