"""The order of a list: total, so that a page begins after a row and not at a number that moves with the rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request

from .filters import shown

ORDERING = "ordering"
# API name -> the columns that sort by it; none of them may be empty in the database.
Orderings = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Column:
    lookup: str
    descending: bool = False

    @property
    def written(self) -> str:
        return f"-{self.lookup}" if self.descending else self.lookup


@dataclass(frozen=True)
class Order:
    """Columns to sort by; the last is the row's own number, so that no two rows are equal."""

    columns: tuple[Column, ...]

    def reversed(self) -> "Order":
        return Order(tuple(Column(column.lookup, not column.descending) for column in self.columns))

    def sort(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.order_by(*(column.written for column in self.columns))

    def after(self, rows: QuerySet[Any], key: Sequence[Any]) -> QuerySet[Any]:
        """The rows that stand after a key, whether its row is still there or not."""
        beyond, equal = Q(pk__in=[]), Q()
        for column, value in zip(self.columns, key, strict=True):
            side = "lt" if column.descending else "gt"
            beyond |= equal & Q(**{f"{column.lookup}__{side}": value})
            equal &= Q(**{column.lookup: value})
        return rows.filter(beyond)

    def key_of(self, row: Model) -> list[Any]:
        """Where a row stands, in what JSON can hold."""
        return [plain(reduce(getattr, column.lookup.split("__"), row)) for column in self.columns]


def plain(value: Any) -> Any:
    """A day or a moment as text, to the last digit."""
    return value.isoformat() if isinstance(value, date) else value


def order_of(request: Request, orderings: Orderings, unasked: Sequence[str]) -> Order:
    """The order asked for by name, `-name` for the other way round, or the list's own; always total."""
    names = [name for text in request.query_params.getlist(ORDERING) for name in text.split(",")]
    unknown = [name for name in names if name.removeprefix("-") not in orderings]
    if unknown:
        raise ValidationError(
            {ORDERING: [ErrorDetail(said(name, orderings), "bad_order") for name in unknown]}
        )
    columns = [
        Column(lookup, name.startswith("-")) for name in names for lookup in orderings[name.removeprefix("-")]
    ]
    return Order((*(columns or map(Column, unasked)), Column("pk")))


def said(name: str, orderings: Orderings) -> str:
    """Why a list is not sorted so."""
    if not orderings:
        return _("Danh sách này có thứ tự cố định.")
    return _("Không sắp xếp được theo “%(text)s”.") % {"text": shown(name)}


def parameter(orderings: Orderings) -> dict[str, Any]:
    """The names to sort by as OpenAPI says them."""
    names = [sign + name for name in orderings for sign in ("", "-")]
    return {
        "name": ORDERING,
        "in": "query",
        "required": False,
        "explode": False,
        "schema": {"type": "array", "items": {"type": "string", "enum": names}},
    }
