"""The annexes of the report: every measure, every district, who was late or is missing, and what changed."""

from collections.abc import Sequence
from functools import partial

from indicators.wording import day, moment
from indicators.wording import number as written

from .. import change_lines, change_sentences, differences_frozen, words
from ..change_lines import Lines, MeasureLine, SheetLine
from ..columns import Column, cells
from ..frozen import Frozen
from ..frozen_parts import FrozenMeasure, FrozenReport, FrozenValue
from ..ledger import SheetFate
from . import result_columns
from .paper import BETWEEN, SMALL, Paper

ILLUSTRATIVE = "SỐ LIỆU MINH HỌA, KHÔNG PHẢI SỐ LIỆU THẬT"
NARROW = 9.0


def of_indicators(paper: Paper, frozen: Frozen) -> None:
    """All measures on one list, under their objectives and indicators, beside what they are compared with."""
    paper.new_page(landscape=True)
    annex_title(paper, "KẾT QUẢ CÁC CHỈ TIÊU CỦA TỈNH", frozen)
    columns = result_columns.of_annex(frozen)
    rows: list[Sequence[str]] = []
    for objective in frozen.objectives:
        rows.append([f"Mục tiêu {objective.number}. {objective.name['vi']}"])
        for indicator in objective.indicators:
            standing = words.standing(indicator.status) or "Chưa đến kỳ đánh giá"
            judged = (
                f" (xét {indicator.judged}/{indicator.total} chỉ tiêu thành phần)"
                if indicator.total > 1
                else ""
            )
            rows.append([f"{indicator.number}. {indicator.name['vi']}: {standing}{judged}"])
            rows += [
                result_columns.texts(columns, frozen.result(measure.code)) for measure in indicator.measures
            ]
    result_columns.table(paper, columns, rows, size=NARROW)


def of_districts(paper: Paper, frozen: Frozen) -> None:
    """Every district's results; left out where there are no districts."""
    districts = frozen.units_of("district")
    if not districts:
        return
    paper.new_page(landscape=True)
    annex_title(paper, "KẾT QUẢ CỦA CÁC HUYỆN, THÀNH PHỐ", frozen)
    measures = [one for one in frozen.measures.values() if one.reporter_level != "department"]
    areas = [frozen.province, *districts]
    paper.table(
        ["Mã số", result_columns.NAME_HEADING, *(narrow_name(area.name) for area in areas)],
        [district_row(measure, [area.code for area in areas], frozen) for measure in measures],
        [1, 5.2, *([1.75] * len(areas))],
        size=NARROW,
        numeric=frozenset(range(2, 2 + len(areas))),
    )
    paper.paragraph(
        "– chưa có số liệu; ∅ không phát sinh. Kết quả của huyện, thành phố để tham khảo, tính từ số liệu đã được "
        "duyệt của các đơn vị trong huyện; với chỉ tiêu tính trên số xã, nơi còn xã chưa trả lời thì kết quả là mức ít "
        "nhất. Chỉ tiêu do sở, ngành báo cáo chỉ có kết quả toàn tỉnh.",
        size=10,
        italic=True,
    )


def narrow_name(name: str) -> str:
    """Without the word that all of a column's headings share; a city and the province keep theirs."""
    return name.removeprefix("Huyện ").replace("Thành phố ", "TP ")


def district_row(measure: FrozenMeasure, areas: Sequence[str], frozen: Frozen) -> list[str]:
    values = map(partial(frozen.value, measure.code), areas)
    return [measure.code, words.name_and_unit(measure), *(words.short(value) for value in values)]


def annex_title(paper: Paper, name: str, frozen: Frozen) -> None:
    """Annexes are numbered as they come: one that a province has no need of leaves no gap."""
    paper.annexes += 1
    paper.centred(f"Phụ lục {paper.annexes}", bold=True, level=1)
    paper.centred(name, bold=True)
    paper.centred(
        f"(Kèm theo dự thảo Báo cáo của {words.lead_department(frozen)}, {words.covered_by(paper.report, frozen)})",
        italic=True,
        size=SMALL,
        after=BETWEEN,
    )
    if frozen.illustrative:
        paper.centred(ILLUSTRATIVE, bold=True, size=SMALL, after=BETWEEN)


# Who is missing or was late ----------------------------------------------------------------------------------------


def of_missing_units(paper: Paper, frozen: Frozen) -> None:
    """Units without accepted figures, and those that sent theirs late; left out where there are none."""
    missing = [report for report in frozen.reporting if not report.is_accepted]
    late = [report for report in frozen.reporting if report.is_accepted and report.late]
    if not (missing or late):
        return
    paper.new_page(landscape=False)
    annex_title(paper, "ĐƠN VỊ CHƯA CÓ SỐ LIỆU ĐƯỢC DUYỆT HOẶC GỬI SAU HẠN", frozen)
    groups = (("Chưa có số liệu được duyệt", missing), ("Gửi sau hạn, đã được duyệt", late))
    rows: list[Sequence[str]] = []
    for name, reports in groups:
        if reports:
            rows.append([f"{name}: {written(len(reports))} đơn vị"])
            rows += [report_row(report, frozen) for report in reports]
    paper.table(
        ["Đơn vị", "Đơn vị cấp trên", "Tình trạng", "Hạn gửi", "Ngày gửi"],
        rows,
        [4.2, 4.2, 4.0, 2.2, 2.2],
        size=10,
    )


