"""How the API says no: one JSON shape for every refusal (RFC 9457), in the words of the pages.

{"type", "title", "status", "detail", "code", "fields": {name: [sentence]}, "cells": [{element, split, sentence, yours,
theirs}]}; a conflict adds the `version` that is there now, a submission that is not ready its `findings`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ErrorDetail, Throttled, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import exception_handler

from indicators.api.filters import shown
from indicators.api.problems import MEDIA_TYPE

from . import access
from .actions.refusals import ManyRefused, NotAllowed, NotReady, Refused, SomeoneWasFirst
from .api.figures import as_sent
from .api.problem_types import OF_A_FIELD, PROBLEMS, address_of
from .models import Figure

Key = tuple[str, str]
BODY = "body"
CONTENT = ("value", "absence", "reason", "explanation", "version")


def answer(exception: Exception, context: Mapping[str, Any]) -> Response | None:
    """The answer to a refusal; None for what is a fault of ours."""
    request: Request = context["request"]
    if isinstance(exception, Refused):
        return refused(exception, request)
    if isinstance(exception, RequestDataTooBig):
        return spoken(problem("too_large"), request)
    response = exception_handler(exception, context)
    if response is None:
        return None
    if isinstance(exception, ValidationError):
        fields = dict(named(exception.detail))
        body = problem("invalid", summary(request), fields, faulty_cells(fields, request))
    else:
        detail = too_often(exception) if isinstance(exception, Throttled) else ""
        body = problem(code_of(exception), detail, status=response.status_code)
    return spoken(body, request, response.headers)


def too_often(exception: Throttled) -> str:
    return _("Yêu cầu gửi quá dày. Xin chờ %(seconds)s giây rồi gửi tiếp.") % {"seconds": exception.wait}


def spoken(body: Mapping[str, Any], request: Request, headers: Mapping[str, str] | None = None) -> Response:
    """A problem as an answer: JSON, whatever kind of answer was asked for."""
    request.accepted_renderer = JSONRenderer()
    request.accepted_media_type = MEDIA_TYPE
    said = {name: text for name, text in (headers or {}).items() if name != "Content-Type"}
    return Response(body, status=body["status"], headers=said, content_type=MEDIA_TYPE)


def summary(request: Request) -> str:
    """One sentence over all the faults of a request."""
    if request.method == "GET":
        return _("Địa chỉ có bộ lọc chưa đúng.")
    return _("Có nội dung chưa đúng; chưa lưu gì cả.")


def problem(
    code: str,
    detail: str = "",
    fields: Mapping[str, Any] | None = None,
    cells: list[dict[str, Any]] | None = None,
    *,
    status: int | None = None,
) -> dict[str, Any]:
    """A refusal of a kind; `detail` empty: nobody knows more than what its code means."""
    kind = PROBLEMS.get(code, PROBLEMS["bad_request"])
    return {
        "type": address_of(code) if code in PROBLEMS else "about:blank",
        "title": str(kind.title),
        "status": status or kind.status,
        "detail": detail or str(kind.meaning),
        "code": code,
        "fields": fields or {},
        "cells": cells or [],
    }


def code_of(exception: Exception) -> str:
    """The word for a refusal that names no field."""
    if isinstance(exception, Http404):
        return "not_found"
    if isinstance(exception, PermissionDenied):
        return "permission_denied"
    if str(getattr(exception, "detail", "")).startswith("CSRF"):
        return "csrf_failed"
    return str(getattr(exception, "default_code", "invalid"))


# Refusals of actions -----------------------------------------------------------------------------------------


def refused(refusal: Refused, request: Request) -> Response:
    """An action's refusal, with the sentence that the page says too."""
    if isinstance(refusal, ManyRefused):
        return many_refused(refusal, request)
    sent = sent_list(request)
    fields = fields_of(refusal, sent)
    cells = cells_of(refusal, sent, request)
    body = problem(refusal.code, refusal.sentence, fields, cells, status=status_of(refusal))
    if isinstance(refusal, SomeoneWasFirst):
        body["version"] = refusal.version or None
    if isinstance(refusal, NotReady):
        body["findings"] = [found(finding) for finding in refusal.findings]
    return spoken(body, request)


def many_refused(refusal: ManyRefused, request: Request) -> Response:
    """The same for many submissions: every fault by its place, every cell with its unit."""
    fields: dict[str, list[str]] = {}
    cells = []
    for place, one in refusal.refusals.items():
        sent = request.data["submissions"][place]
        inner = fields_of(one, sent["figures"]) or {"": [one.sentence]}
        fields |= {f"submissions.{place}.{name}".rstrip("."): said for name, said in inner.items()}
        cells += [{"unit": sent["unit"], **cell} for cell in cells_of(one, sent["figures"], request)]
    return spoken(problem(refusal.code, refusal.sentence, fields, cells), request)


