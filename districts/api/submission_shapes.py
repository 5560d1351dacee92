"""What is sent to begin, submit, accept and return a submission: shape only."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from indicators.models import Plan
from indicators.periods import Quarter

from .. import sheets
from ..actions.submissions import LONGEST_REMARK
from ..models import Period
from .figures import LARGEST_VERSION, Slug, Strict, Text, WholeNumber


class RemarkShape(Strict):
    """Why one cell came back: the element, the split (empty: the total), and the words."""

    element = Text(max_length=60)
    split = Text(max_length=10, allow_blank=True, default="")
    words = Text(max_length=LONGEST_REMARK)


class OfPeriod(Strict):
    """Something of one period of a plan."""

    plan = Slug(max_length=40)
    period = Text(max_length=10)

    def validate_plan(self, slug: str) -> Plan:
        plan = Plan.objects.filter(slug=slug).first()
        if plan is None:
            raise serializers.ValidationError(_("Không có kế hoạch này."), "unknown_plan")
        return plan

    def validate_period(self, code: str) -> Quarter:
        try:
            return Quarter.parse(code)
        except ValueError as error:
            sentence = _("Xin ghi mã quý, ví dụ 2024-Q1.")
            raise serializers.ValidationError(sentence, "not_a_period") from error

    def period_of(self, asked: dict[str, Any]) -> Period:
        period = Period.objects.select_related("plan").at(asked["period"]).filter(plan=asked["plan"]).first()
        if period is None:
            sentence = ErrorDetail(_("Quý này chưa được mở."), "unknown_period")
            raise serializers.ValidationError({"period": [sentence]})
        return period


class SubmissionIn(OfPeriod):
    """What to start: the unit's submission of the period."""

    unit = Slug(max_length=40)

    def validate(self, asked: dict[str, Any]) -> dict[str, Any]:
        period = self.period_of(asked)
        unit = sheets.units_in_force(period).filter(code=asked["unit"]).first()
        if unit is None:
            sentence = ErrorDetail(_("Không có đơn vị này trong quý."), "unknown_unit")
            raise serializers.ValidationError({"unit": [sentence]})
        return {"period": period, "unit": unit}


class StepIn(Strict):
    """`version`: the submission's as it was read; what is accepted is what was seen. `reason`: for a return."""

    version = WholeNumber(min_value=1, max_value=LARGEST_VERSION)
    reason = Text(max_length=2000, allow_blank=True, default="")


class ReturnIn(StepIn):
    """A return, with words beside single cells where that helps."""

    remarks = RemarkShape(many=True, default=list)

    def validate_remarks(self, remarks: list[dict[str, str]]) -> dict[tuple[str, str], str]:
        """Cell -> words; the same cell twice is refused."""
        found = {(remark["element"], remark["split"]): remark["words"] for remark in remarks}
        if len(found) < len(remarks):
            raise serializers.ValidationError(_("Mỗi ô chỉ ghi chú một lần."), "cell_twice")
        return found
