"""Envoys: ids in, one call out, safe to run twice, silent if the row has gone."""

import logging

from celery import shared_task

logger = logging.getLogger(__name__)


@shared_task
def publish(job_id: int) -> None:
    """Work on an ordered publication, unless another worker does."""
    from plan749 import clock

    from . import jobs

    jobs.run(job_id, at=clock.now())


@shared_task
def resume_stale_jobs() -> None:
    """Bring back the jobs whose worker died, and those whose message was lost."""
    from . import heartbeats

    for job_id in heartbeats.release_stale():
        send(job_id)


@shared_task
def audit_totals() -> None:
    """Work out every number anew, and keep the answer for the board."""
    from plan749 import clock

    from . import audit

    audit.run(at=clock.now())


@shared_task
def make_provisional_reports() -> None:
    """The reporting weeks' report as it stands, for the province's staff."""
    from plan749 import clock

    from . import provisional

    provisional.make_all(clock.today(), at=clock.now())


def send(job_id: int) -> None:
    """Put a job in the queue. Where the queue cannot be reached the job stays waiting, and the sweep sends it."""
    try:
        publish.apply_async((job_id,), retry=False)
    except Exception:  # each broker fails in its own way, and none of them may fail the order
        logger.exception("Job %s could not be put in the queue; it stays waiting.", job_id)
