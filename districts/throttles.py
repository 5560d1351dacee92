"""How fast the API is asked: so many requests a minute of each key, each signed-in person, and each address's bad keys.

The counts lie in the cache: one for all processes with Redis, one in each process without.
"""

import logging
import math
from dataclasses import dataclass
from typing import Any

from axes.helpers import get_client_ip_address
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.connection import ConnectionProxy
from redis import RedisError
from rest_framework.exceptions import Throttled
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.throttling import SimpleRateThrottle

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Budget:
    """What a caller has left: `left` of `quota` requests in `window` seconds; `seconds` until there are more again."""

    policy: str
    quota: int
    window: int
    left: int
    seconds: int

    def tell(self, answer: HttpResponse) -> None:
        """In the words of draft-ietf-httpapi-ratelimit-headers, from its eighth version on."""
        answer["RateLimit-Policy"] = f'"{self.policy}";q={self.quota};w={self.window}'
        answer["RateLimit"] = f'"{self.policy}";r={self.left};t={self.seconds}'


class Counted(SimpleRateThrottle):
    """The moments of the last minute's requests, newest first; a rate of None counts nothing."""

    cache = ConnectionProxy(caches, "requests")

    def get_rate(self) -> str | None:
        rate: str | None = api_settings.DEFAULT_THROTTLE_RATES[self.scope]
        return rate

    def allow_request(self, request: Request, view: Any) -> bool:
        """Counts, and answers whether there was room. Without its Redis the API goes on, uncounted."""
        try:
            is_allowed: bool = super().allow_request(request, view)
        except RedisError:
            log.warning("Requests are not counted: Redis does not answer.")
            self.key = None
            return True
        return is_allowed

    def budget(self) -> Budget:
        """What is left after what was just counted."""
        seconds = math.ceil(self.history[-1] + self.duration - self.now) if self.history else self.duration
        left = max(0, self.num_requests - len(self.history))
        return Budget(self.scope, self.num_requests, self.duration, left, seconds)


class PerCaller(Counted):
    """Of each key, and of each person signed in at a browser: one key's haste is not another's."""

    def allow_request(self, request: Request, view: Any) -> bool:
        self.key = None
        is_allowed = super().allow_request(request, view)
        if self.key is not None:
            note(request, self.budget())
        return is_allowed

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        """None: not counted here."""
        if not request.user.is_authenticated or not self.counts(request):
            return None
        key = request.user.key
        who = f"user-{request.user.pk}" if key is None else f"token-{key.pk}"
        return f"throttle-{self.scope}-{who}"

    def counts(self, request: Request) -> bool:
        raise NotImplementedError


class Reading(PerCaller):
    scope = "read"

    def counts(self, request: Request) -> bool:
        return request.method in SAFE_METHODS


class Writing(PerCaller):
    scope = "write"

    def counts(self, request: Request) -> bool:
        return request.method not in SAFE_METHODS


class FailedKeys(Counted):
    """Of each address: keys that open nothing. A good key from the same address is let through all the same.

    Against a program that was forgotten with an old key, not against guessing: a key has 256 random bits.
    """

    scope = "failed"

    def get_cache_key(self, request: Request | HttpRequest, view: Any = None) -> str:
        return f"throttle-{self.scope}-{get_client_ip_address(request)}"

    def count(self, request: Request) -> None:
        """Count one more; refuse once there were too many."""
        if not self.allow_request(request, None):
            raise Throttled(self.wait())

    def left(self, request: HttpRequest) -> Budget | None:
        """What the address has left, counting nothing; None where nothing is counted."""
        if self.rate is None:
            return None
        self.now = self.timer()
        try:
            found = self.cache.get(self.get_cache_key(request), [])
        except RedisError:
            return None
        self.history = [moment for moment in found if moment > self.now - self.duration]
        return self.budget()


def note(request: Request, budget: Budget) -> None:
    """Keep it with the request, for the answer's headers, whatever the answer will be."""
    request._request.budget = budget


def budget_of(request: HttpRequest) -> Budget | None:
    """That of the caller; of a request that nobody was found behind, its address's."""
    found: Budget | None = getattr(request, "budget", None)
    return found or FailedKeys().left(request)
