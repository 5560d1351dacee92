"""What someone wants to write into the cells of a sheet, and whether a cell can hold it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from indicators.models import Element
from indicators.values import MAX_FIGURE, FigureAbsence

from .actions.refusals import Refused
from .models import Figure
from .words import fault_of_words

Key = tuple[str, str]
Splits = Mapping[str, list[dict[str, str]]]


@dataclass(frozen=True)
class Change:
    """What someone wants to write into one cell. Neither a number nor an absence empties it.

    `version` is the cell's own as its writer last read it; None where the cell had never been filled.
    """

    element: str
    split: str = ""
    number: int | None = None
    absence: str = ""
    reason: str = ""
    explanation: str = ""
    version: int | None = None

    @property
    def key(self) -> Key:
        return self.element, self.split

    @property
    def is_empty(self) -> bool:
        return self.number is None and not self.absence

    def differs_from(self, figure: Figure | None) -> bool:
        """Whether writing it would change anything."""
        if figure is None:
            return not self.is_empty
        if self.is_empty:
            return True
        held = (figure.number, figure.absence, figure.reason, figure.explanation)
        return held != (self.number, self.absence, self.reason, self.explanation)

    def logged(self, figure: Figure | None) -> dict[str, Any]:
        """The change as the log keeps it: the cell, its old and its new content (null: empty)."""
        return {
            "element": self.element,
            "split": self.split,
            "old": None if figure is None else content(figure),
            "new": None if self.is_empty else content(self),
        }


def content(cell: Figure | Change) -> dict[str, Any]:
    """A cell's content, with only the parts it has."""
    parts = {
        "value": None if cell.number is None else str(cell.number),
        "absence": cell.absence,
        "reason": cell.reason,
        "explanation": cell.explanation,
    }
    return {name: part for name, part in parts.items() if part}


def require_valid(changes: Iterable[Change], elements: Mapping[str, Element], splits: Splits) -> None:
    """Refuse cells the sheet does not have and contents a cell cannot hold; every fault at once."""
    faults: dict[Key, str] = {}
    seen: set[Key] = set()
    for change in changes:
        twice = _("Ô này được ghi hai lần trong một lần gửi.") if change.key in seen else ""
        sentence = twice or fault(change, elements.get(change.element), splits)
        seen.add(change.key)
        if sentence:
            faults[change.key] = sentence
    if faults:
        raise Refused(_("Có ô chưa đúng; chưa lưu gì cả."), "invalid_figures", cells=faults)


def fault(change: Change, element: Element | None, splits: Splits) -> str:
    """Why a cell cannot hold this; empty where it can."""
    if element is None:
        return _("Biểu của đơn vị không có chỉ tiêu số liệu này.")
    if change.split and change.split not in split_codes(element, splits):
        return _("Số liệu này không có phân tổ như vậy.")
    if sentence := fault_of_words(change.reason) or fault_of_words(change.explanation):
        return _(sentence)
    if change.number is not None and change.absence:
        return _("Chỉ ghi một trong hai: con số, hoặc lý do không có số.")
    if change.number is not None:
        return number_fault(change.number, element)
    return absence_fault(change, element) if change.absence else ""


def number_fault(number: int, element: Element) -> str:
    if isinstance(number, bool) or not isinstance(number, int):
        return _("Xin ghi một số nguyên.")
    if element.boolean and number not in (0, 1):
        return _("Xin chọn có hoặc không.")
    if not 0 <= number <= MAX_FIGURE:
        return _("Xin ghi một số từ 0 đến 999.999.999.")
    return ""


def absence_fault(change: Change, element: Element) -> str:
    if change.absence not in list(FigureAbsence):
        return _("Chỉ có “không phát sinh” và “chưa có số liệu”.")
    if change.absence == FigureAbsence.NOTHING_OCCURRED and not element.may_say_nothing_occurred:
        return _("Số liệu này là tình trạng cuối kỳ: không có thì ghi số 0.")
    if change.split and change.absence == FigureAbsence.NO_DATA:
        return _("Phân tổ không có số liệu thì để trống.")
    if change.absence == FigureAbsence.NO_DATA and not change.reason.strip():
        return _("Xin ghi lý do chưa có số liệu.")
    return ""


def split_codes(element: Element, splits: Splits) -> list[str]:
    """The parts an element may be given by: male, female, kinh, minority."""
    return [part["code"] for group in element.split_by for part in splits.get(group, [])]
