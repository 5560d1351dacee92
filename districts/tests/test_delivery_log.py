"""What other programs are told is never lost: after the commit, at least once, off by itself, sent again by hand."""

from datetime import date, timedelta

from django.db import connection, transaction

from districts import tasks, webhooks
from districts.actions import deliveries
from districts.actions import webhooks as actions
from districts.models import Delivery, Event, Letter, User, Webhook
from districts.tests.builders import submitted
from districts.tests.webhook_builders import AT, DOING, HERE, STAMP, moment, now, registered, send, told
from plan749.celery import app

# Off by itself --------------------------------------------------------------------------------------------


def test_whoever_says_that_it_is_gone_is_switched_off_and_staff_are_written_to(cast, webhook, program):
    User.objects.filter(pk__in=[cast.province.pk, cast.looker.pk]).update(email="a@kontum.example")
    program.status = 410
    delivery = told(webhook, cast.province)

    send()

    webhook = now(webhook)
    assert (webhook.off_at, webhook.off_because, now(delivery).state) == (AT, "gone", "given_up")
    assert Event.objects.values_list("action", "by", "origin").first() == ("webhook_off", None, "command")
    letter = Letter.objects.get()
    assert (letter.to, letter.kind) == (cast.province, "webhook_off")
    assert letter.body.startswith(
        "Kính gửi ông/bà province,\n\nCổng đã ngừng báo tin cho phần mềm “kho dữ liệu” do nơi nhận báo không nhận nữa."
    )


def test_whoever_takes_nothing_for_three_days_is_switched_off_with_the_tenth_try(cast, webhook, program):
    program.status = 500
    told(webhook, cast.province)
    at = AT
    send(at)
    for pause in webhooks.PAUSES:
        assert now(webhook).is_on
        at += pause
        send(at)

    assert (now(webhook).off_because, now(webhook).failing_since) == ("failing", AT)


def test_whoever_took_something_meanwhile_stays_on(cast, webhook, program):
    program.status = 500
    delivery = told(webhook, cast.province)
    send()
    program.status = 200
    other = told(webhook, cast.province)
    send(AT)
    assert now(other).state == "taken"
    program.status = 500
    Delivery.objects.filter(pk=delivery.pk).update(tries=9, try_at=AT + timedelta(days=4))
    send(AT + timedelta(days=4))

    assert (now(delivery).state, now(webhook).is_on) == ("given_up", True)


def test_what_waits_for_an_address_that_is_off_goes_once_it_is_on_again(
    cast, webhook, program, django_capture_on_commit_callbacks
):
    told(webhook, cast.province)
    actions.switch_off(webhook, by=cast.province, **DOING)
    assert send() == 0

    with django_capture_on_commit_callbacks(execute=True):
        actions.switch_on(webhook, by=cast.province, **DOING)
    assert len(program.got) == 1


# At least once ------------------------------------------------------------------------------------------


def test_a_worker_that_is_killed_between_sending_and_noting_is_followed_by_another(cast, webhook, program):
    delivery = told(webhook, cast.province)
    killed = deliveries.claim(delivery.pk, AT)
    assert killed is not None
    deliveries.attempt(killed, AT, STAMP, HERE)
    assert (len(program.got), now(delivery).state, now(delivery).tries) == (1, "waiting", 1)

    assert send(AT + webhooks.LEASE - timedelta(microseconds=1)) == 0
    assert send(AT + webhooks.LEASE) == 1
    assert program.ids == [str(delivery.event)] * 2
    assert (now(delivery).state, now(delivery).tries) == ("taken", 2)


def test_a_worker_that_is_killed_each_time_does_not_go_on_for_ever(cast, webhook, program):
    delivery = told(webhook, cast.province)
    Delivery.objects.update(tries=webhooks.MOST_TRIES + 3)
    program.status = 500

    send()

    assert now(delivery).state == "given_up"


def test_a_row_that_another_worker_has_is_left_to_it(cast, webhook, program):
    delivery = told(webhook, cast.province)

    assert deliveries.claim(delivery.pk, AT) is not None
    assert deliveries.claim(delivery.pk, AT) is None
    assert send() == 0
    assert program.got == []


def test_a_worker_that_comes_late_writes_nothing_over_what_happened_since(cast, webhook, program):
    mine = deliveries.claim(told(webhook, cast.province).pk, AT)
    assert mine is not None
    send(AT + webhooks.LEASE)

    deliveries.note(mine, deliveries.Outcome("timeout"), AT + webhooks.LEASE)

    assert (now(mine).state, now(mine).fault, now(webhook).failing_since) == ("taken", "", None)


