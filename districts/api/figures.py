"""A figure as the API writes and reads it: one cell, exactly one of a number, an absence, or nothing."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from indicators.api.filters import shown
from indicators.values import MAX_FIGURE, FigureAbsence, FigureError, FigureFault

from ..changes import Change
from ..models import Figure, Submission
from ..words import LONGEST_WORDS

DIGITS = re.compile(r"[0-9]+", re.ASCII)
DECIMAL = re.compile(r"-?[0-9]+[.,][0-9]+", re.ASCII)
MOST_DIGITS = len(str(MAX_FIGURE))
WITHHELD = "withheld"
LARGEST_VERSION = 2**31 - 1
MOST_CELLS = 1000


TOTAL = gettext_lazy("để trống là tổng số")
NUMBER = gettext_lazy("số nguyên, ghi dạng chữ; có là “1”, không là “0”")
# As the schema says it: a whole number, written as text or as a number.
ONE_FIGURE = {
    "oneOf": [
        {"type": "string", "pattern": r"^\s*0*[0-9]{1,9}\s*$"},
        {"type": "integer", "minimum": 0, "maximum": MAX_FIGURE},
        {"type": "null"},
    ]
}


class Strict(serializers.Serializer):
    """Refuses a field it does not know, instead of dropping it in silence."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            strangers = [shown(str(name)) for name in data if name not in self.fields]
            if strangers:
                fault = ErrorDetail(_("Không có trường này."), "unknown_field")
                raise serializers.ValidationError({name: [fault] for name in strangers})
        return super().to_internal_value(data)


class Text(serializers.CharField):
    """A JSON text; a number is none."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        text: str = super().to_internal_value(data)
        return text


class Slug(serializers.SlugField):
    """The same for what is a code."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        text: str = super().to_internal_value(data)
        return text


class WholeNumber(serializers.IntegerField):
    """A JSON number without a fraction; a text, true and 1.0 are none."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        number: int = super().to_internal_value(str(data)[:20])
        return number


@extend_schema_field(ONE_FIGURE)
class FigureValue(serializers.Field):
    """A whole number as text ("1204") or as a JSON number; a yes is 1, a no 0. Without marks between thousands."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, float):
            raise refusal(FigureFault.NOT_WHOLE, data)
        if isinstance(data, bool) or not isinstance(data, int | str):
            raise refusal(FigureFault.NOT_A_NUMBER, data)
        text = str(data).strip()
        if fault := fault_of(text):
            raise refusal(fault, text)
        return int(text)

    def to_representation(self, value: Any) -> Any:
        return value


def fault_of(text: str) -> FigureFault | None:
    """Why a text is no figure; None where it is one. Stricter than the form: here a mark would be ambiguous."""
    if DIGITS.fullmatch(text):
        return FigureFault.TOO_LARGE if len(text.lstrip("0")) > MOST_DIGITS else None
    if DIGITS.fullmatch(text.removeprefix("-")):
        return FigureFault.NEGATIVE
    return FigureFault.NOT_WHOLE if DECIMAL.fullmatch(text) else FigureFault.NOT_A_NUMBER


def refusal(fault: FigureFault, sent: Any) -> serializers.ValidationError:
    """The sentence that the form says too."""
    sentence = FigureError(fault, shown(str(sent))).sentence.written(_, get_language() or "vi")
    return serializers.ValidationError(sentence, "not_a_figure")


class FigureIn(Strict):
    """A cell to write, whole: what is left out is emptied; `value` null and `absence` null clear it.

    `version` is the cell's own as it was last read, also where it stood in `emptied`; it is left out for a cell that
    was never filled.
    """

    element = Text(max_length=60)
    split = Text(max_length=10, allow_blank=True, default="", help_text=TOTAL)
    value = FigureValue(required=False, allow_null=True)
    absence = serializers.ChoiceField(list(FigureAbsence), required=False, allow_null=True)
    reason = Text(max_length=LONGEST_WORDS, allow_blank=True, allow_null=True, default="")
    explanation = Text(max_length=LONGEST_WORDS, allow_blank=True, allow_null=True, default="")
    version = WholeNumber(
        min_value=1, max_value=LARGEST_VERSION, required=False, allow_null=True, default=None
    )

    def validate(self, cell: dict[str, Any]) -> dict[str, Any]:
        if "value" not in cell and "absence" not in cell:
            sentence = _("Xin ghi giá trị, hoặc lý do không có số; muốn xóa ô thì ghi value là null.")
            raise serializers.ValidationError({"value": [ErrorDetail(sentence, "value_missing")]})
        return cell


class FiguresIn(Strict):
    """Cells to write, all or none."""

    figures = FigureIn(many=True, allow_empty=False, max_length=MOST_CELLS)


class EmptiedOut(serializers.Serializer):
    """A cell that was filled and is empty now, with the version that its next writing sends."""

    element = serializers.CharField()
    split = serializers.CharField(help_text=TOTAL)
    version = serializers.IntegerField()


class FigureOut(serializers.Serializer):
    """A cell. `absence` withheld: the figure could point at a child, and is not for this reader."""

    element = serializers.CharField()
    split = serializers.CharField(help_text=TOTAL)
    value = serializers.CharField(allow_null=True, help_text=NUMBER)
    absence = serializers.ChoiceField([*FigureAbsence, WITHHELD], allow_null=True)
    reason = serializers.CharField()
    explanation = serializers.CharField()
    version = serializers.IntegerField()


def as_change(cell: Mapping[str, Any]) -> Change:
    """A cell as read from a request, for the action."""
    return Change(
        element=cell["element"],
        split=cell["split"],
        number=cell.get("value"),
        absence=cell.get("absence") or "",
        reason=cell["reason"] or "",
        explanation=cell["explanation"] or "",
        version=cell["version"],
    )


def as_sent(figure: Figure, *, may_see_sensitive: bool) -> dict[str, Any]:
    """A figure as `FigureOut`, its content taken away where it could point at a child and the reader has no right."""
    cell = {"element": figure.element.code, "split": figure.split, "version": figure.version}
    if figure.element.sensitive and not may_see_sensitive:
        return {**cell, "value": None, "absence": WITHHELD, "reason": "", "explanation": ""}
    return {
        **cell,
        "value": None if figure.number is None else str(figure.number),
        "absence": figure.absence or None,
        "reason": figure.reason,
        "explanation": figure.explanation,
    }


def emptied_cells(submission: Submission) -> list[dict[str, Any]]:
    """The cells without a figure that had one, as `EmptiedOut`."""
    filled = {f"{figure.element.code}/{figure.split}" for figure in submission.figures.all()}
    empty = {key: version for key, version in submission.emptied.items() if key not in filled}
    places = {key: key.split("/") for key in sorted(empty)}
    return [
        {"element": element, "split": split, "version": empty[key]}
        for key, (element, split) in places.items()
    ]
