"""Who may ask the API without an account: nobody, unless the portal has its public page; then only to read, and slowly.

An address is closed to strangers unless its view says `is_public`.
"""

from typing import Any

from django.conf import settings
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from .visitors import address

READING = ("GET", "HEAD")


class SignedInOrPublic(BasePermission):
    """Everyone with an account; a stranger where the view is public, and only to read."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return bool(request.user.is_authenticated) or may_read(request, view)


def may_read(request: Request, view: Any) -> bool:
    """Whether anyone at all may ask this."""
    return settings.PUBLIC_PAGE and request.method in READING and getattr(view, "is_public", False)


class StrangersThrottle(SimpleRateThrottle):
    """So many requests from one address without an account; those with an account are not counted here."""

    scope = "strangers"

    def get_rate(self) -> str:
        rate: str = settings.PUBLIC_API_RATE
        return rate

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        if request.user.is_authenticated:
            return None
        return self.cache_format % {"scope": self.scope, "ident": address(request)}
