"""What a worksheet that came back says, cell by cell: what its writer changed, and what cannot be taken."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators.models import Element

from ..changes import Key
from ..sheet_layout import key_name
from ..sheets import Sheet
from . import layout
from .contents import Content, ContentFault, Raw, figure_of, total_of, unpacked, words_of
from .files import harmless
from .index import HandedCell
from .reading import Place, ReadSheet, strange_places

Said = TypeVar("Said")


@dataclass(frozen=True, slots=True)
class Touched:
    """A cell that its writer changed since it was handed out: how it was then, and what it is to be."""

    key: Key
    address: str
    version: int | None
    before: Content
    wanted: Content

    def packed(self) -> list[Any]:
        return [*self.key, self.address, self.version, self.before.packed(), self.wanted.packed()]


def touched(packed: list[Any]) -> Touched:
    """A cell as the confirming page brings it back."""
    element, split, address, version, before, wanted = packed
    return Touched((element, split), address, version, unpacked(before), unpacked(wanted))


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be taken, and why; its name is empty for a place that is no cell of the sheet."""

    address: str
    name: str
    sentence: str


@dataclass
class Taken:
    """What was found in one worksheet."""

    read: ReadSheet
    sheet: Sheet
    language: str
    cells: list[Touched] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    sound: int = 0  # cells that can be taken, touched or not

    def __post_init__(self) -> None:
        self.columns = layout.Columns(self.read.own.parts)
        self.elements = {element.code: element for element in self.sheet.elements}
        for cell in self.read.own.cells:
            self.take(cell)
        nowhere = _("Ô này không thuộc biểu nên không đọc được. Xin xóa nội dung của ô.")
        strange = strange_places(self.read, self.places)
        self.faults += [Fault(self.read.address(place), "", nowhere) for place in strange]

    def take(self, cell: HandedCell) -> None:
        already = len(self.faults)
        wanted = self.part(cell) if cell.split else self.total(cell)
        self.sound += len(self.faults) == already
        if len(self.faults) == already and wanted != cell.content:
            address = self.read.address((cell.row, cell.column))
            self.cells.append(Touched(cell.key, address, cell.version, cell.content, wanted))

    def part(self, cell: HandedCell) -> Content:
        """A part has no words of its own in a worksheet; those it has stay with it."""
        number, absence = self.figure(cell)
        kept = Content() if number is None and not absence else cell.content
        return Content(number, absence, kept.reason, kept.explanation)

    def total(self, cell: HandedCell) -> Content:
        """A total is the figure, the reason and the explanation of its row."""
        already = len(self.faults)
        figure = self.figure(cell)
        reason = self.words(cell, self.columns.reason, cell.content.reason)
        explanation = self.words(cell, self.columns.explanation, cell.content.explanation)
        if len(self.faults) > already:
            return cell.content
        place = cell.row, cell.column
        return self.tried(
            cell, place, lambda _raw: total_of(figure, reason, explanation, cell.content), Content()
        )

    def figure(self, cell: HandedCell) -> tuple[int | None, str]:
        element: Element | None = self.elements.get(cell.element)
        boolean = element is not None and element.boolean
        reading = partial(figure_of, boolean=boolean, language=self.language)
        return self.tried(cell, (cell.row, cell.column), reading, (None, ""))

    def words(self, cell: HandedCell, column: int, before: str) -> str:
        reading = partial(words_of, before=before, shown_before=harmless(before))
        return self.tried(cell, (cell.row, column), reading, "")

    def tried(self, cell: HandedCell, place: Place, reading: Callable[[Raw], Said], otherwise: Said) -> Said:
        """What a place says; where it says nothing a cell can hold, the fault is noted beside its address."""
        self.places.append(place)
        try:
            return reading(self.read.raw(place))
        except ContentFault as fault:
            name = key_name(cell.key, self.elements, self.sheet.plan)
            sentence = fault.sentence.written(_, get_language() or "vi")
            self.faults.append(Fault(self.read.address(place), name, sentence))
            return otherwise
