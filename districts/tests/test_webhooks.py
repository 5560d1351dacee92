"""Other programs that are told: who registers them, with which secret they are signed, and what they are told."""

import base64
import hashlib
import hmac
import json
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone

from districts import signing, webhooks
from districts.actions import webhooks as actions
from districts.actions.refusals import NotAllowed, Refused, SomeoneWasFirst
from districts.models import Delivery, Event, Period, Webhook
from districts.tests.builders import PAGE, accepted, after, make_period, noon, start, submitted
from districts.tests.receivers import LOOPBACK
from districts.tests.steps import accept, close, send_back, submit
from districts.tests.webhook_builders import PUBLIC, leads_to, registered
from districts.webhooks import Kind

AT = noon(date(2024, 3, 15))
EVENT = UUID("11111111-2222-4333-8444-555555555555")
DOING = {"at": AT, "origin": PAGE}


# Signature and pauses, without a database ----------------------------------------------------------


def test_the_signature_is_that_of_standard_webhooks():
    """The example that published libraries verify in their own tests: secret, id, moment, body and signature."""
    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")

    made = webhooks.headers("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}', [secret])

    assert made["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert (made["webhook-id"], made["webhook-timestamp"]) == ("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330")


def test_each_valid_secret_signs():
    signatures = webhooks.headers("1", 2, b"{}", [b"new", b"former"])["webhook-signature"].split(" ")

    expected = [hmac.new(secret, b"1.2.{}", hashlib.sha256).digest() for secret in (b"new", b"former")]
    assert signatures == ["v1," + base64.b64encode(each).decode() for each in expected]


def test_the_body_says_what_happened_and_in_vietnamese_letters():
    body = webhooks.content(EVENT, Kind.ACCEPTED, AT, {"unit": "Đắk"}, illustrative=True)

    assert body == (
        '{"id":"11111111-2222-4333-8444-555555555555","type":"submission.accepted",'
        '"created_at":"2024-03-15T12:00:00+07:00","illustrative":true,"data":{"unit":"Đắk"}}'
    )


def test_pauses_grow_and_end_a_little_over_three_days_later():
    pauses = [webhooks.pause_after(tries) for tries in range(1, webhooks.MOST_TRIES + 1)]

    minutes = [pause and pause.total_seconds() / 60 for pause in pauses]
    assert minutes == [1, 5, 30, 120, 300, 600, 840, 1200, 1440, None]
    assert timedelta(days=3) < sum(webhooks.PAUSES, timedelta()) < timedelta(days=4)
    assert sorted(webhooks.PAUSES) == list(webhooks.PAUSES)


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        (b"", ""),
        ("đã nhận\r\n".encode(), "đã nhận"),
        (b"a\x00\x1b[31mb\n\n c", "a [31mb c"),
        ("a\u202eb".encode(), "a b"),
        (b"\xff\xfe", "\ufffd\ufffd"),
        (b"a" * 1000, "a" * 200),
        (("ạ" * 1000).encode(), "ạ" * 200),
    ],
)
def test_of_an_answer_the_beginning_is_kept_as_it_can_be_read(answer, kept):
    assert webhooks.beginning(answer) == kept


@pytest.mark.parametrize(
    ("status", "is_taken"), [(199, False), (200, True), (299, True), (300, False), (410, False), (500, False)]
)
def test_any_answer_of_two_hundred_is_a_yes(status, is_taken):
    assert webhooks.is_taken(status) == is_taken


# Registering ----------------------------------------------------------------------------------------


def test_whoever_registers_an_address_is_told_its_secret_once_and_it_is_kept_nowhere(cast):
    webhook, secret = registered(cast.province, AT)

    assert secret.startswith("whsec_") and len(base64.b64decode(secret[6:])) == 32
    assert webhooks.shown(signing.secret(webhook.salt)) == secret
    kept = str(Webhook.objects.values().get()) + str(Event.objects.values().get())
    assert secret[6:] not in kept
    assert Event.objects.values_list("action", "subject", "unit__code").get() == (
        "webhook_created", "kho dữ liệu", "62",
    )  # fmt: skip


def test_another_key_of_the_portal_is_another_secret(cast, settings):
    webhook, secret = registered(cast.province, AT)
    settings.SECRET_KEY = "another key"

    assert webhooks.shown(signing.secret(webhook.salt)) != secret


