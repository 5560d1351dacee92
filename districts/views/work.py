"""My work: what waits for the person, by urgency."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def my_work(request: HttpRequest, **address: Any) -> HttpResponse:
    return HttpResponse("Trang này đang được xây dựng.")
