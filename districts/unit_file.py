"""A file of units, one to a line: read, and refused whole where a line is wrong."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

HEADER = ("level", "code", "name", "kind", "parent", "valid_from", "valid_to")
# Since 01/7/2025 a commune stands under its province.
LEVELS_ABOVE: dict[str, tuple[str, ...]] = {
    "province": (),
    "district": ("province",),
    "commune": ("district", "province"),
}
MAX_CODE, MAX_NAME, MAX_KIND = 40, 200, 30


@dataclass(frozen=True)
class UnitRow:
    """A unit as a file tells it. No parent: a province. No first day: before our data. No last: in force."""

    line: int
    level: str
    code: str
    name: str
    kind: str
    parent: str
    valid_from: date | None
    valid_to: date | None

    @property
    def key(self) -> tuple[str, date | None]:
        """What makes a unit: a code is used again, so only with its first day."""
        return self.code, self.valid_from

    def shares_a_day_with(self, other: "UnitRow") -> bool:
        """Whether there is a day on which both are in force."""
        return (self.valid_from or date.min) <= (other.valid_to or date.max) and (
            other.valid_from or date.min
        ) <= (self.valid_to or date.max)


@dataclass(frozen=True)
class UnitFault:
    """What is wrong with a line, in Vietnamese."""

    line: int
    sentence: str


def read_units(lines: Iterable[str]) -> tuple[UnitRow, ...] | list[UnitFault]:
    """The units of a CSV file's lines, or every fault found in them."""
    reader = csv.reader(lines)
    header = tuple(next(reader, ()))
    if header != HEADER:
        return [UnitFault(1, f"Dòng đầu phải là: {','.join(HEADER)}.")]
    rows: list[UnitRow] = []
    faults: list[UnitFault] = []
    for fields in reader:
        if len(fields) != len(HEADER):
            faults.append(UnitFault(reader.line_num, f"Phải có đúng {len(HEADER)} cột."))
            continue
        row, own_faults = _row(reader.line_num, [text.strip() for text in fields])
        rows.append(row)
        faults.extend(own_faults)
    faults.extend(_broken_ties(rows))
    return sorted(faults, key=lambda fault: fault.line) if faults else tuple(rows)


def _row(line: int, fields: list[str]) -> tuple[UnitRow, list[UnitFault]]:
    level, code, name, kind, parent, first, last = fields
    valid_from, valid_to = _day(first), _day(last)
    tests = (
        (level in LEVELS_ABOVE, "Cấp phải là province, district hoặc commune."),
        (code.isalnum() and code.isascii() and len(code) <= MAX_CODE, f"Mã “{code}” không hợp lệ."),
        (0 < len(name) <= MAX_NAME, "Thiếu tên, hoặc tên quá dài."),
        (0 < len(kind) <= MAX_KIND, "Thiếu loại đơn vị, hoặc loại quá dài."),
        (not first or valid_from is not None, f"“{first}” không phải là ngày, viết theo dạng 2024-12-31."),
        (not last or valid_to is not None, f"“{last}” không phải là ngày, viết theo dạng 2024-12-31."),
        (not valid_from or not valid_to or valid_from <= valid_to, "Ngày đầu phải trước ngày cuối."),
        (level != "province" or not parent, "Tỉnh không có đơn vị cấp trên."),
        (level == "province" or bool(parent), "Thiếu đơn vị cấp trên."),
    )
    faults = [UnitFault(line, sentence) for holds, sentence in tests if not holds]
    return UnitRow(line, level, code, name, kind, parent, valid_from, valid_to), faults


def _day(text: str) -> date | None:
    """A day written as 2024-12-31; nothing else is one."""
    try:
        return date.fromisoformat(text) if len(text) == len("2024-12-31") else None
    except ValueError:
        return None


def _broken_ties(rows: list[UnitRow]) -> Iterator[UnitFault]:
    """Codes used twice from the same day on; parents not there, not above, or not at the same time."""
    seen: dict[tuple[str, date | None], int] = {}
    parents = parents_of(rows)
    for row in rows:
        if row.key in seen:
            yield UnitFault(row.line, f"Mã “{row.code}” đã có ở dòng {seen[row.key]}.")
        seen.setdefault(row.key, row.line)
        if row.parent and row.key not in parents:
            yield UnitFault(
                row.line, f"Trong tệp không có “{row.parent}” là cấp trên cùng thời gian của đơn vị này."
            )


def parents_of(rows: Iterable[UnitRow]) -> dict[tuple[str, date | None], UnitRow]:
    """The parent of each unit that has one, by its key: of a level above, in force while the unit is."""
    rows = list(rows)
    by_code: dict[str, list[UnitRow]] = {}
    for row in rows:
        by_code.setdefault(row.code, []).append(row)
    found = {}
    for row in rows:
        for above in by_code.get(row.parent, []):
            if above.level in LEVELS_ABOVE.get(row.level, ()) and above.shares_a_day_with(row):
                found[row.key] = above
    return found


def of_province(rows: Iterable[UnitRow], code: str) -> tuple[UnitRow, ...]:
    """The units of one province: itself, what is in it, what is in that; none without that province."""
    kept = {code}
    found = []
    for row in from_the_top(rows):
        if row.code == code if row.level == "province" else row.parent in kept:
            kept.add(row.code)
            found.append(row)
    return tuple(found)


def from_the_top(rows: Iterable[UnitRow]) -> list[UnitRow]:
    """Parents before their children."""
    order = list(LEVELS_ABOVE)
    return sorted(rows, key=lambda row: order.index(row.level))
