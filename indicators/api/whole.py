"""A list in one answer, for whoever asks for CSV or for JSON an object a line."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.http import StreamingHttpResponse
from rest_framework import generics
from rest_framework.serializers import Serializer

from ..models import Plan
from . import json_lines, tables
from .fields import fields_asked, keep_asked

HEADER = "X-Illustrative"
MARK = "illustrative"
# Rows of the database are read so many at a time, with what hangs on them.
CHUNK = 200
Lines = Iterable[Mapping[str, Any]]


class Whole(generics.GenericAPIView):
    """What a list adds to be one table. `one_row_each`: the list within a row that makes several lines of the row."""

    one_row_each: ClassVar[tuple[str, type[Serializer]] | None] = None

    def form(self) -> str:
        """csv or jsonl where the list is asked for whole; anything else: in pages."""
        return str(getattr(getattr(self.request, "accepted_renderer", None), "format", ""))

    def is_whole(self) -> bool:
        return self.form() in (tables.CSVRenderer.format, json_lines.LinesRenderer.format)

    def whole(self) -> StreamingHttpResponse:
        """The whole list. Every fault of the request is found before the first line is sent."""
        shape = self.get_serializer_class()(context=self.get_serializer_context())
        keep_asked(shape, self.request, MARK)
        lines = self.lines(self.filter_queryset(self.get_queryset()), shape)
        if self.form() == json_lines.LinesRenderer.format:
            answer = json_lines.answer({name: row[name] for name in shape.fields} for row in lines)
        else:
            answer = self.table(shape, lines)
        if MARK in shape.fields and Plan.objects.is_demonstration():
            answer[HEADER] = "true"
        return answer

    def table(self, shape: Serializer, lines: Lines) -> StreamingHttpResponse:
        asked = fields_asked(self.request)
        columns = tables.columns_of(shape)
        if self.one_row_each is not None and self.one_row_each[0] in shape.fields:
            name, entry = self.one_row_each
            columns = tables.unfolded_columns(columns, name, entry())
            lines = tables.unfolded(lines, name)
        wanted = tables.of_fields(columns, asked)
        if MARK in columns and MARK not in wanted:
            wanted.append(MARK)
        return tables.answer(lines, wanted, self.request.path.rstrip("/").rpartition("/")[2])

    def lines(self, queryset: Any, shape: Serializer) -> Lines:
        """The rows of the whole list in their order, as they are read."""
        source = self.in_order(queryset)  # type: ignore[attr-defined]
        return map(shape.to_representation, source.order.sort(source.rows).iterator(CHUNK))
