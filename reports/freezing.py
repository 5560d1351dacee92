"""How a publication's content is written so that the same facts always give the same bytes and the same hash."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

# The long lists of a content are tables: the names of the fields once, then rows, so that a province of 102 communes
# stays a few megabytes. A field is found by its name, never by its number.
VALUE_FIELDS = (
    "measure",
    "unit",
    "span",
    "split",
    "value",
    "absence",
    "numerator",
    "denominator",
    "reported",
    "expected",
    "status",
    "target_year",
)
COUNT_FIELDS = ("element", "unit", "split", "number", "reported", "expected")
SHEET_FIELDS = ("unit", "quarter", "version", "steps", "accepted_by", "accepted_at")
CELL_FIELDS = ("unit", "quarter", "element", "split", "content")

Content = Mapping[str, Any]


def canonical(content: Content) -> bytes:
    """The content's one written form: keys in order, UTF-8, no spaces. A number that is not whole is refused.

    What a content must not hold (ids, the moment of publishing, file bytes) is kept out by whoever makes it.
    """
    _refuse_floats(content)
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def content_hash(content: Content) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()


def table(fields: tuple[str, ...], rows: list[list[Any]]) -> dict[str, Any]:
    """Rows with the names of their fields."""
    return {"fields": list(fields), "rows": rows}


def records(part: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of such a table, each with its names."""
    fields = part["fields"]
    return [dict(zip(fields, row, strict=True)) for row in part["rows"]]


def _refuse_floats(part: Any) -> None:
    """A float is written differently by different machines, so there is none: exact values are texts."""
    if isinstance(part, float):
        raise TypeError(f"A content holds texts and whole numbers only, not {part!r}.")
    if isinstance(part, Mapping):
        for value in part.values():
            _refuse_floats(value)
    elif isinstance(part, list | tuple):
        for value in part:
            _refuse_floats(value)
