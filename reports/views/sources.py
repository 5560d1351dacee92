"""Where a number comes from: the units behind a number of a board or of a publication, on a page and as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from districts.access import Act, may
from districts.models import Period
from indicators.periods import Quarter
from indicators.phrases import VIETNAMESE
from indicators.values import Absence, Span
from indicators.wording import quarter_label
from reports import as_published, boards, frozen_sources, published, source_reading
from reports.change_lines import Sight
from reports.documents import source_table
from reports.frozen import Frozen
from reports.ledger import Place
from reports.models import Publication
from reports.source_lines import SeenSources, seen
from reports.source_words import halves_said, standing_said, value_said
from reports.sources import Line, Sources, Subject
from reports.withholding import openness_of

from .bases import PUBLISHED, areas
from .changes import reader
from .publications import CONTENT_TYPES
from .sights import sees_sensitive_totals, sight_of

Number = tuple[Fraction | None, Absence | None]


@dataclass(frozen=True)
class Shown:
    """A number's page: the lines, the number as it stands where one came from, and the others of its kind."""

    seen: SeenSources
    number: str
    title: str
    address: str
    back: str
    spans: Sequence[Span]
    splits: Sequence[tuple[str, str]]
    is_illustrative: bool
    submissions: Mapping[Place, int]


def board_sources(request: HttpRequest, plan: str, period: Quarter, unit: str, code: str) -> HttpResponse:
    """The units behind a number of an area's board, as they stand now."""
    return page(request, of_board(request, plan, period, unit, code))


def board_table(request: HttpRequest, plan: str, period: Quarter, unit: str, code: str) -> HttpResponse:
    """The same as a workbook, in Vietnamese as all documents are."""
    with translation.override(VIETNAMESE):
        return table(of_board(request, plan, period, unit, code))


