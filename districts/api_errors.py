"""How the API says no: one JSON shape for every refusal, in the words of the pages.

{"code", "detail", "fields": {name: [sentence]}, "cells": [{element, split, sentence, yours, theirs}]}; a conflict adds
the `version` that is there now, a submission that is not ready its `findings`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import exception_handler

from indicators.api.filters import shown

from . import access
from .actions.refusals import NotAllowed, NotReady, Refused, SomeoneWasFirst
from .api.figures import as_sent
from .models import Figure

Key = tuple[str, str]
BODY = "body"
CONTENT = ("value", "absence", "reason", "explanation", "version")

SENTENCES = {
    "not_authenticated": gettext_lazy("Xin đăng nhập hoặc gửi mã truy cập."),
    "authentication_failed": gettext_lazy("Mã truy cập không đúng hoặc đã bị thu hồi."),
    "only_published": gettext_lazy(
        "Số tạm tính chỉ dành cho người có tài khoản. Ai cũng xem được số đã công bố: basis=published."
    ),
    "throttled": gettext_lazy("Có quá nhiều yêu cầu trong thời gian ngắn. Xin thử lại sau."),
    "permission_denied": gettext_lazy("Tài khoản này không được làm việc này."),
    "csrf_failed": gettext_lazy("Phiên làm việc không còn đúng. Xin tải lại trang, hoặc dùng mã truy cập."),
    "not_found": gettext_lazy("Không tìm thấy."),
    "method_not_allowed": gettext_lazy("Địa chỉ này không nhận yêu cầu như vậy."),
    "parse_error": gettext_lazy("Nội dung gửi lên không phải là JSON đọc được."),
    "unsupported_media_type": gettext_lazy("Nội dung gửi lên phải là JSON (application/json)."),
    "not_acceptable": gettext_lazy("Địa chỉ này chỉ trả lời bằng JSON."),
    "too_large": gettext_lazy("Nội dung gửi lên quá lớn."),
    "required": gettext_lazy("Thiếu trường này."),
    "null": gettext_lazy("Trường này không được là null."),
    "blank": gettext_lazy("Trường này không được để trống."),
    "invalid": gettext_lazy("Giá trị không đúng kiểu."),
    "invalid_choice": gettext_lazy("Không có lựa chọn này."),
    "max_length": gettext_lazy("Nội dung quá dài."),
    "max_value": gettext_lazy("Số này quá lớn."),
    "min_value": gettext_lazy("Số này quá nhỏ."),
    "max_string_length": gettext_lazy("Số này quá lớn."),
    "not_a_list": gettext_lazy("Trường này phải là một danh sách."),
    "empty": gettext_lazy("Danh sách này không được để trống."),
    "null_characters_not_allowed": gettext_lazy("Nội dung có ký tự không dùng được."),
    "surrogate_characters_not_allowed": gettext_lazy("Nội dung có ký tự không dùng được."),
}


def answer(exception: Exception, context: Mapping[str, Any]) -> Response | None:
    """The answer to a refusal; None for what is a fault of ours."""
    if isinstance(exception, Refused):
        return refused(exception, context["request"])
    if isinstance(exception, RequestDataTooBig):
        return Response(problem("too_large", str(SENTENCES["too_large"])), status=413)
    response = exception_handler(exception, context)
    if response is None:
        return None
    if isinstance(exception, ValidationError):
        fields = dict(named(exception.detail))
        cells = faulty_cells(fields, context["request"])
        response.data = problem("invalid", summary(context["request"]), fields, cells)
    else:
        code = code_of(exception)
        response.data = problem(code, str(SENTENCES.get(code, SENTENCES["invalid"])))
    return response


def summary(request: Request) -> str:
    """One sentence over all the faults of a request."""
    if request.method == "GET":
        return _("Địa chỉ có bộ lọc chưa đúng.")
    return _("Có nội dung chưa đúng; chưa lưu gì cả.")


def problem(
    code: str, detail: str, fields: Mapping[str, Any] | None = None, cells: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    return {"code": code, "detail": detail, "fields": fields or {}, "cells": cells or []}


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
    sent = sent_list(request)
    yours = {key_of(cell): content_of(cell) for cell in sent}
    cells = [told(key, sentence, yours) for key, sentence in refusal.cells.items()]
    body = problem(refusal.code, refusal.sentence, fields_of(refusal, sent), cells)
    if isinstance(refusal, SomeoneWasFirst):
        body["cells"] = [both(key, refusal, yours, request) for key in refusal.theirs]
        body["version"] = refusal.version or None
    if isinstance(refusal, NotReady):
        body["findings"] = [found(finding) for finding in refusal.findings]
    return Response(body, status=status_of(refusal))


def status_of(refusal: Refused) -> int:
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
    if request.method != "PATCH" or not isinstance(request.data, Mapping):
        return []
    cells = request.data.get("figures")
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
    return SENTENCES.get(fault.code, fault)
