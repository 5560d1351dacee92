"""The demonstration's publications: the quarters that were over and complete."""

from collections.abc import Callable

from districts.models import Membership, Period
from districts.models.people import Role
from reports import actions, jobs

from .stage import eight_o_clock

PUBLISHED = ("2024-Q1", "2024-Q2")


def publish(*, say: Callable[[str], None]) -> None:
    """Publish each on the day the province was due, in this process."""
    by = Membership.objects.filter(role=Role.PROVINCE).select_related("user").order_by("pk")[0].user
    for period in Period.objects.select_related("plan"):
        if period.code in PUBLISHED:
            at = eight_o_clock(period.due_province)
            job = actions.order_publication(period=period, reason="", by=by, at=at, send=False)
            jobs.run(job.pk, at=at)
            job.refresh_from_db()
            say(f"Báo cáo quý {period.code}: {job.get_state_display()} {job.error}".rstrip())
