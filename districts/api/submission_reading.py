"""A submission as the API answers it, and the reading of those a person may see."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from indicators.api.pages import label
from indicators.models import Element

from .. import access
from ..models import Event, Figure, Submission, User
from ..models.units import Level
from .figures import EmptiedOut, FigureOut, as_sent, emptied_cells
from .submission_shapes import RemarkShape


class SubmissionOut(serializers.ModelSerializer):
    """A unit's figures of one period. `version` rises with every write and guards submit, accept and return.

    `emptied`: cells that were filled and are empty now. `remarks`: why single cells came back, while the submission
    stands returned. `updated_at` is `changed_at`, by the name it has in every list that can be followed.
    """

    plan = serializers.CharField(source="period.plan.slug")
    period = serializers.CharField(source="period.code")
    unit = serializers.CharField(source="unit.code")
    unit_name = serializers.CharField(source="unit.name")
    level = serializers.ChoiceField(Level.choices, source="unit.level")
    updated_at = serializers.DateTimeField(source="changed_at")
    figures = serializers.SerializerMethodField()
    emptied = serializers.SerializerMethodField()
    remarks = serializers.SerializerMethodField()
    on_behalf = serializers.BooleanField(help_text=_("có người khác ngoài đơn vị nhập hoặc gửi thay"))
    illustrative = serializers.BooleanField(source="period.plan.illustrative")
    note = serializers.SerializerMethodField()

    class Meta:
        model = Submission
        fields = [
            "id", "plan", "period", "unit", "unit_name", "level", "state", "version", "figures", "emptied",
            "updated_at", "changed_at", "first_submitted_at", "submitted_at", "accepted_at", "return_reason",
            "remarks", "on_behalf", "illustrative", "note",
        ]  # fmt: skip

    def sees_sensitive(self, submission: Submission) -> bool:
        return access.may(self.context["request"].user, access.Act.SEE_SENSITIVE, submission.unit)

    @extend_schema_field(RemarkShape(many=True))
    def get_remarks(self, submission: Submission) -> list[dict[str, str]]:
        if submission.state != Submission.State.RETURNED:
            return []
        may_see = self.sees_sensitive(submission)
        return [
            {"element": remark.element.code, "split": remark.split, "words": remark.words}
            for event in submission.returns[:1]
            for remark in event.remarks.all()
            if may_see or not remark.element.sensitive
        ]

    @extend_schema_field(FigureOut(many=True))
    def get_figures(self, submission: Submission) -> list[dict[str, Any]]:
        may_see = self.sees_sensitive(submission)
        return [as_sent(figure, may_see_sensitive=may_see) for figure in submission.figures.all()]

    @extend_schema_field(EmptiedOut(many=True))
    def get_emptied(self, submission: Submission) -> list[dict[str, Any]]:
        return emptied_cells(submission)

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_note(self, submission: Submission) -> str | None:
        note: str | None = label(submission.period.plan.illustrative)["note"]
        return note


def readable(user: User, *, with_figures: bool = True) -> QuerySet[Submission]:
    """The submissions a person may see, each with its remarks and its figures, if these are asked for: a fixed number
    of questions.
    """
    # A page holds a hundred thousand figures of some fifty elements: each of these is made once.
    elements = Prefetch("element", Element.objects.only("code", "sensitive"))
    cells = Figure.objects.order_by("element__position", "split").prefetch_related(elements)
    figures = Prefetch("figures", cells)
    returned = Event.objects.filter(action=Event.Action.RETURNED).defer("changes").order_by("-pk")
    returns = Prefetch("events", returned.prefetch_related("remarks__element"), to_attr="returns")
    found = Submission.objects.visible_to(user).with_on_behalf().select_related("period__plan", "unit")
    return found.prefetch_related(returns, *([figures] if with_figures else []))
