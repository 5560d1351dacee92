"""The annex and the sheets of what changed: every cell, who, when and why, out of the newer content alone."""

from io import BytesIO

from docx import Document
from openpyxl import load_workbook

from reports import change_sentences, differences, differences_frozen
from reports.documents import report, word, workbook
from reports.frozen import Frozen
from reports.report_kinds import Report
from reports.tests.small_changes import first, second, second_content
from reports.tests.small_content import small_frozen


def paper(frozen: Frozen):
    return Document(BytesIO(word.written(report.compose(frozen, Report.QUARTER, lambda: None))))


def book(frozen: Frozen):
    return load_workbook(BytesIO(workbook.make(frozen, lambda: None)))


def texts(table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def annexes(document) -> list[str]:
    return [line.text for line in document.paragraphs if line.text.startswith("Phụ lục")]


def test_the_fourth_annex_says_first_how_much_changed():
    lines = [line.text for line in paper(second()).paragraphs]

    place = lines.index("THAY ĐỔI SO VỚI LẦN CÔNG BỐ TRƯỚC")
    assert lines[place - 1] == "Phụ lục 4"
    assert lines[place + 2] == (
        "So với lần công bố 1: 1 ô của 1 đơn vị được sửa, 1 biểu mới được duyệt và 1 biểu bị rút khỏi số liệu. "
        "Kết quả, số đếm hoặc mức phủ của 1 chỉ tiêu thành phần thay đổi ở ít nhất một địa bàn."
    )


def test_the_annex_has_the_provinces_results_before_and_after():
    results = texts(paper(second()).tables[-3])

    assert results[1] == [
        "3.1",
        "Tỷ suất tử vong trẻ sơ sinh (‰)",
        "1,49",
        "10,00",
        "● Đạt",
        "▲ Chưa đạt",
        "2/1.340",
        "40/4.000",
        "1/2",
        "2/2",
    ]
    assert len(results) == 2


def test_the_annex_goes_down_to_the_cell_with_who_when_and_why():
    rows = texts(paper(second()).tables[-2])

    assert rows[1:] == [
        [
            "Xã Đăk Ui (Huyện Đắk Hà), quý II/2024: Số liệu được sửa và duyệt lại; "
            "trả lại: Trần Thị B, 08:00 20/6/2024 (lý do: sai đơn vị tính); "
            "duyệt: Trần Thị B, 08:30 21/6/2024"
        ]
        * 5,
        [
            "=Số trẻ em tử vong do đuối nước trong kỳ",
            "1",
            "∅ Không phát sinh",
            "Nguyễn Văn A",
            "15:00 20/6/2024",
        ],
        [
            "Xã Hà Mòn (Huyện Đắk Hà), quý II/2024: Biểu bị trả lại, nay không được tính (1 ô); "
            "trả lại: Trần Thị B, 08:00 20/6/2024 (lý do: sai đơn vị tính)"
        ]
        * 5,
        [
            "Xã Đăk Mar (Huyện Đắk Hà), quý II/2024: Biểu mới được duyệt, nay được tính (1 ô); "
            "duyệt: Trần Thị B, 08:30 21/6/2024"
        ]
        * 5,
    ]


def test_the_annex_tells_a_target_that_was_changed_and_who_had_reported():
    rows = texts(paper(second()).tables[-1])

    assert rows[1:] == [
        ["Chỉ tiêu giao 3.1 (tỉnh 2025)", "mức giao", "9,5", "9"],
        ["Tình hình gửi Xã Đăk Mar", "tình trạng", "đang nhập", "đã duyệt"],
    ]


def test_the_first_of_a_quarter_and_an_old_content_have_no_such_annex():
    assert annexes(paper(first())) == ["Phụ lục 1", "Phụ lục 2", "Phụ lục 3"]
    assert annexes(paper(small_frozen())) == ["Phụ lục 1", "Phụ lục 2", "Phụ lục 3"]


def test_the_workbook_lists_every_cell_that_of_a_sheet_that_came_or_went_too():
    rows = list(book(second())["Ô thay đổi"].iter_rows(min_row=6, values_only=True))

    assert [(row[1], *row[4:13]) for row in rows] == [
        (
            "Xã Đăk Ui",
            "=Số trẻ em tử vong do đuối nước trong kỳ",
            1,
            "∅ Không phát sinh",
            "Số liệu được sửa và duyệt lại",
            "sai đơn vị tính",
            "Nguyễn Văn A",
            "15:00 20/6/2024",
            "Trần Thị B",
            "08:30 21/6/2024",
        ),
        (
            "Xã Hà Mòn",
            "Số trẻ em",
            900,
            "–",
            "Biểu bị trả lại, nay không được tính",
            "sai đơn vị tính",
            None,
            None,
            "Trần Thị B",
            "08:00 20/6/2024",
        ),
        (
            "Xã Đăk Mar",
            "Số trẻ em",
            "–",
            2660,
            "Biểu mới được duyệt, nay được tính",
            None,
            None,
            None,
            "Trần Thị B",
            "08:30 21/6/2024",
        ),
    ]


def test_the_workbook_has_every_result_that_changed_as_numbers():
    rows = list(book(second())["Kết quả thay đổi"].iter_rows(min_row=6, values_only=True))

    assert [(row[0], row[3], *row[8:]) for row in rows] == [
        ("62", "3.1", 1.49, 10, 2, 40, 1340, 4000, "1/2", "2/2", "● Đạt", "▲ Chưa đạt")
    ]


def test_the_sheets_of_the_first_of_a_quarter_are_empty_and_say_why():
    made = book(first())

    for name in ("Ô thay đổi", "Kết quả thay đổi"):
        assert made[name]["A4"].value == (
            "Đây là lần công bố đầu tiên của quý này nên chưa có lần trước để so."
        )
        assert made[name].max_row == 5


def test_nothing_that_changed_is_said_too():
    same = differences.between(first(), first())

    assert same.is_empty
    assert change_sentences.summary(same, since=1) == "So với lần công bố 1: không có thay đổi."


def test_an_old_content_is_compared_by_its_sums_and_says_that_its_cells_are_not_known():
    old = small_frozen()

    found = differences.between(old, Frozen(second_content()))

    assert (found.knows_cells, list(found.sheets)) == (False, [])
    assert [change.one.measure.code for change in found.values] == ["3.1"]
    assert change_sentences.summary(found, since=1).endswith(
        "Lần công bố trước không lưu từng ô số liệu, nên chỉ so được kết quả và số cộng."
    )
    assert old.ledger == {}
    assert differences_frozen.of_content(old) is None


def test_a_definition_that_changed_and_a_unit_that_is_new_are_told():
    texts_found = differences.texts_between(small_frozen().content, first().content)

    assert [(one.part, one.key, one.field, one.old) for one in texts_found] == [
        ("elements", "children", "", None),
        ("units", "23506", "", None),
    ]
    renamed = small_frozen(elements=[{**small_frozen().content["elements"][0], "kind": "stock"}])
    assert [
        (one.key, one.field, one.old, one.new)
        for one in differences.texts_between(small_frozen().content, renamed.content)
    ] == [("drowning_deaths", "kind", "flow", "stock")]
