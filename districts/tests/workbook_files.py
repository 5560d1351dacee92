"""Workbooks for tests: downloaded, filled in, spoilt."""

import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from districts.models import Period, Unit

PART_COLUMNS = {"": 6, "male": 7, "female": 8, "kinh": 9, "minority": 10, "reason": 11, "explanation": 12}
WORKSHEET = "xl/worksheets/sheet2.xml"


def address(period: Period, unit: Unit | None, step: str = "") -> str:
    own = f"entry/{unit.code}/" if unit else ""
    return f"/749-2024/{period.code}/{own}workbook/{step}"


def downloaded(client: Client, period: Period, unit: Unit | None) -> bytes:
    answer = client.get(address(period, unit))
    assert answer.status_code == 200
    return answer.content


def sent(client: Client, period: Period, unit: Unit | None, content: bytes) -> HttpResponse:
    file = SimpleUploadedFile("so-lieu.xlsx", content)
    return client.post(address(period, unit, "upload/"), {"file": file})


def row_of(sheet: Worksheet, element: str) -> int:
    return next(cell.row for cell in sheet["A"] if cell.value == element)


def put(book: Workbook, element: str, value: Any, column: str = "", sheet: int = 1) -> None:
    page = book.worksheets[sheet]
    page.cell(row_of(page, element), PART_COLUMNS[column]).value = value


def edited(content: bytes, edit: Callable[[Workbook], Any]) -> bytes:
    """The workbook after somebody did this to it in a spreadsheet."""
    book = load_workbook(BytesIO(content))
    edit(book)
    memory = BytesIO()
    book.save(memory)
    return memory.getvalue()


def filled(content: bytes, values: dict[str | tuple[str, str], Any], sheet: int = 1) -> bytes:
    def fill(book: Workbook) -> None:
        for key, value in values.items():
            element, column = (key, "") if isinstance(key, str) else key
            put(book, element, value, column, sheet)

    return edited(content, fill)


def repacked(
    content: bytes,
    changes: dict[str, bytes | Callable[[bytes], bytes] | None],
    more: dict[str, bytes] | None = None,
) -> bytes:
    """The package with parts changed, left out (None) or added."""
    memory = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            change = changes.get(part.filename, old.read(part))
            if change is not None:
                new.writestr(part.filename, change(old.read(part)) if callable(change) else change)
        for name, made in (more or {}).items():
            new.writestr(name, made)
    return memory.getvalue()


A_DAY = datetime(2024, 3, 5)  # noqa: DTZ001  (a spreadsheet's day has no zone)
