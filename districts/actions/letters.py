"""Writing letters, in the transaction of what they tell of; and handing them to the mail server."""

import logging
from datetime import date, datetime, timedelta
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.db.models import Q

from .. import access, digests, letters, sheets
from ..models import Letter, Membership, Period, Unit, User, Webhook
from ..models.filings import Filing
from ..models.people import Role

logger = logging.getLogger(__name__)
AT_ONCE = 200
# After the first, further tries wait 5, 10, 20 … minutes; the ninth is the last, a day and a half later.
MOST_TRIES, FIRST_PAUSE = 9, timedelta(minutes=5)
Kind = Letter.Kind


def write_returned(filing: Filing, *, reason: str, by: User, at: datetime) -> None:
    """To the unit's people, at once. To be called within the transaction of the return."""
    quarter, what = filing.period.as_quarter, filing.said.called
    for person in people_of(filing.unit, but=by):
        text = letters.returned(
            str(person), filing.unit.name, quarter, reason, settings.PORTAL_URL, what=what
        )
        write(Kind.RETURNED, person, *text, at=at)
    send_after_commit()


def write_reopened(period: Period, unit: Unit, *, until: date, by: User | None, at: datetime) -> None:
    """To the unit's people, at once. To be called within the transaction of the reopening."""
    for person in people_of(unit, but=by):
        text = letters.reopened(str(person), unit.name, period.as_quarter, until, settings.PORTAL_URL)
        write(Kind.REOPENED, person, *text, at=at)
    send_after_commit()


def write_quarter_reopened(period: Period, *, reason: str, by: User | None, at: datetime) -> None:
    """To the people of every unit that is asked, at once. To be called within the transaction of the reopening."""
    for person in people_of(*sheets.expected_units(period), but=by):
        text = letters.quarter_reopened(str(person), period.as_quarter, reason, settings.PORTAL_URL)
        write(Kind.REOPENED, person, *text, at=at)
    send_after_commit()


def write_provisional(period: Period, *, accepted: str, at: datetime) -> None:
    """To the province's staff who may read the report's files. To be called within the transaction that keeps it."""
    province = period.plan.province_code
    staff = Membership.objects.filter(role=Role.PROVINCE, unit__code=province, user__is_active=True)
    for member in staff.exclude(user__email="").select_related("user").order_by("user__username"):
        if access.may(member.user, access.Act.READ_DOCUMENTS):
            text = letters.provisional(str(member.user), period.as_quarter, accepted, settings.PORTAL_URL)
            write(Kind.PROVISIONAL, member.user, *text, at=at)
    send_after_commit()


def write_webhook_off(webhook: Webhook, *, at: datetime) -> None:
    """To who manages webhooks in its province. To be called within the transaction that switches it off by itself."""
    members = Membership.objects.filter(unit=webhook.province, user__is_active=True).exclude(user__email="")
    for member in members.select_related("user").order_by("user__username"):
        if access.may(member.user, access.Act.MANAGE_WEBHOOKS, webhook.province):
            why = str(Webhook.Off(webhook.off_because).label)
            text = letters.webhook_off(str(member.user), webhook.name, why, settings.PORTAL_URL)
            write(Kind.WEBHOOK_OFF, member.user, *text, at=at)
    send_after_commit()


def write_digests(today: date, *, at: datetime) -> int:
    """A day's reminders, once a person however often it is asked; gives how many were new."""
    written = 0
    for reminder in digests.reminders(today):
        details = {
            "kind": Kind.DIGEST,
            "address": reminder.to.email,
            "subject": reminder.subject,
            "body": reminder.body,
            "written_at": at,
            "try_at": at,
        }
        _letter, is_new = Letter.objects.get_or_create(to=reminder.to, day=today, defaults=details)
        written += is_new
    return written


def people_of(*units: Unit, but: User | None) -> list[User]:
    """Who enters for the units and has an address, but for whoever did it."""
    members = Membership.objects.filter(
        unit__in=units, role__in=(Role.ENTERS, Role.ACCEPTS), user__is_active=True
    ).exclude(Q(user__email="") | Q(user=but))
    return [member.user for member in members.select_related("user").order_by("user__username")]


def write(kind: Letter.Kind, to: User, subject: str, body: str, *, at: datetime) -> None:
    Letter.objects.create(
        kind=kind, to=to, address=to.email, subject=subject, body=body, written_at=at, try_at=at
    )


def send_after_commit() -> None:
    from ..tasks import send

    transaction.on_commit(partial(send))


def send_waiting(*, at: datetime) -> int:
    """Hand what waits to the mail server, each by itself; gives how many it took.

    At least once: who is killed between sending and noting it has it sent again.
    """
    waiting = Letter.objects.filter(sent_at=None, tries__lt=MOST_TRIES, try_at__lte=at)
    return sum(send_one(pk, at) for pk in list(waiting.values_list("pk", flat=True)[:AT_ONCE]))


@transaction.atomic
def send_one(pk: int, at: datetime) -> bool:
    """Whether the server took it now; another worker's is left to them."""
    rows = Letter.objects.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
    letter = rows.filter(pk=pk, sent_at=None).first()
    if letter is None:
        return False
    try:
        EmailMessage(letter.subject, letter.body, to=[letter.address]).send()
    except OSError as error:  # smtplib's own errors are of this kind too
        logger.warning("Letter %s was not taken: %s", letter.pk, error)
        letter.fault = str(error)[:300]
        letter.try_at = at + FIRST_PAUSE * 2**letter.tries
    else:
        letter.sent_at, letter.fault = at, ""
    letter.tries += 1
    letter.save(update_fields=["sent_at", "tries", "try_at", "fault"])
    return letter.sent_at is not None
