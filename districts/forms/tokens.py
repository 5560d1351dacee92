"""What a key is asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .plain import PlainForm


class TokenForm(PlainForm):
    """A name by which its owner will know it again."""

    name = forms.CharField(
        label=_("Mã dùng cho phần mềm nào"), max_length=100, help_text=_("Ví dụ: kho dữ liệu của tỉnh.")
    )
