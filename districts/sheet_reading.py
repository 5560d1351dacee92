"""A sheet for one who reads it: each figure with its differences, findings and words, and nothing withheld shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from indicators.models import Element, Objective

from .change_log import WITHHELD
from .changes import Key
from .models import Figure
from .remarks import Answer
from .sheet_layout import by_objective, difference_said, parts_of, said
from .sheets import Finding, Sheet


@dataclass
class ReadCell:
    """One cell in words. Of a withheld one nothing but that is known."""

    name: str = ""  # as fields of a form are named after it
    part: str = ""
    now: str = WITHHELD
    last_quarter: str = WITHHELD
    last_year: str = WITHHELD
    since_last_quarter: str = ""
    since_last_year: str = ""
    reason: str = ""
    explanation: str = ""
    is_there: bool = True
    typed: str = ""  # the remark that a refused return still holds


@dataclass
class ReadRow:
    element: Element
    total: ReadCell
    parts: list[ReadCell] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    is_withheld: bool = False

    @property
    def cells(self) -> list[ReadCell]:
        """The total and its parts."""
        return [self.total, *self.parts]

    @property
    def typed(self) -> bool:
        """Whether a remark stands beside any of its cells."""
        return any(cell.typed for cell in self.cells)


@dataclass(frozen=True)
class ReadSection:
    objective: Objective | None
    rows: list[ReadRow]


def sections_of(
    sheet: Sheet,
    *,
    see_sensitive: bool,
    typed: Mapping[Key, str] | None = None,
    answers: Sequence[Answer] = (),
) -> list[ReadSection]:
    """The sheet by objective; an annual element outside its quarter only where it was filled in."""
    rows = {
        row.element: row for row in rows_of(sheet, see_sensitive=see_sensitive, typed=typed, answers=answers)
    }
    return [
        ReadSection(section.objective, [rows[element] for element in section.elements])
        for section in by_objective(list(rows), sheet.plan)
    ]


def rows_of(
    sheet: Sheet,
    *,
    see_sensitive: bool,
    typed: Mapping[Key, str] | None = None,
    answers: Sequence[Answer] = (),
) -> list[ReadRow]:
    """The sheet's rows in the plan's order. `typed`: the remarks that a refused return still holds."""
    hidden = set() if see_sensitive else {element.code for element in sheet.elements if element.sensitive}
    findings = findings_by_element(sheet, hidden)
    rows = [
        row_of(sheet, element, findings, hidden, typed or {})
        for element in sheet.elements
        if sheet.is_required(element) or (element.code, "") in sheet.cells
    ]
    for row in rows:
        if not row.is_withheld:
            row.answers = [answer for answer in answers if answer.element.code == row.element.code]
    return rows


def findings_by_element(sheet: Sheet, hidden: set[str]) -> dict[str, list[Finding]]:
    """What the rules say, beside each element it is about; a sentence that would tell a hidden figure is left out."""
    found: dict[str, list[Finding]] = {}
    for finding in sheet.findings():
        elements = {code for code, _ in finding.cells}
        if elements & hidden:
            continue
        for code in sorted(elements):
            found.setdefault(code, []).append(finding)
    return found


def row_of(
    sheet: Sheet,
    element: Element,
    findings: dict[str, list[Finding]],
    hidden: set[str],
    typed: Mapping[Key, str],
) -> ReadRow:
    if element.code in hidden:
        return ReadRow(element, ReadCell(), is_withheld=True)
    parts = [cell_of(sheet, element, code, name, typed) for code, name in parts_of(element, sheet.plan)]
    return ReadRow(
        element,
        cell_of(sheet, element, typed=typed),
        [part for part in parts if part.is_there],
        findings.get(element.code, []),
    )


def cell_of(
    sheet: Sheet, element: Element, split: str = "", part: str = "", typed: Mapping[Key, str] | None = None
) -> ReadCell:
    key = element.code, split
    now: Figure | None = sheet.cells.get(key)
    then, year_ago = sheet.previous.get(key), sheet.last_year.get(key)
    return ReadCell(
        name=f"{element.code}-{split}" if split else element.code,
        part=part,
        now=said(now, element),
        last_quarter=said(then, element),
        last_year=said(year_ago, element),
        since_last_quarter=difference_said(now, then, element),
        since_last_year=difference_said(now, year_ago, element),
        reason=now.reason if now else "",
        explanation=now.explanation if now else "",
        is_there=now is not None,
        typed=(typed or {}).get(key, ""),
    )