def test_while_a_name_is_looked_up_and_a_program_answers_no_transaction_is_open(cast, webhook, program):
    """Else a program that hangs would hold the embedded database's one lock."""
    depth, seen = len(connection.savepoint_ids), []

    def looking(host: str, port: int) -> list[str]:
        seen.append(len(connection.savepoint_ids))
        return ["127.0.0.1"]

    told(webhook, cast.province)
    deliveries.send_due(now=moment(), resolve=looking)
    registered(cast.province, AT, name="nơi khác", url=program.url, resolve=looking)

    assert seen == [depth, depth]


# Ordered after the commit ------------------------------------------------------------------------------------


def test_it_is_sent_as_soon_as_the_step_is_kept(
    cast, province, period, webhook, program, django_capture_on_commit_callbacks
):
    Webhook.objects.update(kinds=["submission.submitted"])
    with django_capture_on_commit_callbacks(execute=True):
        submitted(province.communes[0], period, {})
        assert program.got == []
        Delivery.objects.update(try_at=AT)

    assert program.ids == [str(Delivery.objects.get().event)]


def test_a_step_that_is_undone_sends_nothing(
    cast, province, period, webhook, program, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        submitted(province.communes[0], period, {})
        transaction.set_rollback(True)

    tasks.send_due_deliveries()
    assert program.got == []


def test_a_queue_that_is_down_fails_no_step(
    cast, province, period, webhook, program, monkeypatch, queued_tasks, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(app.conf, "broker_url", "redis://127.0.0.1:1/0")
    with django_capture_on_commit_callbacks(execute=True):
        waiting = submitted(province.communes[0], period, {})
    assert (now(waiting).state, program.got) == ("submitted", [])

    tasks.send_due_deliveries()

    assert len(program.got) == 1


def test_the_signature_has_the_real_time_whatever_day_the_portal_stands_on(cast, webhook, program, settings):
    settings.DEMO_TODAY = date(2024, 12, 18)
    told(webhook, cast.province)
    before = tasks.present().stamp

    tasks.send_due_deliveries()

    assert before <= int(program.got[0].headers["webhook-timestamp"]) <= tasks.present().stamp


# The log --------------------------------------------------------------------------------------------------


def test_what_was_given_up_is_sent_again_with_its_id_and_its_tries_begin_anew(cast, webhook, program):
    delivery = told(webhook, cast.province)
    Delivery.objects.update(state="given_up", ended_at=AT, tries=10, fault="timeout")
    assert send() == 0

    actions.resend(now(delivery), by=cast.province, **DOING)

    assert send() == 1
    assert (program.ids, now(delivery).tries) == ([str(delivery.event)], 1)
    assert Event.objects.first().action == "webhook_resent"


def test_all_that_was_given_up_is_sent_again_and_nothing_else(cast, webhook, program):
    rows = [told(webhook, cast.province) for _ in range(3)]
    send()
    Delivery.objects.filter(pk__in=[rows[0].pk, rows[2].pk]).update(
        state="given_up", status=500, fault="status"
    )
    program.got.clear()

    assert actions.resend_given_up(webhook, by=cast.province, **DOING) == 2
    assert send() == 2
    assert program.ids == [str(rows[0].event), str(rows[2].event)]
    assert actions.resend_given_up(webhook, by=cast.province, **DOING) == 0
    assert Event.objects.filter(action="webhook_resent").count() == 1


def test_the_log_is_kept_ninety_days_and_what_waits_for_ever(cast, webhook, program):
    ended, waits = told(webhook, cast.province), told(webhook, cast.province)
    Delivery.objects.filter(pk=ended.pk).update(state="given_up", ended_at=AT)

    assert deliveries.clean(at=AT + timedelta(days=90)) == 0
    assert deliveries.clean(at=AT + timedelta(days=90, microseconds=1)) == 1
    assert list(Delivery.objects.all()) == [waits]


def test_the_timetable_sweeps_every_minute_and_cleans_every_night():
    found = {line["task"]: line["schedule"] for line in app.conf.beat_schedule.values()}

    assert found["districts.tasks.send_due_deliveries"] == 60.0
    assert found["districts.tasks.clean_deliveries"].hour == {3}
