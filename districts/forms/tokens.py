"""What a key is asked for."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ..models import Unit
from ..models.units import Level
from ..token_states import DAYS, USUAL_DAYS
from .people import UnitField
from .plain import PlainForm


class WritingUnitField(UnitField):
    """For whom a key writes; a unit with others below it says so. Empty: for nobody."""

    def label_from_instance(self, unit: Unit) -> str:
        name = super().label_from_instance(unit)
        if unit.level == Level.DISTRICT:
            return str(format_lazy(_("{unit} và các xã trực thuộc"), unit=name))
        if unit.level == Level.PROVINCE:
            return str(format_lazy(_("{unit}: mọi đơn vị mà tài khoản này ghi được"), unit=name))
        return name


class TokenForm(PlainForm):
    """A name by which its owner will know it again, what it may do beyond reading, and how long it lives."""

    name = forms.CharField(
        label=_("Mã dùng cho phần mềm nào"), max_length=100, help_text=_("Ví dụ: kho dữ liệu của tỉnh.")
    )
    reads_sensitive = forms.BooleanField(
        label=_("Đọc cả số liệu nhạy cảm và tệp báo cáo"),
        required=False,
        help_text=_("Không chọn thì phần mềm thấy “không công bố” ở các ô này."),
    )
    writes_for = WritingUnitField(required=False)
    days = forms.TypedChoiceField(
        label=_("Thời hạn"),
        choices=[(days, format_lazy(_("{days} ngày"), days=days)) for days in DAYS],
        coerce=int,
        initial=USUAL_DAYS,
        widget=forms.RadioSelect,
        help_text=_("Hết hạn thì mã không dùng được nữa; xin tạo mã mới trước đó."),
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], may_see_sensitive: bool, **kwargs: Any) -> None:
        """Asks only what the owner has to give: no unit where they write for none."""
        super().__init__(*args, **kwargs)
        field = self.fields["writes_for"]
        field.label, field.empty_label = _("Ghi số liệu cho đơn vị"), _("Không ghi, chỉ đọc")
        field.help_text = _("Gồm cả gửi duyệt, phê duyệt và trả lại, nếu tài khoản này được làm.")
        field.queryset = units
        if not may_see_sensitive:
            del self.fields["reads_sensitive"]
        if not units.exists():
            del self.fields["writes_for"]
