"""The plan's rules between figures, run over one unit's sheet of one quarter."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from indicators.phrases import Sentence
from indicators.values import FigureAbsence, Kind

from . import sentences
from .checked import TOTAL, Cell, Element, Key, Part, Rule, Severity, Sheet, number_in, numbers_before

__all__ = [
    "TOTAL",
    "Cell",
    "Element",
    "Finding",
    "Key",
    "Part",
    "Rule",
    "Severity",
    "Sheet",
    "find",
    "missing",
]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule has to say, and the cells beside which it is said; the first is where it is explained."""

    rule: str
    severity: Severity
    cells: tuple[Key, ...]
    sentence: Sentence
    other_element: str | None = None
    is_explained: bool = False

    @property
    def element(self) -> str:
        """The element it is about."""
        return self.cells[0][0]

    @property
    def split(self) -> str:
        """The split of that element; empty for the total."""
        return self.cells[0][1]

    @property
    def is_hard(self) -> bool:
        """Whether only another number helps."""
        return self.severity is Severity.HARD

    @property
    def blocks(self) -> bool:
        """Whether it stands in the way of submitting: hard, or soft with no explanation yet."""
        return self.is_hard or not self.is_explained


def find(sheet: Sheet) -> list[Finding]:
    """Missing totals and all that the rules find, in the sheet's order, hard before soft in each cell."""
    found = [*missing(sheet)]
    for rule in sheet.rules:
        # What a figure is compared with once already is not said of it in other words.
        said = (
            {finding.cells[0] for finding in found if finding.rule in COMPARES}
            if rule.name in COMPARES
            else ()
        )
        found.extend(one for one in RUNS[rule.name](sheet, rule) if one.cells[0] not in said)
    places = {
        (element.code, part.code): place
        for place, (element, part) in enumerate(
            (element, part) for element in sheet.elements for part in element.parts()
        )
    }
    return sorted(found, key=lambda finding: (places[finding.cells[0]], finding.severity))


def missing(sheet: Sheet) -> Iterator[Finding]:
    """Required totals that are neither a number, nor nothing occurred, nor no data with a reason."""
    for element in sheet.elements:
        cell = sheet.cells.get((element.code, TOTAL))
        if cell is None and element.is_required_in(sheet.quarter):
            yield _said(
                "missing_figure", element, sentences.missing(element.name, element.kind, element.boolean)
            )
        elif cell is not None and cell.absence is FigureAbsence.NO_DATA and not cell.reason.strip():
            yield _said("missing_reason", element, Sentence(sentences.REASON, {"element": element.name}))


def part_of_whole(sheet: Sheet, rule: Rule) -> Iterator[Finding]:
    """A part above its whole, in the total and in each split that both have."""
    part, whole = sheet.element(rule.part), sheet.element(rule.whole)
    if part is None or whole is None:
        return
    for split in part.parts():
        keys = (part.code, split.code), (whole.code, split.code)
        if not all(key in sheet.cells for key in keys):
            continue
        numbers = [sheet.cells[key].counted for key in keys]
        if rule.over_year:
            numbers = [sheet.year_so_far(element, split.code) for element in (part, whole)]
        if numbers[0] is None or numbers[1] is None or numbers[0] <= numbers[1]:
            continue
        params: dict[str, str | int] = {
            "part": part.name_of(split),
            "part_number": numbers[0],
            "whole": whole.name_of(split),
            "whole_number": numbers[1],
        }
        template = sentences.PART_OF_WHOLE[rule.severity.value, rule.over_year]
        yield _finding(sheet, rule, keys, Sentence(template, params), other_element=whole.code)


def splits_add_up(sheet: Sheet, rule: Rule) -> Iterator[Finding]:
    """Within a split all parts or none, and together they are the total."""
    for element in sheet.elements:
        for group in element.groups:
            yield from _split(sheet, rule, element, group)


def _split(sheet: Sheet, rule: Rule, element: Element, group: tuple[Part, ...]) -> Iterator[Finding]:
    numbers = [number_in(sheet.cells, element.code, part.code) for part in group]
    given = [number for number in numbers if number is not None]
    total = number_in(sheet.cells, element.code)
    keys = tuple((element.code, part.code) for part in group)
    params: dict[str, str | int] = {"element": element.name}
    if 0 < len(given) < len(group):
        params["parts"] = ", ".join(part.name for part in group)
        empty = tuple(key for key, number in zip(keys, numbers, strict=True) if number is None)
        yield _finding(sheet, rule, empty, Sentence(sentences.SPLIT_INCOMPLETE, params))
    elif given and total is not None and sum(given) != total:
        params |= {"parts": " + ".join(part.name for part in group), "sum": sum(given), "total": total}
        keys = ((element.code, TOTAL), *keys)
        yield _finding(sheet, rule, keys, Sentence(sentences.SPLITS_ADD_UP, params))
    elif given and total is None and (element.code, TOTAL) in sheet.cells:
        # An empty total is said by `missing`; here somebody counted the parts and says that nobody counted.
        keys = ((element.code, TOTAL), *keys)
        yield _finding(sheet, rule, keys, Sentence(sentences.SPLITS_WITHOUT_TOTAL, params))


