"""The form of a unit's sheet: a plain HTML form, read and written cell by cell."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators import wording
from indicators.models import Element, Objective

from ..changes import Change, Key
from ..rates import OwnRate
from ..sheet_layout import by_objective, parts_of, said
from ..sheets import Finding, Sheet
from .cells import CellFault, CellField

MISSING = "missing_figure"
SHOWN_OF_A_NAME = 60


@dataclass
class Row:
    """One element: its total, and the parts it may be split by."""

    element: Element
    total: CellField
    parts: list[CellField]
    is_required: bool
    rates: list[OwnRate] = field(default_factory=list)  # the unit's own, whose numerator it is

    @property
    def cells(self) -> list[CellField]:
        return [self.total, *self.parts]

    @property
    def has_open_parts(self) -> bool:
        """Whether the folded parts have something to show: a figure, or a fault."""
        return any(part.text or part.is_marked for part in self.parts)

    @property
    def asks_explanation(self) -> bool:
        """Whether a soft finding wants a word, or one was given."""
        soft = any(not finding.hard for cell in self.cells for finding in cell.findings)
        return soft or bool(self.total.explanation)


@dataclass
class FormSection:
    objective: Objective | None
    rows: list[Row]


@dataclass(frozen=True)
class Fault:
    """One line of the summary on top: what is wrong, and where."""

    place: str
    words: str


@dataclass
class SheetForm:
    """A sheet's fields, as stored or as posted. Nothing here writes."""

    sheet: Sheet
    data: Mapping[str, str] | None = None
    strangers: list[str] = field(default_factory=list)  # posted names that this sheet does not have
    remarks: Mapping[Key, str] = field(default_factory=dict)  # of the cells that came back
    only_returned: bool = False

    def __post_init__(self) -> None:
        self.language = get_language() or wording.VIETNAMESE
        self.rows = [self.row(element) for element in self.sheet.elements]
        if self.data is not None:
            for cell in self.cells:
                cell.take(self.data)
            self.strangers = list(self.unknown_names(self.data))
        for key, words in self.remarks.items():
            if key in self.by_key:
                self.by_key[key].remark = words

    def row(self, element: Element) -> Row:
        parts = [self.cell(element, code, name) for code, name in parts_of(element, self.sheet.plan)]
        return Row(element, self.cell(element), parts, self.sheet.is_required(element))

    def cell(self, element: Element, split: str = "", part: str = "") -> CellField:
        key = element.code, split
        return CellField(
            element,
            split,
            part,
            figure=self.sheet.cells.get(key),
            version=self.sheet.version_of(key),
            last_quarter=said(self.sheet.previous.get(key), element),
            last_year=said(self.sheet.last_year.get(key), element),
        )

    @property
    def cells(self) -> Iterator[CellField]:
        for row in self.rows:
            yield from row.cells

    def as_shown(self) -> Iterator[CellField]:
        """The cells from the top of the page to its foot."""
        rows = [row for section in self.sections for row in section.rows] + self.not_asked
        for row in rows:
            yield from row.cells

    @cached_property
    def by_key(self) -> dict[Key, CellField]:
        return {cell.key: cell for cell in self.cells}

    @cached_property
    def stored_findings(self) -> list[Finding]:
        """What the rules say of the sheet as it is stored, reckoned once a page."""
        return self.sheet.findings()

    @cached_property
    def sections(self) -> list[FormSection]:
        """What is asked this quarter, by objective."""
        asked = {row.element.code: row for row in self.rows if row.is_required and self.shows(row)}
        elements = [row.element for row in asked.values()]
        return [
            FormSection(section.objective, [asked[element.code] for element in section.elements])
            for section in by_objective(elements, self.sheet.plan)
        ]

    @property
    def not_asked(self) -> list[Row]:
        """Annual elements outside their quarter: they may be entered, nobody waits for them."""
        return [row for row in self.rows if not row.is_required and self.shows(row)]

    def add_rates(self, rates: Iterable[OwnRate]) -> None:
        """Each beside the element it counts."""
        rows = {row.element.code: row for row in self.rows}
        for own in rates:
            rows[own.rate.numerator].rates.append(own)

    def shows(self, row: Row) -> bool:
        """Whether a row is on the page: all are, unless only those that came back were asked for."""
        return not self.only_returned or any(cell.remark for cell in row.cells)

    def returned(self) -> list[Fault]:
        """The cells that came back, each with the words why."""
        return [
            Fault(cell.place, f"{cell.full_name}: {cell.remark}") for cell in self.as_shown() if cell.remark
        ]

    def unknown_names(self, data: Mapping[str, str]) -> Iterator[str]:
        """Cells that were filled in and that this sheet does not have."""
        known = {f"number-{cell.suffix}" for cell in self.cells}
        for name, text in data.items():
            if name.startswith("number-") and name not in known and text.strip():
                yield name.removeprefix("number-")[:SHOWN_OF_A_NAME]

    def changes(self) -> list[Change]:
        """What was posted, cell by cell; where something is no content of a cell, the cell says so instead."""
        changes = []
        for cell in self.cells:
            if not cell.is_posted:
                continue
            try:
                changes.append(cell.change(self.language))
            except CellFault as fault:
                cell.fault = str(fault)
        return changes

    @property
    def is_refused(self) -> bool:
        return bool(self.strangers) or any(cell.fault for cell in self.cells)

    def differing(self) -> list[CellField]:
        """The cells whose fields mean something else than what is stored; asked after `changes`."""
        typed = {change.key: change for change in self.changes()}
        return [
            cell
            for cell in self.cells
            if cell.fault or (cell.key in typed and typed[cell.key].differs_from(cell.figure))
        ]

    def mark(self, cells: Mapping[Key, str]) -> None:
        """Say a refusal's sentences beside their cells."""
        for key, sentence in cells.items():
            if key in self.by_key:
                self.by_key[key].fault = sentence

    def find(self, *, with_missing: bool) -> list[Finding]:
        """Say the findings of the stored sheet beside their cells; a missing total only once asked for."""
        findings = [found for found in self.stored_findings if with_missing or found.rule != MISSING]
        for finding in findings:
            for key in finding.cells:
                if key in self.by_key:
                    self.by_key[key].findings.append(finding)
        return findings

    def faults(self) -> list[Fault]:
        """The summary: every refused cell, every cell someone else wrote, every name this sheet does not have."""
        found = [
            Fault(cell.place, f"{cell.full_name}: {cell.fault}") for cell in self.as_shown() if cell.fault
        ]
        theirs = [
            Fault(
                cell.place,
                _("%(name)s: đang lưu %(value)s") % {"name": cell.full_name, "value": cell.theirs.said},
            )
            for cell in self.as_shown()
            if cell.theirs is not None
        ]
        strange = [
            Fault("sheet", _("Biểu của đơn vị không có ô “%(name)s”.") % {"name": name})
            for name in self.strangers
        ]
        return found + theirs + strange

    def checklist(self, findings: Iterable[Finding]) -> list[Fault]:
        """The summary of a sheet that could not be handed in: what stands in the way, and where."""
        blocking: dict[Key, list[Finding]] = {}
        for finding in findings:
            if finding.blocks:
                blocking.setdefault(finding.key, []).append(finding)
        return [
            Fault(cell.place, in_short(finding, cell))
            for cell in self.as_shown()
            for finding in blocking.get(cell.key, [])
        ]


def in_short(finding: Finding, cell: CellField) -> str:
    """A missing total by its name alone, since there may be thirty; what may be said instead stands beside it."""
    if finding.rule == MISSING:
        return _("Chưa nhập: %(name)s") % {"name": cell.full_name}
    return finding.sentence


@dataclass(frozen=True)
class Tally:
    """How far a sheet is: the foot of the form."""

    filled: int
    required: int
    to_mend: int
    to_explain: int

    @classmethod
    def of(cls, form: SheetForm) -> "Tally":
        """Counted over what is stored: required totals, hard findings, soft ones without a word."""
        sheet = form.sheet
        required = [element.code for element in sheet.elements if sheet.is_required(element)]
        open_findings = [
            finding for finding in form.stored_findings if finding.blocks and finding.rule != MISSING
        ]
        return cls(
            filled=sum((code, "") in sheet.cells for code in required),
            required=len(required),
            to_mend=sum(finding.hard for finding in open_findings),
            to_explain=sum(not finding.hard for finding in open_findings),
        )
