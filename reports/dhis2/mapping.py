"""Which of DHIS2's names stands for each of ours: a table the province fills; our own codes where it is silent."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

SCHEMES = ("code", "uid", "name")
DATA_ELEMENT, ORG_UNIT, COMBO = "dataElement", "orgUnit", "categoryOptionCombo"
ATTRIBUTE_COMBO = "attributeOptionCombo"
KINDS = (DATA_ELEMENT, ORG_UNIT, COMBO, ATTRIBUTE_COMBO)
COLUMNS = ["kind", "ours", "dhis2"]
# DHIS2 adds up the parts of a data element, and our splits are marginal: parts by sex, parts by ethnicity and the
# total, which is entered itself, would be counted three times. So each group of splits is a data element of its own.
GROUPS = {"male": "sex", "female": "sex", "kinh": "ethnicity", "minority": "ethnicity"}
_UID = re.compile(r"[A-Za-z][A-Za-z0-9]{10}", re.ASCII)


class BadMapping(ValueError):
    """A line of the table that means nothing; the message names it."""


@dataclass(frozen=True)
class IdMapping:
    """The table, read. `schemes`: by which of DHIS2's identifiers each kind is named."""

    schemes: Mapping[str, str] = field(default_factory=dict)
    found: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def scheme(self, kind: str) -> str:
        return self.schemes.get(kind, "code")

    def of(self, kind: str, ours: str) -> str:
        """DHIS2's name for one of ours; our own code where the table has none."""
        return self.found.get((kind, ours), ours)

    def lacks(self, kind: str, ours: Iterable[str]) -> list[str]:
        """Those that have no name: where DHIS2's own identifiers are meant, our codes are none."""
        if self.scheme(kind) == "code":
            return []
        return sorted(one for one in ours if (kind, one) not in self.found)

    @property
    def attribute_combo(self) -> str | None:
        """The one attribute option combination of all values; None: DHIS2's default."""
        return self.found.get((ATTRIBUTE_COMBO, ""))


def data_element(element: str, split: str) -> str:
    """Our code of the data element that a figure is of: children_under_16, children_under_16-sex."""
    return f"{element}-{GROUPS[split]}" if split else element


def read(lines: Iterable[str]) -> IdMapping:
    """The table; a line that is not understood is refused, so that no figure goes astray in silence."""
    rows = csv.reader(lines)
    if next(rows, None) != COLUMNS:
        raise BadMapping(f"1: {','.join(COLUMNS)}")
    schemes: dict[str, str] = {}
    found: dict[tuple[str, str], str] = {}
    for place, row in enumerate(rows, start=2):
        if row:
            take(row, place, schemes, found)
    check_uids(schemes, found)
    return IdMapping(schemes, found)


def take(row: Sequence[str], place: int, schemes: dict[str, str], found: dict[tuple[str, str], str]) -> None:
    if len(row) != len(COLUMNS) or not row[2].strip():
        raise BadMapping(f"{place}: {','.join(row)}")
    kind, ours, theirs = (cell.strip() for cell in row)
    if kind == "scheme" and ours in KINDS and theirs in SCHEMES and ours not in schemes:
        schemes[ours] = theirs
    elif kind in KINDS and (kind, ours) not in found:
        found[kind, ours] = theirs
    else:
        raise BadMapping(f"{place}: {','.join(row)}")


def check_uids(schemes: Mapping[str, str], found: Mapping[tuple[str, str], str]) -> None:
    """What is called an identifier of DHIS2's looks like one."""
    for (kind, ours), theirs in found.items():
        if schemes.get(kind) == "uid" and not _UID.fullmatch(theirs):
            raise BadMapping(f"{kind},{ours},{theirs}")
