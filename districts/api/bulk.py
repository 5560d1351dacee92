"""The figures of many submissions of one period in one request, all or none."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request
from rest_framework.response import Response

from indicators.api.pages import label

from .. import access, sheets
from ..actions import many_sheets
from ..actions.many_sheets import Wanted
from ..models import Period, Submission, Unit, User
from .figures import LARGEST_VERSION, FiguresIn, Slug, WholeNumber, as_change
from .sent_twice import once
from .submission_shapes import OfPeriod
from .submissions import Writing

MOST_SUBMISSIONS = 200


class FiguresOfUnitIn(FiguresIn):
    """`version`: the submission's as it was read, in place of one for each cell."""

    unit = Slug(max_length=40)
    version = WholeNumber(
        min_value=1, max_value=LARGEST_VERSION, required=False, allow_null=True, default=None
    )


class BulkIn(OfPeriod):
    """The figures of many units of a period, each unit once."""

    submissions = FiguresOfUnitIn(many=True, allow_empty=False, max_length=MOST_SUBMISSIONS)

    def validate(self, asked: dict[str, Any]) -> dict[str, Any]:
        period = self.period_of(asked)
        codes = [one["unit"] for one in asked["submissions"]]
        units = seen_units(self.context["request"].user, period, codes)
        faults = {
            place: {"unit": [fault]}
            for place, code in enumerate(codes)
            if (fault := fault_of(code, code in codes[:place], units))
        }
        if faults:
            raise serializers.ValidationError({"submissions": faults})
        wanted = [
            Wanted(units[one["unit"]], [as_change(cell) for cell in one["figures"]], one["version"])
            for one in asked["submissions"]
        ]
        return {"period": period, "wanted": wanted}


def seen_units(user: User, period: Period, codes: list[str]) -> dict[str, Unit]:
    """The units of these codes that exist in the period, for this person."""
    found = sheets.units_in_force(period).filter(code__in=codes)
    seen = found.filter(pk__in=access.units_visible_to(user).values("pk"))
    return {unit.code: unit for unit in seen.select_related("parent", "province")}


def fault_of(code: str, is_twice: bool, units: dict[str, Unit]) -> ErrorDetail | None:
    if is_twice:
        return ErrorDetail(_("Mỗi đơn vị chỉ ghi một lần trong một lần gửi."), "unit_twice")
    return None if code in units else ErrorDetail(_("Không có đơn vị này trong quý."), "unknown_unit")


class WrittenOut(serializers.Serializer):
    """`version` is the submission's now, and that of each cell that was written; `written` of them were."""

    id = serializers.IntegerField()
    unit = serializers.CharField()
    state = serializers.ChoiceField(Submission.State.choices)
    version = serializers.IntegerField()
    written = serializers.IntegerField(
        help_text=gettext_lazy("số ô vừa ghi; ô đã đúng như gửi thì không ghi lại")
    )


class BulkOut(serializers.Serializer):
    """The submissions in the order they were sent."""

    plan = serializers.CharField()
    period = serializers.CharField()
    submissions = WrittenOut(many=True)
    illustrative = serializers.BooleanField()
    note = serializers.CharField(allow_null=True)


@extend_schema_view(
    post=extend_schema(
        summary=gettext_lazy("Ghi số liệu của nhiều đơn vị trong một quý, tất cả hoặc không ô nào"),
        request=BulkIn,
        responses={200: BulkOut},
    )
)
class BulkFigures(Writing):
    """Figures of many units at once; a unit that has not begun begins with them."""

    @once
    def post(self, request: Request) -> Response:
        asked = self.read(BulkIn)
        done = many_sheets.change_many(asked["period"], wanted=asked["wanted"], **self.told())
        return Response(BulkOut(told_of(asked["period"], done)).data)


def told_of(period: Period, done: list[many_sheets.Written]) -> dict[str, Any]:
    rows = [
        {
            "id": one.submission.pk,
            "unit": one.submission.unit.code,
            "state": one.submission.state,
            "version": one.submission.version,
            "written": one.cells,
        }
        for one in done
    ]
    plan = period.plan
    return {"plan": plan.slug, "period": period.code, "submissions": rows, **label(plan.illustrative)}
