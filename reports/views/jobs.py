"""Ordering a publication, and watching it being made."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def publish(request: HttpRequest, **address: Any) -> HttpResponse:
    return HttpResponse("Trang này đang được xây dựng.")


job = publish
