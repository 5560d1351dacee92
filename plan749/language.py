"""Vietnamese first: a page is in English only for who chose it by the switch, not because of how a browser came."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

API = "/api/"


class VietnameseFirst:
    """Forgets the browser's languages before Django reads them; a program may still ask the API in its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(API):
            request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        return self.get_response(request)
