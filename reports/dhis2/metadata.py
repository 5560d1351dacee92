"""What a DHIS2 must know before it takes our figures: data elements and splits as its metadata, ready to import."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from indicators.values import Kind

from .mapping import GROUPS, data_element

LONGEST_NAME, LONGEST_SHORT_NAME = 230, 50
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
SIGNS = LETTERS + "0123456789"
LENGTH = 11
# How DHIS2 adds up over time: events are summed, a state or a count since the year's beginning is the last one.
ADDS_UP = {
    Kind.FLOW: "SUM",
    Kind.STOCK: "LAST",
    Kind.CUMULATIVE: "LAST",
    Kind.ANNUAL: "LAST",
}


@dataclass(frozen=True)
class Counted:
    """One element of a plan, in the reader's language."""

    code: str
    name: str
    kind: Kind
    boolean: bool
    split_by: Sequence[str]


def uid(kind: str, code: str) -> str:
    """An identifier as DHIS2 makes them, the same for the same thing: importing twice makes nothing twice."""
    number = int.from_bytes(hashlib.sha256(f"plan749/{kind}/{code}".encode()).digest())
    number, place = divmod(number, len(LETTERS))
    found = LETTERS[place]
    while len(found) < LENGTH:
        number, place = divmod(number, len(SIGNS))
        found += SIGNS[place]
    return found


def metadata(elements: Iterable[Counted], words: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
    """DHIS2's objects by their kind; `words` are the names of the groups and their parts."""
    groups: dict[str, list[str]] = {}
    for split, group in GROUPS.items():
        groups.setdefault(group, []).append(split)
    return {
        "categoryOptions": [thing("categoryOption", split, words) for split in GROUPS],
        "categories": [
            {
                **thing("category", group, words),
                "dataDimensionType": "DISAGGREGATION",
                "categoryOptions": [link("categoryOption", split) for split in splits],
            }
            for group, splits in groups.items()
        ],
        "categoryCombos": [
            {
                **thing("categoryCombo", group, words),
                "dataDimensionType": "DISAGGREGATION",
                "skipTotal": False,
                "categories": [link("category", group)],
            }
            for group in groups
        ],
        "categoryOptionCombos": [
            {
                **thing("categoryOptionCombo", split, words),
                "categoryCombo": link("categoryCombo", group),
                "categoryOptions": [link("categoryOption", split)],
            }
            for split, group in GROUPS.items()
        ],
        "dataElements": [
            described(element, group, words) for element in elements for group in ("", *element.split_by)
        ],
    }


def described(element: Counted, group: str, words: Mapping[str, str]) -> dict[str, Any]:
    """One data element: of the total, or of one group of splits."""
    split = next((split for split, own in GROUPS.items() if own == group), "")
    code = data_element(element.code, split)
    name = f"{element.name} ({words[group]})" if group else element.name
    return {
        "id": uid("dataElement", code),
        "code": code,
        "name": name[:LONGEST_NAME],
        # Codes are short and never the same; names cut to this length might be.
        "shortName": code[:LONGEST_SHORT_NAME],
        "domainType": "AGGREGATE",
        "valueType": "BOOLEAN" if element.boolean else "INTEGER_ZERO_OR_POSITIVE",
        "aggregationType": ADDS_UP[element.kind],
        "zeroIsSignificant": True,
        # Without one it has DHIS2's default, which is that of the total.
        **({"categoryCombo": link("categoryCombo", group)} if group else {}),
    }


def thing(kind: str, code: str, words: Mapping[str, str]) -> dict[str, Any]:
    """An object by its code, with its name."""
    found = {"id": uid(kind, code), "code": code, "name": words[code]}
    return found if kind in ("categoryCombo", "categoryOptionCombo") else {**found, "shortName": words[code]}


def link(kind: str, code: str) -> dict[str, str]:
    return {"id": uid(kind, code)}
