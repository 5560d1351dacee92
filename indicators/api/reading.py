"""What every reading view shares: filters by name, pages, one object by its code, and the mark of a demonstration."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from django.http import Http404
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import generics
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from .fields import FIELDS, keep_asked
from .filters import Filter, NamedFilters
from .json_lines import LinesRenderer
from .order import ORDERING, Orderings, order_of, parameter
from .pages import PAGING, Pages, Sorted
from .problems import SchemaWithProblems
from .tables import CSVRenderer
from .whole import HEADER, MARK, Whole

FORMAT = "format"
WHOLE = (CSVRenderer.media_type, LinesRenderer.media_type)
READS = {"GET", "HEAD"}
ONLY_THESE = gettext_lazy("Chỉ trả lời các trường này; trường khác vắng mặt, dù lược đồ ghi là luôn có.")
View = TypeVar("View", bound=APIView)


class Labelled(APIView):
    """Says in headers too when an answer rests on made-up figures, and when its object changed."""

    schema = SchemaWithProblems()
    # Whether anyone may read this where the portal has its public page.
    is_public = False

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        data = getattr(response, "data", None)
        if isinstance(data, dict) and data.get(MARK):
            response[HEADER] = "true"
        if request.method in ("GET", "HEAD") and isinstance(data, dict) and data.get("updated_at"):
            changed = datetime.fromisoformat(str(data["updated_at"]))
            response["Last-Modified"] = http_date(changed.timestamp())
        return response


def in_words(summary: Any, *parameters: OpenApiParameter) -> Callable[[type[View]], type[View]]:
    """Says in the schema, in the reader's language, what a reading view answers."""
    return extend_schema_view(get=extend_schema(summary=summary, parameters=list(parameters)))


class SchemaOfReading(SchemaWithProblems):
    """Says too that fields can be chosen, and that a list comes as CSV."""

    def get_override_parameters(self) -> list[Any]:
        if self.method != "GET":
            return []
        names = list(self.view.get_serializer().fields)
        return [OpenApiParameter(FIELDS, str, enum=names, many=True, explode=False, description=ONLY_THESE)]

    def map_renderers(self, attribute: str) -> list[Any]:
        """Every answer in JSON; what is whole is told of lists alone, for which it is no JSON in pages."""
        found: list[Any] = super().map_renderers(attribute)
        return [one for one in found if one not in WHOLE]

    def _get_response_bodies(self, direction: str = "response") -> dict[str, Any]:
        bodies = super()._get_response_bodies(direction)
        if self.method == "GET" and isinstance(self.view, Whole):
            bodies["200"]["content"] |= {one: {"schema": {"type": "string"}} for one in WHOLE}
        return bodies


class Sparse(Labelled):
    """Answers the fields asked for, or all."""

    schema = SchemaOfReading()

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        serializer = super().get_serializer(*args, **kwargs)  # type: ignore[misc]
        if self.request.method == "GET":
            keep_asked(serializer, self.request)
        return serializer


class ListOf(Whole, Sparse, generics.ListAPIView):
    """A list in pages, or whole as CSV; narrowed by the view's `filters`, sorted by its `orderings`.

    `ordered_by`: the columns of its own order.
    """

    filters: ClassVar[Mapping[str, Filter]] = {}
    orderings: ClassVar[Orderings] = {}
    ordered_by: ClassVar[tuple[str, ...]] = ()
    filter_backends = [NamedFilters]
    pagination_class: type[Pages] | None = Pages

    def get_renderers(self) -> list[BaseRenderer]:
        """CSV where it is read, JSON where it is written; a method that is refused is refused as such."""
        writes = self.request is not None and self.request.method in {*self.allowed_methods} - READS
        return [JSONRenderer(), *([] if writes else [CSVRenderer(), LinesRenderer()])]

    def besides(self) -> set[str]:
        """The names in an address that are no filters. A table has no pages."""
        return {FIELDS, ORDERING, FORMAT, *(() if self.is_whole() else PAGING)}

    def more_parameters(self) -> list[dict[str, Any]]:
        """What the schema says of an address besides its filters, its pages and its fields."""
        return [parameter(self.orderings)] if self.orderings else []

    def in_order(self, queryset: Any) -> Any:
        return Sorted(queryset, order_of(self.request, self.orderings, self.ordered_by))

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        return self.whole() if self.is_whole() else self.list(request, *args, **kwargs)

    def handle_exception(self, exc: Exception) -> Response:
        """A refusal is JSON, whatever the list was asked for in."""
        if self.is_whole():
            self.request.accepted_renderer = JSONRenderer()
            self.request.accepted_media_type = JSONRenderer.media_type
        return super().handle_exception(exc)


class OneOf(Sparse, generics.RetrieveAPIView):
    """One object by its own code. `?plan=` says whose, where two plans have the same."""

    filters: ClassVar[Mapping[str, Filter]] = {}
    filter_backends = [NamedFilters]
    pagination_class = None

    def besides(self) -> set[str]:
        return {FIELDS, FORMAT}

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
