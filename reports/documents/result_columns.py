"""The columns of the paper's tables of results: beside what each result is compared with."""

from collections.abc import Sequence
from functools import partial

from indicators.wording import ROMAN
from indicators.wording import number as written

from .. import trend_sentences, words
from ..columns import Column, cells
from ..frozen import Against, Frozen
from ..frozen_parts import FrozenValue
from ..report_kinds import Report
from ..trends import trend
from .paper import Paper

NAME_HEADING = "Chỉ tiêu thành phần (đơn vị tính)"
Columns = list[Column[FrozenValue]]
# What goes to the left: every other column is of numbers.
LEFT = {"Mã số", NAME_HEADING, "Đánh giá"}


def of_results(report: Report, frozen: Frozen) -> Columns:
    """Under each objective: in the quarter's report the quarter beside the year so far, else the year before."""
    compared = of_quarter(frozen) if report is Report.QUARTER else of_year_before(frozen)
    return [
        Column("Mã số", lambda row: row.measure.code, 1.25),
        Column(NAME_HEADING, lambda row: words.name_and_unit(row.measure), 4.2),
        *compared,
        Column("Chỉ tiêu giao (năm)", lambda row: words.goal(row.judged_by) or "chưa giao", 2.0),
        Column("Đánh giá", lambda row: words.standing(row.status) or "Chưa đánh giá", 2.3),
        Column("Phủ", words.covered, 1.75),
    ]


def of_quarter(frozen: Frozen) -> Columns:
    name = f"Quý {ROMAN[frozen.quarter.number]}"
    before = f"Quý {ROMAN[frozen.quarter.previous().number]}"
    return [
        Column(before, partial(then, frozen=frozen, against=Against.QUARTER_BEFORE), 1.7),
        Column(name, partial(alone, frozen=frozen), 1.7),
        Column("Từ đầu năm", words.at_least, 1.8),
    ]


def of_year_before(frozen: Frozen) -> Columns:
    return [
        Column("Cùng kỳ năm trước", partial(then, frozen=frozen, against=Against.YEAR_BEFORE), 1.8),
        Column("Kết quả", words.at_least, 1.8),
        Column("Tăng, giảm", partial(difference, frozen=frozen, against=Against.YEAR_BEFORE), 1.6),
    ]


def of_annex(frozen: Frozen) -> Columns:
    """Everything there is of the province, for a lying page."""
    return [
        Column("Mã số", lambda row: row.measure.code, 1.2),
        Column(NAME_HEADING, lambda row: words.name_and_unit(row.measure), 5.6),
        Column("Tử số", lambda row: counted(row.numerator), 1.6),
        Column("Mẫu số", lambda row: counted(row.denominator), 1.7),
        Column("Kết quả từ đầu năm", words.at_least, 1.9),
        Column("Riêng quý", partial(alone, frozen=frozen), 1.5),
        Column("Quý trước", partial(then, frozen=frozen, against=Against.QUARTER_BEFORE), 1.5),
        Column("Cùng kỳ năm trước", partial(then, frozen=frozen, against=Against.YEAR_BEFORE), 1.6),
        Column("Chỉ tiêu giao (năm)", lambda row: words.goal(row.judged_by), 2.0),
        Column("Mốc tiếp theo (năm)", lambda row: words.goal(frozen.milestone(row)), 2.0),
        Column("Đánh giá", lambda row: words.standing(row.status), 2.3),
        Column("Phủ", words.covered, 1.7),
    ]


def counted(number: int | None) -> str:
    return "" if number is None else written(number)


def alone(row: FrozenValue, *, frozen: Frozen) -> str:
    """The quarter by itself; nothing where that means nothing."""
    return words.short(frozen.alone(row.measure.code))


def then(row: FrozenValue, *, frozen: Frozen, against: Against) -> str:
    """The earlier result; nothing where the portal does not know that quarter."""
    return words.short(trend(row.measure, frozen, against).then)


def difference(row: FrozenValue, *, frozen: Frozen, against: Against) -> str:
    """With its sign; nothing where the two do not compare."""
    found = trend(row.measure, frozen, against).difference
    return "" if found is None else trend_sentences.signed(found, row.measure)


# Into a paper -----------------------------------------------------------------------------------------------------


def texts(columns: Columns, row: FrozenValue) -> list[str]:
    return [str(cell) for cell in cells(columns, row)]


def write(paper: Paper, columns: Columns, rows: Sequence[FrozenValue], *, size: float) -> None:
    table(paper, columns, [texts(columns, row) for row in rows], size=size)


def table(paper: Paper, columns: Columns, rows: Sequence[Sequence[str]], *, size: float) -> None:
    """A table of results, its numbers to the right; a row of one text is a heading within it."""
    paper.table(
        [column.heading for column in columns],
        rows,
        [column.width for column in columns],
        size=size,
        numeric=frozenset(place for place, column in enumerate(columns) if column.heading not in LEFT),
    )
