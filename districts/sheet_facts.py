"""What the browser needs to run the plan's rules over a sheet as it is filled in: static/js/sheet/checks.js. Pure."""

from collections.abc import Callable, Sequence
from typing import Any

from indicators.phrases import unchanged

from . import sentences
from .checked import Cells, Element, Key, Rule, Sheet, number_in
from .rates import Rate, rate_facts, words_of

Facts = dict[str, Any]


def facts_of(sheet: Sheet, translate: Callable[[str], str] = unchanged, rates: Sequence[Rate] = ()) -> Facts:
    """The elements, the rules, what stood in earlier quarters, and the sentences; plain lists and words for JSON."""
    return {
        "quarter": sheet.quarter,
        "elements": [element_facts(element, sheet.quarter) for element in sheet.elements],
        "rules": [rule_facts(rule) for rule in sheet.rules],
        "previous": numbers(sheet, sheet.previous),
        "last_year": numbers(sheet, sheet.last_year),
        "earlier": {str(quarter): numbers(sheet, cells) for quarter, cells in sheet.earlier.items()},
        "history": [numbers(sheet, cells) for cells in sheet.history],
        "rates": rate_facts(list(rates), words_of(translate)),
        "sentences": {name: in_braces(translate(text)) for name, text in sentences.BY_NAME.items()},
    }


def element_facts(element: Element, quarter: int) -> Facts:
    return {
        "code": element.code,
        "name": element.name,
        "kind": element.kind.value,
        "boolean": element.boolean,
        "required": element.is_required_in(quarter),
        "groups": [[{"code": part.code, "name": part.name} for part in group] for group in element.groups],
    }


def rule_facts(rule: Rule) -> Facts:
    return {
        "rule": rule.name,
        "severity": rule.severity.value,
        "part": rule.part,
        "whole": rule.whole,
        "over_year": rule.over_year,
        "more_than_percent": rule.more_than_percent,
        "more_than_times": rule.more_than_times,
        "and_more_than": rule.and_more_than,
        "more_than_mads": rule.more_than_mads,
        "at_least_quarters": rule.at_least_quarters,
    }


def numbers(sheet: Sheet, cells: Cells) -> dict[str, int]:
    """What each cell counted, by its name in the form; where nobody counted it is not there."""
    keys = [(element.code, part.code) for element in sheet.elements for part in element.parts()]
    found = {name_of(key): number_in(cells, *key) for key in keys}
    return {name: number for name, number in found.items() if number is not None}


def name_of(key: Key) -> str:
    element, split = key
    return f"{element}-{split}" if split else element


def in_braces(template: str) -> str:
    """To be filled in by a script: %(part)s becomes {part}."""
    return template.replace("%(", "{").replace(")s", "}")
