"""Webhooks for tests: registered as people do, with a name that leads where the test says."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from districts import webhooks as pure
from districts.actions import deliveries, webhooks
from districts.models import Delivery, User, Webhook
from districts.tests.builders import PAGE, noon

PUBLIC = "93.184.215.14"
AT = noon(date(2024, 3, 15))
STAMP = 1_710_478_800  # a moment of the real clock
DOING = {"at": AT, "origin": PAGE}


def leads_to(*ips: str) -> Any:
    """A look-up by which every name leads there."""
    return lambda host, port: list(ips)


def registered(by: User, at: datetime, **fields: Any) -> tuple[Webhook, str]:
    """Told of everything, unless said otherwise, and the secret that signs."""
    given = {
        "name": "kho dữ liệu",
        "url": "https://kho.example.vn/tin",
        "kinds": list(pure.TOLD),
        "resolve": leads_to(PUBLIC),
        **fields,
    }
    return webhooks.register(**given, by=by, at=at, origin=PAGE)


def told(webhook: Webhook, by: User, at: datetime = AT) -> Delivery:
    """A piece of news that waits to be sent."""
    return webhooks.test(webhook, by=by, at=at, origin=PAGE)


HERE = leads_to("127.0.0.1")


def send(at: datetime = AT) -> int:
    """Whatever is due, to programs on loopback."""
    return deliveries.send_due(now=moment(at), resolve=HERE)


def moment(at: datetime = AT, stamp: int = STAMP) -> deliveries.Now:
    """A clock that stands."""
    return lambda: deliveries.Moment(at, stamp)


def now(row: Any) -> Any:
    """As it is in the database."""
    return type(row).objects.get(pk=row.pk)


def webhook_with_its_log(by: User, **fields: Any) -> tuple[Webhook, Delivery]:
    """A webhook with news in each state, as rows: nothing is called; and the one that was given up."""
    given = {"name": "kho dữ liệu", "url": "https://kho.example.vn/tin", "salt": "0" * 32, **fields}
    webhook = Webhook.objects.create(
        province=by.membership.unit, kinds=list(pure.TOLD), created_at=AT, created_by=by, **given
    )
    body = pure.content(
        uuid4(), pure.Kind.ACCEPTED, AT, {"period": "2024-Q1", "unit": "90001"}, illustrative=False
    )
    told = {"webhook": webhook, "kind": pure.Kind.ACCEPTED, "body": body, "written_at": AT, "tried_at": AT}
    ended = {**told, "try_at": AT, "ended_at": AT}
    never_due = {**told, "try_at": AT.replace(year=2099)}
    Delivery.objects.create(event=uuid4(), fault="timeout", tries=1, **never_due)
    Delivery.objects.create(event=uuid4(), state="taken", status=202, answer="đã nhận", tries=2, **ended)
    given_up = Delivery.objects.create(
        event=uuid4(), state="given_up", status=500, fault="status", answer="a" * 200, tries=10, **ended
    )
    return webhook, given_up


def numbers_of_a_webhook(by: User) -> dict[str, int]:
    """The same, as the tables of addresses name what stands on their stage."""
    webhook, given_up = webhook_with_its_log(by)
    return {"delivery": given_up.pk, "webhook": webhook.pk}
