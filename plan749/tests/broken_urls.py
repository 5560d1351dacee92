"""The portal's addresses, and two that break: one for programs, one for people."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from plan749.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def breaks(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError("a secret of the inside")


urlpatterns = [path("api/v1/breaks/", breaks), path("breaks/", breaks), *urlpatterns]
