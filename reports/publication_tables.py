"""What a publication's page shows, and what changed between two, as tables: no more than the reader sees there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from indicators.periods import Quarter
from indicators.values import Absence
from indicators.wording import ABSENCE_WORDS, quarter_label

from . import words
from .change_lines import HIDDEN, Lines, MeasureLine
from .change_words import TextLine
from .columns import Cell, Column
from .documents.cells import result
from .documents.change_sheets import ChangedCell, cell_columns
from .frozen import Frozen
from .frozen_parts import FrozenElement, FrozenMeasure, FrozenValue
from .published import PublishedCount, PublishedLine, PublishedObjective
from .table_files import DownloadTable

Row = PublishedLine | PublishedCount


# The results ------------------------------------------------------------------------------------------------------


def of_publication(frozen: Frozen, objectives: Sequence[PublishedObjective], number: int) -> DownloadTable:
    """The province's results by measure, and under each indicator the counts that feed none."""
    rows: list[Row] = [
        row
        for objective in objectives
        for indicator in objective.indicators
        for row in (*indicator.lines, *indicator.counts)
    ]
    columns: list[Column[Row]] = [
        Column("Mã số", lambda row: row.measure.code if isinstance(row, PublishedLine) else "", 8),
        Column("Chỉ tiêu thành phần", lambda row: what(row).name["vi"], 50),
        Column("Đơn vị tính", lambda row: what(row).unit_of_measure["vi"], 12),
        Column("Kết quả", number_of, 14),
        Column("Riêng quý", lambda row: result(row.alone) if isinstance(row, PublishedLine) else None, 14),
        Column("Chỉ tiêu của tỉnh (năm)", goal_of, 18),
        Column("Đánh giá", standing_of, 20),
        Column("Đơn vị có số liệu", lambda row: counted(row).reported, 10),
        Column("Đơn vị phải báo cáo", lambda row: counted(row).expected, 10),
    ]
    quarter = quarter_label(frozen.quarter)
    title = f"{frozen.province.name}, lũy kế từ đầu năm đến hết {quarter}, số công bố lần {number}"
    return DownloadTable("Kết quả", title, columns, rows, frozen.illustrative)


def what(row: Row) -> FrozenMeasure | FrozenElement:
    return row.measure if isinstance(row, PublishedLine) else row.element


@dataclass(frozen=True)
class Counted:
    reported: int
    expected: int


def counted(row: Row) -> Counted:
    found = row.result if isinstance(row, PublishedLine) else row.count
    return Counted(found.reported, found.expected)


def number_of(row: Row) -> Cell:
    """The number as shown, or the word of its silence."""
    if isinstance(row, PublishedLine):
        return result(row.result)
    if row.withheld:
        return ABSENCE_WORDS[Absence.WITHHELD]
    return ABSENCE_WORDS[Absence.NOT_REPORTED] if row.count.number is None else row.count.number


def goal_of(row: Row) -> Cell:
    return words.goal(row.result.judged_by) if isinstance(row, PublishedLine) else ""


def standing_of(row: Row) -> Cell:
    return words.standing(row.result.status) if isinstance(row, PublishedLine) else ""


# What changed -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Changes:
    """What changed between two publications as far as the reader sees, and what they are called."""

    lines: Lines
    frozen: Frozen
    old: int
    new: int
    quarter: Quarter

    @property
    def then(self) -> str:
        return f"Lần {self.old}"

    @property
    def today(self) -> str:
        return f"Lần {self.new}"

    @property
    def title(self) -> str:
        return f"Báo cáo {quarter_label(self.quarter)}: thay đổi từ lần {self.old} đến lần {self.new}"


def of_results(found: Changes) -> DownloadTable:
    columns: list[Column[MeasureLine]] = [
        Column("Mã số", lambda row: row.one.measure.code, 8),
        Column("Chỉ tiêu thành phần", lambda row: row.one.measure.name["vi"], 50),
        Column("Đơn vị tính", lambda row: row.one.measure.unit_of_measure["vi"], 12),
        *sides(found.then, lambda row: row.old),
        *sides(found.today, lambda row: row.new),
    ]
    title = f"{found.title}, kết quả của tỉnh từ đầu năm"
    return DownloadTable("Kết quả thay đổi", title, columns, found.lines.measures, found.frozen.illustrative)


def sides(name: str, of: Callable[[MeasureLine], FrozenValue | None]) -> list[Column[MeasureLine]]:
    """One publication's result with its status and the counts behind it; nothing where it had none."""

    def part(take: Callable[[FrozenValue], Cell]) -> Callable[[MeasureLine], Cell]:
        def cell(row: MeasureLine) -> Cell:
            value = of(row)
            return None if value is None else take(value)

        return cell

    def count(take: Callable[[FrozenValue], int | None]) -> Callable[[MeasureLine], Cell]:
        return lambda row: HIDDEN if row.hides_counts else part(take)(row)

    return [
        Column(f"{name}: kết quả", part(result), 14),
        Column(f"{name}: đánh giá", part(lambda value: words.standing(value.status)), 18),
        Column(f"{name}: tử số", count(lambda value: value.numerator), 11),
        Column(f"{name}: mẫu số", count(lambda value: value.denominator), 11),
        Column(f"{name}: đơn vị có số liệu", part(words.covered), 12),
    ]


def of_cells(found: Changes) -> DownloadTable:
    """Each changed cell of the sheets that the reader sees."""
    headings = {"Lần trước": found.then, "Lần này": found.today}
    columns = [
        replace(column, heading=headings.get(column.heading, column.heading))
        for column in cell_columns(found.frozen)
    ]
    rows = [ChangedCell(sheet, cell) for sheet in found.lines.sheets for cell in sheet.cells]
    hidden = f"; còn {found.lines.hidden} biểu ngoài phạm vi xem" if found.lines.hidden else ""
    title = f"{found.title}, từng ô số liệu{hidden}"
    return DownloadTable("Ô thay đổi", title, columns, rows, found.frozen.illustrative)


def of_texts(found: Changes) -> DownloadTable:
    columns: list[Column[TextLine]] = [
        Column("Mục", lambda row: row.what, 40),
        Column("Nội dung", lambda row: row.field, 24),
        Column(found.then, lambda row: row.old, 50),
        Column(found.today, lambda row: row.new, 50),
    ]
    title = f"{found.title}, đánh giá, chỉ tiêu giao, định nghĩa, tình hình gửi"
    return DownloadTable("Nội dung thay đổi", title, columns, found.lines.texts, found.frozen.illustrative)


# By the word in the address; beside it the first part of the file's name.
CHANGES: dict[str, tuple[Callable[[Changes], DownloadTable], str]] = {
    "results": (of_results, "ket-qua-thay-doi"),
    "cells": (of_cells, "o-thay-doi"),
    "texts": (of_texts, "noi-dung-thay-doi"),
}
