"""Section III of the paper: the province's text, else the units' words, else that there is nothing; always as data."""

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from districts.models import Period
from districts.tests.builders import PAGE, Cast, Province, accepted, after
from districts.tests.task_report_builders import accept, hand_in, prove, say, sent
from districts.tests.task_report_builders import begun as begun_report
from reports import content, differences, frozen_texts, text_actions
from reports.change_lines import Sight, lines_of
from reports.documents import pdf, report, word
from reports.documents.paper import Text
from reports.frozen import Frozen
from reports.report_kinds import Report
from reports.tests.builders import FIGURES
from reports.tests.small_content import small_frozen

LEAD = "Sở Lao động - Thương binh và Xã hội"
EMPTY = f"Chưa có nội dung: {LEAD} chưa viết."
GROUPS = [
    {"number": 1, "name": {"vi": "Chính sách", "en": "Policies"}, "indicators": [1]},
    {"number": 2, "name": {"vi": "Dinh dưỡng", "en": "Nutrition"}, "indicators": [3]},
]


def words(
    group: int, unit: str, done: str = "", difficulties: str = "", proposals: str = ""
) -> dict[str, Any]:
    return {
        "group": group,
        "unit": unit,
        "done": done,
        "difficulties": difficulties,
        "proposals": proposals,
        "evidence": [],
        "accepted_by": "Y Mai",
    }


def texts(units: list[dict[str, Any]] = [], **sections: str) -> dict[str, Any]:  # noqa: B006 - never altered
    written = [
        {"section": code.replace("task_", "task-"), "version": 1, "text": text, "written_by": "A Thái"}
        for code, text in sections.items()
    ]
    return {"groups": GROUPS, "units": units, "sections": written}


def third(frozen: Frozen) -> list[str]:
    """The paper's third section, line by line."""
    blocks = report.compose(frozen, Report.QUARTER, lambda: None).blocks
    lines = [block.text for block in blocks if isinstance(block, Text)]
    start = next(place for place, line in enumerate(lines) if line.startswith("III. "))
    return lines[start : lines.index("", start)]


def test_the_section_says_what_was_done_then_what_was_hard_and_what_comes_next():
    said = texts(
        task_1="Đã ban hành chính sách.\n\nĐã kiểm tra.",
        task_2="Đã cân đo.",
        assessment="Khá.",
        difficulties="Đường xa.",
        causes="Mưa nhiều.",
        next_tasks="Rà soát.",
        proposals="Thêm kinh phí.",
    )

    assert third(small_frozen(texts=said)) == [
        "III. KẾT QUẢ THỰC HIỆN NHIỆM VỤ, GIẢI PHÁP; KHÓ KHĂN, NGUYÊN NHÂN VÀ KIẾN NGHỊ",
        "1. Kết quả thực hiện các nhóm nhiệm vụ, giải pháp",
        "1.1. Chính sách",
        "Đã ban hành chính sách.",
        "Đã kiểm tra.",
        "1.2. Dinh dưỡng",
        "Đã cân đo.",
        "2. Đánh giá chung",
        "Khá.",
        "3. Khó khăn, vướng mắc",
        "Đường xa.",
        "4. Nguyên nhân",
        "Mưa nhiều.",
        "5. Nhiệm vụ trọng tâm thời gian tới",
        "Rà soát.",
        "6. Kiến nghị, đề xuất",
        "Thêm kinh phí.",
    ]


def test_where_the_province_wrote_none_the_units_words_stand_under_their_names():
    units = [
        words(1, "health", "Đã tập huấn.", "Thiếu cán bộ."),
        words(1, "615", "Đã họp."),
        words(2, "health", "Đã cân.", "Thiếu cân.", "Mua cân."),
    ]

    assert third(small_frozen(texts=texts(units, task_2="Tỉnh viết."))) == [
        "III. KẾT QUẢ THỰC HIỆN NHIỆM VỤ, GIẢI PHÁP; KHÓ KHĂN, NGUYÊN NHÂN VÀ KIẾN NGHỊ",
        "1. Kết quả thực hiện các nhóm nhiệm vụ, giải pháp",
        "1.1. Chính sách",
        "Sở Y tế (theo báo cáo của đơn vị): Đã tập huấn.",
        "Huyện Đắk Hà (theo báo cáo của đơn vị): Đã họp.",
        "1.2. Dinh dưỡng",
        "Tỉnh viết.",
        "2. Đánh giá chung",
        EMPTY,
        "3. Khó khăn, vướng mắc",
        "Sở Y tế (theo báo cáo của đơn vị): Thiếu cán bộ.",
        "Thiếu cân.",
        "4. Nguyên nhân",
        EMPTY,
        "5. Nhiệm vụ trọng tâm thời gian tới",
        EMPTY,
        "6. Kiến nghị, đề xuất",
        "Sở Y tế (theo báo cáo của đơn vị): Mua cân.",
    ]


@pytest.mark.parametrize("content", [{}, {"texts": texts()}], ids=["before words were kept", "nobody wrote"])
def test_where_nobody_wrote_the_paper_says_so(content: dict[str, Any]):
    lines = third(small_frozen(**content))

    assert lines.count(EMPTY) == (6 if not content else 7)


TYPED = [
    '#import "x"; #panic()',
    "- một gạch",
    "= hai $x$ *ba* <bốn> @năm \\ sáu // bảy",
    "{{ x }} {% y %} {{ nội dung }}",
    "<w:p>&amp;</w:p>",
    "dấu \x01\x0b\ufffe lạ",
    "=SUM(A1)",
]


