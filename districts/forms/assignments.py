"""Forms about what the province gives its units to do."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..models import Assignment, Unit
from ..models.assignments import LONGEST_TEXT
from .people import UnitField
from .periods import SeenForm
from .plain import DayField, PlainForm, reason_field

NOT_IN_THE_LIST = _("Mục đã chọn không có trong danh sách.")


class HelpersField(forms.ModelMultipleChoiceField):
    """Any number of units, each with what tells it from its namesakes."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "invalid_choice": NOT_IN_THE_LIST,
        "invalid_pk_value": NOT_IN_THE_LIST,
        "invalid_list": NOT_IN_THE_LIST,
    }

    def label_from_instance(self, unit: Unit) -> str:
        return UnitField.label_from_instance(self, unit)  # type: ignore[arg-type]


class AssignmentForm(PlainForm):
    """One task: what, who leads, who helps, until when."""

    group = forms.TypedChoiceField(label=_("Nhóm nhiệm vụ"), coerce=int)
    text = forms.CharField(
        label=_("Việc phải làm"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Một việc, nói rõ kết quả phải có. Không ghi tên hay thông tin riêng của trẻ em."),
    )
    lead = UnitField()
    helpers = HelpersField(label=_("Đơn vị phối hợp"), queryset=Unit.objects.none(), required=False)
    due = DayField(label=_("Hạn"), help_text=_("Ngày cuối cùng còn đúng hạn, ví dụ 17/12/2024."))

    def __init__(
        self, *args: Any, groups: dict[int, dict[str, str]], units: QuerySet[Unit], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "vi"
        self.fields["group"].choices = [
            (number, f"{number}. {name.get(language) or name['vi']}") for number, name in groups.items()
        ]
        self.fields["lead"].label = _("Đơn vị chủ trì")
        self.fields["lead"].queryset = units
        self.fields["helpers"].queryset = units

    def clean(self) -> dict[str, Any]:
        """Say beside the field that who leads need not help; the action asks the same again."""
        answers: dict[str, Any] = super().clean() or {}
        lead = answers.get("lead")
        if lead is not None and lead in answers.get("helpers", []):
            self.add_error("helpers", _("Đơn vị chủ trì không ghi lại ở phần phối hợp."))
        return answers


class ChangeAssignmentForm(AssignmentForm, SeenForm):
    """The same, said otherwise of what stands there."""


class DoneForm(SeenForm):
    """Since when it is done, and what came of it."""

    done_on = DayField(label=_("Ngày xong"))
    note = forms.CharField(
        label=_("Kết quả"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Có thể ghi số văn bản, nơi xem kết quả. Không ghi tên hay thông tin riêng của trẻ em."),
    )


class ReopenAssignmentForm(SeenForm):
    """Why it is not done after all."""

    reason = reason_field(_("Lý do bỏ báo xong"))


class CancelForm(SeenForm):
    """Why it is no longer wanted."""

    reason = reason_field(_("Lý do hủy"))


def contents_of(assignment: Assignment) -> dict[str, Any]:
    """An assignment as its form begins."""
    return {
        "group": assignment.group,
        "text": assignment.text,
        "lead": assignment.lead_id,
        "helpers": [unit.pk for unit in assignment.helpers.all()],
        "due": assignment.due,
        "version": assignment.version,
    }