def publication_sources(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The units behind a number of the province as it was published, whatever has changed since."""
    return page(request, of_publication(request, pk, code))


def publication_table(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    with translation.override(VIETNAMESE):
        return table(of_publication(request, pk, code))


def publication_area_sources(request: HttpRequest, pk: int, unit: str, code: str) -> HttpResponse:
    """The same of an area of the province."""
    return page(request, of_published_area(request, pk, unit, code))


def publication_area_table(request: HttpRequest, pk: int, unit: str, code: str) -> HttpResponse:
    with translation.override(VIETNAMESE):
        return table(of_published_area(request, pk, unit, code))


# What is asked ------------------------------------------------------------------------------------


def span_of(request: HttpRequest) -> Span:
    try:
        return Span(request.GET.get("span", Span.YTD))
    except ValueError as error:
        raise Http404 from error


def of_board(request: HttpRequest, plan: str, quarter: Quarter, unit: str, code: str) -> Shown:
    period = get_object_or_404(Period.objects.select_related("plan").at(quarter), plan__slug=plan)
    area = get_object_or_404(areas(period, request), code=unit)
    live = source_reading.of_board(period, area, code, span_of(request), request.GET.get("split", ""))
    if live is None:
        raise Http404
    subject = live.sources.asked.subject
    number = boards.shown_number(live.total, area, request.user, is_sensitive=subject.sensitive)
    is_open = may(request.user, Act.SEE_SENSITIVE, area)
    return Shown(
        seen=seen(
            live.sources,
            sight_of(request.user, period),
            hides_counts=hides_counts(subject, number, is_open=is_open),
        ),
        number=value_said(*number, subject.decimals, reader()),
        title=_("Số tạm tính đến hết %(quarter)s của %(place)s")
        % {"quarter": quarter_label(quarter, language()), "place": area.name},
        address=reverse("reports:board_sources", args=[plan, quarter, unit, code]),
        back=reverse("reports:unit_board", args=[plan, quarter, unit]),
        spans=list(Span) if live.has_quarter else [Span.YTD],
        splits=split_names(live.splits, period.plan.splits),
        is_illustrative=period.plan.illustrative,
        submissions=live.submissions,
    )


def of_publication(request: HttpRequest, pk: int, code: str) -> Shown:
    """The province's: open to everyone who signs in, as the publication is."""
    found = get_object_or_404(Publication.objects.select_related("period__plan"), pk=pk)
    frozen = Frozen(found.content)
    asked = Asked(found, frozen, frozen.province.code, code, span_of(request), request.GET.get("split", ""))
    sees_totals = sees_sensitive_totals(request.user)
    sources = sources_of(asked)
    openness = openness_of(found, frozen.province.code, sees_totals=sees_totals)
    number = published.shown_number(frozen, code, asked.span, asked.split, openness)
    return shown_of(
        asked,
        sources,
        seen(
            sources,
            with_what_is_open(sight_of(request.user, found.period), asked),
            hides_counts=number[1] is Absence.WITHHELD,
        ),
        number,
        address=reverse("reports:publication_sources", args=[pk, code]),
        back=reverse("reports:publication", args=[pk]),
    )


def of_published_area(request: HttpRequest, pk: int, unit: str, code: str) -> Shown:
    """A district's or a commune's, for whoever may look at its board; the province's as above."""
    found = get_object_or_404(Publication.objects.select_related("period__plan"), pk=pk)
    frozen = Frozen(found.content)
    if unit == frozen.province.code:
        return of_publication(request, pk, code)
    area = get_object_or_404(areas(found.period, request), code=unit)
    asked = Asked(found, frozen, unit, code, span_of(request), request.GET.get("split", ""))
    if not as_published.is_in(area, frozen):
        raise Http404
    sources = sources_of(asked)
    number = as_published.shown_number(found, frozen, request.user, area, code, asked.span, asked.split)
    board = reverse("reports:unit_board", args=[found.period.plan.slug, found.period.as_quarter, unit])
    return shown_of(
        asked,
        sources,
        seen(
            sources,
            with_what_is_open(sight_of(request.user, found.period), asked),
            hides_counts=number[1] is Absence.WITHHELD,
        ),
        number,
        address=reverse("reports:publication_area_sources", args=[pk, unit, code]),
        back=f"{board}?basis={PUBLISHED}",
    )


@dataclass(frozen=True)
class Asked:
    """A published number: of which area and measure or count, over a span, of a split."""

    publication: Publication
    frozen: Frozen
    area: str
    code: str
    span: Span
    split: str


def sources_of(asked: Asked) -> Sources:
    found = frozen_sources.of_publication(
        asked.frozen, asked.area, asked.code, asked.span, asked.split, reader()
    )
    if found is None:
        raise Http404
    return found


def shown_of(
    asked: Asked, sources: Sources, lines: SeenSources, number: Number, *, address: str, back: str
) -> Shown:
    frozen, measure = asked.frozen, asked.frozen.measures.get(asked.code)
    title = _("Báo cáo %(quarter)s, lần %(number)s") % {
        "quarter": quarter_label(frozen.quarter, language()),
        "number": asked.publication.number,
    }
    is_of_province = asked.area == frozen.province.code
    has_quarter = frozen.value(asked.code, asked.area, Span.QUARTER) is not None
    return Shown(
        seen=lines,
        number=value_said(*number, sources.asked.subject.decimals, reader()),
        title=title if is_of_province else f"{title}: {frozen.units[asked.area].name}",
        address=address,
        back=back,
        spans=list(Span) if has_quarter else [Span.YTD],
        splits=split_names([] if measure is None else measure.splits, frozen.plan["splits"]),
        is_illustrative=frozen.illustrative,
        submissions={},
    )


def with_what_is_open(sight: Sight, asked: Asked) -> Sight:
    """The same with the units whose published value of this place is open to all: their halves are, too."""
    opened = asked.publication.values.filter(
        measure=asked.code, span=asked.span, split=asked.split, open_to_all=True
    )
    assert sight.open_units is not None  # a person's sight names its units
    return replace(sight, open_units={*sight.open_units, *opened.values_list("unit", flat=True)})


def hides_counts(subject: Subject, number: Number, *, is_open: bool) -> bool:
    """The halves of a live sensitive rate go with the right; a count by itself is the very number above its lines."""
    if subject.facts is None:
        return number[1] is Absence.WITHHELD
    return subject.sensitive and not is_open


def split_names(splits: Sequence[str], groups: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The splits to choose from with their names in the reader's language; none where there is the total alone."""
    names = {part["code"]: part.get(language(), part["vi"]) for group in groups.values() for part in group}
    return [(split, names.get(split, _("Chung"))) for split in splits] if len(splits) > 1 else []


def language() -> str:
    return translation.get_language() or VIETNAMESE


# How it is shown ----------------------------------------------------------------------------------


def page(request: HttpRequest, shown: Shown) -> HttpResponse:
    """The lines with who accepted them; a link to each sheet where the number is of today."""
    found = shown.seen.found
    context = {
        "shown": shown,
        "subject": found.asked.subject,
        "asked": found.asked,
        "expected": len(found.lines),
        "halves": halves_said(found.asked.subject, reader()),
        "groups": [(name, [told(line, shown) for line in lines]) for name, lines in shown.seen.groups],
    }
    return render(request, "reports/sources.html", context)


def told(line: Line, shown: Shown) -> dict[str, Any]:
    """One unit in words, with the sheets it comes from."""
    origins = [(origin, shown.submissions.get(origin.place)) for origin in line.origins]
    decimals = shown.seen.found.asked.subject.decimals
    return {
        "line": line,
        "value": value_said(line.value, line.absence if line.is_counted else None, decimals, reader()),
        "standing": standing_said(line, reader()),
        "origins": origins,
    }


def table(shown: Shown) -> HttpResponse:
    subject = shown.seen.found.asked.subject
    title = f"{subject.code} {subject.name} ({subject.unit_of_measure}). {shown.title}"
    content = source_table.make(shown.seen, title, is_illustrative=shown.is_illustrative)
    response = HttpResponse(content, content_type=CONTENT_TYPES["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="{subject.code}.xlsx"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