def test_a_text_is_only_ever_a_text_in_word_and_in_pdf():
    frozen = small_frozen(texts=texts(causes="\n".join(TYPED)))
    paper = report.compose(frozen, Report.QUARTER, lambda: None)

    made = [paragraph.text for paragraph in Document(BytesIO(word.written(paper))).paragraphs]
    read = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf.written(paper))).pages)

    for line in TYPED:
        shown = line.replace("\x01\x0b\ufffe", "")
        assert shown in made
        assert "".join(shown.split()) in "".join(read.split())


def test_a_word_that_no_line_holds_stays_on_the_page():
    frozen = small_frozen(texts=texts(causes="https://" + "a" * 400))
    file = PdfReader(BytesIO(pdf.written(report.compose(frozen, Report.QUARTER, lambda: None))))

    lines = [line for page in file.pages for line in page.extract_text().split("\n") if "aaaa" in line]
    assert len(lines) > 4
    assert sum(line.count("a") for line in lines) == 400


# Frozen -----------------------------------------------------------------------------------------------------------


def frozen_of(period: Period) -> Frozen:
    return Frozen(content.of_period(period))


def write(period: Period, cast: Cast, section: str, text: str, version: int = 0) -> None:
    told = {"by": cast.province, "at": after(period), "origin": PAGE}
    text_actions.write_text(period, section, text, version=version, **told)


def test_words_are_frozen_with_who_wrote_and_who_accepted_and_without_times_or_ids(
    province: Province, cast: Cast, period: Period
):
    health = province.departments[0]
    told = say(begun_report(health, period), 1, "Đã tập huấn", difficulties="Đường xa")
    file = prove(told, 1)
    for group in range(2, 7):
        told = say(told, group, nothing_to_say=True)
    told.refresh_from_db()
    accept(hand_in(told))
    sent(province.departments[1], period, {1: "chưa duyệt"})
    write(period, cast, "causes", "Mưa")
    write(period, cast, "causes", "Mưa nhiều", 1)
    write(period, cast, "assessment", "Khá")

    part = content.of_period(period)["texts"]

    assert [group["number"] for group in part["groups"]] == [1, 2, 3, 4, 5, 6]
    assert part["units"] == [
        {
            "group": 1,
            "unit": "health",
            "done": "Đã tập huấn",
            "difficulties": "Đường xa",
            "proposals": "",
            "evidence": [{"name": "Kế hoạch.pdf", "sha256": file.sha256}],
            "accepted_by": "province",
        }
    ]
    assert part["sections"] == [
        {"section": "assessment", "version": 1, "text": "Khá", "written_by": "province"},
        {"section": "causes", "version": 2, "text": "Mưa nhiều", "written_by": "province"},
    ]
    assert content.of_period(period)["texts"] == part


def test_a_content_from_before_words_were_kept_has_none():
    assert frozen_texts.of_frozen(small_frozen()) == frozen_texts.FrozenTexts([], [], {})


# What changed -----------------------------------------------------------------------------------------------------


def test_changes_name_the_section_and_the_unit_and_keep_the_texts_short():
    old = small_frozen(texts=texts([words(1, "615", "Đã họp.")], causes="Mưa"))
    new = small_frozen(texts=texts([words(1, "615", "Đã họp. " * 60)], causes="Mưa nhiều", task_1="Một\nhai"))

    found = differences.between(old, new)
    lines = lines_of(found, new).texts

    assert [(line.what, line.field, line.old, line.new[:20]) for line in lines] == [
        ("Nội dung báo cáo, mục Nguyên nhân", "nội dung", "Mưa", "Mưa nhiều"),
        ("Nội dung báo cáo, mục Chính sách", "nội dung", "–", "Một hai"),
        ("Báo cáo nhiệm vụ Huyện Đắk Hà, nhóm 1", "kết quả thực hiện", "Đã họp.", "Đã họp. Đã họp. Đã h"),
    ]
    assert len(lines[-1].new) == 160
    assert not found.is_empty
    assert differences.between(new, new).is_empty


def test_long_texts_are_shown_from_where_they_part():
    same = "Các đơn vị đã họp và phân công. " * 12
    old, new = (small_frozen(texts=texts(causes=f"{same}{end}")) for end in ("Mưa nhiều.", "Nắng nhiều."))

    (line,) = lines_of(differences.between(old, new), new).texts

    assert line.old == "…phân công. Các đơn vị đã họp và phân công. Mưa nhiều."
    assert line.new == "…phân công. Các đơn vị đã họp và phân công. Nắng nhiều."


def test_a_reader_sees_the_words_of_the_units_that_they_see():
    old = small_frozen(texts=texts([words(1, "615", "Một"), words(1, "health", "Hai")], causes="Mưa"))
    found = differences.between(old, small_frozen(texts=texts()))

    seen = lines_of(found, old, Sight(totals=False, units={"615"}, open_units=set())).texts

    assert [line.what for line in seen] == ["Báo cáo nhiệm vụ Huyện Đắk Hà, nhóm 1"]


def test_another_text_makes_another_publication(province: Province, cast: Cast, period: Period):
    accepted(province.communes[0], period, FIGURES)
    before = frozen_of(period)

    write(period, cast, "assessment", "Khá")

    assert frozen_of(period).sha256 != before.sha256
