"""Tokens of the API: `Authorization: Token …`."""

import hashlib
import secrets

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import TokenAuthentication as HeaderTokenAuthentication
from rest_framework.exceptions import AuthenticationFailed

from .models import Token, User


def digest(key: str) -> str:
    """What is kept of a key. The key has 256 random bits, so a plain hash is enough and fast."""
    return hashlib.sha256(key.encode()).hexdigest()


def new_key() -> str:
    return secrets.token_urlsafe(32)


class TokenAuthentication(HeaderTokenAuthentication):
    """Finds the owner by the digest; a closed account's tokens open nothing."""

    def authenticate_credentials(self, key: str) -> tuple[User, Token]:
        token = Token.objects.select_related("user").filter(digest=digest(key)).first()
        if token is None or not token.user.is_active or token.user.must_change_password:
            raise AuthenticationFailed(_("Mã truy cập không đúng hoặc đã bị thu hồi."))
        Token.objects.filter(pk=token.pk).update(last_used_at=timezone.now())
        return token.user, token
