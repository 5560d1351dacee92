"""`Idempotency-Key`: what a program sends twice, because the first answer never came, is done once."""

import hashlib
import json
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from indicators.api.problems import MEDIA_TYPE

from .. import access
from ..actions import kept_answers
from ..actions.kept_answers import Sent
from ..actions.refusals import Refused
from ..models import KeptAnswer

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
KEY = re.compile(r"[!-~]{1,255}", re.ASCII)
Write = Callable[..., Response]


def once(write: Write) -> Write:
    """A writing method that does one key's request once, and tells its answer again to whoever repeats it."""

    @wraps(write)
    def answer(view: Any, request: Request, **place: Any) -> Response:
        key = request.headers.get(HEADER)
        if key is None:
            return write(view, request, **place)
        sent, now = sent_by(request, key), timezone.now()
        # One transaction with what is written: a process that is killed leaves neither or both.
        with transaction.atomic():
            kept = kept_answers.find(sent, at=now)
            if kept is not None:
                return told_again(kept)
            given = given_by(view, write, request, place)
            kept_answers.keep(
                sent,
                status=given.status_code,
                body=JSONRenderer().render(given.data).decode(),
                language=get_language() or "vi",
                location=given.get("Location", ""),
                at=now,
            )
            return given

    return answer


def given_by(view: Any, write: Write, request: Request, place: dict[str, Any]) -> Response:
    """The answer, a refusal too; a fault of ours goes on, and undoes everything."""
    try:
        return write(view, request, **place)
    except Exception as refusal:
        refused: Response = view.handle_exception(refusal)
        return refused


def told_again(kept: KeptAnswer) -> Response:
    """The answer as it was, in the language it was given in."""
    again = Response(json.loads(kept.body), status=kept.status)
    if kept.status >= 400:
        again.content_type = MEDIA_TYPE
    if kept.location:
        again["Location"] = kept.location
    again["Content-Language"] = kept.language
    again[REPLAYED] = "true"
    return again


def sent_by(request: Request, key: str) -> Sent:
    """The request under its key; refused for a key that is none."""
    if not KEY.fullmatch(key):
        sentence = _("Idempotency-Key có từ 1 đến 255 ký tự ASCII in được, không có khoảng trắng.")
        raise Refused(sentence, "idempotency_key_invalid")
    what = f"{request.method} {request.get_full_path()}\n".encode() + request.body
    return Sent(request.user, key, hashlib.sha256(what).hexdigest(), rights_of(request))


def rights_of(request: Request) -> str:
    """What decides on what this caller may see: who they are where, and by which token they come."""
    membership = access.membership_of(request.user)
    own = () if membership is None else (membership.unit_id, membership.role, membership.sees_sensitive)
    token = getattr(request.auth, "pk", None)
    return hashlib.sha256(repr((own, token)).encode()).hexdigest()
