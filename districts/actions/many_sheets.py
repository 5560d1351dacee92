"""Writing the sheets of many units at once, all or none: a fixed number of questions, whatever their number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from .. import deadlines, sheets
from ..changes import Change
from ..deadlines import Reopenings
from ..models import Event, Figure, Period, Submission, Unit, User
from ..sheets import Sheet
from . import figures, log
from .guards import held, require_enter, require_version, require_with_its_unit
from .refusals import ManyRefused, Refused, SomeoneWasFirst
from .submissions import already_started, require_beginnable


@dataclass(frozen=True)
class Wanted:
    """Cells of one unit's sheet; guarded by the submission's `version`, or by each cell's own where that is None."""

    unit: Unit
    changes: Sequence[Change]
    version: int | None = None


@dataclass(frozen=True)
class Written:
    """What became of it: how many cells were written; none where they stood so already."""

    submission: Submission
    cells: int


@transaction.atomic
def change_many(
    period: Period, *, wanted: Sequence[Wanted], by: User, at: datetime, origin: str
) -> list[Written]:
    """Write cells of many units of a period, beginning where a unit has not begun; each unit once."""
    period = held(period)
    units = [one.unit for one in wanted]
    reopenings = deadlines.reopenings_of([period], units)
    found = hold(period, units)
    written: dict[int, list[Change]] = {}
    refusals: dict[int, Refused] = {}
    for place, (one, sheet) in enumerate(zip(wanted, found, strict=True)):
        try:
            require(sheet, one, by, at, reopenings)
            written[place] = figures.to_write(sheet, one.changes, guarded_by_cell(sheet, one))
        except Refused as refusal:
            refusals[place] = refusal
    if refusals:
        raise told_together(refusals)
    return write([(sheet, written[place]) for place, sheet in enumerate(found)], by=by, at=at, origin=origin)


def hold(period: Period, units: Sequence[Unit]) -> list[Sheet]:
    """Their sheets as they are now, with nobody else writing them; locked in one order, so that two do not cross."""
    rows = Submission.objects.filter(period=period, unit__in=units).order_by("pk")
    list(rows.select_for_update().values_list("pk"))
    begun = {one.unit_id: one for one in rows.select_related("period__plan", "unit", "changed_by")}
    found = sheets.read_many({unit: begun.get(unit.pk) for unit in units}, period)
    for sheet in found:
        if sheet.submission is not None:
            sheet.submission.period = period
    return found


def require(sheet: Sheet, one: Wanted, by: User, at: datetime, reopenings: Reopenings) -> None:
    """What must hold for each of them is what must hold for one."""
    submission = sheet.submission
    if submission is None:
        if one.version is not None:
            raise SomeoneWasFirst(_("Đơn vị chưa có biểu số liệu của quý này."), "conflict")
        return require_beginnable(sheet, sheet.period, by, at, reopenings)
    require_enter(by, sheet.unit, sheet.period)
    require_with_its_unit(submission, at, reopenings)
    if one.version is not None:
        require_version(submission, one.version)
    return None


def guarded_by_cell(sheet: Sheet, one: Wanted) -> Submission | None:
    """The submission whose cells are guarded each by its own version; one that is begun now has none to guard yet."""
    if one.version is not None:
        return None
    return sheet.submission or Submission(unit=sheet.unit, period=sheet.period)


def told_together(refusals: Mapping[int, Refused]) -> ManyRefused:
    """One refusal of them all: of their own kind where they are of one."""
    kinds = {refusal.code for refusal in refusals.values()}
    sentence = _("Có %(number)d biểu chưa ghi được; chưa lưu gì cả.") % {"number": len(refusals)}
    code = kinds.pop() if len(kinds) == 1 else "several_refused"
    return ManyRefused(sentence, code, refusals=dict(refusals))


def write(
    work: Sequence[tuple[Sheet, list[Change]]], *, by: User, at: datetime, origin: str
) -> list[Written]:
    """Begin what is to begin, write every cell, and log each act by itself."""
    told: dict[str, Any] = {"by": by, "at": at, "origin": origin}
    standing = {sheet.unit.pk: sheet.submission for sheet, _changes in work if sheet.submission}
    standing |= begin([sheet for sheet, _changes in work if sheet.submission is None], told)
    rows: list[Figure] = []
    emptied: list[int] = []
    events: list[Event] = []
    raised: list[Submission] = []
    for sheet, changes in work:
        submission = standing[sheet.unit.pk]
        if not changes:
            continue
        logged = [change.logged(sheet.cells.get(change.key)) for change in changes]
        events.append(log.event(Event.Action.CHANGED, submission=submission, changes=logged, **told))
        if sheet.submission is not None:
            figures.raise_version(submission, changes, by, at)
            raised.append(submission)
        rows += figures.rows_of(sheet, submission, changes)
        emptied += figures.emptied_in(sheet, changes)
    figures.write(rows, emptied)
    Submission.objects.bulk_update(raised, figures.RAISED)
    Event.objects.bulk_create(events)
    return [Written(standing[sheet.unit.pk], len(changes)) for sheet, changes in work]


def begin(found: Sequence[Sheet], told: Mapping[str, Any]) -> dict[int, Submission]:
    """The submissions that begin, by their units."""
    at, by = told["at"], told["by"]
    new = [
        Submission(period=sheet.period, unit=sheet.unit, created_at=at, changed_at=at, changed_by=by)
        for sheet in found
    ]
    try:
        with transaction.atomic():
            made = Submission.objects.bulk_create(new)
    except IntegrityError as error:
        raise already_started() from error
    Event.objects.bulk_create(log.event(Event.Action.STARTED, submission=one, **told) for one in made)
    return {one.unit_id: one for one in made}
