"""Sending what other programs are told, each piece by itself, until it is taken or given up.

A row is claimed before it is sent and noted after, and no transaction is open in between: an address that hangs
holds up neither the database nor another row. Who is killed in between has it sent again once the claim has run out.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F

from .. import calling, signing, webhooks
from ..models import Delivery, Event, Webhook
from ..models.webhooks import Fault
from ..web_addresses import AddressRefused
from . import letters
from .webhooks import callable_now, log

AT_ONCE = 20  # to one address in one round; a slow one keeps a worker for five minutes at most
State = Delivery.State


@dataclass(frozen=True, slots=True)
class Moment:
    """The portal's moment, and the seconds of the real clock, by which receivers judge a signature."""

    at: datetime
    stamp: int


# Asked anew for each row: a round may last, and a signature of its beginning would be refused at its end.
Now = Callable[[], Moment]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one try; `fault` is empty where it was taken."""

    fault: str
    status: int | None = None
    answer: str = ""


def send_these(wanted: Iterable[int], *, now: Now, resolve: calling.Resolve = calling.resolve) -> int:
    """What was just written; gives how many were taken. An address that was failing already is left to the sweep."""
    rows = Delivery.objects.due(now().at).filter(pk__in=list(wanted), webhook__failing_since=None)
    return send_in_turn(rows, now=now, resolve=resolve)


def send_due(*, now: Now, resolve: calling.Resolve = calling.resolve) -> int:
    """Whatever is due; gives how many were taken."""
    return send_in_turn(Delivery.objects.due(now().at), now=now, resolve=resolve)


def send_in_turn(rows: Any, *, now: Now, resolve: calling.Resolve) -> int:
    """To each address by itself, the oldest first, until it does not take one: so none is in another's way."""
    told = rows.order_by("webhook_id").values_list("webhook_id", flat=True).distinct()
    return sum(send_to(webhook_id, rows, now=now, resolve=resolve) for webhook_id in list(told))


def send_to(webhook_id: int, rows: Any, *, now: Now, resolve: calling.Resolve) -> int:
    taken = 0
    of_one = rows.filter(webhook=webhook_id).order_by("pk")
    for pk in list(of_one.values_list("pk", flat=True)[:AT_ONCE]):
        moment = now()
        outcome = send_one(pk, at=moment.at, stamp=moment.stamp, resolve=resolve)
        if outcome is not None and outcome.fault:
            break
        taken += outcome is not None
    return taken


def send_one(
    pk: int, *, at: datetime, stamp: int, resolve: calling.Resolve = calling.resolve
) -> Outcome | None:
    """What came of it; None where another worker has it."""
    delivery = claim(pk, at)
    if delivery is None:
        return None
    outcome = attempt(delivery, at, stamp, resolve)
    note(delivery, outcome, at)
    return outcome


def claim(pk: int, at: datetime) -> Delivery | None:
    """Take a row that is due: whoever comes second finds it due no more, until the claim runs out."""
    claimed = Delivery.objects.due(at).filter(pk=pk)
    # Told by its own key: an update that joins would be a query of a query, which waits for nobody.
    mine = Delivery.objects.filter(pk=pk, state=State.WAITING, try_at__lte=at)
    if not claimed.exists() or not mine.update(tries=F("tries") + 1, tried_at=at, try_at=at + webhooks.LEASE):
        return None
    return Delivery.objects.select_related("webhook").get(pk=pk)


def attempt(delivery: Delivery, at: datetime, stamp: int, resolve: calling.Resolve) -> Outcome:
    """One try. The address is judged anew, and called at what was judged."""
    body = delivery.body.encode("utf-8")
    secrets = [signing.secret(salt) for salt in delivery.webhook.salts(at)]
    headers = webhooks.headers(str(delivery.event), stamp, body, secrets)
    limits = calling.Limits(
        settings.WEBHOOK_CONNECT_SECONDS, settings.WEBHOOK_ANSWER_SECONDS, webhooks.MOST_READ
    )
    try:
        address, found = callable_now(delivery.webhook.url, resolve)
        answer = calling.post(address, found, body, headers, limits)
    except AddressRefused as refused:
        return Outcome(refused.fault.value)
    except calling.Unreached as unreached:
        return Outcome(unreached.code)
    return Outcome(fault_of(answer.status), answer.status, webhooks.beginning(answer.start))


def fault_of(status: int) -> str:
    if webhooks.is_taken(status):
        return ""
    if status == webhooks.GONE:
        return Fault.GONE
    return Fault.REDIRECTED if 300 <= status < 400 else Fault.STATUS


@transaction.atomic
def note(delivery: Delivery, outcome: Outcome, at: datetime) -> None:
    """Keep what came of the try, unless the row has gone on without us: sent again by hand, or by another worker."""
    # Held before its news, as by whoever sends news again: two who wait for each other would both wait for ever.
    webhook = Webhook.objects.select_for_update(no_key=True).get(pk=delivery.webhook_id)
    pause = webhooks.pause_after(delivery.tries)
    is_over = not outcome.fault or outcome.fault == Fault.GONE or pause is None
    fields: dict[str, Any] = {"fault": outcome.fault, "status": outcome.status, "answer": outcome.answer}
    if is_over:
        fields |= {"state": State.GIVEN_UP if outcome.fault else State.TAKEN, "ended_at": at}
    elif pause is not None:
        fields["try_at"] = at + pause
    mine = Delivery.objects.filter(pk=delivery.pk, state=State.WAITING, tries=delivery.tries)
    if mine.update(**fields):
        note_address(webhook, outcome, at, is_over=is_over)


def note_address(webhook: Webhook, outcome: Outcome, at: datetime, *, is_over: bool) -> None:
    """Since when an address takes nothing; and off with it, where it said so or took nothing for three days."""
    since = (webhook.failing_since or at) if outcome.fault else None
    if webhook.failing_since != since:
        webhook.failing_since = since
        webhook.save(update_fields=["failing_since"])
    if outcome.fault == Fault.GONE:
        switch_off(webhook, Webhook.Off.GONE, at)
    elif since is not None and is_over and at - since >= webhooks.OFF_AFTER:
        switch_off(webhook, Webhook.Off.FAILING, at)


def switch_off(webhook: Webhook, because: Webhook.Off, at: datetime) -> None:
    """By itself: the log says that nobody did it, and whoever manages it is written to."""
    if webhook.is_on:
        webhook.off_at, webhook.off_because = at, because
        webhook.save(update_fields=["off_at", "off_because"])
        log(Event.Action.WEBHOOK_OFF, webhook, by=None, at=at, origin=Event.Origin.COMMAND)
        letters.write_webhook_off(webhook, at=at)


def clean(*, at: datetime) -> int:
    """Remove what ended long ago; gives how many rows."""
    removed, _by_model = Delivery.objects.filter(ended_at__lt=at - webhooks.KEPT_FOR).delete()
    return removed
