"""What every answer of the API carries: who may keep it, a mark by which it is not sent twice, and fewer bytes."""

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

PREFIX = "/api/"
VARIES_BY = ("Accept", "Accept-Language", "Authorization", "Cookie")


class AnswersOfTheAPI:
    """Pages are left as they are: they hold the key against forged requests, which packing would give away by length.

    An answer of the API holds none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.gzip = GZipMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not request.path.startswith(PREFIX) or response.headers.get("Content-Type", "").startswith(
            "text/html"
        ):
            return response
        patch_vary_headers(response, VARIES_BY)
        patch_cache_control(response, private=True, no_cache=True)
        return self.gzip.process_response(request, unless_known(request, response))


def unless_known(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """304 without a body to whoever has this very answer. A stream is not known before it was sent."""
    is_whole = isinstance(response, HttpResponse) and response.status_code == 200
    if not is_whole or request.method not in ("GET", "HEAD"):
        return response
    response["ETag"] = mark_of(request, response)
    return get_conditional_response(request, etag=response["ETag"], response=response)


def mark_of(request: HttpRequest, response: HttpResponse) -> str:
    """Of the answer itself, for one reader: it changes with whatever the answer rests on, and fits nobody else.

    What an answer says only of the moment it was made at (`of_the_moment`) makes it no other answer.
    """
    asked = f"{request.user.pk} {request.LANGUAGE_CODE} {request.get_full_path()}\n"  # type: ignore[attr-defined]
    body = response.content
    for text in getattr(response, "of_the_moment", ()):
        body = body.replace(text.encode(), b"")
    return f'W/"{hashlib.sha256(asked.encode() + body).hexdigest()[:32]}"'
