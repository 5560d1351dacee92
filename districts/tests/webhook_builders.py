"""Webhooks for tests: registered as people do, with a name that leads where the test says."""

from datetime import date, datetime
from typing import Any

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
    return deliveries.send_due(at=at, stamp=STAMP, resolve=HERE)


def now(row: Any) -> Any:
    """As it is in the database."""
    return type(row).objects.get(pk=row.pk)
