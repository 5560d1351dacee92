"""A one-time password opens one page only: the one where it is changed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

ALLOWED = ("districts:change_password", "districts:sign_out", "set_language")


class OwnPasswordFirst:
    """Sends whoever signed in with a one-time password to the page where they choose their own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and user.must_change_password:
            if request.path not in {reverse(name) for name in ALLOWED}:
                return redirect("districts:change_password")
        return self.get_response(request)
