"""A publishing job: one publication whole or none, whatever happens to its workers."""

from datetime import timedelta
from itertools import count
from pathlib import Path
from threading import Event as Signal
from time import sleep
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from districts.actions.refusals import NotAllowed, Refused
from districts.models import Event, Period
from districts.tests.builders import Cast, Province, after
from plan749.celery import app as celery_app
from reports import actions, heartbeats, jobs, tasks
from reports.models import Document, Job, Publication, PublishedValue
from reports.steps import BROKE, DIED, FIGURES, FREEZE, NO_ROOM
from reports.tests.builders import order, publish, two_of_four

LONG_AGO = timedelta(minutes=5)


class Killed(BaseException):
    """What a kill -9 looks like from within: nothing after it runs."""


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path) -> None:
    """Files of no other test."""
    settings.STORAGES = {**settings.STORAGES, "default": stored_in(tmp_path)}


def stored_in(folder: Path) -> dict[str, Any]:
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": folder},
    }


@pytest.fixture
def ready(province: Province, cast: Cast, period: Period) -> Period:
    """A quarter with something to publish."""
    two_of_four(province, period)
    return period


def silence(job: Job) -> None:
    """Let the heartbeat stop, as it does when the worker is gone."""
    Job.objects.filter(pk=job.pk).update(heartbeat=timezone.now() - LONG_AGO)


def dies_at(step: int):
    """Someone listening in who dies at the so-manieth word."""
    words = count(1)

    def tell(job: Job) -> None:
        if next(words) == step:
            raise Killed

    return tell


# Ordering ---------------------------------------------------------------------------------------------------------


