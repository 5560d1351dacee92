"""In what form an answer is given: by `Accept`, or by `?format=`."""

from collections.abc import Sequence

from django.http import Http404
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


class Negotiation(DefaultContentNegotiation):
    """A form that is none of the address's is refused as such; its address is there all the same."""

    def select_renderer(
        self, request: Request, renderers: Sequence[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        if request.query_params.get(self.settings.URL_FORMAT_OVERRIDE) == "":
            raise NotAcceptable(available_renderers=renderers)
        found: tuple[BaseRenderer, str] = super().select_renderer(request, renderers, format_suffix)
        return found

    def filter_renderers(self, renderers: Sequence[BaseRenderer], format: str) -> list[BaseRenderer]:
        try:
            found: list[BaseRenderer] = super().filter_renderers(renderers, format)
        except Http404:
            raise NotAcceptable(available_renderers=renderers) from None
        return found
