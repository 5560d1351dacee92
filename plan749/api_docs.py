"""The API's page to read and try; and the answer of addresses that are none."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


def docs(request: HttpRequest) -> HttpResponse:
    """Swagger UI from our own files: its init script is one of ours, since the browser runs no inline script."""
    return render(request, "api/docs.html")


@extend_schema(exclude=True)
class Nothing(APIView):
    """An address of the API that does not exist."""

    def get(self, request: Request) -> Response:
        raise Http404

    post = put = patch = delete = get
