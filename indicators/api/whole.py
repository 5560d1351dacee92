"""A list in one answer, as a table, for whoever asks for CSV."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.http import StreamingHttpResponse
from rest_framework import generics
from rest_framework.serializers import Serializer

from ..models import Plan
from . import tables
from .fields import fields_asked, keep_asked

HEADER = "X-Illustrative"
MARK = "illustrative"
# Rows of the database are read so many at a time, with what hangs on them.
CHUNK = 200
Lines = Iterable[Mapping[str, Any]]


class Whole(generics.GenericAPIView):
    """What a list adds to be one table. `one_row_each`: the list within a row that makes several lines of the row."""

    one_row_each: ClassVar[tuple[str, type[Serializer]] | None] = None

    def is_table(self) -> bool:
        renderer = getattr(self.request, "accepted_renderer", None)
        return getattr(renderer, "format", "") == tables.CSVRenderer.format

    def table(self) -> StreamingHttpResponse:
        """The whole list. Every fault of the request is found before the first line is sent."""
        asked = fields_asked(self.request)
        shape = self.get_serializer_class()(context=self.get_serializer_context())
        keep_asked(shape, self.request, MARK)
        columns = tables.columns_of(shape)
        lines = self.lines(self.filter_queryset(self.get_queryset()), shape)
        if self.one_row_each is not None and self.one_row_each[0] in shape.fields:
            name, entry = self.one_row_each
            columns = tables.unfolded_columns(columns, name, entry())
            lines = tables.unfolded(lines, name)
        wanted = tables.of_fields(columns, asked)
        if MARK in columns and MARK not in wanted:
            wanted.append(MARK)
        answer = tables.answer(lines, wanted, self.request.path.rstrip("/").rpartition("/")[2])
        if MARK in columns and Plan.objects.is_demonstration():
            answer[HEADER] = "true"
        return answer

    def lines(self, queryset: Any, shape: Serializer) -> Lines:
        """The rows of the whole list in their order, as they are read."""
        source = self.in_order(queryset)  # type: ignore[attr-defined]
        return map(shape.to_representation, source.order.sort(source.rows).iterator(CHUNK))
