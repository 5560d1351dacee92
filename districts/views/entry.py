"""The form of a unit's quarter."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def entry(request: HttpRequest, **address: Any) -> HttpResponse:
    return HttpResponse("Trang này đang được xây dựng.")
