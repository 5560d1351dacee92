"""A table of a page, handed out as a file."""

from django.http import Http404, HttpResponse

from districts.views.kept_files import attached
from reports.table_files import MAKERS, DownloadTable

CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def handed_out(table: DownloadTable, name: str, form: str) -> HttpResponse:
    """As CSV or as a workbook; never shown within the portal and never kept by a browser."""
    if form not in MAKERS:
        raise Http404
    content_type = CONTENT_TYPES.get(form, "text/csv; charset=utf-8")
    return attached(MAKERS[form](table), content_type, f'attachment; filename="{name}.{form}"')
