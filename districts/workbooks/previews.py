"""A workbook that came back, beside the portal as it is: what each sheet would gain, and what stands in the way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators import wording
from indicators.periods import Quarter

from .. import change_log
from ..actions import figures, guards
from ..actions.refusals import Refused
from ..changes import Change
from ..models import Period, Unit, User
from ..sheets import Sheet
from .comparing import Line, change_of, lines_of
from .gathering import sheets_of
from .reading import ReadSheet, ReadWorkbook
from .taking import Fault, Taken, Touched, touched

MINE = "mine"
NAMED = 3


@dataclass
class UnitPreview:
    """What one unit's worksheet would change. `refusal` says why all of it cannot be taken, if so."""

    name: str
    unit: Unit | None = None
    refusal: str = ""
    faults: list[Fault] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    same: int = 0

    @property
    def conflicts(self) -> list[Line]:
        return [line for line in self.lines if line.is_conflict]

    @property
    def writes(self) -> list[Line]:
        return [line for line in self.lines if not line.is_conflict]

    @property
    def is_untouched(self) -> bool:
        """Whether the file changes nothing of it, and nothing stands in the way."""
        return not (self.lines or self.refusal or self.faults)

    @property
    def is_ready(self) -> bool:
        """Whether it can be confirmed: one cell that cannot be taken holds up the whole sheet of its unit."""
        return self.unit is not None and bool(self.lines) and not self.refusal and not self.faults

    def packed(self) -> list[Any]:
        """As the confirming page carries it, sealed."""
        assert self.unit is not None
        return [self.unit.pk, [[line.seen, line.cell.packed()] for line in self.lines]]


@dataclass(frozen=True)
class Wanted:
    """What a confirming page asks to be written into one unit's sheet."""

    unit: Unit
    cells: list[tuple[int | None, Touched]]  # each with the version it stood at when it was shown

    def changes(self, chosen: Mapping[str, str]) -> list[Change]:
        """The cells to write: those that nobody else changed, and of the others those chosen on the page."""
        return [
            change_of(cell, seen)
            for seen, cell in self.cells
            if seen == cell.version or chosen.get(choice_of(self.unit, cell)) == MINE
        ]


def choice_of(unit: Unit, cell: Touched) -> str:
    """The name of a conflict's choice on the page."""
    return "-".join(["keep", str(unit.pk), *cell.key])


def unpacked(packed: Iterable[list[Any]], units: Iterable[Unit]) -> list[Wanted]:
    """What a sealed page asks for; KeyError where a unit is no longer one the person enters for."""
    by_number = {unit.pk: unit for unit in units}
    return [
        Wanted(by_number[number], [(seen, touched(cell)) for seen, cell in cells]) for number, cells in packed
    ]


def of_workbook(
    read: ReadWorkbook, units: Sequence[Unit], period: Period, by: User, at: datetime
) -> list[UnitPreview]:
    """A preview for each worksheet; Refused where the whole workbook is of another plan, quarter or unit."""
    require_same_quarter(read, period)
    by_code = {unit.code: unit for unit in units}
    require_a_unit(read, by_code)
    known = [by_code[one.own.unit] for one in read.sheets if one.own.unit in by_code]
    current = {sheet.unit.code: sheet for sheet in sheets_of(known, period)}
    return [
        of_sheet(one, current[one.own.unit], read.handed.language, by, at)
        if one.own.unit in current
        else UnitPreview(one.own.name, refusal=_("Trang này không nhận số liệu của đơn vị này."))
        for one in read.sheets
    ]


def require_same_quarter(read: ReadWorkbook, period: Period) -> None:
    if read.handed.plan != period.plan.slug:
        raise Refused(_("Tệp này là của một kế hoạch khác. Xin chọn đúng tệp."), "wrong_plan")
    if read.handed.period != period.code:
        theirs, ours = (quarter_words(code) for code in (read.handed.period, period.code))
        raise Refused(
            _("Tệp này là của %(theirs)s; trang này nhận số liệu %(ours)s.")
            % {"theirs": theirs, "ours": ours},
            "wrong_period",
        )


def quarter_words(code: str) -> str:
    return wording.quarter_label(Quarter.parse(code), get_language() or wording.VIETNAMESE)


def require_a_unit(read: ReadWorkbook, units: Mapping[str, Unit]) -> None:
    """At least one worksheet is of a unit that is asked for here."""
    theirs = [sheet.name for sheet in read.handed.sheets]
    if not any(sheet.unit in units for sheet in read.handed.sheets):
        sentence = _("Tệp này là của %(theirs)s; trang này nhận số liệu của %(ours)s.")
        ours = [unit.name for unit in units.values()]
        raise Refused(sentence % {"theirs": named(theirs), "ours": named(ours)}, "wrong_unit")
    if not read.sheets:
        raise Refused(
            _("Trong tệp không còn trang tính nào của đơn vị. Xin tải lại tệp rồi điền."), "no_sheet"
        )


def named(names: Sequence[str]) -> str:
    """The names where they are few; else the first of them, and how many more."""
    if len(names) <= NAMED:
        return ", ".join(names)
    more = {"names": ", ".join(names[:NAMED]), "n": len(names) - NAMED}
    return _("%(names)s và %(n)s đơn vị khác") % more


def of_sheet(read: ReadSheet, sheet: Sheet, language: str, by: User, at: datetime) -> UnitPreview:
    preview = UnitPreview(read.own.name, sheet.unit)
    if read.fault:
        return replace(preview, refusal=read.fault)
    taken = Taken(read, sheet, language)
    preview.faults = list(taken.faults)
    compare(preview, taken.cells, sheet)
    preview.same = taken.sound - len(preview.lines) - (len(preview.faults) - len(taken.faults))
    if preview.lines or preview.faults:
        preview.refusal = why_locked(sheet, by, at)
    return preview


def compare(preview: UnitPreview, cells: Sequence[Touched], sheet: Sheet) -> None:
    """Set each touched cell beside what stands there now."""
    is_begun = sheet.submission is not None
    writers = change_log.last_writers(sheet.submission) if is_begun and cells else {}
    for found in lines_of(cells, sheet, writers):
        if isinstance(found, Line):
            preview.lines.append(found)
        else:
            preview.faults.append(found)


def again(wanted: Wanted, sheet: Sheet) -> UnitPreview:
    """The preview of a confirming page that came too late, against what stands there now."""
    preview = UnitPreview(wanted.unit.name, wanted.unit)
    compare(preview, [cell for _seen, cell in wanted.cells], sheet)
    return preview


def why_locked(sheet: Sheet, by: User, at: datetime) -> str:
    """Why nothing can be written into a sheet now; empty where it can."""
    try:
        if sheet.submission is not None:
            figures.require_writable(sheet.submission, by, at)
        else:
            guards.require_enter(by, sheet.unit, sheet.period)
            guards.require_open(sheet.period, sheet.unit, at)
    except Refused as refused:
        return str(refused)
    return ""
