"""Before and after every view: a one-time password opens one page only; the API says how much may still be asked."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from indicators.api.problems import MEDIA_TYPE

from .api_errors import problem
from .throttles import budget_of

ALLOWED = ("districts:change_password", "districts:sign_out", "set_language", "set_theme", "healthz")
API = "/api/"


class OwnPasswordFirst:
    """Sends whoever signed in with a one-time password to the page where they choose their own.

    A script asking the API is told so instead: it would take the page for an answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not user.is_authenticated or not user.must_change_password:
            return self.get_response(request)
        if request.path in {reverse(name) for name in ALLOWED}:
            return self.get_response(request)
        return refused() if request.path.startswith(API) else redirect("districts:change_password")


def refused() -> JsonResponse:
    """The API's refusal, in the shape of all its others."""
    body = problem("password_change_required")
    return JsonResponse(body, status=body["status"], content_type=MEDIA_TYPE)


class Budgets:
    """Says on every answer of the API how many requests are left, refusals and unknown addresses too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if request.path.startswith(API):
            budget = budget_of(request)
            if budget is not None:
                budget.tell(answer)
        return answer
