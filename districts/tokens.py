"""Tokens of the API: `Authorization: Token …`."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import TokenAuthentication as HeaderTokenAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from .models import Token, User
from .throttles import FailedKeys
from .token_states import TokenState

BETWEEN_NOTES = timedelta(minutes=1)


class KeyExpired(AuthenticationFailed):
    """Its owner made it, and its time is over: told apart from a key that nobody made."""

    default_code = "key_expired"


def digest(key: str) -> str:
    """What is kept of a key. The key has 256 random bits, so a plain hash is enough and fast."""
    return hashlib.sha256(key.encode()).hexdigest()


def new_key() -> str:
    return secrets.token_urlsafe(32)


def now() -> datetime:
    """The real moment: keys live by it, whatever day a demonstration lives on."""
    return timezone.now()


class TokenAuthentication(HeaderTokenAuthentication):
    """Finds the owner by the digest, and ties the key to them; a closed account's tokens open nothing."""

    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        """Keys that open nothing are counted by their address; those that do are never held up by these."""
        try:
            found: tuple[User, Token] | None = super().authenticate(request)
        except AuthenticationFailed:
            FailedKeys().count(request)
            raise
        return found

    def authenticate_credentials(self, key: str) -> tuple[User, Token]:
        at = now()
        token = Token.objects.select_related("user").filter(digest=digest(key)).first()
        if token is None or not token.user.is_active or token.user.must_change_password:
            raise AuthenticationFailed(_("Mã truy cập không đúng hoặc đã bị thu hồi."))
        state = token.state(at)
        if state == TokenState.REVOKED:
            raise AuthenticationFailed(_("Mã truy cập không đúng hoặc đã bị thu hồi."))
        if state == TokenState.EXPIRED:
            raise KeyExpired
        note_use(token, at)
        token.user.key = token
        return token.user, token


def note_use(token: Token, at: datetime) -> None:
    """Keep when it was last used, to the minute: reading writes once a minute, not at each request."""
    if token.last_used_at is None or at - token.last_used_at >= BETWEEN_NOTES:
        Token.objects.filter(pk=token.pk).update(last_used_at=at)
