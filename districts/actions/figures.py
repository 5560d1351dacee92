"""Writing cells: from the form, cell by cell as they are left, from a workbook, through the API."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from .. import sheets
from ..changes import Change, content, require_valid
from ..freshness import Outcome, outcome
from ..models import Event, Figure, Period, Submission, Unit, User
from ..sheets import Sheet
from . import submissions
from .guards import require_enter, require_version, require_with_its_unit
from .log import record
from .refusals import SomeoneWasFirst

# What a writing changes of its submission.
RAISED = ["version", "changed_at", "changed_by", "emptied"]


@transaction.atomic
def change_figures(
    submission: Submission,
    *,
    changes: Sequence[Change],
    by: User,
    at: datetime,
    origin: str,
    version: int | None = None,
) -> Submission:
    """Write cells, all or none. Guarded by the submission's version, or by each cell's own where that is None."""
    sheet = hold(submission.unit, submission.period)
    return change_sheet(sheet, changes=changes, by=by, at=at, origin=origin, version=version)


def hold(unit: Unit, period: Period) -> Sheet:
    """A unit's sheet as it is now, with nobody else writing it until the transaction ends.

    The lock comes first and alone: on PostgreSQL whoever waits for a row joins the new one to what stood beside the
    old one.
    """
    rows = Submission.objects.filter(unit=unit, period=period)
    is_begun = rows.select_for_update().values_list("pk").first() is not None
    sheet = sheets.read(unit, period, is_begun=is_begun)
    if sheet.submission is not None:
        sheet.period = sheet.submission.period
    return sheet


def change_sheet(
    sheet: Sheet,
    *,
    changes: Sequence[Change],
    by: User,
    at: datetime,
    origin: str,
    version: int | None = None,
) -> Submission:
    """Write cells into a sheet that is held; where the unit has not begun yet, its submission begins with them."""
    submission = sheet.submission
    if submission is None:
        submission = submissions.begin(sheet, by=by, at=at, origin=origin)
    else:
        require_writable(submission, by, at)
        if version is not None:
            require_version(submission, version)
    written = to_write(sheet, changes, submission if version is None else None)
    if not written:
        return submission
    log = [change.logged(sheet.cells.get(change.key)) for change in written]
    if sheet.submission is not None:
        raise_version(submission, written, by, at)
    write(rows_of(sheet, submission, written), emptied_in(sheet, written))
    if sheet.submission is not None:
        submission.save(update_fields=RAISED)
    record(Event.Action.CHANGED, by=by, at=at, origin=origin, submission=submission, changes=log)
    return submission


def raise_version(submission: Submission, written: Sequence[Change], by: User, at: datetime) -> None:
    """The submission as it is after this writing; a new one is as it was begun."""
    submission.version += 1
    submission.changed_at, submission.changed_by = at, by
    submission.emptied |= {"/".join(change.key): submission.version for change in written if change.is_empty}


def to_write(sheet: Sheet, changes: Sequence[Change], unguarded: Submission | None) -> list[Change]:
    """Those that change something; refused if any cannot stand. `unguarded`: each cell by its own version."""
    require_valid(changes, {element.code: element for element in sheet.elements}, sheet.plan.splits)
    if unguarded is not None:
        require_fresh(changes, sheet, unguarded)
    return [change for change in changes if change.differs_from(sheet.cells.get(change.key))]


def require_writable(submission: Submission, by: User, at: datetime) -> None:
    require_enter(by, submission.unit, submission.period)
    require_with_its_unit(submission, at)


def require_fresh(changes: Sequence[Change], sheet: Sheet, submission: Submission) -> None:
    """Each cell must still be what its writer saw; where it is not, both values are told."""
    stale = {change.key: sheet.cells.get(change.key) for change in changes if is_stale(change, sheet)}
    if stale:
        raise SomeoneWasFirst(
            _("Có ô vừa được người khác sửa. Xin chọn giá trị nào được giữ."),
            "stale_figures",
            version=submission.version,
            theirs=stale,
        )


def is_stale(change: Change, sheet: Sheet) -> bool:
    figure = sheet.cells.get(change.key)
    found = outcome(
        seen=change.version,
        standing=sheet.version_of(change.key),
        wanted={} if change.is_empty else content(change),
        content={} if figure is None else content(figure),
    )
    return found == Outcome.STALE


def emptied_in(sheet: Sheet, written: Sequence[Change]) -> list[int]:
    """The figures that are no more."""
    return [sheet.cells[change.key].pk for change in written if change.is_empty]


def rows_of(sheet: Sheet, submission: Submission, written: Sequence[Change]) -> list[Figure]:
    """The figures that are to stand. A cell's version is the submission's at its last write."""
    elements = {element.code: element for element in sheet.elements}
    return [
        Figure(
            submission=submission,
            element=elements[change.element],
            split=change.split,
            number=change.number,
            absence=change.absence,
            reason=change.reason,
            explanation=change.explanation,
            version=submission.version,
        )
        for change in written
        if not change.is_empty
    ]


def write(rows: Sequence[Figure], emptied: Sequence[int]) -> None:
    """Two statements whatever the number of cells."""
    if emptied:
        Figure.objects.filter(pk__in=emptied).delete()
    Figure.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["submission", "element", "split"],
        update_fields=["number", "absence", "reason", "explanation", "version"],
    )
