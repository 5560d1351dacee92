"""What is asked of a program that wants to be told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .. import web_addresses, webhooks
from ..models.webhooks import KINDS
from .plain import PlainForm


class ChangeWebhookForm(PlainForm):
    """Where the news goes, and of what kinds it is."""

    url = forms.CharField(
        label=_("Địa chỉ nhận tin"),
        max_length=web_addresses.LONGEST,
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
        help_text=_("Bắt đầu bằng https://, do người quản lý phần mềm cung cấp."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Báo những tin nào"),
        choices=[(kind.value, KINDS[kind]) for kind in webhooks.TOLD],
        widget=forms.CheckboxSelectMultiple,
    )


class WebhookForm(ChangeWebhookForm):
    """... and a name by which it is known again; that stays."""

    name = forms.CharField(
        label=_("Tin được gửi cho phần mềm nào"),
        max_length=100,
        help_text=_("Ví dụ: kho dữ liệu của tỉnh."),
    )
    field_order = ["name", "url", "kinds"]
