"""What other programs are told: a row for each of them, written in the transaction of what it tells, sent after it."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from .. import webhooks
from ..models import Delivery, Period, Submission, Webhook
from ..webhooks import Kind


def tell_of_submission(kind: Kind, submission: Submission, *, at: datetime) -> None:
    """To be called within the transaction of the step."""
    data = {
        "unit": submission.unit.code,
        "state": submission.state,
        "version": submission.version,
        "submission": submission.pk,
        "address": address("api:submission", submission.pk),
    }
    tell(kind, submission.period, data, at=at)


def tell_of_period(period: Period, *, at: datetime) -> None:
    """To be called within the transaction that opens or closes it."""
    kind = Kind.PERIOD_OPENED if period.is_open else Kind.PERIOD_CLOSED
    data = {
        "state": period.state,
        "version": period.version,
        "address": address("api:period", period.as_quarter),
    }
    tell(kind, period, data, at=at)


def tell(
    kind: Kind, period: Period, data: Mapping[str, object], *, at: datetime, illustrative: bool | None = None
) -> None:
    """A row for each address of the province that asked for this, within the transaction of what is told."""
    plan = period.plan
    of_province = Webhook.objects.switched_on().filter(province__code=plan.province_code)
    told = [webhook for webhook in of_province if kind in webhook.kinds]
    if not told:
        return
    event = uuid4()
    about = {"plan": plan.slug, "period": period.code, **data}
    is_made_up = plan.illustrative if illustrative is None else illustrative
    body = webhooks.content(event, kind, at, about, illustrative=is_made_up)
    rows = Delivery.objects.bulk_create(
        Delivery(webhook=webhook, event=event, kind=kind, body=body, written_at=at, try_at=at)
        for webhook in told
    )
    send_after_commit([row.pk for row in rows])


def address(name: str, *args: Any) -> str:
    """Of what the news is about, over REST; in whole where the portal's own address is known."""
    return settings.PORTAL_URL.rstrip("/") + reverse(name, args=args)


def send_after_commit(wanted: list[int]) -> None:
    from ..tasks import order_deliveries

    if wanted:
        transaction.on_commit(partial(order_deliveries, wanted))
