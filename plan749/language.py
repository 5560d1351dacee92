"""Vietnamese first: a page is in English only for who chose it by the switch, not because of how a browser came."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

API = "/api/"


class VietnameseFirst:
    """Forgets the browser's languages before Django reads them; a program may still ask the API in its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(API):
            return self.get_response(request)
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        response = self.get_response(request)
        forget(response)
        return response


def forget(response: HttpResponse) -> None:
    """Take back what Django says of it: the answer was the same for browsers in any language."""
    names = [name.strip() for name in response.get("Vary", "").split(",")]
    varies = [name for name in names if name and name.lower() != "accept-language"]
    if varies:
        response["Vary"] = ", ".join(varies)
    elif "Vary" in response:
        del response["Vary"]
