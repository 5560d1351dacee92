"""Two publications made by hand of the small quarter: a cell and a target changed, a commune arrived, one left."""

from typing import Any

from reports import differences, differences_frozen
from reports.freezing import CELL_FIELDS, SHEET_FIELDS, VALUE_FIELDS, table
from reports.frozen import Frozen
from reports.ledger import CellChange, SheetChange, Step
from reports.tests.small_content import ELEMENTS, REPORTING, TARGETS, UNITS, VALUES, small_content

OTHER = {"code": "23506", "name": "Xã Hà Mòn", "kind": "xã", "level": "commune", "parent": "615"}
OPEN = {
    **ELEMENTS[0],
    "code": "children",
    "name": {"vi": "Số trẻ em", "en": "Children"},
    "sensitive": False,
    "shown_under_indicator": None,
}
ACCEPTED = ["Trần Thị B", "2024-06-16T09:00+07:00"]


def with_cells(sheets: list[list[Any]], cells: list[list[Any]], **others: Any) -> dict[str, Any]:
    return small_content(
        **{
            "version": 2,
            "units": [*UNITS, OTHER],
            "elements": [*ELEMENTS, OPEN],
            "sheets": table(SHEET_FIELDS, sheets),
            "cells": table(CELL_FIELDS, cells),
            "changes": {"since": None},
            **others,
        }
    )


def first() -> Frozen:
    """Xã Đăk Ui and Xã Hà Mòn are in."""
    sheets = [["23500", "2024-Q2", 5, 6, *ACCEPTED], ["23506", "2024-Q2", 4, 5, *ACCEPTED]]
    cells = [
        ["23500", "2024-Q2", "drowning_deaths", "", 1],
        ["23500", "2024-Q2", "children", "", 1340],
        ["23506", "2024-Q2", "children", "", 900],
    ]
    return Frozen(with_cells(sheets, cells))


def second_content() -> dict[str, Any]:
    """Xã Đăk Ui had no drowning, Xã Đăk Mar has arrived, Xã Hà Mòn was sent back; a target was set lower."""
    sheets = [["23500", "2024-Q2", 9, 10, *ACCEPTED], ["23503", "2024-Q2", 4, 5, *ACCEPTED]]
    cells = [
        ["23500", "2024-Q2", "drowning_deaths", "", "nothing_occurred"],
        ["23500", "2024-Q2", "children", "", 1340],
        ["23503", "2024-Q2", "children", "", 2660],
    ]
    values = [list(row) for row in VALUES]
    values[1] = ["3.1", "62", "ytd", "", "10", None, 40, 4000, 2, 2, "not_met", 2025]
    reporting = [{**row, "state": "accepted"} if row["unit"] == "23503" else row for row in REPORTING]
    targets = [{**row, "value": "9"} if row["measure"] == "3.1" else row for row in TARGETS]
    return with_cells(sheets, cells, values=table(VALUE_FIELDS, values), reporting=reporting, targets=targets)


def second() -> Frozen:
    """With what changed since the first, as it is frozen."""
    content = second_content()
    found = differences.between(first(), Frozen(content))
    sheets = [told(sheet) for sheet in found.sheets]
    changes = differences_frozen.as_content(found, sheets, number=1, sha256=first().sha256)
    return Frozen(content | {"changes": changes})


def told(sheet: SheetChange) -> SheetChange:
    """With who, when and why."""
    returned = Step("returned", "Trần Thị B", "2024-06-20T08:00+07:00", "sai đơn vị tính")
    accepted = Step("accepted", "Trần Thị B", "2024-06-21T08:30+07:00")
    steps = {"23500": (returned, accepted), "23503": (accepted,), "23506": (returned,)}[sheet.unit]
    if sheet.unit != "23500":
        return SheetChange(sheet.unit, sheet.quarter, sheet.fate, sheet.cells, steps)
    cells = tuple(
        CellChange(cell.element, cell.split, cell.old, cell.new, "Nguyễn Văn A", "2024-06-20T15:00+07:00")
        for cell in sheet.cells
    )
    return SheetChange(sheet.unit, sheet.quarter, sheet.fate, cells, steps)
