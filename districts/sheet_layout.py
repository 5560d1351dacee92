"""How a sheet is laid out for a reader: its elements under the plan's objectives, each cell in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators import wording
from indicators.models import Element, Measure, Objective, Plan
from indicators.values import FigureAbsence, counted

from .changes import Key
from .models import Figure

SYMBOLS = {FigureAbsence.NOTHING_OCCURRED: "∅", FigureAbsence.NO_DATA: "–"}
EMPTY = SYMBOLS[FigureAbsence.NO_DATA]


@dataclass(frozen=True)
class Section:
    """The elements that serve one objective; None gathers those that serve no measure."""

    objective: Objective | None
    elements: list[Element]


def by_objective(elements: Sequence[Element], plan: Plan) -> list[Section]:
    """The elements under the objective of the first measure that uses them, in the plan's order; one query."""
    objectives = objectives_of(elements, plan)
    sections: dict[int, Section] = {}
    for element in elements:
        objective = objectives.get(element.pk)
        number = objective.number if objective else len(objectives) + 1
        sections.setdefault(number, Section(objective, [])).elements.append(element)
    return [sections[number] for number in sorted(sections)]


def objectives_of(elements: Iterable[Element], plan: Plan) -> dict[int, Objective]:
    """Element -> objective, through its first measure, or the indicator it is shown under."""
    by_element: dict[int, Objective] = {}
    by_indicator: dict[int, Objective] = {}
    for measure in Measure.objects.filter(plan=plan).select_related("indicator__objective"):
        objective = measure.indicator.objective
        by_indicator[measure.indicator.number] = objective
        by_element.setdefault(measure.numerator_id, objective)
        if measure.denominator_id is not None:
            by_element.setdefault(measure.denominator_id, objective)
    for element in elements:
        if element.shown_under_indicator in by_indicator:
            by_element.setdefault(element.pk, by_indicator[element.shown_under_indicator])
    return by_element


def parts_of(element: Element, plan: Plan) -> Iterator[tuple[str, str]]:
    """The code and the name of each part an element may be split by."""
    language = get_language() or wording.VIETNAMESE
    for group in element.split_by:
        for part in plan.splits.get(group, []):
            yield part["code"], part.get(language, part["vi"])


def key_name(key: Key, elements: dict[str, Element], plan: Plan) -> str:
    """A cell's name: the element's, with the part's where one is meant; a code the plan dropped stays a code."""
    code, split = key
    element = elements.get(code)
    if element is None:
        return code
    part = dict(parts_of(element, plan)).get(split, "")
    return f"{element.name} ({part})" if part else element.name


def cell_names(elements: Sequence[Element], plan: Plan) -> dict[str, str]:
    """Every cell's name in words, by its name in the form: live_births, live_births-male."""
    found = {}
    for element in elements:
        found[element.code] = element.name
        found |= {
            f"{element.code}-{code}": f"{element.name} ({name})" for code, name in parts_of(element, plan)
        }
    return found


def said(figure: Figure | None, element: Element) -> str:
    """A cell in words: 1.234, Có, ∅ Không phát sinh; a dash where nobody counted."""
    if figure is None:
        return EMPTY
    if figure.number is not None:
        return number_said(figure.number, element)
    return absence_said(figure.absence)


def number_said(number: int, element: Element) -> str:
    """A number the reader's way; a yes or a no in its word."""
    if element.boolean:
        return _(wording.YES_NO_WORDS.get(number, str(number)))
    return wording.number(number, language=get_language() or wording.VIETNAMESE)


def absence_said(absence: str) -> str:
    known = FigureAbsence(absence)
    return f"{SYMBOLS[known]} {_(wording.FIGURE_ABSENCE_WORDS[known])}"


def difference_said(now: Figure | None, then: Figure | None, element: Element) -> str:
    """+12, -3 or 0 between two cells; empty where either has no number or an answer is yes or no."""
    numbers = [number_of(figure) for figure in (now, then)]
    if element.boolean or numbers[0] is None or numbers[1] is None:
        return ""
    change = numbers[0] - numbers[1]
    text = wording.number(abs(change), language=get_language() or wording.VIETNAMESE)
    return {1: f"+{text}", -1: f"−{text}", 0: "0"}[(change > 0) - (change < 0)]


def number_of(figure: Figure | None) -> int | None:
    """What a cell adds: nothing occurred is 0; None where nobody counted."""
    if figure is None:
        return None
    return counted(figure.number, FigureAbsence(figure.absence) if figure.absence else None)
