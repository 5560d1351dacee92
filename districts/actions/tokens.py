"""Keys of a person's programs: made and revoked by their owner."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from .. import access, tokens
from ..models import Event, Token, User
from .log import record
from .refusals import Refused

MOST_TOKENS = 20


@transaction.atomic
def create_token(user: User, *, name: str, at: datetime, origin: str) -> tuple[Token, str]:
    """Make a key for one of the person's programs; the key itself is answered now and kept nowhere."""
    name = name.strip()
    if not name:
        raise Refused(_("Xin đặt tên để sau này biết mã dùng cho phần mềm nào."), "name_missing")
    if user.tokens.count() >= MOST_TOKENS:
        raise Refused(_("Mỗi tài khoản có nhiều nhất 20 mã. Xin thu hồi mã không dùng nữa."), "too_many")
    key = tokens.new_key()
    token = Token.objects.create(user=user, name=name[:100], digest=tokens.digest(key), created_at=at)
    log(Event.Action.TOKEN_CREATED, user, token.name, at=at, origin=origin)
    return token, key


@transaction.atomic
def revoke_token(token: Token, *, by: User, at: datetime, origin: str) -> None:
    """End a key at once."""
    name = token.name
    token.delete()
    log(Event.Action.TOKEN_REVOKED, by, name, at=at, origin=origin)


def log(action: Event.Action, user: User, name: str, *, at: datetime, origin: str) -> None:
    membership = access.membership_of(user)
    record(
        action,
        by=user,
        at=at,
        origin=origin,
        unit=None if membership is None else membership.unit,
        subject=user.username,
        changes=[{"field": "token", "new": name}],
    )
