"""Writing cells: from the form, cell by cell as they are left, from a workbook, through the API."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from indicators.models import Element

from .. import lifecycle, sheets
from ..changes import Change, require_valid
from ..models import Event, Figure, Submission, User
from .guards import current, require_enter, require_open, require_version
from .log import record
from .refusals import Refused, SomeoneWasFirst


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
    submission = current(submission)
    require_enter(by, submission.unit, submission.period)
    require_open(submission.period)
    if submission.state not in lifecycle.EDITABLE:
        raise Refused(_(lifecycle.REFUSALS[submission.state]), "locked")
    if version is not None:
        require_version(submission, version)
    existing = {
        (figure.element.code, figure.split): figure for figure in submission.figures.select_related("element")
    }
    elements = {element.code: element for element in sheets.elements_of(submission.unit, submission.period)}
    require_valid(changes, elements, submission.period.plan.splits)
    if version is None:
        require_fresh(changes, existing, submission)
    written = [change for change in changes if change.differs_from(existing.get(change.key))]
    if not written:
        return submission
    submission.version += 1
    log = [change.logged(existing.get(change.key)) for change in written]
    write(submission, written, existing, elements)
    submission.changed_at, submission.changed_by = at, by
    submission.save(update_fields=["version", "changed_at", "changed_by"])
    record(Event.Action.CHANGED, by=by, at=at, origin=origin, submission=submission, changes=log)
    return submission


def require_fresh(
    changes: Sequence[Change], existing: dict[tuple[str, str], Figure], submission: Submission
) -> None:
    """Each cell must still be what its writer saw; where it is not, both values are told."""
    stale = {
        change.key: existing.get(change.key)
        for change in changes
        if change.version != (existing[change.key].version if change.key in existing else None)
        and change.differs_from(existing.get(change.key))
    }
    if stale:
        raise SomeoneWasFirst(
            _("Có ô vừa được người khác sửa. Xin chọn giá trị nào được giữ."),
            "stale_figures",
            version=submission.version,
            theirs=stale,
        )


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
