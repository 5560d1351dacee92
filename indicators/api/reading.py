"""What every reading view shares: filters by name, pages, one object by its code, and the mark of a demonstration."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeVar

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import generics
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from .filters import Filter, NamedFilters
from .pages import Pages
from .problems import SchemaWithProblems

HEADER = "X-Illustrative"
View = TypeVar("View", bound=APIView)


class Labelled(APIView):
    """Says in a header too when an answer rests on made-up figures."""

    schema = SchemaWithProblems()
    # Whether anyone may read this where the portal has its public page.
    is_public = False

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        data = getattr(response, "data", None)
        if isinstance(data, dict) and data.get("illustrative"):
            response[HEADER] = "true"
        return response


def in_words(summary: Any, *parameters: OpenApiParameter) -> Callable[[type[View]], type[View]]:
    """Says in the schema, in the reader's language, what a reading view answers."""
    return extend_schema_view(get=extend_schema(summary=summary, parameters=list(parameters)))


class ListOf(Labelled, generics.ListAPIView):
    """A list in pages, narrowed by the view's `filters`."""

    filters: ClassVar[Mapping[str, Filter]] = {}
    filter_backends = [NamedFilters]
    pagination_class: type[Pages] | None = Pages


class OneOf(Labelled, generics.RetrieveAPIView):
    """One object by its own code. `?plan=` says whose, where two plans have the same."""

    filters: ClassVar[Mapping[str, Filter]] = {}
    filter_backends = [NamedFilters]
    pagination_class = None

    def get_object(self) -> Any:
        found = list(self.filter_queryset(self.get_queryset()).filter(**self.wanted())[:2])
        if not found:
            raise Http404
        if len(found) > 1:
            sentence = _("Có ở nhiều kế hoạch; xin ghi rõ kế hoạch nào.")
            raise ValidationError({"plan": [ErrorDetail(sentence, "ambiguous")]})
        return found[0]

    def wanted(self) -> dict[str, Any]:
        """What the address names."""
        return {self.lookup_field: self.kwargs[self.lookup_field]}
