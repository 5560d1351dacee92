"""Narrowing a list by name: `?plan=749-2024&unit=23500&unit=23503`; what is not known is refused by its name."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from ..periods import Quarter

ENDS = ("gte", "lte")  # of a range, both within it
WHOLE = re.compile(r"-?[0-9]{1,15}", re.ASCII)
NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", re.ASCII)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
LONGEST_ECHO = 40
YES_NO = {"true": True, "false": False}


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One name that a list can be narrowed by.

    `known` answers which of the values exist; None: any value that can be read may be asked for. An empty text asks
    for objects that have none, where `may_be_empty`. Where `ranged`, `name__gte` and `name__lte` bound a range.
    """

    lookup: str = ""
    read: Callable[[str], Any] = str
    choices: Sequence[str] = ()
    known: Callable[[set[Any]], Iterable[Any]] | None = None
    narrow: Callable[[QuerySet[Any], list[Any]], QuerySet[Any]] | None = None
    may_be_empty: bool = False
    once: bool = False
    ranged: bool = False
    read_end: Callable[[str], Any] | None = None
    bounded: Callable[[str, Any], Q] | None = None
    schema: str = "string"
    about: Any = ""

    def apply(self, queryset: QuerySet[Any], values: list[Any]) -> QuerySet[Any]:
        if self.narrow is not None:
            return self.narrow(queryset, values)
        condition = Q(**{f"{self.lookup}__in": [value for value in values if value is not None]})
        return queryset.filter(
            condition | Q(**{f"{self.lookup}__isnull": True}) if None in values else condition
        )

    def end(self, end: str) -> "Filter":
        """The filter that is one end of this one's range; any end can be asked for, whether it exists or not."""
        condition = self.bounded or (lambda end, value: Q(**{f"{self.lookup}__{end}": value}))
        return Filter(
            read=self.read_end or self.read,
            narrow=lambda rows, values: rows.filter(condition(end, values[0])),
            once=True,
            schema="number" if self.read_end else self.schema,
            about=self.about,
        )


def with_ranges(filters: Mapping[str, Filter]) -> dict[str, Filter]:
    """The filters, each followed by the two ends of its range where it has one."""
    found: dict[str, Filter] = {}
    for name, wanted in filters.items():
        found[name] = wanted
        if wanted.ranged:
            found |= {f"{name}__{end}": wanted.end(end) for end in ENDS}
    return found


def read_whole(text: str) -> int:
    if not WHOLE.fullmatch(text):
        raise ValueError(text)
    return int(text)


def read_day(text: str) -> date:
    if not DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def read_number(text: str) -> Decimal:
    if not NUMBER.fullmatch(text):
        raise ValueError(text)
    return Decimal(text)


def read_moment(text: str) -> datetime:
    """A moment with its zone. An address that was not escaped makes a space of its plus."""
    found = parse_datetime(text.replace(" ", "+"))
    if found is None or found.tzinfo is None:
        raise ValueError(text)
    try:
        return found.astimezone(UTC)
    except OverflowError as error:  # within a day of the first or the last year that there is
        raise ValueError(text) from error


def known_in(values: QuerySet[Any], field: str) -> Callable[[set[Any]], Iterable[Any]]:
    """Values that a column holds; one question, whatever the number of values."""
    return lambda asked: values.filter(**{f"{field}__in": asked}).values_list(field, flat=True)


def word(lookup: str = "", **more: Any) -> Filter:
    return Filter(lookup=lookup, **more)


def whole(lookup: str = "", **more: Any) -> Filter:
    return Filter(lookup=lookup, read=read_whole, schema="integer", **more)


def choice(lookup: str, choices: Iterable[str], **more: Any) -> Filter:
    return Filter(lookup=lookup, choices=[str(one) for one in choices], **more)


def yes_no(lookup: str) -> Filter:
    return Filter(lookup=lookup, choices=list(YES_NO), read=YES_NO.__getitem__)


def day(lookup: str = "", **more: Any) -> Filter:
    return Filter(lookup=lookup, read=read_day, about="YYYY-MM-DD", **more)


def moment(lookup: str = "", **more: Any) -> Filter:
    return Filter(lookup=lookup, read=read_moment, about="2024-12-18T10:00:00+07:00", **more)


def quarter(**more: Any) -> Filter:
    return Filter(read=Quarter.parse, about="2024-Q1", **more)


def asked(
    request: Request, filters: Mapping[str, Filter], besides: Collection[str] = ()
) -> dict[str, list[Any]]:
    """The filters of a request with their values read; every fault of the request is told at once.

    `besides`: the names that mean something else to whoever asks, such as the size of a page.
    """
    values: dict[str, list[Any]] = {}
    faults: dict[str, list[ErrorDetail]] = {}
    for name, texts in request.query_params.lists():
        if name in besides:
            continue
        sentences = [_("Không có bộ lọc này.")]
        if name in filters:
            values[name], sentences = read_values(texts, filters[name])
        if sentences:
            faults[shown(name)] = [ErrorDetail(sentence, "unknown_filter") for sentence in sentences]
    if faults:
        raise ValidationError(faults)
    return values


def read_values(texts: Sequence[str], wanted: Filter) -> tuple[list[Any], list[str]]:
    """The values of one filter, and a sentence for each that is not known."""
    values: dict[str, Any] = {}
    unknown = []
    for text in texts:
        try:
            values[text] = read_value(text, wanted)
        except (ValueError, KeyError):
            unknown.append(text)
    if wanted.known is not None:
        present = {value for value in values.values() if value is not None}
        found = set(wanted.known(present)) if present else set()
        unknown += [text for text, value in values.items() if value is not None and value not in found]
    sentences = [_("Không có giá trị “%(text)s”.") % {"text": shown(text)} for text in unknown]
    if wanted.once and len(texts) > 1:
        sentences.append(_("Chỉ ghi một giá trị."))
    return list(values.values()), sentences


def read_value(text: str, wanted: Filter) -> Any:
    """One value; ValueError or KeyError for what cannot be one. No name of ours has a control character."""
    if text == "" and wanted.may_be_empty:
        return None
    if not text.isprintable() or (wanted.choices and text not in wanted.choices):
        raise ValueError(text)
    return wanted.read(text)


def shown(text: str) -> str:
    """What someone sent, fit to be said back: short, and without what cannot be printed."""
    start = "".join(letter if letter.isprintable() else "\ufffd" for letter in text[:LONGEST_ECHO])
    return start if len(text) <= LONGEST_ECHO else start + "…"


def narrowed(
    queryset: QuerySet[Any], filters: Mapping[str, Filter], wanted: Mapping[str, list[Any]]
) -> QuerySet[Any]:
    for name, values in wanted.items():
        queryset = filters[name].apply(queryset, values)
    return queryset


class NamedFilters(BaseFilterBackend):
    """Applies a view's `filters`; `besides` names what else may stand in its address."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        return narrowed(queryset, view.filters, asked(request, view.filters, view.besides()))

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        named = [parameter(name, wanted) for name, wanted in view.filters.items()]
        return [*named, *view.more_parameters()]


def parameter(name: str, wanted: Filter) -> dict[str, Any]:
    """A filter as OpenAPI says it."""
    item: dict[str, Any] = {"type": wanted.schema}
    if wanted.choices:
        item["enum"] = [*wanted.choices, ""] if wanted.may_be_empty else list(wanted.choices)
    schema = item if wanted.once else {"type": "array", "items": item}
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": str(wanted.about),
        "schema": schema,
    }
