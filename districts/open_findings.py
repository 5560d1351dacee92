"""What the rules still ask about a sheet, for whoever may see it: to be mended, to be explained, to be filled in."""

from collections.abc import Sequence
from dataclasses import dataclass

from .models import Submission
from .sheets import Finding, Sheet

MISSING = "missing_figure"


@dataclass(frozen=True)
class OpenFindings:
    """Each is said once. `hidden`: so many are about sensitive figures that the reader may not see."""

    hard: Sequence[Finding]
    soft: Sequence[Finding]
    missing: Sequence[Finding]
    hidden: int
    return_reason: str = ""  # why it was sent back; empty where it is not

    @property
    def are_there(self) -> bool:
        return bool(self.hard or self.soft or self.missing or self.hidden or self.return_reason)


def open_findings(sheet: Sheet, *, see_sensitive: bool) -> OpenFindings:
    """Those that stand in the way of handing in; what was explained already is not open."""
    secret = set() if see_sensitive else {element.code for element in sheet.elements if element.sensitive}
    found = [finding for finding in sheet.findings() if finding.blocks]
    told = [finding for finding in found if not is_about(finding, secret)]
    return OpenFindings(
        hard=[one for one in told if one.hard and one.rule != MISSING],
        soft=[one for one in told if not one.hard],
        missing=[one for one in told if one.rule == MISSING],
        hidden=len(found) - len(told),
        return_reason=reason_of(sheet),
    )


def reason_of(sheet: Sheet) -> str:
    submission = sheet.submission
    is_returned = submission is not None and submission.state == Submission.State.RETURNED
    return submission.return_reason if submission is not None and is_returned else ""


def is_about(finding: Finding, codes: set[str]) -> bool:
    """Whether its sentence would tell a figure of one of these; that one is still empty tells nothing."""
    return finding.rule != MISSING and any(code in codes for code, _split in finding.cells)
