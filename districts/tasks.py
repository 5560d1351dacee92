"""Envoys of the letters: one call out, safe to run twice."""

import logging

from celery import shared_task

logger = logging.getLogger(__name__)


@shared_task
def write_digests() -> None:
    """The day's reminders, and off with them."""
    from plan749 import clock

    from .actions import letters

    letters.write_digests(clock.today(), at=clock.now())
    letters.send_waiting(at=clock.now())


@shared_task
def send_letters() -> None:
    """Whatever waits: what was just written, and what the mail server did not take."""
    from plan749 import clock

    from .actions import letters

    letters.send_waiting(at=clock.now())


@shared_task
def forget_kept_answers() -> None:
    """Answers of the API are kept for a day, for whoever sends the same again."""
    from django.utils import timezone

    from .actions import kept_answers

    kept_answers.forget(at=timezone.now())


def send() -> None:
    """Ask for it now. Where the queue cannot be reached the letters wait for the timetable's next round."""
    try:
        send_letters.apply_async(retry=False)
    except Exception:  # each broker fails in its own way, and none of them may fail what the letter tells of
        logger.exception("The letters could not be put in the queue; they stay waiting.")
