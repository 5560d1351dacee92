"""Our codes as SDMX spells them, and back: an SDMX id has letters, digits and _ @ $ - alone."""

import re
from collections.abc import Iterable, Mapping
from itertools import chain, count

from indicators.values import Absence, Span

TOTAL = "_T"
QUARTERLY = "Q"
_SIGNS = {"%": "PERCENT", "‰": "PER_MILLE"}
_MEASURE = re.compile(r"M([0-9a-z]+(?:_[0-9a-z]+)*)", re.ASCII)

# A split of ours -> (SEX, ETHNICITY); splits are never crossed, so no other pair has a value.
SPLITS: Mapping[str, tuple[str, str]] = {
    "": (TOTAL, TOTAL),
    "male": ("M", TOTAL),
    "female": ("F", TOTAL),
    "kinh": (TOTAL, "K"),
    "minority": (TOTAL, "MN"),
}
SPANS: Mapping[Span, str] = {Span.YTD: "YTD", Span.QUARTER: "QUARTER"}

# The words of the standard's CL_OBS_STATUS for each of our silences; ABSENCE beside it says which one it is.
NORMAL, PROVISIONAL = "A", "P"
STATUS_OF: Mapping[Absence, str] = {
    Absence.NOT_REPORTED: "O",  # missing value
    Absence.NOT_DUE: "L",  # not collected in this quarter
    Absence.NOT_APPLICABLE: "M",  # data cannot exist
    Absence.NOT_COMPUTABLE: "M",
    Absence.NOTHING_OCCURRED: "M",  # no events, so there is no rate; the counts beside it are 0
    Absence.WITHHELD: "Q",  # missing value; suppressed
}
FREE, CONFIDENTIAL = "F", "C"


def of_measure(code: str) -> str:
    """9.1 -> M9_1."""
    return "M" + code.replace(".", "_")


def measure_of(text: str) -> str | None:
    """M9_1 -> 9.1; None for what is no measure's id."""
    found = _MEASURE.fullmatch(text)
    return found[1].replace("_", ".") if found else None


def status_of(absence: Absence | None, *, provisional: bool) -> str:
    """The observation status: a silence has its own, whatever the value beside it would be."""
    if absence is not None:
        return STATUS_OF[absence]
    return PROVISIONAL if provisional else NORMAL


def confidentiality_of(absence: Absence | None) -> str:
    return CONFIDENTIAL if absence is Absence.WITHHELD else FREE


def of_texts(texts: Iterable[str]) -> dict[str, str]:
    """Names -> ids: letters and digits stay, signs are spelt out, and no two names have one id."""
    found: dict[str, str] = {}
    for text in texts:
        if text not in found:
            base = _spelt(text)
            numbers = (f"{base}_{number}" for number in count(2))
            found[text] = next(one for one in chain([base], numbers) if one not in found.values())
    return found


def _spelt(text: str) -> str:
    for sign, words in _SIGNS.items():
        text = text.replace(sign, f" {words} ")
    return "_".join(re.findall(r"[A-Z0-9]+", text.upper())) or "OTHER"
