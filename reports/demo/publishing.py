"""The demonstration's publications: the quarters that were over and complete."""

from collections.abc import Callable

from districts.models import Membership, Period
from districts.models.people import Role
from reports import actions, jobs
from reports.models import Job

from . import report_texts
from .stage import eight_o_clock

PUBLISHED = ("2024-Q1", "2024-Q2")


def order() -> None:
    """Write the province's text, and order each publication on the day the province was due.

    To be called in the transaction that loads the figures: should the making be interrupted, the orders stay and a
    worker's sweep finishes them.
    """
    by = Membership.objects.filter(role=Role.PROVINCE).select_related("user").order_by("pk")[0].user
    for period in Period.objects.select_related("plan"):
        report_texts.write(period, by)
        if period.code in PUBLISHED:
            at = eight_o_clock(period.due_province)
            actions.order_publication(period=period, reason="", by=by, at=at, send=False)


def make(*, say: Callable[[str], None]) -> None:
    """Make what was ordered, in this process."""
    for job in Job.objects.filter(state=Job.State.WAITING).select_related("period").order_by("pk"):
        jobs.run(job.pk, at=job.ordered_at)
        job.refresh_from_db()
        say(f"Báo cáo quý {job.period.code}: {job.get_state_display()} {job.error}".rstrip())
