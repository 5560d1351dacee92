"""Those without an account: on the public page everybody is one; of the API they are given nothing without it.

Where the portal has its public page they may ask the API, only to read, and slowly; an address of the API is closed to
them unless its view says `is_public`.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from districts.throttles import PerCaller

from .visitors import address


class EverybodyIsAStranger:
    """Under the public page's address nobody is asked who they are: no session is read, and no answer varies by it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.PUBLIC_PAGE and request.path.startswith(settings.PUBLIC_ADDRESS):
            request.user = AnonymousUser()
        return self.get_response(request)


READING = ("GET", "HEAD")


class SignedInOrPublic(BasePermission):
    """Everyone with an account; a stranger where the view is public, and only to read."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return bool(request.user.is_authenticated) or may_read(request, view)


def may_read(request: Request, view: Any) -> bool:
    """Whether anyone at all may ask this."""
    return settings.PUBLIC_PAGE and request.method in READING and getattr(view, "is_public", False)


class StrangersThrottle(PerCaller):
    """So many requests from one address without an account; those with an account are not counted here."""

    scope = "strangers"

    def get_rate(self) -> str:
        rate: str = settings.PUBLIC_API_RATE
        return rate

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        if request.user.is_authenticated:
            return None
        return self.cache_format % {"scope": self.scope, "ident": address(request)}
