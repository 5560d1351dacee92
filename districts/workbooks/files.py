"""What all workbooks of the portal share, whoever they are for: how they come in, how they go out."""

from typing import BinaryIO

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..actions.refusals import Refused
from .packages import Limits, PackageFault, inspect

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def require_workbook(file: BinaryIO, size: int, limits: Limits) -> None:
    """Refuse in a sentence whatever is no plain .xlsx of a bearable size; nothing of it is kept or opened."""
    try:
        inspect(file, size, limits)
    except PackageFault as fault:
        raise Refused(fault.sentence.written(_, get_language() or "vi"), fault.code) from fault


def harmless(cell: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell


def download(content: bytes, filename: str) -> HttpResponse:
    """A workbook as an answer to the browser."""
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(content, content_type=EXCEL, headers=headers)
