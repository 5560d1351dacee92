"""How the API says no: one JSON shape for every refusal."""

from rest_framework.response import Response
from rest_framework.views import exception_handler


def answer(exception: Exception, context: dict[str, object]) -> Response | None:
    return exception_handler(exception, context)
