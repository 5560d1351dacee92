"""What every reading view shares: filters by name, pages, one object by its code, and the mark of a demonstration."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import generics
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from .filters import Filter, NamedFilters
from .pages import Pages

HEADER = "X-Illustrative"


class Labelled(APIView):
    """Says in a header too when an answer rests on made-up figures."""

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        data = getattr(response, "data", None)
        if isinstance(data, dict) and data.get("illustrative"):
            response[HEADER] = "true"
        return response


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
