"""A publication being made: claimed by one worker, seen moving, whole or not at all whatever is killed when.

The row is the job. Each claim counts an attempt, and a worker writes only while the attempt is still its own; so
two workers on one row cannot both finish it. Progress and heartbeats stand outside the data's snapshot.
"""

import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.utils.translation import override

from . import actions, content, documents, heartbeats, templates
from .frozen import Frozen
from .models import Job, ReportTemplate
from .snapshot import one_snapshot
from .steps import BROKE, FIGURES, FREEZE, NO_ROOM, TEMPLATE_BROKE
from .template_names import TemplateBroken

logger = logging.getLogger(__name__)


class NotOurs(Exception):
    """Another worker has taken the job over; this one stops and leaves no trace."""


def run(job_id: int, *, at: datetime, tell: Callable[[Job], None] | None = None) -> bool:
    """Work on a waiting job to its end; False, and nothing done, where it is not waiting. `tell` hears each step."""
    job = (
        Job.objects.select_related("period__plan", "ordered_by")
        .filter(pk=job_id, state=Job.State.WAITING)
        .first()
    )
    if job is None or not claim(job):
        return False
    worker = Worker(job, at, tell)
    try:
        with override("vi"):
            worker.work()
    except NotOurs:
        logger.warning("Job %s was taken over by another worker.", job_id)
    except Exception as error:
        logger.exception("Job %s failed.", job_id)
        worker.fail(failure(error))
    return True


def failure(error: Exception) -> str:
    """What whoever ordered is told."""
    if isinstance(error, TemplateBroken):
        return TEMPLATE_BROKE
    return NO_ROOM if isinstance(error, OSError) else BROKE


def claim(job: Job) -> bool:
    """Take a waiting job, unless someone else was first; `job` then counts the attempt that is ours."""
    job.attempts += 1
    job.all_steps = all_steps(job.period.quarter)
    job.done_steps = 0
    return bool(
        Job.objects.filter(pk=job.pk, state=Job.State.WAITING, attempts=job.attempts - 1).update(
            state=Job.State.RUNNING,
            attempts=job.attempts,
            heartbeat=heartbeats.now(),
            step="",
            done_steps=0,
            all_steps=job.all_steps,
        )
    )


def all_steps(quarter: int) -> int:
    """The figures, each part of each document, and the freezing."""
    return 1 + sum(kind.parts for kind in documents.documents_of(quarter)) + 1


@dataclass
class Worker:
    """One attempt at one job."""

    job: Job
    at: datetime
    tell: Callable[[Job], None] | None = None

    @property
    def own(self) -> Any:
        """The row, as long as the attempt is this worker's."""
        return Job.objects.filter(pk=self.job.pk, state=Job.State.RUNNING, attempts=self.job.attempts)

    @property
    def kinds(self) -> "list[documents.DocumentKind]":
        return documents.documents_of(self.job.period.quarter)

    def work(self) -> None:
        with self.step(FIGURES):
            with one_snapshot():
                frozen = Frozen(content.of_period(self.job.period))
                number = actions.next_number(self.job.period)
                template = templates.current(self.job.period.plan)
            self.part_done()
        files = [self.write(kind, frozen, number, template) for kind in self.kinds]
        with self.step(FREEZE):
            self.freeze(frozen, files, number)
        self.remove_earlier_attempts(number)

    @contextmanager
    def step(self, word: str) -> Iterator[None]:
        """Say what is being done, and keep the heart beating while it is."""
        self.job.step = word
        self.bump(step=word)
        with heartbeats.beating(self.own):
            yield

    def part_done(self) -> None:
        """One part further."""
        self.job.done_steps += 1
        self.bump(done_steps=self.job.done_steps)

    def bump(self, **progress: Any) -> None:
        if not self.own.update(heartbeat=heartbeats.now(), **progress):
            raise NotOurs
        if self.tell is not None:
            self.tell(self.job)

    def write(
        self,
        kind: "documents.DocumentKind",
        frozen: Frozen,
        number: int,
        template: ReportTemplate | None,
    ) -> actions.WrittenFile:
        """Make one document of the frozen content, in the province's template if it has one and the kind follows it."""
        with self.step(kind.step):
            if template is None or kind.make_in is None:
                made, made_in = kind.make(frozen, self.part_done), ""
            else:
                made = kind.make_in(frozen, self.part_done, templates.content_of(template))
                made_in = template.sha256
            name = default_storage.save(self.path(kind, number, self.job.attempts), ContentFile(made))
        digest = hashlib.sha256(made).hexdigest()
        return actions.WrittenFile(kind.word, kind.report or "", name, digest, len(made), made_in)

    def path(self, kind: "documents.DocumentKind", number: int, attempt: int) -> str:
        """Each attempt has its own folder, so that a worker thought dead cannot write over another's file."""
        period = self.job.period
        folder = f"publications/{period.plan.slug}/{period.code}/{number}/{self.job.pk}-{attempt}"
        return f"{folder}/{'-'.join(filter(None, ['bao-cao', kind.report]))}.{kind.word}"

    def freeze(self, frozen: Frozen, files: list[actions.WrittenFile], number: int) -> None:
        """One transaction: the publication with all its rows and files, and the job's end; or none of it."""
        with transaction.atomic():
            if not self.own.select_for_update().exists():
                raise NotOurs
            publication = actions.freeze(self.job, frozen=frozen, files=files, number=number, at=self.at)
            self.own.update(
                state=Job.State.DONE,
                publication=publication,
                done_steps=F("all_steps"),
                heartbeat=heartbeats.now(),
            )

    def remove_earlier_attempts(self, number: int) -> None:
        """Files that killed attempts left behind; one that will not go does no harm."""
        for attempt in range(1, self.job.attempts):
            for kind in self.kinds:
                try:
                    default_storage.delete(self.path(kind, number, attempt))
                except OSError:
                    logger.warning("A file of attempt %s of job %s stays behind.", attempt, self.job.pk)

    def fail(self, sentence: str) -> None:
        self.own.update(state=Job.State.FAILED, error=sentence, heartbeat=heartbeats.now())
