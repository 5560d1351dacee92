"""A publication's rows as the pages know them: measures as they were defined then, values with their exact numbers."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from districts.models import Period
from indicators.formulas import MeasureFacts, evaluate
from indicators.goals import Target
from indicators.models import Element, Indicator, Measure, Objective
from indicators.values import Absence, Operator, Span, Status

from .frozen import Frozen
from .frozen_parts import FrozenElement, FrozenMeasure
from .frozen_sources import facts_of
from .models import PublishedValue
from .observations import Observation


def as_rows(frozen: Frozen) -> list[Measure]:
    """The measures as they were defined when they were published, as rows that are not stored."""
    indicators = {
        indicator.number: Indicator(number=indicator.number, objective=stored, **named(indicator.name))
        for objective in frozen.objectives
        for stored in [Objective(number=objective.number, **named(objective.name))]
        for indicator in objective.indicators
    }
    return [as_row(measure, indicators[measure.indicator]) for measure in frozen.measures.values()]


def as_row(measure: FrozenMeasure, indicator: Indicator) -> Measure:
    return Measure(
        code=measure.code,
        indicator=indicator,
        decimals=measure.decimals,
        direction=measure.direction,
        unit_of_measure_vi=measure.unit_of_measure["vi"],
        unit_of_measure_en=measure.unit_of_measure["en"],
        **named(measure.name),
    )


def named(name: Any) -> dict[str, str]:
    return {"name_vi": name["vi"], "name_en": name["en"]}


def facts_by_code(frozen: Frozen) -> dict[str, MeasureFacts]:
    """Every measure as it was defined when it was published."""
    return {code: facts_of(measure, frozen) for code, measure in frozen.measures.items()}


def observation(row: PublishedValue, period: Period, known: MeasureFacts) -> Observation:
    """A published value with its exact number, from the counts it was made of."""
    return thawed(row, period, exact(row, known))


def thawed(row: PublishedValue, period: Period, value: Fraction | None) -> Observation:
    """A published value as the observation it was, with its number: exact, or the 12 digits that were kept."""
    return Observation(
        measure=row.measure,
        indicator=row.indicator,
        objective=row.objective,
        unit=row.unit,
        unit_name=row.unit_name,
        level=row.level,
        parent=row.parent,
        period=period.code,
        span=Span(row.span),
        split=row.split,
        value=value,
        absence=Absence(row.absence) if row.absence else None,
        numerator=row.numerator,
        denominator=row.denominator,
        reported=row.reported,
        expected=row.expected,
        status=Status(row.status) if row.status else None,
        target=as_target(row.target),
        sensitive=row.sensitive,
        open_to_all=row.open_to_all,
    )


def exact(row: PublishedValue, known: MeasureFacts) -> Fraction | None:
    """None where an absence says why."""
    if not row.value or row.numerator is None or row.denominator is None:
        return None
    value = evaluate(known.formula, known.per, row.numerator, row.denominator)
    return value if isinstance(value, Fraction) else None


def as_target(fields: dict[str, Any] | None) -> Target | None:
    if fields is None:
        return None
    return Target(
        fields["year"],
        Operator(fields["op"]),
        Decimal(fields["value"]),
        fields["scope"],
        fields["source"],
    )


def as_element(element: FrozenElement) -> Element:
    return Element(
        code=element.code,
        sensitive=element.sensitive,
        shown_under_indicator=element.shown_under_indicator,
        unit_of_measure_vi=element.unit_of_measure["vi"],
        unit_of_measure_en=element.unit_of_measure["en"],
        **named(element.name),
    )
