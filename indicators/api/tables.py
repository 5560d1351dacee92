"""A whole list as CSV, sent while it is read: as much memory for ten million rows as for ten."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import islice
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.translation import get_language, override
from rest_framework.renderers import BaseRenderer
from rest_framework.serializers import Serializer

BOM = "\ufeff"  # by which a spreadsheet knows that the letters are UTF-8
LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
A_NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?", re.ASCII)
ROWS_AT_ONCE = 500  # written together, so that packing them is worth it


class CSVRenderer(BaseRenderer):
    """By which a client asks for a list as CSV. Lists write themselves; nothing else is answered in it."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, *args: Any, **kwargs: Any) -> bytes:
        raise NotImplementedError("A list as CSV is streamed.")


def columns_of(serializer: Serializer, within: str = "") -> list[str]:
    """The columns of a shape: its fields; an object within it by dotted names (`target.value`), a list in one."""
    columns = []
    for name, field in serializer.fields.items():
        if isinstance(field, Serializer):
            columns += columns_of(field, f"{within}{name}.")
        else:
            columns.append(f"{within}{name}")
    return columns


def of_fields(columns: Iterable[str], asked: Sequence[str] | None) -> list[str]:
    """The columns of the fields asked for, in the order asked."""
    if asked is None:
        return list(columns)
    return [column for name in asked for column in columns if column.split(".")[0] == name]


def unfolded_columns(columns: Sequence[str], name: str, entry: Serializer) -> list[str]:
    """The columns with those of an entry in the place of the list's own."""
    place = columns.index(name)
    return [*columns[:place], *columns_of(entry, f"{name}."), *columns[place + 1 :]]


def unfolded(rows: Iterable[Mapping[str, Any]], name: str) -> Iterator[Mapping[str, Any]]:
    """A row for each entry of a list within the row; one without an entry where there is none."""
    for row in rows:
        for entry in row[name] or [None]:
            yield {**row, name: entry}


def written(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> Iterator[bytes]:
    """The heading and the rows, some at a time, in the language of whoever asked."""
    language, lines = get_language(), iter(rows)
    yield (BOM + text_of([columns])).encode()
    while True:
        with override(language):
            text = text_of(
                [cell(found(row, column)) for column in columns] for row in islice(lines, ROWS_AT_ONCE)
            )
        if not text:
            return
        yield text.encode()


def text_of(lines: Iterable[Sequence[str]]) -> str:
    buffer = StringIO()
    csv.writer(buffer).writerows(lines)
    return buffer.getvalue()


def found(row: Mapping[str, Any] | None, column: str) -> Any:
    """What a row holds under a dotted name; None where the object it leads through is none."""
    held: Any = row
    for name in column.split("."):
        held = None if held is None else held[name]
    return held


def cell(value: Any) -> str:
    """A value as one cell: empty where there is none; a list as JSON; yes and no as in JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return harmless(str(value))


def harmless(text: str) -> str:
    """A text that a spreadsheet would reckon with, behind an apostrophe; a number is one."""
    return f"'{text}" if text.startswith(LIKE_A_FORMULA) and not A_NUMBER.fullmatch(text) else text


def answer(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], name: str) -> StreamingHttpResponse:
    disposition = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingHttpResponse(
        written(rows, columns), content_type="text/csv; charset=utf-8", headers=disposition
    )
