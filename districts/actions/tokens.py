"""Keys of a person's programs: made by their owner, revoked by their owner or by who manages the accounts."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from .. import access, token_states, tokens
from ..models import Event, Token, Unit, User
from .log import record
from .refusals import NotAllowed, Refused, SomeoneWasFirst

MOST_TOKENS = 20


@transaction.atomic
def create_token(
    user: User,
    *,
    name: str,
    at: datetime,
    origin: str,
    days: int = token_states.USUAL_DAYS,
    reads_sensitive: bool = False,
    writes_for: Unit | None = None,
) -> tuple[Token, str]:
    """Make a key for one of the person's programs; the key itself is answered now and kept nowhere.

    It lives so many `days` to the second; it reads, and does what else is asked for where its owner may.
    """
    # Whoever closes or moves the account meanwhile finishes first, or finds this key.
    user = held(user)
    name = name.strip()
    require_asked_well(user, name=name, days=days, reads_sensitive=reads_sensitive, writes_for=writes_for)
    if user.tokens.open(at=at).count() >= MOST_TOKENS:
        raise Refused(_("Mỗi tài khoản có nhiều nhất 20 mã. Xin thu hồi mã không dùng nữa."), "too_many")
    key = tokens.new_key()
    token = Token.objects.create(
        user=user,
        name=name[:100],
        digest=tokens.digest(key),
        reads_sensitive=reads_sensitive,
        writes_for=writes_for,
        created_at=at,
        expires_at=at + timedelta(days=days),
    )
    log(Event.Action.TOKEN_CREATED, token, by=user, at=at, origin=origin, more=scope_logged(token))
    return token, key


def held(user: User) -> User:
    """The account as it is now, held until the transaction ends."""
    return User.objects.select_for_update(no_key=True).get(pk=user.pk)


def require_asked_well(
    user: User, *, name: str, days: int, reads_sensitive: bool, writes_for: Unit | None
) -> None:
    """A key carries nothing that its owner does not have; whose account is closed has nothing to give."""
    if not user.is_active:
        raise NotAllowed(_("Tài khoản đã khóa."))
    if not name:
        raise Refused(_("Xin đặt tên để sau này biết mã dùng cho phần mềm nào."), "name_missing")
    if days not in token_states.DAYS:
        raise Refused(_("Xin chọn thời hạn 30, 90 hoặc 365 ngày."), "days_unknown")
    if reads_sensitive and not access.may(user, access.Act.SEE_SENSITIVE):
        raise NotAllowed(_("Tài khoản này không được xem số liệu nhạy cảm."))
    if writes_for is not None and not access.units_keys_write_for(user).filter(pk=writes_for.pk).exists():
        raise NotAllowed(_("Tài khoản này không ghi được số liệu cho đơn vị này."))


@transaction.atomic
def revoke_token(token: Token, *, by: User, at: datetime, origin: str) -> Token:
    """End a key at once; its row stays, and opens nothing."""
    token = Token.objects.select_for_update(of=("self",)).select_related("user").get(pk=token.pk)
    if by.pk != token.user_id:
        require_administrator_of(token.user, by)
    if token.revoked_at is not None:
        raise SomeoneWasFirst(_("Mã này đã bị thu hồi rồi."))
    token.revoked_at, token.revoked_by = at, by
    token.save(update_fields=["revoked_at", "revoked_by"])
    log(Event.Action.TOKEN_REVOKED, token, by=by, at=at, origin=origin)
    return token


def require_administrator_of(owner: User, by: User) -> None:
    membership = access.membership_of(owner)
    if membership is None or not access.may(by, access.Act.MANAGE_ACCOUNTS, membership.unit):
        raise NotAllowed(_("Chỉ chủ của mã và người quản trị tài khoản của tỉnh thu hồi được mã."))


def end_all(user: User, *, by: User | None, at: datetime) -> list[dict[str, Any]]:
    """End every key that a person has, and answer with what the log keeps of it: nothing where there were none."""
    held(user)
    ended = user.tokens.filter(revoked_at=None).update(revoked_at=at, revoked_by=by)
    return [{"field": "tokens", "old": ended, "new": 0}] if ended else []


def scope_logged(token: Token) -> list[dict[str, Any]]:
    """What a key carries beyond reading, and how long, as the log keeps it."""
    unit = None if token.writes_for is None else token.writes_for.code
    return [
        {"field": "reads_sensitive", "new": token.reads_sensitive},
        {"field": "writes_for", "new": unit},
        {"field": "expires_at", "new": token.expires_at.isoformat()},
    ]


def log(
    action: Event.Action,
    token: Token,
    *,
    by: User,
    at: datetime,
    origin: str,
    more: list[dict[str, Any]] | None = None,
) -> None:
    membership = access.membership_of(token.user)
    record(
        action,
        by=by,
        at=at,
        origin=origin,
        unit=None if membership is None else membership.unit,
        subject=token.user.username,
        changes=[{"field": "token", "new": token.name}, *(more or [])],
    )
