"""Answering only some fields: `?fields=unit,value`."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer

from .filters import shown

FIELDS = "fields"


def fields_asked(request: Request) -> list[str] | None:
    """The names asked for, in their order, each once; None: all of them."""
    if FIELDS not in request.query_params:
        return None
    texts = request.query_params.getlist(FIELDS)
    return list(dict.fromkeys(name for text in texts for name in text.split(",")))


def is_asked(request: Request, *names: str) -> bool:
    """Whether any of these fields is to be answered."""
    asked = fields_asked(request)
    return asked is None or bool({*names} & {*asked})


def keep_asked(serializer: BaseSerializer, request: Request, *always: str) -> None:
    """Take away the fields of a serializer that are not asked for, before it reads them; a name that is none of its
    fields is refused.
    """
    asked = fields_asked(request)
    if asked is None:
        return
    fields: dict[str, Any] = getattr(serializer, "child", serializer).fields
    unknown = [name for name in asked if name not in fields]
    if unknown:
        sentence = _("Không có trường “%(text)s”.")
        faults = [ErrorDetail(sentence % {"text": shown(name)}, "unknown_field") for name in unknown]
        raise ValidationError({FIELDS: faults})
    for name in fields.keys() - {*asked, *always}:
        fields.pop(name)
