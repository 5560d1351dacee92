"""What is asked of an element's figure, in words: the plan's rules that speak of it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from .models import Element
from .values import Kind

Rule = Mapping[str, Any]


def checks_in_words(element: Element, checks: list[dict[str, Any]], names: Mapping[str, str]) -> list[str]:
    """A sentence for each rule about the element; `names` are all elements' by code."""
    sentences = [(in_words(element, check, names), check) for check in checks]
    return [f"{sentence} {consequence(check)}" for sentence, check in sentences if sentence]


def in_words(element: Element, check: Rule, names: Mapping[str, str]) -> str:
    """What the rule asks of this element; empty where it says nothing about it."""
    if check["rule"] == "part_of_whole":
        return part_of_whole(element, check, names)
    if check["rule"] == "splits_add_up" and element.split_by:
        return _("Các phân tổ cộng lại bằng tổng số.")
    if check["rule"] == "year_to_date_never_falls" and element.kind == Kind.CUMULATIVE:
        return _("Không nhỏ hơn số của quý trước trong năm.")
    if check["rule"] == "change_of_stock" and element.kind == Kind.STOCK and not element.boolean:
        return _("Không tăng, giảm quá %(percent)d %% và quá %(number)d so với quý trước.") % {
            "percent": check["more_than_percent"],
            "number": check["and_more_than"],
        }
    if check["rule"] == "jump_of_flow" and element.kind == Kind.FLOW:
        return _("Không gấp quá %(times)d lần và tăng quá %(number)d so với cùng kỳ năm trước.") % {
            "times": check["more_than_times"],
            "number": check["and_more_than"],
        }
    if check["rule"] == "outlier" and element.kind in (Kind.STOCK, Kind.FLOW) and not element.boolean:
        return _("Không khác xa các quý trước của đơn vị (khi đã có từ %(quarters)d quý).") % {
            "quarters": check["at_least_quarters"]
        }
    return ""


def part_of_whole(element: Element, check: Rule, names: Mapping[str, str]) -> str:
    over = f" {_('(tính lũy kế từ đầu năm)')}" if check.get("over") == "year_to_date" else ""
    if check["part"] == element.code:
        return _("Không lớn hơn “%(whole)s”%(over)s.") % {"whole": names[check["whole"]], "over": over}
    if check["whole"] == element.code:
        return _("Không nhỏ hơn “%(part)s”%(over)s.") % {"part": names[check["part"]], "over": over}
    return ""


def consequence(check: Rule) -> str:
    """What follows where the figure is otherwise."""
    return (
        _("Nếu không đúng thì phải sửa.")
        if check["severity"] == "hard"
        else _("Nếu không đúng thì cần giải trình.")
    )
