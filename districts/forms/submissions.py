"""The small forms beside a submission."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..changes import Key

LONGEST_REASON = 2000
REMARK = "remark-"


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

    def remarks(self) -> dict[Key, str]:
        """The words typed beside cells: `remark-live_births`, of a part `remark-live_births-male`; empty is none."""
        typed = {
            name.removeprefix(REMARK): text for name, text in self.data.items() if name.startswith(REMARK)
        }
        return {key_of(name): text.strip() for name, text in typed.items() if text.strip()}


def key_of(name: str) -> Key:
    element, _dash, split = name.partition("-")
    return element, split