@pytest.mark.parametrize("person", ["commune", "district", "department", "looker", "neighbour"])
def test_nobody_else_registers_one(cast, person):
    with pytest.raises(NotAllowed):
        registered(getattr(cast, person), AT)


def test_the_administrator_registers_one_too(cast, province):
    assert registered(cast.administrator, AT)[0].province == province.province


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "a" * 101}, "name"),
        ({"name": "a\u202eb"}, "name"),
        ({"kinds": []}, "kinds"),
        ({"kinds": ["submission.accepted", "figure.changed"]}, "kinds"),
        ({"kinds": ["test"]}, "kinds"),
        ({"url": "http://kho.example.vn/"}, "url"),
        ({"url": "https://169.254.169.254/", "resolve": leads_to("169.254.169.254")}, "url"),
        ({"resolve": leads_to("127.0.0.1")}, "url"),
        ({"resolve": leads_to(PUBLIC, "10.0.0.1")}, "url"),
        ({"resolve": leads_to()}, "url"),
    ],
)
def test_what_does_not_fit_is_refused_beside_its_field(cast, fields, field):
    with pytest.raises(Refused) as refused:
        registered(cast.province, AT, **fields)

    assert list(refused.value.cells) == [(field, "")]
    assert not Webhook.objects.exists() and not Event.objects.exists()


def test_a_private_address_is_registered_where_the_installation_allows_its_network(cast, settings):
    with pytest.raises(Refused, match="mạng nội bộ"):
        registered(cast.province, AT, resolve=leads_to("127.0.0.1"))
    settings.WEBHOOK_PRIVATE_ADDRESSES = LOOPBACK

    assert registered(cast.province, AT, url="http://kho/", resolve=leads_to("127.0.0.1"))[0].is_on


def test_a_name_is_used_once(cast):
    registered(cast.province, AT)

    with pytest.raises(SomeoneWasFirst, match="kho dữ liệu"):
        registered(cast.administrator, AT)


def test_there_is_an_end_to_addresses(cast):
    for number in range(actions.MOST_WEBHOOKS):
        registered(cast.province, AT, name=str(number))

    with pytest.raises(Refused, match="nhiều nhất 20"):
        registered(cast.province, AT, name="một nơi nữa")


def test_another_address_is_judged_as_the_first_was_and_the_log_says_both(cast):
    webhook, _secret = registered(cast.province, AT, kinds=["period.closed"])

    with pytest.raises(Refused):
        actions.change(
            webhook, url="https://a.vn/", kinds=["test"], by=cast.province, resolve=leads_to(PUBLIC), **DOING
        )
    wanted = {"url": "https://a.vn/", "kinds": ["period.closed", "submission.accepted"]}
    for _ in range(2):
        actions.change(webhook, **wanted, by=cast.province, resolve=leads_to(PUBLIC), **DOING)

    webhook.refresh_from_db()
    assert (webhook.url, webhook.kinds) == ("https://a.vn/", ["submission.accepted", "period.closed"])
    assert Event.objects.get(action="webhook_changed").changes == [
        {"field": "url", "old": "https://kho.example.vn/tin", "new": "https://a.vn/"},
        {"field": "kinds", "old": ["period.closed"], "new": ["submission.accepted", "period.closed"]},
    ]


def test_both_secrets_sign_for_a_day_after_a_new_one_was_made(cast):
    webhook, first = registered(cast.province, AT)
    second = actions.rotate(webhook, by=cast.province, **DOING)
    webhook.refresh_from_db()

    def signing_at(at: datetime) -> list[str]:
        return [webhooks.shown(signing.secret(salt)) for salt in webhook.salts(at)]

    assert signing_at(AT) == [second, first]
    assert signing_at(AT + timedelta(hours=24, seconds=-1)) == [second, first]
    assert signing_at(AT + timedelta(hours=24)) == [second]


@pytest.mark.parametrize("act", [actions.rotate, actions.switch_off, actions.switch_on, actions.test])
def test_nobody_else_touches_one(cast, act):
    webhook, _secret = registered(cast.province, AT)
    before = Webhook.objects.values().get()

    with pytest.raises(NotAllowed):
        act(webhook, by=cast.district, **DOING)
    assert Webhook.objects.values().get() == before


