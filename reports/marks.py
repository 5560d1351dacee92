"""What has changed since a quarter was published: its newest publication beside the sheets as they stand now.

Nothing of it is stored. A sheet's version rises with every write, so only sheets of another version than the frozen
one are looked into, and only cells that differ count: what was returned and accepted again as it was is no change.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q

from districts import sheets
from districts.models import Figure, Period, Submission
from indicators.models import Element, Measure
from indicators.periods import Quarter
from indicators.values import Formula, Kind

from . import ledger_reading
from .frozen import ledger_of
from .ledger import Key, LedgerSheet, Place, SheetChange, is_used, sheets_between
from .models import Publication

Sheets = dict[Place, LedgerSheet]
Standing = dict[Place, Submission]


def since(publication: Publication) -> list[SheetChange]:
    """What changed since one publication, with who and why."""
    found, old = compared([publication])
    changes = found.get(publication.pk, [])
    units = sheets.units_in_force(publication.period) if changes else []
    return ledger_reading.traced(publication.period, changes, old.get(publication.pk, {}), units)


def since_each(publications: Sequence[Publication]) -> dict[int, list[SheetChange]]:
    """By the publication's id: the changed sheets, without who; the same few questions for any number of them."""
    return compared(publications)[0]


def compared(publications: Sequence[Publication]) -> tuple[dict[int, list[SheetChange]], dict[int, Sheets]]:
    """What changed since each publication, and what stood in those sheets then. Old contents know no sheets."""
    pks = [publication.pk for publication in publications]
    rows = Publication.objects.filter(pk__in=pks).values_list("pk", "content__sheets")
    frozen = {pk: part for pk, part in rows if part is not None}
    if not frozen:
        return {}, {}
    now = standing_now([one for one in publications if one.pk in frozen])
    doubtful = {
        pk: places
        for pk, part in frozen.items()
        if (places := other_versions(ledger_of(part, NO_CELLS), now[pk]))
    }
    if not doubtful:
        return {}, {}
    old = frozen_sheets(frozen, doubtful)
    periods = {publication.pk: publication.period for publication in publications}
    new = sheets_now(
        {
            pk: {place: now[pk][place] for place in places if place in now[pk]}
            for pk, places in doubtful.items()
        },
        periods,
    )
    return {pk: sheets_between(old[pk], new[pk]) for pk in doubtful}, old


NO_CELLS: Mapping[str, Any] = {"fields": [], "rows": []}


def standing_now(publications: Iterable[Publication]) -> dict[int, Standing]:
    """By the publication's id: the accepted submissions that its quarter rests on now. One question."""
    periods = {publication.pk: publication.period for publication in publications}
    within = Q(period__plan__in={period.plan_id for period in periods.values()})
    accepted = Submission.objects.accepted().filter(within)
    found: dict[int, Standing] = {pk: {} for pk in periods}
    for sheet in accepted.select_related("period", "unit__province", "accepted_by"):
        for pk, period in periods.items():
            if rests_on(period, sheet):
                found[pk][sheet.unit.code, sheet.period.code] = sheet
    return found


def rests_on(period: Period, sheet: Submission) -> bool:
    """Whether a submission can be in a period's sums: of its stretch of this year or the last, by a unit in force."""
    told = sheet.period
    return (
        told.plan_id == period.plan_id
        and told.year in (period.year, period.year - 1)
        and told.quarter <= period.quarter
        and sheets.is_of(period, sheet.unit)
    )


def other_versions(old: Mapping[Place, LedgerSheet], now: Standing) -> set[Place]:
    """Sheets that came, went, or were written since."""
    then = {place: sheet.version for place, sheet in old.items()}
    today = {place: sheet.version for place, sheet in now.items()}
    return {place for place in {*then, *today} if then.get(place) != today.get(place)}


def frozen_sheets(frozen: Mapping[int, Any], doubtful: Mapping[int, set[Place]]) -> dict[int, Sheets]:
    """The doubtful sheets as they were published. One question."""
    cells = dict(Publication.objects.filter(pk__in=doubtful).values_list("pk", "content__cells"))
    return {
        pk: {
            place: sheet for place, sheet in ledger_of(frozen[pk], cells[pk]).items() if place in doubtful[pk]
        }
        for pk in doubtful
    }


def sheets_now(doubtful: Mapping[int, Standing], periods: Mapping[int, Period]) -> dict[int, Sheets]:
    """The same sheets as they are: two questions, the elements and the cells."""
    wanted = {sheet.pk for standing in doubtful.values() for sheet in standing.values()}
    cells = cells_of(wanted, {periods[pk].plan_id for pk in doubtful})
    return {
        pk: {
            place: LedgerSheet(
                version=sheet.version,
                steps=0,
                accepted_by=str(sheet.accepted_by),
                accepted_at=ledger_reading.minute(sheet.accepted_at),
                cells=used(cells.get(sheet.pk, []), sheet.period.as_quarter, periods[pk].as_quarter),
            )
            for place, sheet in standing.items()
        }
        for pk, standing in doubtful.items()
    }


Cells = list[tuple[Element, Key, int | str]]


def cells_of(submissions: set[int], plans: set[int]) -> dict[int, Cells]:
    """Every cell of these submissions with its element."""
    reduces = Measure.objects.filter(numerator=OuterRef("pk"), formula=Formula.REDUCTION)
    elements = {
        element.pk: element
        for element in Element.objects.filter(plan__in=plans).annotate(reduces=Exists(reduces))
    }
    found: dict[int, Cells] = {}
    figures = Figure.objects.filter(submission__in=submissions).order_by("element__position", "split")
    fields = ("submission_id", "element_id", "split", "number", "absence")
    for submission_id, element_id, split, number, absence in figures.values_list(*fields):
        element = elements[element_id]
        content = absence if number is None else number
        found.setdefault(submission_id, []).append((element, (element.code, split), content))
    return found


def used(cells: Cells, quarter: Quarter, of: Quarter) -> dict[Key, int | str]:
    """Those of a quarter's cells that are in the sums of another."""
    return {
        key: content
        for element, key, content in cells
        if is_used(Kind(element.kind), quarter, of, reduces=element.reduces)
    }
