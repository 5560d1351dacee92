"""The shape of every refusal of the API, for its schema; whoever knows the refusals makes them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers

MEDIA_TYPE = "application/problem+json"
READING = ["400", "401", "403", "406", "429"]
WRITING = ["400", "401", "403", "404", "406", "409", "413", "415", "422", "429"]
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    "description": _("Khóa do bên gửi tự chọn cho một yêu cầu: gửi lại cùng khóa thì không ghi lần nữa."),
}
WORDS = {
    "400": _("Nội dung chưa đúng, hoặc chưa làm được việc này"),
    "401": _("Chưa đăng nhập, hoặc mã truy cập không đúng"),
    "403": _("Tài khoản này không được làm việc này"),
    "404": _("Không có, hoặc không dành cho tài khoản này"),
    "406": _("Địa chỉ này không trả lời theo kiểu được yêu cầu"),
    "409": _("Người khác đã làm trước"),
    "413": _("Nội dung gửi lên quá lớn"),
    "415": _("Nội dung gửi lên không phải là JSON"),
    "422": _("Khóa chống gửi lặp đã dùng cho yêu cầu khác"),
    "429": _("Gọi quá nhiều lần"),
}


class ProblemCellOut(serializers.Serializer):
    """A cell that was refused. `yours` is what was sent, `theirs` what is there; null: nothing."""

    unit = serializers.CharField(required=False, help_text=_("khi gửi nhiều đơn vị cùng lúc"))
    element = serializers.CharField()
    split = serializers.CharField()
    sentence = serializers.CharField()
    yours = serializers.DictField(allow_null=True)
    theirs = serializers.DictField(allow_null=True)


class ProblemFindingOut(serializers.Serializer):
    """What a rule of the plan has to say about a cell; a `hard` one cannot be explained away."""

    element = serializers.CharField()
    split = serializers.CharField()
    rule = serializers.CharField()
    sentence = serializers.CharField()
    hard = serializers.BooleanField()


class ProblemOut(serializers.Serializer):
    """RFC 9457. `code` is for programs, `detail` and the sentences for people, in the language asked for."""

    type = serializers.CharField(help_text=_("địa chỉ của trang giải thích loại từ chối này"))
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField(required=False, help_text=_("tên của sự cố trong nhật ký hệ thống"))
    code = serializers.CharField()
    fields = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))
    cells = ProblemCellOut(many=True)
    version = serializers.IntegerField(required=False, allow_null=True, help_text=_("409: phiên bản hiện có"))
    findings = ProblemFindingOut(many=True, required=False, help_text=_("khi code là not_ready"))


class SchemaWithProblems(AutoSchema):
    """Says in the schema how each address refuses, and that a writing one may be sent twice."""

    def _get_response_bodies(self, direction: str = "response") -> dict[str, Any]:
        answers = super()._get_response_bodies(direction)
        return {**answers, **{code: self.refusal(code, direction) for code in self.refusals()}}

    def refusals(self) -> list[str]:
        """The statuses of refusals that come from this address."""
        if self.method != "GET":
            return WRITING
        return [*READING, "404"] if "{" in self.path else READING

    def refusal(self, code: str, direction: str) -> dict[str, Any]:
        said: dict[str, Any] = self._get_response_for_code(ProblemOut, code, [MEDIA_TYPE], direction)
        return {**said, "description": WORDS[code]}

    def _get_parameters(self) -> list[dict[str, Any]]:
        keys = [KEY] if self.method != "GET" else []
        return [*super()._get_parameters(), *keys]
