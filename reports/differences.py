"""What changed from one publication of a quarter to a later one, from their two contents alone. Pure.

Any pair can be compared. Who changed a cell, when and why is frozen step by step: each content keeps what changed
since the publication before it, and a longer way is traced through all that lie on it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .differences_texts import words_between
from .freezing import records
from .frozen import Frozen
from .frozen_parts import FrozenCount, FrozenValue
from .ledger import SheetChange, SheetFate, sheets_between

VALUE_KEY = ("measure", "unit", "span", "split")
COUNT_KEY = ("element", "unit", "split")
# The parts of a content that are lists of records, and what tells one record from another.
RECORDS = {
    "measures": ("code",),
    "elements": ("code",),
    "targets": ("measure", "scope", "year"),
    "units": ("code",),
    "reporting": ("unit",),
}
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A published value before and after; None where the place was not published."""

    old: FrozenValue | None
    new: FrozenValue | None

    @property
    def one(self) -> FrozenValue:
        """Either of the two, for what both have: measure, unit, span and split."""
        found = self.old if self.new is None else self.new
        assert found is not None  # a change has two sides, and one of them is there
        return found


@dataclass(frozen=True, slots=True)
class CountChange:
    """A published count before and after; None where it was not published."""

    old: FrozenCount | None
    new: FrozenCount | None

    @property
    def one(self) -> FrozenCount:
        found = self.old if self.new is None else self.new
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class TextChange:
    """A field of a definition, a target, a unit, an indicator's standing or a report; no field: the whole record."""

    part: str
    key: str
    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Differences:
    """Everything that changed. `knows_cells` is False where one side was published before cells were kept."""

    values: Sequence[ValueChange]
    counts: Sequence[CountChange]
    texts: Sequence[TextChange]
    sheets: Sequence[SheetChange]
    knows_cells: bool

    @property
    def is_empty(self) -> bool:
        return not (self.values or self.counts or self.texts or self.sheets)

    @property
    def cells(self) -> int:
        return sum(len(sheet.cells) for sheet in self.sheets)

    @property
    def units(self) -> int:
        return len({sheet.unit for sheet in self.sheets})

    def sheets_that(self, fate: SheetFate) -> list[SheetChange]:
        return [sheet for sheet in self.sheets if sheet.fate is fate]


def between(old: Frozen, new: Frozen) -> Differences:
    """What changed from `old` to `new`; nobody is named yet (see `traced`)."""
    knows_cells = old.has_cells and new.has_cells
    return Differences(
        values=values_between(old, new),
        counts=counts_between(old, new),
        texts=texts_between(old.content, new.content),
        sheets=sheets_between(old.ledger, new.ledger) if knows_cells else [],
        knows_cells=knows_cells,
    )


def values_between(old: Frozen, new: Frozen) -> list[ValueChange]:
    pairs = pairs_of(old.content["values"], new.content["values"], VALUE_KEY)
    return [
        ValueChange(
            None if before is None else old.value_of(before), None if after is None else new.value_of(after)
        )
        for before, after in pairs
    ]


def counts_between(old: Frozen, new: Frozen) -> list[CountChange]:
    pairs = pairs_of(old.content["counts"], new.content["counts"], COUNT_KEY)
    return [CountChange(count_of(before), count_of(after)) for before, after in pairs]


def count_of(row: Row | None) -> FrozenCount | None:
    return None if row is None else FrozenCount(**row)


def pairs_of(old: Row, new: Row, key: Sequence[str]) -> list[tuple[Row | None, Row | None]]:
    """The rows of two tables that are not alike, those of the same place side by side; in the new table's order."""
    before, after = ({tuple(row[name] for name in key): row for row in records(one)} for one in (old, new))
    places = [*after, *(place for place in before if place not in after)]
    return [
        (before.get(place), after.get(place)) for place in places if before.get(place) != after.get(place)
    ]


def texts_between(old: Row, new: Row) -> list[TextChange]:
    """What changed in the records: definitions, targets, units, who had reported, indicators, the plan; and words."""
    found = [
        change
        for part, key in RECORDS.items()
        for change in changed_records(part, by_key(old[part], key), by_key(new[part], key))
    ]
    found += changed_records("indicators", indicators_of(old), indicators_of(new))
    for part in ("plan", "period"):
        found += changed_fields(part, "", old[part], new[part])
    return found + [TextChange(*change) for change in words_between(old, new)]


def by_key(rows: Iterable[Row], key: Sequence[str]) -> dict[str, Row]:
    return {" ".join(str(row[name]) for name in key): row for row in rows}


def indicators_of(content: Row) -> dict[str, Row]:
    return by_key(
        (one for objective in content["objectives"] for one in objective["indicators"]), ("number",)
    )


def changed_records(part: str, old: Mapping[str, Row], new: Mapping[str, Row]) -> list[TextChange]:
    found: list[TextChange] = []
    for key in [*old, *(key for key in new if key not in old)]:
        if key in old and key in new:
            found += changed_fields(part, key, old[key], new[key])
        else:
            found.append(TextChange(part, key, "", old.get(key), new.get(key)))
    return found


def changed_fields(part: str, key: str, old: Row, new: Row) -> list[TextChange]:
    names = [*old, *(name for name in new if name not in old)]
    return [
        TextChange(part, key, name, old.get(name), new.get(name))
        for name in names
        if old.get(name) != new.get(name)
    ]


# Who, when and why ------------------------------------------------------------------------------------------------


def traced(found: Differences, way: Sequence[SheetChange]) -> Differences:
    """The same with who, when and why, out of what changed at each publication on the way, the first first."""
    return replace(found, sheets=[with_trace(sheet, way) for sheet in found.sheets])


def with_trace(sheet: SheetChange, way: Sequence[SheetChange]) -> SheetChange:
    own = [one for one in way if one.place == sheet.place]
    writers = {cell.key: cell for one in own for cell in one.cells if cell.by}
    cells = tuple(
        replace(cell, by=writers[cell.key].by, at=writers[cell.key].at) if cell.key in writers else cell
        for cell in sheet.cells
    )
    return replace(sheet, cells=cells, steps=tuple(step for one in own for step in one.steps))
