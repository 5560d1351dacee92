"""Submissions: to read, start, fill, submit, accept and return, through the same actions as the pages."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from indicators.api.fields import FIELDS, is_asked
from indicators.api.filters import asked, choice, known_in, moment, whole, with_ranges, word
from indicators.api.following import Followed
from indicators.api.plans import BY_PLAN
from indicators.api.reading import FORMAT, Labelled, Sparse
from plan749 import clock

from .. import access
from ..actions import figures
from ..actions import submissions as actions
from ..models import Event, Submission, Unit
from ..models.units import Level
from .figures import (
    FigureOut,
    FiguresIn,
    as_change,
)
from .parsers import CarefulJSONParser
from .periods import BY_PERIOD
from .sent_twice import once
from .submission_reading import SubmissionOut, readable
from .submission_shapes import ReturnIn, StepIn, SubmissionIn
from .units import BY_UNIT


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
class SubmissionList(Followed, Writing):
    """The submissions one may see; and the start of a new one."""

    changed = "changed_at"
    passing = frozenset({"state", "version", "updated_at"})
    one_row_each = ("figures", FigureOut)
    filters = with_ranges(
        {
            "id": whole("pk"),
            "plan": word("period__plan__slug", known=BY_PLAN.known),
            "period": BY_PERIOD,
            "unit": word("unit__code", known=BY_UNIT),
            "unit_name": word("unit__name", known=known_in(Unit.objects.all(), "name")),
            "level": choice("unit__level", Level.values),
            "state": choice("state", Submission.State.values),
            "version": whole("version"),
            "updated_at": moment("changed_at", ranged=True),
        }
    )
    orderings = {
        "id": ("pk",),
        "plan": ("period__plan__slug",),
        "period": ("period__year", "period__quarter"),
        "unit": ("unit__code",),
        "unit_name": ("unit__sort_key",),
        "state": ("state",),
        "updated_at": ("changed_at",),
    }
    ordered_by = ("period__plan_id", "period__year", "period__quarter", "unit__sort_key")

    def get_queryset(self) -> QuerySet[Submission]:
        if getattr(self, "swagger_fake_view", False):
            return self.queryset
        return readable(self.request.user, with_figures=is_asked(self.request, "figures", "emptied"))

    def sight(self) -> str:
        """The units a person sees, and whether with their sensitive figures."""
        member = access.membership_of(self.request.user)
        units = access.units_visible_to(self.request.user).order_by("pk").values_list("pk", flat=True)
        sees_sensitive = access.may(self.request.user, access.Act.SEE_SENSITIVE)
        rights = (member.role, member.unit_id, sees_sensitive) if member else ()
        return f"{rights} {list(units)}"

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
class OneSubmission(Sparse, Writing):
    """A submission: to read, and to write cells of. A stale cell refuses all of them, with both values."""

    def get(self, request: Request, pk: int) -> Response:
        asked(request, {}, {FIELDS, FORMAT})
        with_figures = is_asked(request, "figures", "emptied")
        found = get_object_or_404(readable(request.user, with_figures=with_figures), pk=pk)
        return Response(self.get_serializer(found).data)

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
