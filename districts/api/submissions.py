"""Submissions: to read, start, fill, submit, accept and return, through the same actions as the pages."""

from typing import Any, ClassVar

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from indicators.api.filters import choice, known_in, whole, word
from indicators.api.pages import PagesOfFigures, label
from indicators.api.plans import BY_PLAN
from indicators.api.reading import Labelled, ListOf
from indicators.models import Element
from plan749 import clock

from .. import access
from ..actions import figures
from ..actions import submissions as actions
from ..models import Event, Figure, Submission, Unit, User
from ..models.units import Level
from .figures import (
    EmptiedOut,
    FigureOut,
    FiguresIn,
    as_change,
    as_sent,
    emptied_cells,
)
from .parsers import CarefulJSONParser
from .periods import BY_PERIOD
from .sent_twice import once
from .submission_shapes import RemarkShape, ReturnIn, StepIn, SubmissionIn
from .units import BY_UNIT


class SubmissionOut(serializers.ModelSerializer):
    """A unit's figures of one period. `version` rises with every write and guards submit, accept and return.

    `emptied`: cells that were filled and are empty now. `remarks`: why single cells came back, while the submission
    stands returned.
    """

    plan = serializers.CharField(source="period.plan.slug")
    period = serializers.CharField(source="period.code")
    unit = serializers.CharField(source="unit.code")
    unit_name = serializers.CharField(source="unit.name")
    level = serializers.ChoiceField(Level.choices, source="unit.level")
    figures = serializers.SerializerMethodField()
    emptied = serializers.SerializerMethodField()
    remarks = serializers.SerializerMethodField()
    on_behalf = serializers.BooleanField(
        help_text=gettext_lazy("có người khác ngoài đơn vị nhập hoặc gửi thay")
    )
    illustrative = serializers.BooleanField(source="period.plan.illustrative")
    note = serializers.SerializerMethodField()

    class Meta:
        model = Submission
        fields = [
            "id", "plan", "period", "unit", "unit_name", "level", "state", "version", "figures", "emptied",
            "changed_at", "first_submitted_at", "submitted_at", "accepted_at", "return_reason", "remarks", "on_behalf",
            "illustrative", "note",
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


def readable(user: User) -> QuerySet[Submission]:
    """The submissions a person may see, each with its figures and remarks: a fixed number of questions."""
    # A page holds a hundred thousand figures of some fifty elements: each of these is made once.
    elements = Prefetch("element", Element.objects.only("code", "sensitive"))
    cells = Figure.objects.order_by("element__position", "split").prefetch_related(elements)
    figures = Prefetch("figures", cells)
    returned = Event.objects.filter(action=Event.Action.RETURNED).defer("changes").order_by("-pk")
    returns = Prefetch("events", returned.prefetch_related("remarks__element"), to_attr="returns")
    found = Submission.objects.visible_to(user).with_on_behalf().select_related("period__plan", "unit")
    return found.prefetch_related(figures, returns).order_by("period", "unit__sort_key", "pk")


class Writing(Labelled, generics.GenericAPIView):
    """What the writing views share: one's own submissions, a bounded body, the answer after the act."""

    serializer_class: ClassVar[Any] = SubmissionOut
    queryset = Submission.objects.none()
    parser_classes = [CarefulJSONParser]

    def seen(self, pk: int) -> Submission:
        """The submission, if it exists for this person."""
        return get_object_or_404(Submission.objects.visible_to(self.request.user), pk=pk)

    def read(self, shape: type[serializers.Serializer]) -> Any:
        """The body in its shape; refused with the names of what is wrong."""
        body = shape(data=self.request.data, context=self.get_serializer_context())
        body.is_valid(raise_exception=True)
        return body.validated_data

    def told(self) -> dict[str, Any]:
        """What every action is told about who acts, when, and from where."""
        return {"by": self.request.user, "at": clock.now(), "origin": Event.Origin.API}

    def answer(self, submission: Submission, status: int = 200) -> Response:
        found = readable(self.request.user).get(pk=submission.pk)
        return Response(SubmissionOut(found, context=self.get_serializer_context()).data, status=status)


@extend_schema_view(
    get=extend_schema(summary=gettext_lazy("Các biểu số liệu được xem, kèm số liệu")),
    post=extend_schema(
        summary=gettext_lazy("Bắt đầu biểu của một đơn vị"),
        request=SubmissionIn,
        responses={201: SubmissionOut},
    ),
)
class SubmissionList(ListOf, Writing):
    """The submissions one may see; and the start of a new one."""

    pagination_class = PagesOfFigures
    filters = {
        "id": whole("pk"),
        "plan": word("period__plan__slug", known=BY_PLAN.known),
        "period": BY_PERIOD,
        "unit": word("unit__code", known=BY_UNIT),
        "unit_name": word("unit__name", known=known_in(Unit.objects.all(), "name")),
        "level": choice("unit__level", Level.values),
        "state": choice("state", Submission.State.values),
        "version": whole("version"),
    }

    def get_queryset(self) -> QuerySet[Submission]:
        if getattr(self, "swagger_fake_view", False):
            return self.queryset
        return readable(self.request.user)

    @once
    def post(self, request: Request) -> Response:
        asked = self.read(SubmissionIn)
        if not access.units_visible_to(request.user).filter(pk=asked["unit"].pk).exists():
            raise Http404
        submission = actions.start(**asked, **self.told())
        answer = self.answer(submission, 201)
        answer["Location"] = reverse("api:submission", [submission.pk], request=request)
        return answer


@extend_schema_view(
    get=extend_schema(summary=gettext_lazy("Một biểu số liệu")),
    patch=extend_schema(summary=gettext_lazy("Ghi các ô, tất cả hoặc không ô nào"), request=FiguresIn),
)
class OneSubmission(Writing):
    """A submission: to read, and to write cells of. A stale cell refuses all of them, with both values."""

    def get(self, request: Request, pk: int) -> Response:
        return self.answer(self.seen(pk))

    @once
    def patch(self, request: Request, pk: int) -> Response:
        submission = self.seen(pk)
        changes = [as_change(cell) for cell in self.read(FiguresIn)["figures"]]
        return self.answer(figures.change_figures(submission, changes=changes, **self.told()))


def a_step(summary: Any, takes: type[StepIn] = StepIn) -> Any:
    """Says in the schema what a step takes and answers."""
    said = extend_schema(summary=summary, request=takes, responses={200: SubmissionOut})
    return extend_schema_view(post=said)


@a_step(gettext_lazy("Gửi duyệt"))
class Submit(Writing):
    """Hand a submission in."""

    @once
    def post(self, request: Request, pk: int) -> Response:
        submission, version = self.seen(pk), self.read(StepIn)["version"]
        return self.answer(actions.submit(submission, version=version, **self.told()))


@a_step(gettext_lazy("Phê duyệt đúng bản đã xem"))
class Accept(Writing):
    """Accept a submission as it was seen."""

    @once
    def post(self, request: Request, pk: int) -> Response:
        submission, version = self.seen(pk), self.read(StepIn)["version"]
        return self.answer(actions.accept(submission, version=version, **self.told()))


@a_step(gettext_lazy("Trả lại, kèm lý do và ghi chú cạnh từng ô"), ReturnIn)
class Return(Writing):
    """Give a submission back, with the reason."""

    @once
    def post(self, request: Request, pk: int) -> Response:
        submission, step = self.seen(pk), self.read(ReturnIn)
        return self.answer(actions.send_back(submission, **step, **self.told()))
