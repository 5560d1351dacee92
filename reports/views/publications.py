"""Pages of what was published."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def publications(request: HttpRequest, **address: Any) -> HttpResponse:
    return HttpResponse("Trang này đang được xây dựng.")


publication = document = publications
