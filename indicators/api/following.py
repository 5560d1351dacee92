"""Following a list: what changed since a moment, what left it, and from which moment to ask next time.

A row is dated when its change was asked for and is seen when that is committed, a little later. So the moment to ask
from next lies before the reading by what a change may take (`overlap`): a row can come twice, and none is missed.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from plan749 import clock

from .filters import Filter, asked, moment, narrowed, read_values
from .order import ORDERING, Column, Order
from .pages import PagesOfFigures
from .reading import ListOf

SINCE = "updated_since"
A_MOMENT = moment(once=True)


class PagesOfChanges(PagesOfFigures):
    """Pages that say from which moment to ask next, and what of the changed rows is not in the list any more."""

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> list[Any]:
        # Before anything is read: what is committed meanwhile is asked for again.
        self.began, self.view = clock.now(), view
        rows = super().paginate_queryset(queryset, request, view)
        gone = self.view.gone(rows)  # type: ignore[union-attr]
        self.deleted = [
            {"id": row.pk, "deleted_at": timezone.localtime(moment).isoformat()} for row, moment in gone
        ]
        left = {row["id"] for row in self.deleted}
        return [row for row in rows if row.pk not in left]

    def since(self) -> str:
        """The first page's moment, on every page: a later one would miss what a walk over many pages passed by."""
        if self.cursor is not None and self.cursor.since:
            return self.cursor.since
        return (self.began - self.view.overlap).isoformat()  # type: ignore[union-attr]

    def get_paginated_response(self, data: Any) -> Response:
        """The moment to ask from next, also within the links, makes no other answer: an earlier one is as good."""
        response = super().get_paginated_response(data)
        said = [response.data[name] for name in ("next", "previous", "next_updated_since")]
        response.of_the_moment = [text for text in said if text]
        return response

    def envelope(self) -> dict[str, Any]:
        sight = hashlib.sha256(self.view.sight().encode()).hexdigest()[:16]  # type: ignore[union-attr]
        more = {"deleted": self.deleted, "next_updated_since": self.since(), "sight": sight}
        return {**super().envelope(), **more}

    def envelope_schema(self) -> dict[str, Any]:
        gone = {"id": {"type": "integer"}, "deleted_at": {"type": "string", "format": "date-time"}}
        left = {"type": "object", "required": list(gone), "properties": gone}
        return {
            **super().envelope_schema(),
            "deleted": {"type": "array", "items": left},
            "next_updated_since": {"type": "string", "format": "date-time"},
            "sight": {"type": "string"},
        }


class Followed(ListOf):
    """A list that can be asked what changed since.

    `changed`: the column of a row's last change. `passing`: the filters that a row may leave, by which a changed row
    that does not fit is told as gone. `overlap`: how long a change may take.
    """

    changed: ClassVar[str]
    passing: ClassVar[frozenset[str]] = frozenset()
    overlap: ClassVar[timedelta] = timedelta(minutes=5)
    pagination_class = PagesOfChanges
    fitting: QuerySet[Any] | None = None

    def sight(self) -> str:
        """What a person may see of the list; where it changed, the whole list is to be read again."""
        raise NotImplementedError

    def besides(self) -> set[str]:
        return super().besides() | (set() if self.is_whole() else {SINCE})

    def since(self) -> datetime | None:
        """The moment asked from; None: the list as it stands is asked for."""
        if SINCE not in self.request.query_params:
            return None
        values, sentences = read_values(self.request.query_params.getlist(SINCE), A_MOMENT)
        if not sentences and ORDERING in self.request.query_params:
            sentences = [_("Danh sách thay đổi có thứ tự cố định.")]
        if sentences:
            raise ValidationError({SINCE: [ErrorDetail(sentence, "bad_since") for sentence in sentences]})
        found: datetime = values[0]
        return found

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        filters: Mapping[str, Filter] = self.filters
        wanted = asked(self.request, filters, self.besides())
        since = None if self.is_whole() else self.since()
        if since is None:
            return narrowed(queryset, filters, wanted)
        stays = {name for name in wanted if name.partition("__")[0] not in self.passing}
        if stays != wanted.keys():
            self.fitting = narrowed(queryset, filters, wanted)
        fixed = {name: values for name, values in wanted.items() if name in stays}
        return narrowed(queryset, filters, fixed).filter(**{f"{self.changed}__gte": since})

    def in_order(self, queryset: Any) -> Any:
        source = super().in_order(queryset)
        if SINCE in self.request.query_params:
            return type(source)(source.rows, Order((Column(self.changed), Column("pk"))))
        return source

    def gone(self, rows: list[Any]) -> list[tuple[Any, datetime]]:
        """The changed rows that do not fit what was asked any more, each with the moment of its change."""
        if self.fitting is None:
            return []
        fit = self.fitting.filter(pk__in=[row.pk for row in rows]).order_by()
        fitting = set(fit.values_list("pk", flat=True))
        return [(row, getattr(row, self.changed)) for row in rows if row.pk not in fitting]

    def more_parameters(self) -> list[dict[str, Any]]:
        schema = {"type": "string", "format": "date-time"}
        since = {"name": SINCE, "in": "query", "required": False, "schema": schema}
        return [*super().more_parameters(), since]
