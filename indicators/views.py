"""The handbook: what each indicator is."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def handbook(request: HttpRequest, **address: Any) -> HttpResponse:
    return HttpResponse("Trang này đang được xây dựng.")


def indicator(request: HttpRequest, **address: Any) -> HttpResponse:
    return HttpResponse("Trang này đang được xây dựng.")
