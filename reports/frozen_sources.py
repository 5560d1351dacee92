"""Where a published number comes from, out of the content alone. Pure."""

from indicators.formulas import MeasureFacts
from indicators.values import Kind, Span

from .change_words import VIETNAMESE_READER, Reader
from .frozen import Frozen
from .frozen_parts import FrozenElement, FrozenMeasure, FrozenUnit
from .sources import Asked, Half, Reporter, Sources, Subject, sources


def of_publication(
    frozen: Frozen, area: str, code: str, span: Span, split: str, reader: Reader = VIETNAMESE_READER
) -> Sources | None:
    """The units behind a number of a measure, or of a count shown by itself; None where there is no such number."""
    subject = subject_of(frozen, code, reader)
    if subject is None or not frozen.has_cells or not is_published(frozen, area, code, span, split):
        return None
    level, _, department = frozen.elements[subject.above.code].reported_by.partition(":")
    asked = Asked(subject, frozen.quarter, span, split)
    return sources(asked, reporters(frozen, area, level, department), frozen.ledger)


def is_published(frozen: Frozen, area: str, code: str, span: Span, split: str) -> bool:
    if code in frozen.measures:
        return frozen.value(code, area, span, split) is not None
    # As on a board, a count has its total alone: who is told some splits of it could subtract the one withheld.
    return span is Span.YTD and not split and (code, area, "") in frozen.counts


def subject_of(frozen: Frozen, code: str, reader: Reader) -> Subject | None:
    """A measure, or an element that is shown by itself; None for anything else."""
    measure, element = frozen.measures.get(code), frozen.elements.get(code)
    if measure is not None:
        return of_measure(measure, frozen, reader)
    if element is None or element.shown_under_indicator is None:
        return None
    name, unit = reader.of(element.name), reader.of(element.unit_of_measure)
    return Subject(code, name, unit, 0, element.sensitive, half_of(element, reader), None, None)


def of_measure(measure: FrozenMeasure, frozen: Frozen, reader: Reader) -> Subject:
    above = frozen.elements[measure.numerator]
    below = None if measure.denominator is None else frozen.elements[measure.denominator]
    return Subject(
        code=measure.code,
        name=reader.of(measure.name),
        unit_of_measure=reader.of(measure.unit_of_measure),
        decimals=measure.decimals,
        sensitive=measure.sensitive,
        above=half_of(above, reader),
        below=None if below is None else half_of(below, reader),
        facts=facts_of(measure, frozen),
    )


def facts_of(measure: FrozenMeasure, frozen: Frozen) -> MeasureFacts:
    """A published measure as the arithmetic knows it."""
    below = None if measure.denominator is None else frozen.elements[measure.denominator]
    return MeasureFacts(
        formula=measure.formula,
        per=measure.per,
        numerator_kind=Kind(frozen.elements[measure.numerator].kind),
        denominator_kind=None if below is None else Kind(below.kind),
        due_from=measure.due_from,
    )


def half_of(element: FrozenElement, reader: Reader) -> Half:
    return Half(element.code, reader.of(element.name), Kind(element.kind))


def reporters(frozen: Frozen, area: str, level: str, department: str) -> list[Reporter]:
    """The units of an area that are asked, in the content's order."""
    states = {report.unit.code: report.state for report in frozen.reporting}
    return [
        Reporter(unit.code, unit.name, parent_name(unit, frozen), states.get(unit.code, ""))
        for unit in frozen.units.values()
        if unit.level == level
        and (not department or unit.code == department)
        and area in (unit.code, unit.parent, frozen.province.code)
    ]


def parent_name(unit: FrozenUnit, frozen: Frozen) -> str:
    """The district above a commune; empty for whatever stands under the province itself."""
    above = frozen.units.get(unit.parent)
    return "" if above is None or above.code == frozen.province.code else above.name
