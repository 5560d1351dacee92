"""The administrator's forms."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from .. import accounts
from ..accounts import Account
from ..models import Unit
from ..models.people import Role
from ..models.units import Level
from .plain import PlainForm

STATES = [
    ("", _("Tất cả")),
    ("open", _("Đang mở")),
    ("unused", _("Chưa đổi mật khẩu dùng một lần")),
    ("closed", _("Đã khóa")),
]


class UnitField(forms.ModelChoiceField):
    """A unit with what tells it from its namesakes: its district and its code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Unit.objects.none(), label=_("Đơn vị"), empty_label=_("Chọn đơn vị"), **kwargs
        )

    def label_from_instance(self, unit: Unit) -> str:
        if unit.level == Level.COMMUNE and unit.parent is not None:
            return f"{unit.name} · {unit.parent.name} ({unit.code})"
        return f"{unit.name} ({unit.code})" if unit.level != Level.DEPARTMENT else unit.name


class PlaceForm(PlainForm):
    """Where an account belongs and what it is for."""

    unit = UnitField()
    role = forms.ChoiceField(label=_("Vai trò"), choices=Role.choices)
    sees_sensitive = forms.BooleanField(
        label=_("Được xem số liệu nhạy cảm và tệp báo cáo"),
        required=False,
        help_text=_(
            "Chỉ dành cho cán bộ tỉnh và tài khoản chỉ xem. Cán bộ tỉnh có quyền này còn nhập thay được cho huyện, sở."
        ),
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units

    def clean(self) -> dict[str, Any]:
        """Name what does not fit beside its field; the action asks the same again."""
        answers: dict[str, Any] = super().clean() or {}
        unit = answers.get("unit")
        if unit is None or "role" not in answers:
            return answers
        role_fault = accounts.role_fault(answers["role"], unit)
        sensitive_fault = accounts.sensitive_fault(answers["role"], answers["sees_sensitive"])
        if role_fault:
            self.add_error("role", role_fault)
        if sensitive_fault:
            self.add_error("sees_sensitive", sensitive_fault)
        return answers


def email_field() -> forms.EmailField:
    """The address that letters go to; empty: none go."""
    return forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        max_length=accounts.LONGEST_EMAIL,
        help_text=_("Để nhận thư nhắc hạn, thư báo bị trả lại. Để trống thì không gửi thư."),
        error_messages={"invalid": _("Địa chỉ thư chưa đúng, ví dụ ten@kontum.gov.vn.")},
    )


class NewPersonForm(PlaceForm):
    """A new account."""

    field_order = ["username", "full_name", "phone", "email", "unit", "role", "sees_sensitive"]
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=40,
        help_text=_("Chữ thường không dấu và chữ số, ví dụ xa23500, huyen615, soyte."),
    )
    full_name = forms.CharField(label=_("Họ và tên"), required=False, max_length=accounts.LONGEST_NAME)
    phone = forms.CharField(
        label=_("Số điện thoại"), required=False, max_length=20, help_text=_("Để gọi khi báo cáo trễ.")
    )
    email = email_field()

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"].strip().lower()
        fault = accounts.username_fault(username)
        if fault:
            raise forms.ValidationError(fault)
        return username

    def clean_phone(self) -> str:
        return checked_phone(self.cleaned_data["phone"])

    def account(self) -> Account:
        """What was asked for, once the form is valid."""
        return Account(**{name: self.cleaned_data[name] for name in self.field_order})


class ContactForm(PlainForm):
    """Where a person is to be called and written to."""

    phone = forms.CharField(label=_("Số điện thoại"), required=False, max_length=20)
    email = email_field()

    def clean_phone(self) -> str:
        return checked_phone(self.cleaned_data["phone"])


class DetailsForm(ContactForm):
    """The same, and the person's name."""

    field_order = ["full_name", "phone", "email"]
    full_name = forms.CharField(label=_("Họ và tên"), required=False, max_length=accounts.LONGEST_NAME)


class SearchForm(PlainForm):
    """What to look for among the accounts."""

    words = forms.CharField(label=_("Tìm tên người hoặc đơn vị"), required=False, max_length=100)
    level = forms.ChoiceField(
        label=_("Cấp"),
        required=False,
        choices=[("", _("Tất cả")), *((one.value, one.label) for one in Level)],
    )
    state = forms.ChoiceField(label=_("Tình trạng"), required=False, choices=STATES)


class WorkbookForm(PlainForm):
    """A workbook of accounts to be made."""

    file = forms.FileField(
        label=_("Tệp Excel (.xlsx)"), widget=forms.FileInput(attrs={"accept": ".xlsx"}), allow_empty_file=True
    )


def checked_phone(phone: str) -> str:
    fault = accounts.phone_fault(phone.strip())
    if fault:
        raise forms.ValidationError(fault)
    return phone.strip()
