"""Pages of a list: `next` and `previous` are whole addresses to follow; a list is read only as far as asked."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from django.utils.translation import gettext as _
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param
from rest_framework.views import APIView

from ..models import Plan
from .filters import read_whole

LIMIT = 100
MAX_LIMIT = 1000
CURSOR = re.compile(r"([0-9]{1,5})-([0-9]{1,9})", re.ASCII)


class Place(NamedTuple):
    """Where a page begins: which part of the list, and how far into it."""

    part: int
    offset: int


class Part(Protocol):
    """A part of a list, read when its turn comes: a QuerySet, or one period's observations."""

    def __getitem__(self, rows: slice, /) -> Any: ...


class Parts(list[Part]):
    """A list in parts, such as one a period, so that a page reads only the periods it shows."""


class Pages(BasePagination):
    """Rows from a place on. The cursor in `next` is opaque to clients."""

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> list[Any]:
        self.request = request
        parts = queryset if isinstance(queryset, Parts) else Parts([queryset])
        limit, start = limit_of(request), place_of(request)
        rows, self.following = take(parts, start, limit)
        self.preceding = before(parts, start, limit)
        return rows

    def get_paginated_response(self, data: Any) -> Response:
        return Response({**self.envelope(), "results": data})

    def envelope(self) -> dict[str, Any]:
        return {"next": self.link(self.following), "previous": self.link(self.preceding)}

    def link(self, place: Place | None) -> str | None:
        """The page's address; None where there is no such page."""
        if place is None:
            return None
        own = self.request.build_absolute_uri()
        if place == (0, 0):
            return remove_query_param(own, "cursor")
        return replace_query_param(own, "cursor", f"{place.part}-{place.offset}")

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        properties = {**self.envelope_schema(), "results": schema}
        return {"type": "object", "required": list(properties), "properties": properties}

    def envelope_schema(self) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {"next": link, "previous": link}

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        limit = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": LIMIT}
        cursor = {"type": "string", "pattern": f"^{CURSOR.pattern}$"}
        return [
            {"name": "limit", "in": "query", "required": False, "schema": limit},
            {"name": "cursor", "in": "query", "required": False, "schema": cursor},
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


def take(parts: Parts, start: Place, limit: int) -> tuple[list[Any], Place | None]:
    """So many rows from a place on, and where the next page begins; None at the end."""
    rows: list[Any] = []
    part, offset = start
    while part < len(parts):
        # One row more than asked tells whether there is a next page.
        found = list(parts[part][offset : offset + limit - len(rows) + 1])
        rows += found
        if len(rows) > limit:
            return rows[:limit], Place(part, offset + len(found) - 1)
        part, offset = part + 1, 0
    return rows, None


def before(parts: Sequence[Any], start: Place, limit: int) -> Place | None:
    """Where the page before begins; None at the beginning."""
    part, offset = start
    if start == (0, 0) or part >= len(parts):
        return None
    while limit > offset and part > 0:
        limit -= offset
        part -= 1
        offset = len(parts[part])
    return Place(part, max(0, offset - limit))


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


def place_of(request: Request) -> Place:
    found = CURSOR.fullmatch(request.query_params.get("cursor", "0-0"))
    if found is None:
        raise ValidationError({"cursor": [ErrorDetail(_("Không có trang này."), "bad_cursor")]})
    return Place(int(found[1]), int(found[2]))
