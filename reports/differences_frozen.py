"""What changed since the publication before, as the next one keeps it in its own content. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from .differences import COUNT_KEY, VALUE_KEY, CountChange, Differences, TextChange, ValueChange
from .freezing import VALUE_FIELDS, records, table
from .frozen import Frozen
from .frozen_parts import FrozenCount, FrozenValue
from .ledger import CellChange, SheetChange, SheetFate, Step

CHANGED_CELL_FIELDS = ("element", "split", "old", "new", "by", "at")
STEP_FIELDS = ("action", "by", "at", "reason")
TEXT_FIELDS = ("part", "key", "field", "old", "new")
Row = Mapping[str, Any]


def as_content(
    found: Differences, sheets: Sequence[SheetChange], *, number: int, sha256: str
) -> dict[str, Any]:
    """What changed since the publication of this number and hash; `sheets` with who, when and why."""
    old_values = [row_of(change.old) for change in found.values if change.old is not None]
    added = [change.new for change in found.values if change.old is None and change.new is not None]
    return {
        "since": {"number": number, "sha256": sha256},
        "knows_cells": found.knows_cells,
        "values": table(VALUE_FIELDS, old_values),
        "added_values": table(VALUE_KEY, [[row_of(one)[place] for place in range(4)] for one in added]),
        "counts": table(
            (*COUNT_KEY, "old", "new"),
            [
                [*key_of(change.one), numbers_of(change.old), numbers_of(change.new)]
                for change in found.counts
            ],
        ),
        "texts": table(
            TEXT_FIELDS, [[getattr(change, name) for name in TEXT_FIELDS] for change in found.texts]
        ),
        "sheets": [sheet_as_content(sheet) for sheet in sheets],
    }


def row_of(value: FrozenValue) -> list[Any]:
    """A value in the order of VALUE_FIELDS."""
    return [
        value.measure.code,
        value.unit.code,
        value.span,
        value.split,
        value.text,
        value.absence,
        value.numerator,
        value.denominator,
        value.reported,
        value.expected,
        value.status,
        None if value.judged_by is None else value.judged_by.target.year,
    ]


def key_of(count: FrozenCount) -> list[str]:
    return [count.element, count.unit, count.split]


def numbers_of(count: FrozenCount | None) -> list[int | None] | None:
    return None if count is None else [count.number, count.reported, count.expected]


def sheet_as_content(sheet: SheetChange) -> dict[str, Any]:
    return {
        "unit": sheet.unit,
        "quarter": sheet.quarter,
        "fate": sheet.fate,
        "steps": table(STEP_FIELDS, [[getattr(step, name) for name in STEP_FIELDS] for step in sheet.steps]),
        "cells": table(
            CHANGED_CELL_FIELDS,
            [[getattr(cell, name) for name in CHANGED_CELL_FIELDS] for cell in sheet.cells],
        ),
    }


def since(frozen: Frozen) -> int | None:
    """The number of the publication that a content is compared with; None for the first, and for an old content."""
    found = frozen.content.get("changes", {}).get("since")
    return None if found is None else int(found["number"])


def of_content(frozen: Frozen) -> Differences | None:
    """What had changed since the publication before, as it was frozen; None for the first, and for an old content."""
    if since(frozen) is None:
        return None
    changes = frozen.content["changes"]
    return Differences(
        values=frozen_values(changes, frozen),
        counts=[frozen_count(row) for row in records(changes["counts"])],
        texts=[TextChange(**row) for row in records(changes["texts"])],
        sheets=frozen_sheets(changes),
        knows_cells=changes["knows_cells"],
    )


def frozen_values(changes: Row, frozen: Frozen) -> list[ValueChange]:
    """In the order of the new values. One of a measure or a unit that is there no more is told among the texts."""
    old = {
        tuple(row[name] for name in VALUE_KEY): frozen.value_of(row)
        for row in records(changes["values"])
        if row["measure"] in frozen.measures and row["unit"] in frozen.units
    }
    added = {tuple(row) for row in changes["added_values"]["rows"]}
    found = [
        ValueChange(old.get(place), new)
        for new in frozen.values
        if (place := (new.measure.code, new.unit.code, str(new.span), new.split)) in old or place in added
    ]
    seen = {(one.one.measure.code, one.one.unit.code, str(one.one.span), one.one.split) for one in found}
    return [*found, *(ValueChange(value, None) for place, value in old.items() if place not in seen)]


def frozen_count(row: Row) -> CountChange:
    place = [row[name] for name in COUNT_KEY]
    old, new = (None if row[side] is None else FrozenCount(*place, *row[side]) for side in ("old", "new"))
    return CountChange(old, new)


def frozen_sheets(changes: Row) -> list[SheetChange]:
    """The sheets of a content's changes; none where it has none."""
    return [
        SheetChange(
            unit=sheet["unit"],
            quarter=sheet["quarter"],
            fate=SheetFate(sheet["fate"]),
            cells=tuple(CellChange(**row) for row in records(sheet["cells"])),
            steps=tuple(Step(**row) for row in records(sheet["steps"])),
        )
        for sheet in changes.get("sheets", [])
    ]
