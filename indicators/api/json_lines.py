"""A whole list as JSON, an object a line, sent while it is read: for programs what CSV is for spreadsheets."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.translation import get_language, override
from rest_framework.renderers import BaseRenderer, JSONRenderer

from .tables import ROWS_AT_ONCE


class LinesRenderer(BaseRenderer):
    """By which a client asks for it. Lists write themselves; nothing else is answered in it."""

    media_type = "application/jsonl"
    format = "jsonl"
    charset = "utf-8"

    def render(self, data: Any, *args: Any, **kwargs: Any) -> bytes:
        raise NotImplementedError("A list as lines is streamed.")


def answer(rows: Iterable[Mapping[str, Any]]) -> StreamingHttpResponse:
    return StreamingHttpResponse(written(rows), content_type="application/jsonl; charset=utf-8")


def written(rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """The rows as they stand in the pages of the list, some at a time, in the language of whoever asked."""
    language, rest, as_json = get_language(), iter(rows), JSONRenderer()
    while True:
        with override(language):
            lines = b"".join(as_json.render(row) + b"\n" for row in islice(rest, ROWS_AT_ONCE))
        if not lines:
            return
        yield lines