def year_to_date_never_falls(sheet: Sheet, rule: Rule) -> Iterator[Finding]:
    """A count of distinct children below what an earlier quarter of the year already had."""
    for element in sheet.elements:
        for part in element.parts() if element.kind is Kind.CUMULATIVE else ():
            before = [number_in(cells, element.code, part.code) for cells in sheet.earlier.values()]
            then = max((number for number in before if number is not None), default=None)
            now = number_in(sheet.cells, element.code, part.code)
            if now is not None and then is not None and now < then:
                params: dict[str, str | int] = {"element": element.name_of(part), "now": now, "then": then}
                sentence = Sentence(sentences.YEAR_TO_DATE_FALLS, params)
                yield _finding(sheet, rule, ((element.code, part.code),), sentence)


def change_of_stock(sheet: Sheet, rule: Rule) -> Iterator[Finding]:
    """A state that moved far since the previous quarter, up or down; a yes or no is left out."""
    for element in sheet.elements:
        now, then = number_in(sheet.cells, element.code), number_in(sheet.previous, element.code)
        if element.kind is not Kind.STOCK or element.boolean or now is None or then is None:
            continue
        change = abs(now - then)
        if change > rule.and_more_than and change * 100 > rule.more_than_percent * then:
            yield _compared(sheet, rule, element, sentences.CHANGE_OF_STOCK, now, then)


def jump_of_flow(sheet: Sheet, rule: Rule) -> Iterator[Finding]:
    """Far more events than in the same quarter last year, from none too."""
    for element in sheet.elements:
        now, then = number_in(sheet.cells, element.code), number_in(sheet.last_year, element.code)
        if element.kind is not Kind.FLOW or now is None or then is None:
            continue
        if now - then > rule.and_more_than and now > rule.more_than_times * then:
            yield _compared(sheet, rule, element, sentences.JUMP_OF_FLOW, now, then)


def outlier(sheet: Sheet, rule: Rule) -> Iterator[Finding]:
    """A stock or a count of events unlike anything the unit reported before.

    Outside all of its history, and further from its median than so many percent of it and so many times the median
    distance from it (MAD). Twice the median and four times the MAD are whole numbers, so nothing is rounded. Where the
    unit always said the same the MAD is 0, where it always said nothing the median is: the least distance decides.
    """
    for element in sheet.elements:
        now, before = number_in(sheet.cells, element.code), numbers_before(sheet, element.code)
        if element.kind not in (Kind.STOCK, Kind.FLOW) or element.boolean or now is None:
            continue
        if len(before) < max(rule.at_least_quarters, 1) or before[0] <= now <= before[-1]:
            continue
        median = twice_median(before)
        spread = twice_median(sorted(abs(2 * number - median) for number in before))
        distance = abs(2 * now - median)
        is_far = distance > 2 * rule.and_more_than and 100 * distance > rule.more_than_percent * median
        if is_far and 2 * distance > rule.more_than_mads * spread:
            params: dict[str, str | int] = {
                "element": element.name,
                "now": now,
                "quarters": len(before),
                "low": before[0],
                "high": before[-1],
            }
            sentence = Sentence(sentences.OUTLIER, params)
            yield _finding(sheet, rule, ((element.code, TOTAL),), sentence)


def twice_median(ordered: list[int]) -> int:
    """Of at least one number, from the least."""
    return ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]


# These three may speak of the same figure; the first in the plan that does is enough.
COMPARES = {"change_of_stock", "jump_of_flow", "outlier"}
RUNS: Mapping[str, Callable[[Sheet, Rule], Iterator[Finding]]] = {
    run.__name__: run
    for run in (
        part_of_whole,
        splits_add_up,
        year_to_date_never_falls,
        change_of_stock,
        jump_of_flow,
        outlier,
    )
}


def _compared(sheet: Sheet, rule: Rule, element: Element, template: str, now: int, then: int) -> Finding:
    params: dict[str, str | int] = {"element": element.name, "now": now, "then": then}
    return _finding(sheet, rule, ((element.code, TOTAL),), Sentence(template, params))


def _said(rule: str, element: Element, sentence: Sentence) -> Finding:
    return Finding(rule, Severity.HARD, ((element.code, TOTAL),), sentence)


def _finding(
    sheet: Sheet, rule: Rule, keys: tuple[Key, ...], sentence: Sentence, other_element: str | None = None
) -> Finding:
    """The finding, explained where one of its cells or its element's total carries an explanation."""
    cells = [sheet.cells.get(key) for key in (*keys, (keys[0][0], TOTAL))]
    is_explained = any(cell is not None and cell.explanation.strip() for cell in cells)
    return Finding(rule.name, rule.severity, keys, sentence, other_element, is_explained)
