"""Reading a body: JSON in UTF-8 of a bounded size, whatever the sender made of it."""

from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser


class TooLarge(APIException):
    """A body that no sheet of ours can be."""

    status_code = 413
    default_code = "too_large"


class BoundedJSONParser(JSONParser):
    """Refuses with a sentence what would otherwise break the reading: too much, too deep, another alphabet."""

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        context = dict(parser_context or {})
        length = context["request"].META.get("CONTENT_LENGTH") or "0"
        if int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise TooLarge
        try:
            return super().parse(stream, media_type, {**context, "encoding": "utf-8"})
        except RecursionError as error:
            raise ParseError from error
