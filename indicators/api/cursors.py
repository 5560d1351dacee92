"""Where a page begins, sealed: opaque to clients, refused where anything of it or of its list was changed."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request

CURSOR = "cursor"
# What may differ from page to page. Everything else says which list it is, and in which order.
FREE = (CURSOR, "limit", "fields", "format")


class Cursor(NamedTuple):
    """The page after a key, or the one before it; `since` is what else the pages of one walk share."""

    key: list[Any]
    backwards: bool = False
    since: str = ""


def seal_of(request: Request) -> Signer:
    """The seal of one list: its address with its filters and its order."""
    asked = sorted(
        (name, value) for name, values in request.query_params.lists() for value in values if name not in FREE
    )
    return Signer(salt=f"cursor 1 {request.path}?{urlencode(asked)}", sep=".")


def sealed(cursor: Cursor, request: Request) -> str:
    return seal_of(request).sign_object(list(cursor))


def cursor_of(request: Request) -> Cursor | None:
    """The cursor of a request; None on a first page."""
    text = request.query_params.get(CURSOR)
    if text is None:
        return None
    try:
        return Cursor(*seal_of(request).unsign_object(text))
    except BadSignature as error:
        sentence = _("Không có trang này trong danh sách đang hỏi.")
        raise ValidationError({CURSOR: [ErrorDetail(sentence, "bad_cursor")]}) from error
