"""One step of a submission each, for tests: taken at midday after the period's last day unless told otherwise."""

from collections.abc import Mapping
from datetime import datetime

from districts.actions import periods, submissions
from districts.changes import Key
from districts.models import Period, Submission, User
from districts.tests.builders import COMMAND, PAGE, UNKNOWN, after
from indicators.models import Element


def submit(
    submission: Submission, by: User, *, version: int | None = None, at: datetime | None = None
) -> Submission:
    version = submission.version if version is None else version
    at = at or after(submission.period)
    return submissions.submit(submission, version=version, by=by, at=at, origin=PAGE)


def accept(submission: Submission, by: User, *, version: int | None = None) -> Submission:
    version = submission.version if version is None else version
    return submissions.accept(submission, version=version, by=by, at=after(submission.period), origin=PAGE)


def send_back(
    submission: Submission,
    by: User,
    *,
    reason: str = "sót thôn 3",
    version: int | None = None,
    remarks: Mapping[Key, str] | None = None,
) -> Submission:
    version = submission.version if version is None else version
    told = {"by": by, "at": after(submission.period), "origin": PAGE}
    return submissions.send_back(submission, version=version, reason=reason, remarks=remarks, **told)


def close(period: Period) -> Period:
    return periods.close(period, version=period.version, by=None, at=after(period), origin=COMMAND)


def steps_of(submission: Submission) -> list[tuple[str, str]]:
    """What was done to it and by whom, the first first."""
    return [(event.action, event.by.username) for event in submission.events.order_by("pk")]


def is_unchanged(submission: Submission) -> bool:
    """Whether the row in the database is still in the state and version that the test holds."""
    row = Submission.objects.filter(pk=submission.pk, state=submission.state, version=submission.version)
    return row.exists()


def unknown_totals() -> dict[str, str]:
    """Every total that a commune owes, as "chưa có số liệu" with a reason."""
    codes = Element.objects.filter(reported_by="commune").values_list("code", flat=True)
    return dict.fromkeys(codes, UNKNOWN)
