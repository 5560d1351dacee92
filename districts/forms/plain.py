"""What every ordinary form of the portal has in common."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from indicators.phrases import VIETNAMESE
from indicators.wording import number

from ..actions.refusals import Refused

SENTENCES = {
    forms.CharField: {
        "required": _("Xin điền ô này."),
    },
    forms.ChoiceField: {
        "required": _("Xin chọn một mục."),
        "invalid_choice": _("Mục đã chọn không có trong danh sách."),
    },
    forms.DateField: {
        "required": _("Xin chọn ngày."),
        "invalid": _("Ngày không đúng. Xin ghi ngày, tháng, năm, ví dụ 17/12/2024."),
    },
    forms.IntegerField: {"required": _("Xin điền ô này."), "invalid": _("Xin ghi một số nguyên.")},
    forms.FileField: {"required": _("Xin chọn tệp."), "empty": _("Tệp này trống, không có nội dung.")},
}


class PlainForm(forms.Form):
    """A form whose every fault is said in our words, beside its field and in a list on top."""

    # The browser would say it in its own language.
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            for kind, sentences in SENTENCES.items():
                if isinstance(field, kind):
                    field.error_messages.update(sentences)
            if isinstance(field, forms.CharField) and field.max_length:
                field.error_messages["max_length"] = too_long(field.max_length)
            for validator in field.validators:
                if isinstance(validator, ProhibitNullCharactersValidator):
                    validator.message = _("Ô này có ký tự không dùng được.")

    @property
    def faults(self) -> list[dict[str, str]]:
        """Each fault with the place it is about; one about the whole form leads to the page's content."""
        return [
            {"place": self[name].id_for_label if name in self.fields else "content", "words": words}
            for name, sentences in self.errors.items()
            for words in sentences
        ]

    def add_refusal(self, refused: Refused) -> None:
        """Say an action's refusal: beside the fields it names, where it names any."""
        named = {field: words for (field, _split), words in refused.cells.items() if field in self.fields}
        for field, words in named.items():
            self.add_error(field, words)
        if not named:
            self.add_error(None, refused.sentence)


def too_long(most: int) -> str:
    """The number as the reader's language writes it."""
    return _("Dài quá %(most)s ký tự. Xin viết ngắn lại.") % {
        "most": number(most, language=get_language() or VIETNAMESE)
    }


class DayField(forms.DateField):
    """A day, written 17/12/2024; a browser's own calendar may put the month first, depending on its language."""

    widget = forms.DateInput(attrs={"inputmode": "numeric", "autocomplete": "off"}, format="%d/%m/%Y")

    def __init__(self, **kwargs: Any) -> None:
        # A telephone's keyboard of digits has no stroke.
        formats = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y", "%d%m%Y", "%Y-%m-%d"]
        super().__init__(input_formats=formats, **kwargs)

    def to_python(self, value: Any) -> date | None:
        return super().to_python(value)


def reason_field(label: Any) -> forms.CharField:
    """Room for a sentence that the log keeps."""
    return forms.CharField(label=label, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