def test_an_order_is_carried_out_once_its_transaction_is_over(
    ready: Period, cast: Cast, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        job = actions.order_publication(period=ready, reason="", by=cast.province, at=after(ready))
        assert Publication.objects.count() == 0

    job.refresh_from_db()
    assert (job.state, job.percent, job.publication.number) == (Job.State.DONE, 100, 1)


def test_a_second_order_joins_the_living_job(ready: Period, cast: Cast):
    first = order(ready, cast.province)

    assert order(ready, cast.province, reason="bấm hai lần") == first
    assert Job.objects.count() == 1


def test_only_the_province_may_order(ready: Period, cast: Cast):
    for person in (cast.commune, cast.district, cast.department, cast.looker, cast.administrator):
        with pytest.raises(NotAllowed):
            order(ready, person)


def test_nothing_is_published_of_a_quarter_without_accepted_figures(
    province: Province, cast: Cast, period: Period
):
    with pytest.raises(Refused) as refusal:
        order(period, cast.province)

    assert refusal.value.code == "nothing_to_publish"


@pytest.mark.parametrize("reason", ["  ", "\u202e\u200b", "\x07"])
def test_publishing_again_needs_a_reason_that_can_be_read(ready: Period, cast: Cast, reason: str):
    publish(ready, cast.province)

    with pytest.raises(Refused) as refusal:
        order(ready, cast.province, reason=reason)

    assert refusal.value.code == "reason_missing"


def test_an_order_outlives_a_queue_that_cannot_be_reached(
    ready: Period, cast: Cast, queued_tasks, monkeypatch
):
    job = order(ready, cast.province)
    nowhere = {**celery_app.conf.broker_transport_options, "data_folder_out": "/nonexistent/queue"}
    monkeypatch.setitem(celery_app.conf, "broker_transport_options", nowhere)

    tasks.send(job.pk)

    job.refresh_from_db()
    assert job.state == Job.State.WAITING


# Working ----------------------------------------------------------------------------------------------------------


def test_running_a_job_twice_makes_one_publication(ready: Period, cast: Cast):
    job = order(ready, cast.province)

    assert jobs.run(job.pk, at=after(ready)) is True
    assert jobs.run(job.pk, at=after(ready)) is False
    assert Publication.objects.count() == 1


def test_a_job_that_is_gone_is_passed_over_in_silence(db):
    assert jobs.run(4711, at=timezone.now()) is False


def test_progress_is_told_step_by_step_to_the_end(ready: Period, cast: Cast):
    told = []

    job = order(ready, cast.province)
    jobs.run(job.pk, at=after(ready), tell=lambda job: told.append((job.step, job.done_steps)))

    assert list(dict.fromkeys(step for step, _done in told)) == [
        FIGURES,
        "xlsx",
        "quarter docx",
        "quarter pdf",
        FREEZE,
    ]
    assert [done for _step, done in told] == sorted(done for _step, done in told)
    assert told[-1] == (FREEZE, jobs.all_steps(ready.quarter) - 1)


def test_the_log_says_who_published_what_and_why(ready: Period, cast: Cast):
    publish(ready, cast.province)
    publish(ready, cast.province, reason="xã gửi lại")

    events = Event.objects.filter(action=Event.Action.PUBLISHED).order_by("pk")
    assert [(event.by, event.period, event.subject, event.reason) for event in events] == [
        (cast.province, ready, "1", ""),
        (cast.province, ready, "2", "xã gửi lại"),
    ]


# Dying ------------------------------------------------------------------------------------------------------------


# How often a first quarter's job speaks: two words on its figures, each document's name and parts, the freezing.
WORDS = 2 + (1 + 11) + (1 + 9) + (1 + 9) + 1


def test_a_job_speaks_as_often_as_it_is_killed_below(ready: Period, cast: Cast):
    told = []

    job = order(ready, cast.province)
    jobs.run(job.pk, at=after(ready), tell=lambda job: told.append(job.step))

    assert len(told) == WORDS


@pytest.mark.parametrize("step", range(1, WORDS + 1), ids=lambda step: f"at word {step}")
def test_a_worker_killed_at_any_step_leaves_nothing_and_another_publishes_all(
    ready: Period, cast: Cast, step: int
):
    job = order(ready, cast.province)
    with pytest.raises(Killed):
        jobs.run(job.pk, at=after(ready), tell=dies_at(step))
    assert (Publication.objects.count(), PublishedValue.objects.count(), Document.objects.count()) == (
        0,
        0,
        0,
    )

    silence(job)
    assert heartbeats.release_stale() == [job.pk]
    jobs.run(job.pk, at=after(ready))

    job.refresh_from_db()
    assert (job.state, job.attempts, job.publication.number) == (Job.State.DONE, 2, 1)
    assert job.publication.values.count() == len(job.publication.content["values"]["rows"])
    assert all(default_storage.exists(document.file.name) for document in job.publication.documents.all())


def test_what_a_killed_attempt_wrote_is_cleared_away(ready: Period, cast: Cast):
    job = order(ready, cast.province)
    with pytest.raises(Killed):
        jobs.run(job.pk, at=after(ready), tell=dies_at(20))
    folder = f"publications/749-2024/2024-Q1/1/{job.pk}-1"
    assert default_storage.listdir(folder)[1] == ["bao-cao.xlsx"]

    silence(job)
    heartbeats.release_stale()
    jobs.run(job.pk, at=after(ready))

    assert default_storage.listdir(folder)[1] == []


def test_a_living_worker_is_left_alone(ready: Period, cast: Cast):
    job = order(ready, cast.province)
    with pytest.raises(Killed):
        jobs.run(job.pk, at=after(ready), tell=dies_at(3))

    assert heartbeats.release_stale() == []


def test_a_job_whose_message_was_lost_is_sent_again_but_not_at_once(ready: Period, cast: Cast):
    job = order(ready, cast.province)
    assert heartbeats.release_stale() == []

    silence(job)

    assert heartbeats.release_stale() == [job.pk]
    assert heartbeats.release_stale() == []


def test_after_three_deaths_the_job_says_that_it_failed(ready: Period, cast: Cast):
    job = order(ready, cast.province)
    for _attempt in range(3):
        with pytest.raises(Killed):
            jobs.run(job.pk, at=after(ready), tell=dies_at(2))
        silence(job)
        heartbeats.release_stale()

    job.refresh_from_db()
    assert (job.state, job.error, Publication.objects.count()) == (Job.State.FAILED, DIED, 0)


def test_a_worker_thought_dead_writes_nothing_when_it_wakes(ready: Period, cast: Cast):
    job = order(ready, cast.province)

    def someone_else_takes_it(told: Job) -> None:
        if told.step == FREEZE:
            Job.objects.filter(pk=job.pk).update(attempts=2)

    jobs.run(job.pk, at=after(ready), tell=someone_else_takes_it)

    job.refresh_from_db()
    assert (job.state, job.attempts, Publication.objects.count()) == (Job.State.RUNNING, 2, 0)


@pytest.mark.django_db(transaction=True)
def test_the_heart_beats_while_a_step_takes_long(ready: Period, cast: Cast, monkeypatch):
    monkeypatch.setattr(heartbeats, "BEAT_EVERY", 0.05)
    job = order(ready, cast.province)
    silence(job)

    with heartbeats.beating(Job.objects.filter(pk=job.pk)):
        sleep(0.5)

    job.refresh_from_db()
    assert timezone.now() - job.heartbeat < LONG_AGO


def test_a_step_that_hangs_stops_beating(ready: Period, cast: Cast, monkeypatch):
    monkeypatch.setattr(heartbeats, "LONGEST_STEP", 0.0)
    job = order(ready, cast.province)
    silence(job)

    heartbeats.beat(Job.objects.filter(pk=job.pk), Signal())

    job.refresh_from_db()
    assert timezone.now() - job.heartbeat > LONG_AGO


# Failing ----------------------------------------------------------------------------------------------------------


def test_a_full_disk_is_said_in_words_and_can_be_tried_again(ready: Period, cast: Cast, settings, tmp_path):
    blocked = tmp_path / "not-a-folder"
    blocked.write_text("")
    settings.STORAGES = {**settings.STORAGES, "default": stored_in(blocked)}
    job = order(ready, cast.province)

    jobs.run(job.pk, at=after(ready))

    job.refresh_from_db()
    assert (job.state, job.error, Publication.objects.count()) == (Job.State.FAILED, NO_ROOM, 0)
    again = order(ready, cast.province)
    assert (again.pk != job.pk, again.state) == (True, Job.State.WAITING)


def test_any_other_fault_is_said_in_words_and_nothing_is_published(ready: Period, cast: Cast):
    def stumbles(job: Job) -> None:
        if job.step == "quarter docx":
            raise ValueError("không ai ngờ")

    job = order(ready, cast.province)
    jobs.run(job.pk, at=after(ready), tell=stumbles)

    job.refresh_from_db()
    assert (job.state, job.error, Publication.objects.count()) == (Job.State.FAILED, BROKE, 0)
