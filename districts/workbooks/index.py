"""What a workbook knows of itself, on a sheet nobody sees: which form it is, and what each cell held when it was made.

It is sealed: a workbook whose hidden sheet was changed is refused, so the versions in it can be believed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from ..actions.refusals import Refused
from ..changes import Key
from ..models import Figure
from .contents import Content, unpacked

# Raised whenever what is written below can no longer be read as it was; an older workbook is then refused in words.
FORMAT = 1
KIND = "plan749-workbook"
TITLE = "_749"
SALT = "districts.workbooks"
# A spreadsheet's cell holds 32,767 signs.
CHUNK = 30_000


@dataclass(frozen=True, slots=True)
class HandedCell:
    """A cell as it was handed out: where, which, its version (None: it was never filled) and its content."""

    row: int
    column: int
    element: str
    split: str
    version: int | None
    content: Content

    @property
    def key(self) -> Key:
        return self.element, self.split

    def packed(self) -> list[Any]:
        return [self.row, self.column, self.element, self.split, self.version, self.content.packed()]


@dataclass(frozen=True, slots=True)
class HandedSheet:
    """One unit's worksheet as it was handed out. `rows` are its elements' rows: number, code, name as printed."""

    unit: str
    name: str
    parts: list[str]
    rows: list[tuple[int, str, str]] = field(default_factory=list)
    cells: list[HandedCell] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Handed:
    """A whole workbook as it was handed out; `form` is this one's own number."""

    form: str
    plan: str
    period: str
    language: str
    at: str
    sheets: list[HandedSheet]

    def mark(self, unit: str) -> str:
        """What the hidden corner of a unit's worksheet says."""
        return f"{KIND} {self.form} {unit}"


def content_of(figure: Figure | None) -> Content:
    """What a cell of the portal holds."""
    if figure is None:
        return Content()
    return Content(figure.number, figure.absence, figure.reason, figure.explanation)


def sealed(handed: Handed) -> list[str]:
    """The index as cells can hold it."""
    content = {
        "form": handed.form,
        "plan": handed.plan,
        "period": handed.period,
        "language": handed.language,
        "at": handed.at,
        "sheets": [
            [sheet.unit, sheet.name, sheet.parts, sheet.rows, [cell.packed() for cell in sheet.cells]]
            for sheet in handed.sheets
        ],
    }
    text = signing.dumps(content, salt=SALT, compress=True)
    return [text[start : start + CHUNK] for start in range(0, len(text), CHUNK)]


def opened(form: Any, chunks: Sequence[Any]) -> Handed:
    """The index of a workbook; Refused where it is of another format, or is not as it was written."""
    if form != FORMAT:
        raise Refused(
            _("Tệp được tải từ phiên bản cũ của hệ thống. Xin tải lại tệp mới rồi điền."), "old_format"
        )
    try:
        content = signing.loads("".join(str(chunk) for chunk in chunks if chunk is not None), salt=SALT)
    except signing.BadSignature as error:
        raise Refused(_("Phần ẩn của tệp đã bị sửa. Xin tải lại tệp rồi điền."), "tampered") from error
    sheets = [
        HandedSheet(unit, name, parts, [tuple(row) for row in rows], [handed_cell(*cell) for cell in cells])
        for unit, name, parts, rows, cells in content.pop("sheets")
    ]
    return Handed(**content, sheets=sheets)


def handed_cell(
    row: int, column: int, element: str, split: str, version: int | None, content: list[Any] | None
) -> HandedCell:
    return HandedCell(row, column, element, split, version, unpacked(content))
