"""The front door."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def home(request: HttpRequest, **address: Any) -> HttpResponse:
    return HttpResponse("Trang này đang được xây dựng.")
