"""The shape of every refusal of the API, for its schema; whoever knows the refusals makes them."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers

READING = ["400", "401", "404", "429"]
WRITING = ["400", "401", "403", "404", "409", "429"]


class ProblemCellOut(serializers.Serializer):
    """A cell that was refused. `yours` is what was sent, `theirs` what is there; null: nothing."""

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
    """`code` is for programs, `detail` and the sentences for people, in the language asked for."""

    code = serializers.CharField()
    detail = serializers.CharField()
    fields = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))
    cells = ProblemCellOut(many=True)
    version = serializers.IntegerField(
        required=False, allow_null=True, help_text="409: the version there is now"
    )
    findings = ProblemFindingOut(many=True, required=False, help_text="code not_ready")


class SchemaWithProblems(AutoSchema):
    """Says in the schema how each address refuses."""

    def _get_response_bodies(self, direction: str = "response") -> dict[str, Any]:
        refusals = READING if self.method == "GET" else WRITING
        problems = {
            code: self._get_response_for_code(ProblemOut, code, direction=direction) for code in refusals
        }
        return {**super()._get_response_bodies(direction), **problems}
