"""Narrowing a list by name: `?plan=749-2024&unit=23500&unit=23503`; what is not known is refused by its name."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request
from rest_framework.views import APIView

from ..periods import Quarter

PAGING = ("limit", "cursor")
WHOLE = re.compile(r"-?[0-9]{1,15}", re.ASCII)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
LONGEST_ECHO = 40
YES_NO = {"true": True, "false": False}


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One name that a list can be narrowed by.

    `known` answers which of the values exist; None: any value that can be read may be asked for. An empty text asks
    for objects that have none, where `may_be_empty`.
    """

    lookup: str = ""
    read: Callable[[str], Any] = str
    choices: Sequence[str] = ()
    known: Callable[[set[Any]], Iterable[Any]] | None = None
    narrow: Callable[[QuerySet[Any], list[Any]], QuerySet[Any]] | None = None
    may_be_empty: bool = False
    once: bool = False
    schema: str = "string"
    about: Any = ""

    def apply(self, queryset: QuerySet[Any], values: list[Any]) -> QuerySet[Any]:
        if self.narrow is not None:
            return self.narrow(queryset, values)
        condition = Q(**{f"{self.lookup}__in": [value for value in values if value is not None]})
        return queryset.filter(
            condition | Q(**{f"{self.lookup}__isnull": True}) if None in values else condition
        )


def read_whole(text: str) -> int:
    if not WHOLE.fullmatch(text):
        raise ValueError(text)
    return int(text)


def read_day(text: str) -> date:
    if not DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


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


def quarter(**more: Any) -> Filter:
    return Filter(read=Quarter.parse, about="2024-Q1", **more)


def asked(request: Request, filters: Mapping[str, Filter]) -> dict[str, list[Any]]:
    """The filters of a request with their values read; every fault of the request is told at once."""
    values: dict[str, list[Any]] = {}
    faults: dict[str, list[ErrorDetail]] = {}
    for name, texts in request.query_params.lists():
        if name in PAGING:
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


class NamedFilters(BaseFilterBackend):
    """Applies a view's `filters`."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:
        filters: Mapping[str, Filter] = view.filters  # type: ignore[attr-defined]
        for name, values in asked(request, filters).items():
            queryset = filters[name].apply(queryset, values)
        return queryset

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        filters: Mapping[str, Filter] = view.filters  # type: ignore[attr-defined]
        return [parameter(name, wanted) for name, wanted in filters.items()]


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