def report_row(report: FrozenReport, frozen: Frozen) -> list[str]:
    sent = "" if report.sent_on is None else day(report.sent_on)
    above = change_lines.parent_name(report.unit, frozen)
    return [report.unit.name, above, words.STATE_WORDS[report.state], day(report.due), sent]


# What changed -----------------------------------------------------------------------------------------------------


def of_changes(paper: Paper, frozen: Frozen) -> None:
    """What changed since the publication before, down to the cell, who and why; left out of a quarter's first."""
    found = differences_frozen.of_content(frozen)
    if found is None:
        return
    paper.new_page(landscape=True)
    annex_title(paper, "THAY ĐỔI SO VỚI LẦN CÔNG BỐ TRƯỚC", frozen)
    paper.paragraph(change_sentences.summary(found, since=differences_frozen.since(frozen)))
    lines = change_lines.lines_of(found, frozen)
    measures_table(paper, lines.measures)
    sheets_table(paper, lines.sheets)
    texts_table(paper, lines)


def measures_table(paper: Paper, measures: Sequence[MeasureLine]) -> None:
    """The province's results before and after; those that are shown as they were have other counts behind them."""
    if not measures:
        return
    paper.heading("1. Kết quả của tỉnh từ đầu năm", level=2)
    paper.table(
        [column.heading for column in MEASURE_COLUMNS],
        [[str(cell) for cell in cells(MEASURE_COLUMNS, line)] for line in measures],
        [column.width for column in MEASURE_COLUMNS],
        size=10,
        numeric=frozenset({2, 3, 6, 7, 8, 9}),
    )
    paper.paragraph("", after=BETWEEN)


def side(value: FrozenValue | None) -> str:
    return "" if value is None else words.at_least(value)


def halves(value: FrozenValue | None) -> str:
    """77/4.000; empty where nobody counted."""
    if value is None or value.numerator is None or value.denominator is None:
        return ""
    return f"{written(value.numerator)}/{written(value.denominator)}"


def status(value: FrozenValue | None) -> str:
    return "" if value is None else words.standing(value.status)


def covered(value: FrozenValue | None) -> str:
    return "" if value is None else words.covered(value)


MEASURE_COLUMNS: list[Column[MeasureLine]] = [
    Column("Mã số", lambda line: line.one.measure.code, 1.1),
    Column(result_columns.NAME_HEADING, lambda line: words.name_and_unit(line.one.measure), 5.6),
    Column("Kết quả lần trước", lambda line: side(line.old), 2.0),
    Column("Kết quả lần này", lambda line: side(line.new), 2.0),
    Column("Đánh giá lần trước", lambda line: status(line.old), 2.4),
    Column("Đánh giá lần này", lambda line: status(line.new), 2.4),
    Column("Tử số/mẫu số lần trước", lambda line: halves(line.old), 2.6),
    Column("Tử số/mẫu số lần này", lambda line: halves(line.new), 2.6),
    Column("Phủ lần trước", lambda line: covered(line.old), 1.5),
    Column("Phủ lần này", lambda line: covered(line.new), 1.5),
]


def sheets_table(paper: Paper, sheets: Sequence[SheetLine]) -> None:
    """Unit by unit: a corrected sheet cell by cell; one that came or went whole is a line with its number of cells."""
    if not sheets:
        return
    paper.heading("2. Số liệu của các đơn vị", level=2)
    rows: list[Sequence[str]] = []
    for sheet in sheets:
        rows.append([change_sentences.of_sheet(sheet)])
        if sheet.fate is SheetFate.CHANGED:
            rows += [
                [cell.name, cell.old, cell.new, cell.by, "" if cell.at is None else moment(cell.at)]
                for cell in sheet.cells
            ]
    paper.table(
        ["Số liệu", "Lần trước", "Lần này", "Người sửa", "Sửa lúc"],
        rows,
        [10, 3.4, 3.4, 4, 3],
        size=10,
        numeric=frozenset({1, 2}),
    )
    paper.paragraph("", after=BETWEEN)


def texts_table(paper: Paper, lines: Lines) -> None:
    """Definitions, targets, units, who had reported, how indicators stand."""
    if not lines.texts:
        return
    paper.heading("3. Đánh giá chỉ tiêu, chỉ tiêu giao, định nghĩa, tình hình gửi", level=2)
    paper.table(
        ["Mục", "Nội dung", "Lần trước", "Lần này"],
        [[line.what, line.field, line.old, line.new] for line in lines.texts],
        [10, 4, 5, 5],
        size=10,
    )
