"""What other programs are told, how it is signed, and when it is tried again. Pure.

The signature is that of Standard Webhooks (webhook-id, webhook-timestamp, webhook-signature), so that a receiver checks
it with a library it has already.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """What happened."""

    SUBMITTED = "submission.submitted"
    ACCEPTED = "submission.accepted"
    RETURNED = "submission.returned"
    PERIOD_OPENED = "period.opened"
    PERIOD_CLOSED = "period.closed"
    PUBLISHED = "publication.published"
    TEST = "test"


# What one may ask to be told; a test comes by a button alone.
TOLD = tuple(kind for kind in Kind if kind != Kind.TEST)

# After each try that failed; the tenth try is the last, a little over three days after the first.
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
MOST_TRIES = len(PAUSES) + 1
# Whoever took nothing for so long, ten tries of one event among it, is not called any more.
OFF_AFTER = timedelta(days=3)
# Longer than a call can last: a worker that was killed within it is followed by another.
LEASE = timedelta(minutes=5)
# Both secrets sign for so long after a new one was made.
FORMER_SIGNS_FOR = timedelta(hours=24)
KEPT_FOR = timedelta(days=90)
MOST_READ = 64 * 1024
MOST_KEPT = 200
SECRET_PREFIX = "whsec_"
GONE = 410


def pause_after(tries: int) -> timedelta | None:
    """How long to wait after so many tries; None: they were enough."""
    return PAUSES[tries - 1] if tries <= len(PAUSES) else None


def is_taken(status: int) -> bool:
    return 200 <= status < 300


def content(event: UUID, kind: Kind, at: datetime, data: Mapping[str, object], *, illustrative: bool) -> str:
    """The body, the same in each try and for each receiver. It says what happened to which paper, and no figure."""
    told = {
        "id": str(event),
        "type": kind.value,
        "created_at": at.isoformat(timespec="seconds"),
        "illustrative": illustrative,
        "data": dict(data),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def shown(secret: bytes) -> str:
    """A secret as its receiver keeps it."""
    return SECRET_PREFIX + base64.b64encode(secret).decode("ascii")


def headers(event: str, stamp: int, body: bytes, secrets: Iterable[bytes]) -> dict[str, str]:
    """What goes with a body that is sent at `stamp` (seconds of the real clock), signed with each valid secret."""
    signed = b".".join([event.encode("ascii"), str(stamp).encode("ascii"), body])
    return {
        "Content-Type": "application/json",
        "User-Agent": "Plan749-Webhooks/1",
        "webhook-id": event,
        "webhook-timestamp": str(stamp),
        "webhook-signature": " ".join(signature(secret, signed) for secret in secrets),
    }


def signature(secret: bytes, signed: bytes) -> str:
    return "v1," + base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode("ascii")


def beginning(answer: bytes) -> str:
    """The first of what was answered, as it can be kept and shown: signs that are not seen are blanks."""
    text = answer[: MOST_KEPT * 4].decode("utf-8", "replace")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:MOST_KEPT]
