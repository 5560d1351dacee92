"""What other programs are told reaches them: signed, in its order, tried again; against real servers."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from itertools import count

import pytest

from districts import webhooks
from districts.actions import deliveries
from districts.actions import webhooks as actions
from districts.models import Delivery, Webhook
from districts.tests.builders import submitted
from districts.tests.receivers import Receiver, receiving, silent
from districts.tests.webhook_builders import AT, DOING, HERE, STAMP, moment, now, registered, send, told

MINUTE = timedelta(minutes=1)


# Taken ----------------------------------------------------------------------------------------------


def test_a_receiver_verifies_what_it_gets_with_its_secret(cast, province, period, program):
    _webhook, secret = registered(cast.province, AT, url=program.url, resolve=HERE)
    submitted(province.communes[0], period, {})
    delivery = Delivery.objects.get()

    assert send(delivery.try_at) == 1

    [got] = program.got
    signed = b".".join([str(delivery.event).encode(), str(STAMP).encode(), got.body])
    key = base64.b64decode(secret.removeprefix("whsec_"))
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert got.headers["webhook-signature"] == expected
    assert (got.headers["webhook-id"], got.headers["webhook-timestamp"]) == (str(delivery.event), str(STAMP))
    assert (got.headers["content-type"], got.path) == ("application/json", "/tin?nguon=749")
    assert json.loads(got.body)["id"] == str(delivery.event)


def test_what_was_taken_is_noted_with_the_answer_and_not_sent_again(cast, webhook, program):
    program.status, program.body = 202, "đã nhận".encode()
    delivery = told(webhook, cast.province)

    assert (send(), send()) == (1, 0)
    delivery = now(delivery)
    assert (delivery.state, delivery.tries, delivery.status, delivery.answer) == ("taken", 1, 202, "đã nhận")
    assert (delivery.tried_at, delivery.ended_at, delivery.fault) == (AT, AT, "")
    assert len(program.got) == 1


def test_while_two_secrets_are_valid_both_sign(cast, webhook, program):
    actions.rotate(webhook, by=cast.province, **DOING)
    for at in (AT, AT + timedelta(hours=24)):
        told(webhook, cast.province, at)
        send(at)

    assert [len(got.headers["webhook-signature"].split(" ")) for got in program.got] == [2, 1]


def test_news_arrives_in_the_order_in_which_it_happened(cast, webhook, program):
    events = [str(told(webhook, cast.province).event) for _ in range(4)]

    send()

    assert program.ids == events


# Not taken --------------------------------------------------------------------------------------------


def test_each_try_waits_longer_and_not_a_moment_less(cast, webhook, program):
    program.status = 503
    delivery = told(webhook, cast.province)
    at = AT
    send(at)
    for tries, pause in enumerate(webhooks.PAUSES, start=1):
        assert (now(delivery).tries, now(delivery).try_at, now(delivery).state) == (
            tries, at + pause, "waiting",
        )  # fmt: skip
        send(at + pause - timedelta(microseconds=1))
        assert len(program.got) == tries
        at += pause
        send(at)
        assert len(program.got) == tries + 1

    delivery = now(delivery)
    assert (delivery.tries, delivery.state, delivery.ended_at) == (10, "given_up", at)
    assert set(program.ids) == {str(delivery.event)}
    assert len({got.body for got in program.got}) == 1
    send(at + timedelta(days=30))
    assert len(program.got) == 10


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (301, "redirected"),
        (308, "redirected"),
        (400, "status"),
        (401, "status"),
        (429, "status"),
        (500, "status"),
    ],
)
def test_what_is_no_yes_is_tried_again(cast, webhook, program, status, fault):
    program.status, program.body = status, b"no"
    delivery = told(webhook, cast.province)

    assert send() == 0
    delivery = now(delivery)
    assert (delivery.state, delivery.status, delivery.fault, delivery.answer) == (
        "waiting",
        status,
        fault,
        "no",
    )
    program.status = 200
    assert send(AT + MINUTE) == 1
    assert now(delivery).fault == ""


def test_a_redirect_into_the_portals_own_network_is_not_followed(cast, webhook, program):
    with receiving(Receiver()) as inside:
        program.status, program.extra = 302, {"Location": inside.url}
        told(webhook, cast.province)

        assert send() == 0
        assert inside.got == []


def test_whoever_hangs_is_left_after_its_time_and_tried_again(cast, webhook, program, settings):
    settings.WEBHOOK_ANSWER_SECONDS = 0.2
    program.treat = silent
    delivery = told(webhook, cast.province)

    send()

    assert (now(delivery).fault, now(delivery).status, now(delivery).try_at) == ("timeout", None, AT + MINUTE)


def test_an_address_that_takes_nothing_is_asked_once_a_round(cast, webhook, program):
    """A hundred pieces of news for a program that hangs would hold a worker for half an hour."""
    program.status = 503
    first, *others = [told(webhook, cast.province) for _ in range(5)]

    send()

    assert program.ids == [str(first.event)]
    assert [now(one).tries for one in others] == [0] * 4


def test_an_address_that_takes_nothing_is_in_nobody_elses_way(cast, webhook, program):
    program.status = 503
    with receiving(Receiver()) as well:
        other, _secret = registered(cast.province, AT, name="nơi khác", url=well.url, resolve=HERE)
        told(webhook, cast.province)
        told(other, cast.province)

        assert send() == 1
        assert len(well.got) == 1


def test_much_that_waits_for_one_address_keeps_nothing_of_another_back(cast, webhook, program):
    program.status = 503
    Delivery.objects.bulk_create(
        Delivery(webhook=webhook, event=f"{number:032x}", kind="test", body="{}", written_at=AT, try_at=AT)
        for number in range(300)
    )
    with receiving(Receiver()) as well:
        other, _secret = registered(cast.province, AT, name="nơi khác", url=well.url, resolve=HERE)
        told(other, cast.province)

        assert send() == 1
    assert len(program.got) == 1


def test_one_round_sends_so_much_to_an_address_each_signed_at_its_own_moment(cast, webhook, program):
    for _ in range(deliveries.AT_ONCE + 1):
        told(webhook, cast.province)
    ticking = count(STAMP)

    sent = deliveries.send_due(now=lambda: deliveries.Moment(AT, next(ticking)), resolve=HERE)

    stamps = [int(got.headers["webhook-timestamp"]) for got in program.got]
    assert sent == deliveries.AT_ONCE == len(set(stamps))
    assert send() == 1


def test_what_was_just_written_for_an_address_that_is_failing_waits_for_the_sweep(cast, webhook, program):
    program.status = 503
    told(webhook, cast.province)
    send()
    second = told(webhook, cast.province)

    deliveries.send_these([second.pk], now=moment(), resolve=HERE)

    assert len(program.got) == 1
    program.status = 200
    assert send(AT + MINUTE) == 2
    assert now(webhook).failing_since is None


# The address is judged before each call -------------------------------------------------------------------


def test_a_name_that_leads_inside_meanwhile_is_not_called(cast, webhook, program, settings):
    settings.WEBHOOK_PRIVATE_ADDRESSES = []
    Webhook.objects.update(url=f"https://kho.example.vn:{program.port}/")
    delivery = told(webhook, cast.province)

    send()

    assert program.got == []
    assert (now(delivery).fault, now(delivery).status) == ("private", None)


def test_it_is_called_where_it_was_judged_however_often_the_name_changes(cast, webhook, program):
    Webhook.objects.update(url=f"http://kho.example.vn:{program.port}/")
    told(webhook, cast.province)
    asked = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.99"]

    deliveries.send_due(now=moment(), resolve=rebinding)

    assert asked == ["kho.example.vn"]
    assert program.got[0].headers["host"] == f"kho.example.vn:{program.port}"
