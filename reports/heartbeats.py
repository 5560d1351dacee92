"""A job's heartbeat: how a living worker is told from a dead one. By the real clock, whatever day a page shows."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event as Signal
from threading import Thread
from typing import Any

from django.db import DatabaseError, connection
from django.utils import timezone

from .models import Job
from .steps import DIED

logger = logging.getLogger(__name__)

STALE_AFTER = timedelta(seconds=15)
RESEND_AFTER = timedelta(seconds=10)
BEAT_EVERY = 3.0  # seconds
LONGEST_STEP = 300.0  # seconds; a step that hangs stops beating, and the job is taken from it
MAX_ATTEMPTS = 3


def now() -> datetime:
    """The moment to write into a heartbeat."""
    return timezone.now()


@contextmanager
def beating(own: Any) -> Iterator[None]:
    """Bump the heartbeat from a thread of its own until the step is over, or has taken too long.

    Within a transaction of the caller's there is none: it could hold the row, and each would wait for the other.
    """
    if connection.in_atomic_block:
        yield
        return
    over = Signal()
    heart = Thread(target=beat, args=(own, over), daemon=True)
    heart.start()
    try:
        yield
    finally:
        over.set()
        heart.join()


def beat(own: Any, over: Signal) -> None:
    """A beat that cannot be written is left out: the next one may succeed."""
    for _beat in range(int(LONGEST_STEP / BEAT_EVERY)):
        if over.wait(BEAT_EVERY):
            return
        try:
            own.update(heartbeat=now())
        except DatabaseError:
            logger.warning("A heartbeat could not be written.", exc_info=True)
        finally:
            connection.close()


def release_stale() -> list[int]:
    """Jobs that need to be sent (again): waiting too long, or running without a heartbeat. By compare-and-set."""
    moment = now()
    released = []
    for job in Job.objects.filter(state=Job.State.RUNNING, heartbeat__lt=moment - STALE_AFTER):
        if job.attempts >= MAX_ATTEMPTS:
            as_seen(job).update(state=Job.State.FAILED, error=DIED, heartbeat=moment)
        elif as_seen(job).update(state=Job.State.WAITING, heartbeat=moment):
            released.append(job.pk)
    for job in Job.objects.filter(state=Job.State.WAITING, heartbeat__lt=moment - RESEND_AFTER):
        if as_seen(job).update(heartbeat=moment):
            released.append(job.pk)
    return released


def as_seen(job: Job) -> Any:
    """The row, if nobody touched it since it was read."""
    return Job.objects.filter(pk=job.pk, state=job.state, attempts=job.attempts, heartbeat=job.heartbeat)