def cells_of(refusal: Refused, sent: list[Any], request: Request) -> list[dict[str, Any]]:
    """The refused cells; stale ones with both values."""
    yours = {key_of(cell): content_of(cell) for cell in sent}
    if isinstance(refusal, SomeoneWasFirst):
        return [both(key, refusal, yours, request) for key in refusal.theirs]
    return [told(key, sentence, yours) for key, sentence in refusal.cells.items()]


def status_of(refusal: Refused) -> int:
    if refusal.code in PROBLEMS:
        return PROBLEMS[refusal.code].status
    if isinstance(refusal, NotAllowed):
        return 403
    return 409 if isinstance(refusal, SomeoneWasFirst) else 400


def fields_of(refusal: Refused, sent: list[Any]) -> dict[str, list[str]]:
    """The refused cells by their place in what was sent; a step's missing reason by its name."""
    if refusal.code == "reason_missing":
        return {"reason": [refusal.sentence]}
    places = {key_of(cell): f"figures.{place}" for place, cell in enumerate(sent)}
    return {places[key]: [sentence] for key, sentence in refusal.cells.items() if key in places}


def told(key: Key, sentence: str, yours: Mapping[Key, Any], theirs: Any = None) -> dict[str, Any]:
    """One cell of a refusal. `yours` is what was sent, `theirs` what is there; null: nothing."""
    return {
        "element": key[0],
        "split": key[1],
        "sentence": sentence,
        "yours": yours.get(key),
        "theirs": theirs,
    }


def both(key: Key, refusal: SomeoneWasFirst, yours: Mapping[Key, Any], request: Request) -> dict[str, Any]:
    """A stale cell with both values."""
    theirs: Figure | None = refusal.theirs[key]
    if theirs is None:
        return told(key, refusal.sentence, yours)
    may_see = access.may(request.user, access.Act.SEE_SENSITIVE, theirs.submission.unit)
    cell = as_sent(theirs, may_see_sensitive=may_see)
    return told(key, refusal.sentence, yours, {name: cell[name] for name in CONTENT})


def found(finding: Any) -> dict[str, Any]:
    """What a rule of the plan says; `hard` cannot be explained away."""
    element, split = finding.key
    return {
        "element": element,
        "split": split,
        "rule": finding.rule,
        "sentence": finding.sentence,
        "hard": finding.hard,
    }


# What was sent ------------------------------------------------------------------------------------------------


def sent_list(request: Request) -> list[Any]:
    """The cells of the request as they came, whatever they are; none for any other request."""
    if request.method != "PATCH":
        return []
    try:
        body = request.data
    except APIException:  # refused before its body was read, which cannot be
        return []
    cells = body.get("figures") if isinstance(body, Mapping) else None
    return cells if isinstance(cells, list) else []


def key_of(cell: Mapping[str, Any]) -> Key:
    """Which cell is meant; whatever stands there instead of a text is said back as one."""
    return shown(str(cell.get("element", "")).strip()), shown(str(cell.get("split") or "").strip())


def content_of(cell: Mapping[str, Any]) -> dict[str, Any]:
    return {name: echo(cell.get(name)) for name in CONTENT}


def echo(sent: Any) -> Any:
    """What was sent, said back; without what no JSON can hold."""
    if sent is None or isinstance(sent, bool | int):
        return sent
    return sent if isinstance(sent, str) and sent.isprintable() else shown(str(sent))


def faulty_cells(fields: Mapping[str, list[str]], request: Request) -> list[dict[str, Any]]:
    """The cells that could not even be read, each with its first sentence."""
    found: dict[int, str] = {}
    for name, sentences in fields.items():
        parts = name.split(".")
        if parts[0] == "figures" and len(parts) > 1 and parts[1].isdecimal():
            found.setdefault(int(parts[1]), sentences[0])
    cells = sent_list(request) if found else []
    readable = {
        place: cells[place] for place in found if place < len(cells) and isinstance(cells[place], dict)
    }
    return [
        told(key_of(cell), found[place], {key_of(cell): content_of(cell)}) for place, cell in readable.items()
    ]


def named(detail: Any, name: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every fault with the dotted name of its field: figures.2.value."""
    if isinstance(detail, Mapping):
        for key, inner in detail.items():
            own = name if key == "non_field_errors" else f"{name}.{key}".lstrip(".")
            yield from named(inner, own)
    elif isinstance(detail, list) and any(isinstance(part, Mapping | list) for part in detail):
        for place, inner in enumerate(detail):
            yield from named(inner, f"{name}.{place}".lstrip("."))
    elif detail:
        faults = detail if isinstance(detail, list) else [detail]
        yield name or BODY, [str(sentence_of(fault)) for fault in faults]


def sentence_of(fault: ErrorDetail) -> Any:
    """Our own sentence where we have one for the kind of fault; else the one that came with it."""
    return OF_A_FIELD.get(fault.code, fault)
