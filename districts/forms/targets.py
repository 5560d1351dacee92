"""A target, as the province types it in."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from indicators.values import Operator
from indicators.wording import OPERATOR_SYMBOLS

from .plain import PlainForm

# A doubtful number is refused, not guessed: 9.5 in Vietnamese could be nine and a half or a slip.
SHAPES = {
    "vi": (re.compile(r"(\d{1,9}|\d{1,3}(?:\.\d{3}){1,2})(?:,(\d{1,6}))?"), "."),
    "en": (re.compile(r"(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.(\d{1,6}))?"), ","),
}
WORDS = {
    Operator.LESS: _("nhỏ hơn"),
    Operator.AT_MOST: _("không quá"),
    Operator.EQUAL: _("bằng"),
    Operator.AT_LEAST: _("ít nhất"),
    Operator.MORE: _("lớn hơn"),
}


class NumberField(forms.Field):
    """A number with decimals, written the way of the page's language."""

    default_error_messages = {"required": _("Xin điền ô này.")}
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Decimal | None:
        text = unicodedata.normalize("NFKC", value or "").strip()
        if not text:
            return None
        shape, grouping = SHAPES.get(get_language() or "vi", SHAPES["vi"])
        found = shape.fullmatch(text)
        if found is None or not text.isascii():
            raise forms.ValidationError(
                _("Xin ghi một số từ 0 trở lên, dấu thập phân là dấu phẩy, ví dụ 9,5 hoặc 1.200.")
            )
        return Decimal(f"{found[1].replace(grouping, '')}.{found[2] or '0'}")


class TargetForm(PlainForm):
    """The province's target of a measure for a year."""

    year = forms.IntegerField(label=_("Năm"), min_value=2000, max_value=2100)
    op = forms.ChoiceField(
        label=_("So sánh"),
        choices=[(op.value, OPERATOR_SYMBOLS[op]) for op in Operator],
    )
    value = NumberField(label=_("Chỉ tiêu giao"))
    source = forms.CharField(
        label=_("Nguồn"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Văn bản nào, số nào, ngày nào; ví dụ: Kế hoạch 749/KH-UBND ngày 05/3/2024, phụ lục."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year_words = _("Năm phải từ 2000 đến 2100.")
        self.fields["year"].error_messages.update({"min_value": year_words, "max_value": year_words})
        self.fields["op"].choices = [(op.value, f"{OPERATOR_SYMBOLS[op]} {WORDS[op]}") for op in Operator]
