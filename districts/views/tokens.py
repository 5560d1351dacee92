"""Keys of one's own programs."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def tokens(request: HttpRequest, **address: Any) -> HttpResponse:
    return HttpResponse("Trang này đang được xây dựng.")


def revoke(request: HttpRequest, **address: Any) -> HttpResponse:
    return HttpResponse("Trang này đang được xây dựng.")
