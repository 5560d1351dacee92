"""One cell of a sheet's form: what stands in its fields, what that means, and what is said beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from indicators.models import Element
from indicators.values import FigureAbsence, FigureError, read_figure

from ..changes import Change, Key
from ..models import Figure, User
from ..sheet_layout import EMPTY, SYMBOLS, number_said
from ..sheets import Finding
from ..words import fault_of_words, tidy

NOTHING = SYMBOLS[FigureAbsence.NOTHING_OCCURRED]


class CellFault(ValueError):
    """What was typed is no content of a cell; the sentence says so beside it."""


@dataclass
class Theirs:
    """What someone else wrote into a cell meanwhile."""

    said: str
    by: User | None = None
    at: datetime | None = None


@dataclass
class CellField:
    """One cell of the form. `text` is exactly what was typed, or the stored number as it is written."""

    element: Element
    split: str = ""
    part: str = ""  # the part's name; empty for the total
    figure: Figure | None = None
    version: int | None = None  # see Sheet.version_of
    last_quarter: str = EMPTY
    last_year: str = EMPTY
    text: str = ""
    absence: str = ""
    reason: str = ""
    explanation: str = ""
    is_posted: bool = False
    fault: str = ""
    findings: list[Finding] = field(default_factory=list)
    theirs: Theirs | None = None
    remark: str = ""  # why its accepter returned it

    def __post_init__(self) -> None:
        """The fields begin as the cell is stored."""
        if self.figure is None:
            return
        self.absence, self.reason = self.figure.absence, self.figure.reason
        self.explanation = self.figure.explanation
        if self.figure.number is not None:
            boolean = self.element.boolean
            self.text = str(self.figure.number) if boolean else number_said(self.figure.number, self.element)
        elif self.split and self.absence == FigureAbsence.NOTHING_OCCURRED:
            self.text = NOTHING
        elif self.element.boolean:
            self.text = self.absence

    @property
    def key(self) -> Key:
        return self.element.code, self.split

    @property
    def suffix(self) -> str:
        """The cell's name within the names and ids of its fields."""
        return f"{self.element.code}-{self.split}" if self.split else self.element.code

    @property
    def place(self) -> str:
        """The id of the field that a link of the summary leads to."""
        return f"number-{self.suffix}"

    @property
    def full_name(self) -> str:
        return f"{self.element.name} ({self.part})" if self.part else self.element.name

    @property
    def has_past(self) -> bool:
        return self.last_quarter != EMPTY

    @property
    def is_no_data(self) -> bool:
        return self.absence == FigureAbsence.NO_DATA

    @property
    def is_marked(self) -> bool:
        """Whether something is said beside it."""
        return bool(self.fault or self.findings or self.theirs)

    def take(self, data: Mapping[str, str]) -> None:
        """Hold what was posted; a field that was not posted leaves the cell as it is stored."""
        number_name = f"number-{self.suffix}"
        self.is_posted = number_name in data
        if not self.is_posted:
            return
        self.text = data[number_name]
        self.reason = data.get(f"reason-{self.suffix}", self.reason)
        self.explanation = data.get(f"explanation-{self.suffix}", self.explanation)
        self.absence = data.get(f"absence-{self.suffix}", "")
        if self.element.boolean:
            self.absence = self.text if self.text == FigureAbsence.NO_DATA else ""
        elif self.text.strip() == NOTHING:
            self.absence = FigureAbsence.NOTHING_OCCURRED.value

    def change(self, language: str) -> Change:
        """What the fields mean; CellFault where they mean nothing a cell can hold."""
        number = self.number(language)
        reason = checked_words(self.reason) if self.is_no_data else ""
        explanation = checked_words(self.explanation)
        return Change(*self.key, number, self.absence, reason, explanation, self.version)

    def number(self, language: str) -> int | None:
        """The number typed; None where the field is empty or says a silence."""
        typed = self.text.strip()
        if not typed or typed == NOTHING or (self.element.boolean and self.absence):
            return None
        try:
            return read_figure(typed, boolean=self.element.boolean, language=language)
        except FigureError as error:
            raise CellFault(error.sentence.written(_, language)) from error


def checked_words(text: str) -> str:
    """A reason or an explanation without the space around it; refused where it is a book or no text."""
    words = tidy(text)
    if sentence := fault_of_words(words):
        raise CellFault(_(sentence))
    return words
