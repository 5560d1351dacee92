"""Who has submitted, who is late."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def reporting(request: HttpRequest, **address: Any) -> HttpResponse:
    return HttpResponse("Trang này đang được xây dựng.")