def test_switching_off_twice_tells_the_second_that_somebody_was_first(cast):
    webhook, _secret = registered(cast.province, AT)
    actions.switch_off(webhook, by=cast.province, **DOING)

    with pytest.raises(SomeoneWasFirst):
        actions.switch_off(webhook, by=cast.administrator, **DOING)
    with pytest.raises(Refused, match="Đang ngừng"):
        actions.test(webhook, by=cast.province, **DOING)
    actions.switch_on(webhook, by=cast.province, **DOING)
    with pytest.raises(SomeoneWasFirst):
        actions.switch_on(webhook, by=cast.province, **DOING)


# What is told ---------------------------------------------------------------------------------------


def told() -> list[tuple[str, dict]]:
    """Every piece of news, the first first, with what it says."""
    return [(one.kind, json.loads(one.body)) for one in Delivery.objects.order_by("pk")]


def test_each_step_of_a_sheet_is_told_in_its_order_and_nothing_of_what_stands_in_it(
    cast, province, period: Period, settings
):
    settings.PORTAL_URL = "https://treem.kontum.example/"
    registered(cast.province, AT)
    waiting = submitted(province.communes[0], period, {"live_births": 749123})
    returned = send_back(waiting, cast.district, reason="trẻ em A bị sót")
    done = accept(submit(returned, cast.commune), cast.district)

    kinds = ["submission.submitted", "submission.returned", "submission.submitted", "submission.accepted"]
    assert [kind for kind, _content in told()] == kinds
    versions = [content["data"]["version"] for _kind, content in told()]
    assert versions == sorted(versions) and len(set(versions)) == 4 and versions[-1] == done.version
    kind, content = told()[-1]
    assert content == {
        "id": str(Delivery.objects.first().event),
        "type": kind,
        "created_at": timezone.localtime(after(period)).isoformat(timespec="seconds"),
        "illustrative": False,
        "data": {
            "plan": "749-2024",
            "period": "2024-Q1",
            "unit": "90001",
            "state": "accepted",
            "version": done.version,
            "submission": done.pk,
            "address": f"https://treem.kontum.example/api/v1/submissions/{done.pk}/",
        },
    }
    everything = "".join(Delivery.objects.values_list("body", flat=True))
    assert not any(word in everything for word in ("749123", "sót", "commune", "district"))


def test_a_quarter_that_opens_or_closes_is_told(cast, the_plan):
    registered(cast.province, AT)
    period = make_period(the_plan, "2024-Q1")
    close(period)

    assert [(kind, content["data"]) for kind, content in told()] == [
        (
            f"period.{word}",
            {"plan": "749-2024", "period": "2024-Q1", "state": state, "version": version,
             "address": "/api/v1/periods/2024-Q1/"},
        )
        for word, state, version in [("opened", "open", 1), ("closed", "closed", 2)]
    ]  # fmt: skip


def test_made_up_figures_say_so(cast, province, period):
    type(period.plan).objects.update(illustrative=True)
    registered(cast.province, AT)

    submitted(province.communes[0], Period.objects.get(), {})

    assert [content["illustrative"] for _kind, content in told()] == [True]


def test_each_address_is_told_what_it_asked_for_under_one_id(cast, province, period):
    registered(cast.province, AT, name="mọi tin")
    registered(cast.province, AT, name="chỉ tin duyệt", kinds=["submission.accepted"])
    off, _secret = registered(cast.province, AT, name="đã ngừng")
    actions.switch_off(off, by=cast.province, **DOING)

    accepted(province.communes[0], period, {})

    found = Delivery.objects.order_by("pk").values_list("webhook__name", "kind", "event")
    assert [(name, kind) for name, kind, _event in found] == [
        ("mọi tin", "submission.submitted"),
        ("chỉ tin duyệt", "submission.accepted"),
        ("mọi tin", "submission.accepted"),
    ]
    assert found[1][2] == found[2][2] != found[0][2]


def test_what_is_undone_was_never_told(cast, province, period, django_capture_on_commit_callbacks):
    registered(cast.province, AT)

    with django_capture_on_commit_callbacks() as ordered, transaction.atomic():
        submitted(province.communes[0], period, {})
        transaction.set_rollback(True)

    assert not Delivery.objects.exists() and ordered == []


def test_an_address_of_another_province_is_told_nothing(cast, province, period):
    webhook, _secret = registered(cast.province, AT)
    Webhook.objects.filter(pk=webhook.pk).update(province=province.districts[0])

    start(province.communes[0], period)
    submitted(province.communes[1], period, {})

    assert told() == []
