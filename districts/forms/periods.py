"""Province staff's forms about a quarter."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from indicators.models import Plan
from indicators.periods import QUARTERS_IN_YEAR, Quarter
from indicators.wording import ROMAN

from ..actions.periods import DATES, is_year_of
from ..models import Period, Unit
from .people import UnitField
from .plain import DayField, PlainForm, reason_field

WRONG_YEAR = _("Chỉ mở được các quý của năm kế hoạch và của năm liền trước.")
EXAMPLE = _("Ví dụ: 17/12/2024.")


class QuarterForm(PlainForm):
    """Which quarter to open."""

    plan = forms.ModelChoiceField(
        label=_("Kế hoạch"), queryset=Plan.objects.none(), empty_label=_("Chọn kế hoạch")
    )
    year = forms.IntegerField(label=_("Năm"), min_value=2000, max_value=2100)
    quarter = forms.TypedChoiceField(
        label=_("Quý"),
        coerce=int,
        choices=[(number, ROMAN[number]) for number in range(1, QUARTERS_IN_YEAR + 1)],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plans = self.fields["plan"]
        plans.queryset = Plan.objects.order_by("-year")
        plans.label_from_instance = lambda plan: f"{plan.code} ({plan.year})"
        year = self.fields["year"]
        year.error_messages.update(
            {"min_value": _("Năm phải từ 2000 đến 2100."), "max_value": _("Năm phải từ 2000 đến 2100.")}
        )

    def clean(self) -> dict[str, Any]:
        """Say at once, before its days are asked, that a quarter is of no year of the plan."""
        answers: dict[str, Any] = super().clean() or {}
        plan, year = answers.get("plan"), answers.get("year")
        if plan is not None and year is not None and not is_year_of(plan, year):
            self.add_error("year", WRONG_YEAR)
        return answers

    @property
    def chosen(self) -> Quarter:
        """The quarter, once the form is valid."""
        return Quarter(self.cleaned_data["year"], self.cleaned_data["quarter"])


class DatesForm(PlainForm):
    """The days of a quarter's figures, and until when each level is on time."""

    first_day = DayField(label=_("Số liệu từ ngày"))
    last_day = DayField(label=_("Thời gian chốt số liệu"))
    due_commune = DayField(label=_("Hạn của xã"))
    due_district = DayField(label=_("Hạn của huyện"))
    due_department = DayField(label=_("Hạn của sở, ngành"))
    due_lead_department = DayField(label=_("Hạn của cơ quan chủ trì"))
    due_province = DayField(label=_("Hạn của UBND tỉnh"))

    def clean(self) -> dict[str, Any]:
        """Say beside the field which day stands before the one it must follow."""
        answers: dict[str, Any] = super().clean() or {}
        for earlier, later, words in FOLLOWS:
            first, second = answers.get(earlier), answers.get(later)
            if first is not None and second is not None and second < first:
                self.add_error(later, words)
        return answers

    @property
    def dates(self) -> dict[str, date]:
        """The seven days, once the form is valid."""
        return {name: self.cleaned_data[name] for name in DATES}


FOLLOWS = [
    ("first_day", "last_day", _("Ngày chốt số liệu không được trước ngày đầu.")),
    ("last_day", "due_commune", _("Hạn của xã không được trước ngày chốt số liệu.")),
    ("due_commune", "due_district", _("Hạn của huyện không được trước hạn của xã.")),
    ("last_day", "due_department", _("Hạn của sở, ngành không được trước ngày chốt số liệu.")),
    ("due_district", "due_lead_department", _("Hạn của cơ quan chủ trì không được trước hạn của huyện.")),
    ("due_lead_department", "due_province", _("Hạn của UBND tỉnh không được trước hạn của cơ quan chủ trì.")),
]


class OpenForm(DatesForm):
    """The days of a quarter about to be opened."""

    is_base = forms.BooleanField(
        label=_("Mở làm quý nền"),
        required=False,
        help_text=_(
            "Chỉ hỏi những số liệu cần để so với năm trước; tỉnh nhập thay cho xã từ báo cáo giấy được."
        ),
    )


class SeenForm(PlainForm):
    """A step on a quarter as it was seen: refused where someone changed it meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ChangeDatesForm(DatesForm, SeenForm):
    """Other days for a quarter that is open already."""


class ReopenForm(SeenForm):
    """Why a closed quarter is opened again."""

    reason = reason_field(_("Lý do mở lại"))


class ExtendForm(PlainForm):
    """A later day for one unit."""

    unit = UnitField()
    until = DayField(label=_("Gia hạn đến hết ngày"), help_text=EXAMPLE)
    reason = reason_field(_("Lý do gia hạn"))

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class ReopenUnitForm(ExtendForm):
    """A closed quarter given back to one unit."""

    until = DayField(label=_("Mở lại đến hết ngày"), help_text=EXAMPLE)
    reason = reason_field(_("Lý do mở lại"))


def dates_of(period: Period) -> dict[str, date]:
    return {name: getattr(period, name) for name in DATES}
