"""One-line filters over indicators/wording.py, loaded in every template."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import get_language, gettext

from .. import wording
from ..periods import Quarter
from ..values import Absence, Operator, Status

register = template.Library()


def language() -> str:
    """The language of the page; Vietnamese where none is active."""
    return get_language() or wording.VIETNAMESE


@register.filter
def number(value: Fraction | Decimal | int | None, decimals: int = 0) -> str:
    """1.234,5; empty for None: which silence it is, another filter says."""
    return "" if value is None else wording.number(value, decimals, language())


@register.filter
def plain_number(value: Decimal) -> str:
    return wording.plain_number(value, language())


@register.filter
def day(value: date | datetime | None) -> str:
    """05/3/2024; empty for None."""
    if value is None:
        return ""
    return wording.day(timezone.localtime(value).date() if isinstance(value, datetime) else value)


@register.filter
def moment(value: datetime | None) -> str:
    """14:05 05/3/2024; empty for None."""
    return "" if value is None else wording.moment(timezone.localtime(value))


@register.filter
def quarter_label(value: Quarter) -> str:
    return wording.quarter_label(value, language())


@register.filter
def status_word(value: str) -> str:
    return gettext(wording.STATUS_WORDS[Status(value)]) if value else ""


@register.filter
def status_symbol(value: str) -> str:
    return wording.STATUS_SYMBOLS[Status(value)] if value else ""


@register.filter
def absence_word(value: str) -> str:
    """Why an area has no value, in words."""
    return gettext(wording.ABSENCE_WORDS[Absence(value)]) if value else ""


@register.filter
def absence_symbol(value: str) -> str:
    return wording.ABSENCE_SYMBOLS[Absence(value)] if value else ""


@register.filter
def yes_no(value: int | None) -> str:
    return "" if value is None else gettext(wording.YES_NO_WORDS[int(value)])


@register.filter
def coverage(reported: int, expected: int) -> str:
    return wording.coverage(reported, expected, language())


@register.filter
def operator_symbol(value: str) -> str:
    return wording.OPERATOR_SYMBOLS[Operator(value)]


@register.filter
def in_language(texts: Any) -> str:
    """A text of the plan kept as {"vi": …, "en": …}, in the language of the page."""
    return str(texts.get(language()) or texts.get(wording.VIETNAMESE, ""))


@register.filter
def signed(value: Fraction | Decimal | int | None, decimals: int = 0) -> str:
    """A difference with its sign: +1,5 or −0,4; nought has none."""
    if value is None:
        return ""
    sign = "+" if value > 0 else wording.MINUS if value < 0 else ""
    return sign + wording.number(abs(value), decimals, language())
