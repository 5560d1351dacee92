"""Pages of a list: `next` and `previous` are whole addresses to follow; a list is read only as far as asked.

A page begins after a row, named by where it stands in a total order. So rows that come and go between two pages move
no other row from one page to another.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from ..models import Plan
from .cursors import CURSOR, Cursor, cursor_of, sealed
from .filters import read_whole
from .order import Order

LIMIT = 100
MAX_LIMIT = 1000
PAGING = ("limit", CURSOR)
Key = list[Any]
Row = tuple[Key, Any]


class Source(Protocol):
    """A list in a total order: so many rows after a key, or before it from there back."""

    def take(self, key: Key | None, most: int, *, backwards: bool) -> list[Row]: ...


@dataclass(frozen=True)
class Sorted:
    """A QuerySet in an order."""

    rows: QuerySet[Any]
    order: Order

    def take(self, key: Key | None, most: int, *, backwards: bool) -> list[Row]:
        order = self.order.reversed() if backwards else self.order
        rows = order.sort(self.rows if key is None else order.after(self.rows, key))
        return [(self.order.key_of(row), row) for row in rows[:most]]


class Part(Protocol):
    """A part of a list, read when its turn comes, such as one period's observations. Its key tells it from others."""

    @property
    def key(self) -> Key: ...

    def walk(self, key: Key | None, *, backwards: bool) -> Iterator[Row]: ...


class Parts(list[Part]):
    """A list in parts, in the order of their keys, so that a page reads only the parts it shows."""

    def take(self, key: Key | None, most: int, *, backwards: bool) -> list[Row]:
        return list(islice(self.walk(key, backwards=backwards), most))

    def walk(self, key: Key | None, *, backwards: bool) -> Iterator[Row]:
        for part in reversed(self) if backwards else self:
            if key is None or is_beyond(part.key, key[0], backwards=backwards):
                inner = None
            elif part.key == key[0]:
                inner = key[1]
            else:
                continue
            yield from (([part.key, place], row) for place, row in part.walk(inner, backwards=backwards))


def is_beyond(key: Key, other: Key, *, backwards: bool) -> bool:
    """Whether a key comes later on one's way."""
    return key < other if backwards else key > other


class Pages(BasePagination):
    """Rows after a row. The cursor in `next` is opaque to clients."""

    cursor: Cursor | None = None
    following: Key | None = None
    preceding: Key | None = None

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> list[Any]:
        self.request = request
        limit, self.cursor = limit_of(request), cursor_of(request)
        key, backwards, _since = self.cursor or Cursor([])
        found = view.in_order(queryset).take(key or None, limit + 1, backwards=backwards)  # type: ignore[union-attr]
        # One row more than asked tells whether there is a page beyond.
        is_more, found = len(found) > limit, found[:limit]
        if backwards:
            found.reverse()
        self.link_up([key for key, _row in found], is_more=is_more, backwards=backwards)
        return [row for _key, row in found]

    def link_up(self, keys: Sequence[Key], *, is_more: bool, backwards: bool) -> None:
        """Where the pages beside this one begin; a page that was come from is there."""
        came = self.cursor is not None
        if keys and (came if backwards else is_more):
            self.following = keys[-1]
        if keys and (is_more if backwards else came):
            self.preceding = keys[0]

    def get_paginated_response(self, data: Any) -> Response:
        return Response({**self.envelope(), "results": data})

    def envelope(self) -> dict[str, Any]:
        return {
            "next": self.link(self.following, backwards=False),
            "previous": self.link(self.preceding, backwards=True),
        }

    def link(self, key: Key | None, *, backwards: bool) -> str | None:
        """The page's address; None where there is no such page."""
        if key is None:
            return None
        cursor = sealed(Cursor(key, backwards, self.since()), self.request)
        return replace_query_param(self.request.build_absolute_uri(), CURSOR, cursor)

    def since(self) -> str:
        """What the pages of one walk share beside the list; nothing for most lists."""
        return ""

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        properties = {**self.envelope_schema(), "results": schema}
        return {"type": "object", "required": list(properties), "properties": properties}

    def envelope_schema(self) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {"next": link, "previous": link}

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        limit = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": LIMIT}
        return [
            {"name": "limit", "in": "query", "required": False, "schema": limit},
            {"name": CURSOR, "in": "query", "required": False, "schema": {"type": "string"}},
        ]


class PagesOfFigures(Pages):
    """The same for lists that rest on figures: whether those were made up for a demonstration."""

    def envelope(self) -> dict[str, Any]:
        return {**super().envelope(), **label(Plan.objects.is_demonstration())}

    def envelope_schema(self) -> dict[str, Any]:
        note = {"type": ["string", "null"]}
        return {**super().envelope_schema(), "illustrative": {"type": "boolean"}, "note": note}


def label(illustrative: bool) -> dict[str, Any]:
    """What stands beside made-up figures wherever they go; no note beside real ones."""
    return {"illustrative": illustrative, "note": _("số liệu minh họa") if illustrative else None}


def limit_of(request: Request) -> int:
    text = request.query_params.get("limit", str(LIMIT))
    try:
        limit = read_whole(text)
    except ValueError:
        limit = 0
    if not 1 <= limit <= MAX_LIMIT:
        sentence = _("Mỗi trang có từ 1 đến %(most)d kết quả.") % {"most": MAX_LIMIT}
        raise ValidationError({"limit": [ErrorDetail(sentence, "bad_limit")]})
    return limit
