"""The small forms beside a submission."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_REASON = 2000


class SendBackForm(forms.Form):
    """Returning a submission, with a word why."""

    reason = forms.CharField(
        label=_("Lý do trả lại"),
        help_text=_("Nêu rõ số nào cần sửa; đơn vị sẽ đọc được nguyên văn."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Xin ghi lý do trả lại để đơn vị biết cần sửa gì."),
            "max_length": _("Lý do dài quá 2.000 ký tự. Xin viết ngắn lại."),
        },
    )
