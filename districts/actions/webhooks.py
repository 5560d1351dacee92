"""Other programs that are told what happened: registered, changed, tried, switched off and on, sent to again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from indicators.models import Plan

from .. import access, calling, signing, web_addresses, webhooks
from ..models import Delivery, Event, Unit, User, Webhook
from ..models.webhooks import Fault
from ..webhooks import Kind
from ..words import has_strange_signs
from .log import record
from .news import send_after_commit
from .refusals import NotAllowed, Refused, SomeoneWasFirst

MOST_WEBHOOKS = 20
State = Delivery.State
Off = Webhook.Off


def register(
    *,
    name: str,
    url: str,
    kinds: Sequence[str],
    by: User,
    at: datetime,
    origin: str,
    resolve: calling.Resolve = calling.resolve,
) -> tuple[Webhook, str]:
    """Tell this address from now on; the secret that signs is answered now and shown never again."""
    province = province_of(by)
    name = require_name(name)
    # A name is looked up before the transaction begins: that may take long, and holds up nobody.
    require_fit(url, kinds, resolve)
    salt = signing.new_salt()
    webhook = Webhook(
        province=province,
        name=name,
        url=url,
        kinds=in_order(kinds),
        salt=salt,
        created_at=at,
        created_by=by,
    )
    changes = [{"field": "url", "new": url}, {"field": "kinds", "new": webhook.kinds}]
    with transaction.atomic():
        if Webhook.objects.filter(province=province).count() >= MOST_WEBHOOKS:
            raise Refused(_("Mỗi tỉnh có nhiều nhất 20 nơi nhận tin."), "too_many")
        save_new(webhook)
        log(Event.Action.WEBHOOK_CREATED, webhook, by=by, at=at, origin=origin, changes=changes)
    return webhook, webhooks.shown(signing.secret(salt))


def change(
    webhook: Webhook,
    *,
    url: str,
    kinds: Sequence[str],
    by: User,
    at: datetime,
    origin: str,
    resolve: calling.Resolve = calling.resolve,
) -> Webhook:
    """Another address or other kinds; the secret stays. What waits goes to the new address."""
    require_manager(webhook, by)
    require_fit(url, kinds, resolve)
    with transaction.atomic():
        webhook = held(webhook, by)
        wanted = {"url": url, "kinds": in_order(kinds)}
        changes = [
            {"field": field, "old": getattr(webhook, field), "new": value}
            for field, value in wanted.items()
            if getattr(webhook, field) != value
        ]
        if changes:
            write(webhook, **wanted, failing_since=None)
            log(Event.Action.WEBHOOK_CHANGED, webhook, by=by, at=at, origin=origin, changes=changes)
    return webhook


@transaction.atomic
def rotate(webhook: Webhook, *, by: User, at: datetime, origin: str) -> str:
    """A new secret, answered now and shown never again; the one before signs too for a day."""
    webhook = held(webhook, by)
    until = at + webhooks.FORMER_SIGNS_FOR
    write(webhook, former_salt=webhook.salt, former_until=until, salt=signing.new_salt())
    log(Event.Action.WEBHOOK_ROTATED, webhook, by=by, at=at, origin=origin)
    return webhooks.shown(signing.secret(webhook.salt))


@transaction.atomic
def switch_off(webhook: Webhook, *, by: User, at: datetime, origin: str) -> Webhook:
    """Tell it nothing that happens from now on; what waits goes on waiting."""
    webhook = held(webhook, by)
    if not webhook.is_on:
        raise SomeoneWasFirst(_("Nơi nhận này đã ngừng rồi."))
    write(webhook, off_at=at, off_because=Off.BY_HAND)
    log(Event.Action.WEBHOOK_OFF, webhook, by=by, at=at, origin=origin)
    return webhook


@transaction.atomic
def switch_on(webhook: Webhook, *, by: User, at: datetime, origin: str) -> Webhook:
    """Tell it again, and send what waits."""
    webhook = held(webhook, by)
    if webhook.is_on:
        raise SomeoneWasFirst(_("Nơi nhận này đang được báo tin rồi."))
    write(webhook, off_at=None, off_because="", failing_since=None)
    log(Event.Action.WEBHOOK_ON, webhook, by=by, at=at, origin=origin)
    send_after_commit(list(webhook.deliveries.due(at).values_list("pk", flat=True)))
    return webhook


@transaction.atomic
def test(webhook: Webhook, *, by: User, at: datetime, origin: str) -> Delivery:
    """Send a piece of news that tells nothing, on the way that all others go."""
    webhook = held(webhook, by)
    require_on(webhook)
    event = uuid4()
    is_made_up = Plan.objects.is_demonstration()
    body = webhooks.content(event, Kind.TEST, at, {}, illustrative=is_made_up)
    delivery = Delivery.objects.create(
        webhook=webhook, event=event, kind=Kind.TEST, body=body, written_at=at, try_at=at
    )
    log(Event.Action.WEBHOOK_TESTED, webhook, by=by, at=at, origin=origin)
    send_after_commit([delivery.pk])
    return delivery


@transaction.atomic
def resend(delivery: Delivery, *, by: User, at: datetime, origin: str) -> None:
    """Once more, with the same id and body; taken or given up, its tries begin anew."""
    send_again(delivery.webhook, [delivery.pk], by=by, at=at, origin=origin)


@transaction.atomic
def resend_given_up(webhook: Webhook, *, by: User, at: datetime, origin: str) -> int:
    """Everything that was given up; gives how many."""
    given_up = webhook.deliveries.filter(state=State.GIVEN_UP).order_by("pk")
    return send_again(webhook, list(given_up.values_list("pk", flat=True)), by=by, at=at, origin=origin)


def send_again(webhook: Webhook, wanted: list[int], *, by: User, at: datetime, origin: str) -> int:
    webhook = held(webhook, by)
    require_on(webhook)
    sent = Delivery.objects.filter(pk__in=wanted).update(
        state=State.WAITING, try_at=at, tries=0, ended_at=None
    )
    if sent:
        changes = [{"field": "deliveries", "new": sent}]
        log(Event.Action.WEBHOOK_RESENT, webhook, by=by, at=at, origin=origin, changes=changes)
        send_after_commit(wanted)
    return sent


# What must hold ---------------------------------------------------------------------------------------


def province_of(by: User) -> Unit:
    membership = access.membership_of(by)
    if membership is None or not access.may(by, access.Act.MANAGE_WEBHOOKS):
        raise NotAllowed(_("Chỉ cán bộ tỉnh và người quản trị đặt được nơi nhận tin."))
    return membership.unit.province or membership.unit


def held(webhook: Webhook, by: User) -> Webhook:
    """The row as it is now, held until the transaction ends."""
    webhook = Webhook.objects.select_for_update(no_key=True).get(pk=webhook.pk)
    require_manager(webhook, by)
    return webhook


def require_manager(webhook: Webhook, by: User) -> None:
    if not access.may(by, access.Act.MANAGE_WEBHOOKS, webhook.province):
        raise NotAllowed(_("Chỉ cán bộ tỉnh và người quản trị đặt được nơi nhận tin."))


def require_name(name: str) -> str:
    name = name.strip()
    if not name or len(name) > 100 or has_strange_signs(name):
        sentence = _("Xin đặt tên ngắn gọn để sau này biết tin được gửi cho phần mềm nào.")
        raise Refused(sentence, "invalid_webhook", cells={("name", ""): sentence})
    return name


def require_fit(url: str, kinds: Sequence[str], resolve: calling.Resolve) -> None:
    if not kinds or not set(kinds) <= set(webhooks.TOLD):
        sentence = _("Xin chọn ít nhất một loại tin.")
        raise Refused(sentence, "invalid_webhook", cells={("kinds", ""): sentence})
    try:
        callable_now(url, resolve)
    except web_addresses.AddressRefused as refused:
        sentence = str(Fault(refused.fault.value).label)
        raise Refused(sentence, "invalid_webhook", cells={("url", ""): sentence}) from refused


def callable_now(url: str, resolve: calling.Resolve) -> tuple[web_addresses.WebAddress, list[str]]:
    """The address with the IP addresses that its name leads to at this moment, if we may call there."""
    allowed = settings.WEBHOOK_PRIVATE_ADDRESSES
    found = web_addresses.read(url, http_too=bool(allowed))
    ips = resolve(found.host, found.port)
    return found, web_addresses.require_callable(found, ips, allowed)


def require_on(webhook: Webhook) -> None:
    if not webhook.is_on:
        raise Refused(_("Đang ngừng báo tin cho nơi nhận này. Xin cho báo tin trở lại trước."), "off")


def in_order(kinds: Sequence[str]) -> list[str]:
    return [kind.value for kind in webhooks.TOLD if kind in kinds]


def save_new(webhook: Webhook) -> None:
    try:
        with transaction.atomic():
            webhook.save(force_insert=True)
    except IntegrityError as error:
        sentence = _("Đã có nơi nhận tin tên “%(name)s”.") % {"name": webhook.name}
        raise SomeoneWasFirst(sentence, cells={("name", ""): sentence}) from error


def write(webhook: Webhook, **fields: Any) -> None:
    for field, value in fields.items():
        setattr(webhook, field, value)
    webhook.save(update_fields=list(fields))


def log(
    action: Event.Action,
    webhook: Webhook,
    *,
    by: User | None,
    at: datetime,
    origin: str,
    changes: list[dict[str, Any]] | None = None,
) -> None:
    record(
        action,
        by=by,
        at=at,
        origin=origin,
        unit=webhook.province,
        subject=webhook.name,
        changes=changes or [],
    )
