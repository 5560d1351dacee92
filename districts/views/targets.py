"""Where the province types its targets in."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def targets(request: HttpRequest, **address: Any) -> HttpResponse:
    return HttpResponse("Trang này đang được xây dựng.")


def target(request: HttpRequest, **address: Any) -> HttpResponse:
    return HttpResponse("Trang này đang được xây dựng.")
