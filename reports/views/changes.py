"""What changed between two publications of a quarter, and since the newest one."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from districts.models import Unit, User
from districts.models.units import Level
from indicators.phrases import VIETNAMESE
from reports import change_lines, differences, differences_frozen, marks, publication_tables
from reports.change_lines import SheetLine, Sight
from reports.change_words import Reader
from reports.differences import Differences
from reports.frozen import Frozen
from reports.frozen_parts import FrozenUnit
from reports.ledger import SheetChange
from reports.models import Publication
from reports.publication_tables import Changes

from .handed_out import handed_out
from .sights import sees_sensitive_totals, sight_of, sight_of_both

WITHOUT_CONTENT = Publication.objects.select_related("period__plan").defer("content")


def changes(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What changed between a publication and another of the same quarter, whichever is the older."""
    old, new = pair(pk, number)
    frozen, difference = between(old, new)
    context = {
        "old": old,
        "new": new,
        "period": new.period,
        "revisions": WITHOUT_CONTENT.filter(period=new.period).order_by("number"),
        **shown(difference, frozen, sight_of_both(request.user, old, new)),
        "sees_reasons": sees_sensitive_totals(request.user),
    }
    return render(request, "reports/changes.html", context)


def changes_file(request: HttpRequest, pk: int, number: int, table: str, form: str) -> HttpResponse:
    """One of the page's tables; in Vietnamese as all documents are."""
    old, new = pair(pk, number)
    if table not in publication_tables.CHANGES:
        raise Http404
    make, name = publication_tables.CHANGES[table]
    frozen, difference = between(old, new)
    lines = change_lines.lines_of(difference, frozen, sight_of_both(request.user, old, new))
    made = make(Changes(lines, frozen, old.number, new.number, new.period.as_quarter))
    return handed_out(made, f"{name}-{new.period.code}-lan-{old.number}-{new.number}", form)


def pair(pk: int, number: int) -> tuple[Publication, Publication]:
    """A publication and another of its quarter, the older first."""
    one = get_object_or_404(WITHOUT_CONTENT, pk=pk)
    other = get_object_or_404(WITHOUT_CONTENT, period=one.period, number=number)
    if one.number == other.number:
        raise Http404
    old, new = sorted((one, other), key=lambda publication: publication.number)
    new.period = one.period
    return old, new


def between(old: Publication, new: Publication) -> tuple[Frozen, Differences]:
    """The newer content, and what changed with who, when and why. One question for both and all on the way."""
    way = Publication.objects.filter(period=new.period, number__gte=old.number, number__lte=new.number)
    contents = {publication.number: Frozen(publication.content) for publication in way}
    found = differences.between(contents[old.number], contents[new.number])
    steps = [
        sheet
        for number in sorted(contents)[1:]
        for sheet in differences_frozen.frozen_sheets(contents[number].content.get("changes", {}))
    ]
    return contents[new.number], differences.traced(found, steps)


def since_the_last(publication: Publication, frozen: Frozen, user: User) -> dict[str, object]:
    """What changed since the publication before, as it was frozen; nothing for the first of a quarter."""
    found = differences_frozen.of_content(frozen)
    if found is None:
        return {}
    number = differences_frozen.since(frozen)
    before = Publication.objects.defer("content").get(period=publication.period_id, number=number)
    before.period = publication.period
    sight = sight_of_both(user, before, publication)
    return {"since": number, **shown(found, frozen, sight)}


def shown(found: Differences, frozen: Frozen, sight: Sight) -> dict[str, object]:
    """The changes with their lines, as far as the person may see."""
    lines = change_lines.lines_of(found, frozen, sight, reader())
    return {
        "found": found,
        "lines": lines,
        "shown_otherwise": sum(one.is_shown_otherwise for one in lines.measures),
    }


def reader() -> Reader:
    return Reader(_, get_language() or VIETNAMESE)


@dataclass(frozen=True)
class Mark:
    """A quarter whose figures are no more what was published: how many cells of how many units, and those one sees."""

    publication: Publication
    cells: int
    units: int
    sheets: list[SheetLine]
    hidden: int


def mark(publication: Publication | None, user: User, area: Unit | None = None) -> Mark | None:
    """What changed since a publication in an area (None: anywhere); None where nothing did."""
    changed = [] if publication is None else marks.since(publication)
    if publication is None or not changed:
        return None
    frozen = Frozen(publication.content)
    changed = [one for one in changed if area is None or is_within(one, area, frozen.units)]
    sight = sight_of(user, publication.period)
    return (
        Mark(
            publication,
            cells=sum(len(one.cells) for one in changed),
            units=len({one.unit for one in changed}),
            sheets=change_lines.sheet_lines(changed, frozen, sight, reader()),
            hidden=change_lines.hidden(changed, frozen, sight),
        )
        if changed
        else None
    )


def is_within(change: SheetChange, area: Unit, units: Mapping[str, FrozenUnit]) -> bool:
    """Whether a changed sheet is one that an area's results rest on."""
    unit = units.get(change.unit)
    above = "" if unit is None else unit.parent
    return area.level == Level.PROVINCE or area.code in (change.unit, above)
