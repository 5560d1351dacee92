"""Pages of what was published: to every signed-in person; its files only to whoever may read them."""

import logging
from collections.abc import Sequence
from urllib.parse import quote

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from districts.access import Act, may
from districts.models import Period
from districts.views.kept_files import attached, bytes_of
from indicators.periods import Quarter
from reports import marks, publication_tables, published
from reports.actions import LIVING
from reports.frozen import Frozen
from reports.models import Document, Job, ProvisionalReport, Publication
from reports.report_kinds import REPORT_NAMES, Report, stretch
from reports.withholding import openness_of

from .changes import mark, since_the_last
from .handed_out import CONTENT_TYPES, handed_out
from .sights import sees_sensitive_totals, sees_the_province

logger = logging.getLogger(__name__)


def publications(request: HttpRequest) -> HttpResponse:
    """Every publication, the newest quarter first; to whoever publishes, the quarters that could be."""
    found = Publication.objects.select_related("period__plan", "published_by").defer("content")
    may_publish = may(request.user, Act.PUBLISH)
    listed = list(found.order_by("-period__year", "-period__quarter", "-number"))
    changed = changed_since(listed)
    context = {
        "publications": [(one, changed.get(one.pk)) for one in listed],
        "jobs": Job.objects.filter(state__in=LIVING).select_related("period") if may_publish else [],
        "periods": publishable() if may_publish else [],
        "sees_reasons": sees_sensitive_totals(request.user),
        "provisional": provisional_reports() if may(request.user, Act.READ_DOCUMENTS) else [],
    }
    return render(request, "reports/publications.html", context)


def changed_since(publications: Sequence[Publication]) -> dict[int, dict[str, int]]:
    """How many cells of how many units changed since each quarter's newest publication; by its id."""
    newest = {publication.period_id: publication for publication in reversed(publications)}
    changes = marks.since_each(list(newest.values()))
    return {
        pk: {"cells": sum(len(one.cells) for one in sheets), "units": len({one.unit for one in sheets})}
        for pk, sheets in changes.items()
        if sheets
    }


def provisional_reports() -> QuerySet[ProvisionalReport]:
    """Those made in the night, the newest quarter first."""
    made = ProvisionalReport.objects.select_related("period__plan")
    return made.order_by("-period__year", "-period__quarter")


def provisional(request: HttpRequest, plan: str, period: Quarter) -> HttpResponse:
    """A quarter's report as it stood in the night; for who may read the files of publications."""
    if not may(request.user, Act.READ_DOCUMENTS):
        raise Http404
    of_quarter = Period.objects.at(period).filter(plan__slug=plan)
    made = get_object_or_404(ProvisionalReport, period__in=of_quarter)
    filename = f"bao-cao-tam-tinh-{period.code}.pdf"
    return attached(bytes_of(made.file, made.sha256), "application/pdf", f'attachment; filename="{filename}"')


def publishable() -> list[Period]:
    """The quarters that a report can be made of, the newest first."""
    periods = Period.objects.filter(is_base=False).select_related("plan")
    return list(periods.order_by("-year", "-quarter"))


def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """One publication: the province's values as they were frozen, whatever has changed since."""
    found = get_object_or_404(Publication.objects.select_related("period__plan", "published_by"), pk=pk)
    frozen = Frozen(found.content)
    accepted, expected = published.accepted_of_expected(frozen)
    sees_totals = sees_sensitive_totals(request.user)
    objectives = published.objectives(
        frozen, openness_of(found, frozen.province.code, sees_totals=sees_totals)
    )
    statuses = published.statuses(objectives)
    revisions = list(Publication.objects.filter(period=found.period).defer("content").order_by("-number"))
    newest = revisions[0]
    context = {
        "publication": found,
        "period": found.period,
        "frozen": frozen,
        "has_sources": frozen.has_cells,
        "objectives": objectives,
        "tally": published.tally(statuses),
        "sees_reasons": sees_totals,
        "not_due": statuses.count(None),
        "indicators": len(statuses),
        "accepted": accepted,
        "expected": expected,
        "documents": named_documents(found) if may(request.user, Act.READ_DOCUMENTS) else [],
        "issued": found.issued.select_related("noted_by").first(),
        "revisions": revisions,
        "newest": newest,
        "mark": mark(found, request.user) if newest.pk == found.pk else None,
        **since_the_last(found, frozen, request.user),
        "may_publish": may(request.user, Act.PUBLISH),
        "sees_the_province": sees_the_province(request.user),
    }
    return render(request, "reports/publication.html", context)


def publication_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The page's results as a file, for everyone who sees the page."""
    found = get_object_or_404(Publication.objects.select_related("period"), pk=pk)
    frozen = Frozen(found.content)
    sees_totals = sees_sensitive_totals(request.user)
    objectives = published.objectives(
        frozen, openness_of(found, frozen.province.code, sees_totals=sees_totals)
    )
    table = publication_tables.of_publication(frozen, objectives, found.number)
    return handed_out(table, f"ket-qua-{found.period.code}-lan-{found.number}", form)


PROGRAMS = {"docx": "Word", "pdf": "PDF"}


def named_documents(publication: Publication) -> list[tuple[Document, str]]:
    """Its files, each with what the link to it says."""
    return [(one, file_name(one)) for one in publication.documents.all()]


def file_name(document: Document) -> str:
    if not document.report:
        return _("Tải bảng số liệu (Excel)")
    return f"{_(REPORT_NAMES[Report(document.report)])} ({PROGRAMS[document.kind]})"


def document(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The workbook, or the quarter's own report."""
    return file_of(request, pk, kind, ["", Report.QUARTER])


def report_document(request: HttpRequest, pk: int, report: str, kind: str) -> HttpResponse:
    """The report of the stretch that ends with the quarter."""
    return file_of(request, pk, kind, [report])


def file_of(request: HttpRequest, pk: int, kind: str, reports: Sequence[str]) -> HttpResponse:
    """A publication's file. It names districts and communes, so for most people it does not exist."""
    if not may(request.user, Act.READ_DOCUMENTS):
        raise Http404
    documents = Document.objects.select_related("publication__period").defer("publication__content")
    # A foreign key would be asked for a number of thirty digits, and the database has none so large.
    of_publication = documents.filter(publication__in=Publication.objects.filter(pk=pk))
    found = get_object_or_404(of_publication, kind=kind, report__in=reports)
    content = bytes_of(found.file, found.sha256)
    return attached(content, CONTENT_TYPES.get(kind, "application/octet-stream"), disposition(found))


def disposition(document: Document) -> str:
    """Saved under a name with all its letters where the browser can, without accents where it cannot."""
    period, number = document.publication.period, document.publication.number
    report = Report(document.report or Report.QUARTER)
    of = "" if report is Report.QUARTER else f"-{report}"
    plain = f"bao-cao-{period.code}{of}-lan-{number}.{document.kind}"
    full = f"Báo cáo {stretch(report, period.year, period.quarter)}, lần {number}.{document.kind}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(full)}"
