"""A request that is sent twice under one key is done once: its answer is kept with what it wrote."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils.translation import gettext as _

from ..models import KeptAnswer, User
from .refusals import NotAllowed, Refused, SomeoneWasFirst

KEPT_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class Sent:
    """A request under a key; `fingerprint` of what was sent, `rights` of what its sender may see now."""

    by: User
    key: str
    fingerprint: str
    rights: str


def find(sent: Sent, *, at: datetime) -> KeptAnswer | None:
    """The answer to this very request, if it was given within a day; None: it is to be done now.

    To be called within the transaction that does it, and that keeps its answer.
    """
    hold(sent)
    kept = KeptAnswer.objects.filter(user=sent.by, key=sent.key).first()
    if kept is None:
        return None
    if kept.kept_at <= at - KEPT_FOR:
        kept.delete()
        return None
    if kept.fingerprint != sent.fingerprint:
        sentence = _("Khóa này đã dùng cho một yêu cầu khác. Mỗi yêu cầu một khóa.")
        raise Refused(sentence, "idempotency_key_reused")
    if kept.rights != sent.rights:
        sentence = _(
            "Quyền của tài khoản đã đổi từ lần gửi trước, nên không trả lời lại được. Không ghi thêm gì."
        )
        raise NotAllowed(sentence, "idempotency_rights_changed")
    return kept


def keep(sent: Sent, *, status: int, body: str, language: str, location: str, at: datetime) -> None:
    """Keep an answer for whoever sends the same again."""
    KeptAnswer.objects.create(
        user=sent.by,
        key=sent.key,
        fingerprint=sent.fingerprint,
        rights=sent.rights,
        status=status,
        body=body,
        language=language,
        location=location,
        kept_at=at,
    )


def forget(*, at: datetime) -> int:
    """Throw away what was kept for a day; how many."""
    return KeptAnswer.objects.filter(kept_at__lte=at - KEPT_FOR).delete()[0]


def hold(sent: Sent) -> None:
    """Nobody else runs under the key until the transaction ends; whoever comes meanwhile is told so.

    SQLite lets one writer in at a time: there the second waits, and finds the first one's answer.
    """
    if connection.vendor != "postgresql":
        return
    name = hashlib.sha256(f"{sent.by.pk} {sent.key}".encode()).digest()[:8]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [int.from_bytes(name, signed=True)])
        if not cursor.fetchone()[0]:
            sentence = _("Yêu cầu trước có cùng khóa còn đang chạy. Xin gửi lại sau ít giây.")
            raise SomeoneWasFirst(sentence, "idempotency_in_progress")
