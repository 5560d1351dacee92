"""What goes wrong before a view of the API is reached, or within it: told to a program as a program reads it."""

import logging
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views import defaults

from districts.api.problem_types import PROBLEMS
from districts.api_errors import problem
from indicators.api.problems import MEDIA_TYPE

API = "/api/"
logger = logging.getLogger(__name__)


def problems(request: HttpRequest) -> HttpResponse:
    """What every code means: where the `type` of a refusal leads."""
    return render(request, "api/problems.html", {"problems": PROBLEMS})


def told(code: str, **more: Any) -> HttpResponse:
    body = {**problem(code), **more}
    return JsonResponse(body, status=body["status"], content_type=MEDIA_TYPE)


def either(code: str, page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The page for people; under the API's addresses the problem."""

    def answer(request: HttpRequest, exception: Exception) -> HttpResponse:
        return told(code) if request.path.startswith(API) else page(request, exception)

    return answer


bad_request = either("bad_request", defaults.bad_request)
permission_denied = either("permission_denied", defaults.permission_denied)
page_not_found = either("not_found", defaults.page_not_found)


def server_error(request: HttpRequest) -> HttpResponse:
    """Nothing of the inside; `instance` is the name under which the log has it."""
    if not request.path.startswith(API):
        return defaults.server_error(request)
    instance = uuid4().urn
    logger.error("The API answered 500 as %s: %s %s", instance, request.method, request.path)
    return told("server_error", instance=instance)
