"""Writing cells: from the form, cell by cell as they are left, from a workbook, through the API."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from indicators.models import Element

from .. import sheets
from ..changes import Change, content, require_valid
from ..freshness import Outcome, outcome
from ..models import Event, Figure, Period, Submission, Unit, User
from ..sheets import Sheet
from . import submissions
from .guards import require_enter, require_version, require_with_its_unit
from .log import record
from .refusals import SomeoneWasFirst


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
    elements = {element.code: element for element in sheet.elements}
    require_valid(changes, elements, sheet.plan.splits)
    if version is None:
        require_fresh(changes, sheet, submission)
    written = [change for change in changes if change.differs_from(sheet.cells.get(change.key))]
    if not written:
        return submission
    if sheet.submission is not None:
        submission.version += 1
    log = [change.logged(sheet.cells.get(change.key)) for change in written]
    write(submission, written, sheet.cells, elements)
    if sheet.submission is not None:
        submission.changed_at, submission.changed_by = at, by
        submission.emptied |= {
            "/".join(change.key): submission.version for change in written if change.is_empty
        }
        submission.save(update_fields=["version", "changed_at", "changed_by", "emptied"])
    record(Event.Action.CHANGED, by=by, at=at, origin=origin, submission=submission, changes=log)
    return submission


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


def write(
    submission: Submission,
    written: Sequence[Change],
    existing: dict[tuple[str, str], Figure],
    elements: dict[str, Element],
) -> None:
    """Two statements whatever the number of cells. A cell's version is the submission's at its last write."""
    emptied = [existing[change.key].pk for change in written if change.is_empty]
    if emptied:
        Figure.objects.filter(pk__in=emptied).delete()
    rows = [
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
    Figure.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["submission", "element", "split"],
        update_fields=["number", "absence", "reason", "explanation", "version"],
    )
