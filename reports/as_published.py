"""An area's board and its quarters as they were published: out of the frozen content and the published values alone."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from districts.models import Period, Unit, User
from districts.models.units import Level
from indicators.formulas import evaluate
from indicators.goals import Target
from indicators.models import Element, Indicator, Measure, Objective
from indicators.values import Absence, Formula, Operator, Span, Status

from . import over_time
from .boards import Board, ElementRow, MeasureRow, by_objective
from .freezing import records
from .frozen import Frozen
from .frozen_parts import FrozenElement, FrozenMeasure
from .gather import PlanFacts
from .history import History
from .models import Publication, PublishedValue
from .observations import ElementCount, Observation
from .over_time import Points
from .withholding import hides_published_count, withhold


def board(period: Period, area: Unit, user: User, publication: Publication, facts: PlanFacts) -> Board | None:
    """The area's frozen figures as this person may see them; None where the publication has no such area."""
    frozen = Frozen(publication.content)
    values = publication.values.filter(unit=area.code, level=area.level, split="").order_by("position")
    seen = withhold([frozen_observation(row, frozen, period) for row in values], user, [area])
    if not seen:
        return None
    results = {(one.measure, one.span): one for one in seen}
    histories = over_time.histories(points(period, area, user, facts), facts)
    rows = [measure_row(measure, frozen, results, histories.get(measure.code)) for measure in as_rows(frozen)]
    accepted, expected = accepted_of_expected(frozen, area)
    return Board(
        period=period,
        area=area,
        objectives=by_objective(rows, counts(frozen, area, user)),
        accepted=accepted,
        expected=expected,
        publication=publication,
    )


def measure_row(
    measure: Measure,
    frozen: Frozen,
    results: dict[tuple[str, Span], Observation],
    history: History | None,
) -> MeasureRow:
    known, result = frozen.measures[measure.code], results[measure.code, Span.YTD]
    reference = frozen.reference(known)
    return MeasureRow(
        measure=measure,
        result=result,
        alone=results.get((measure.code, Span.QUARTER)),
        reference=None if reference is None else reference.target,
        part_of_year=known.part_of_year and result.value is not None,
        lower_bound=known.formula is Formula.SHARE_OF_UNITS
        and result.value is not None
        and result.is_missing_units,
        history=history,
    )


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


def frozen_observation(row: PublishedValue, frozen: Frozen, period: Period) -> Observation:
    measure = frozen.measures[row.measure]
    return observation(row, period, measure.formula, measure.per)


def observation(row: PublishedValue, period: Period, formula: Formula, per: int) -> Observation:
    """A published value with its exact number, from the counts it was made of."""
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
        value=exact(row, formula, per),
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


def exact(row: PublishedValue, formula: Formula, per: int) -> Fraction | None:
    if not row.value or row.numerator is None or row.denominator is None:
        return None
    value = evaluate(formula, per, row.numerator, row.denominator)
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


# Beside the measures ----------------------------------------------------------------------------------------------


def counts(frozen: Frozen, area: Unit, user: User) -> dict[int, list[ElementRow]]:
    """The counts that no measure uses, by the indicator they are shown under."""
    shown = {code: one for code, one in frozen.elements.items() if one.shown_under_indicator is not None}
    found: dict[int, list[ElementRow]] = {}
    for row in records(frozen.content["counts"]):
        if row["unit"] == area.code and row["element"] in shown and not row["split"]:
            element = as_element(shown[row["element"]])
            count = ElementCount(row["number"], row["reported"], row["expected"])
            hides = element.sensitive and hides_published_count(count, area, user)
            found.setdefault(element.shown_under_indicator or 0, []).append(ElementRow(element, count, hides))
    return found


def as_element(element: FrozenElement) -> Element:
    return Element(
        code=element.code,
        sensitive=element.sensitive,
        shown_under_indicator=element.shown_under_indicator,
        unit_of_measure_vi=element.unit_of_measure["vi"],
        unit_of_measure_en=element.unit_of_measure["en"],
        **named(element.name),
    )


def accepted_of_expected(frozen: Frozen, area: Unit) -> tuple[int, int]:
    """How many of the area's units that had to report had been accepted."""
    reports = [
        report
        for report in frozen.reporting
        if area.level == Level.PROVINCE or area.code in (report.unit.code, report.unit.parent)
    ]
    return sum(report.is_accepted for report in reports), len(reports)


def points(period: Period, area: Unit, user: User, facts: PlanFacts) -> Points:
    """The year to date of each quarter's newest publication up to the period, by a measure's code: one question."""
    newest = Publication.objects.filter(period__plan=period.plan_id).latest_of_each_period()
    rows = PublishedValue.objects.filter(
        publication__in=newest.values("pk"), unit=area.code, level=area.level, span=Span.YTD, split=""
    )
    ordered: Sequence[PublishedValue] = (
        rows.select_related("publication__period")
        .defer("publication__content")
        .order_by("publication__period__year", "publication__period__quarter", "position")
    )
    measures = {measure.code: facts.facts[measure.pk] for measure in facts.measures}
    observations = [
        observation(row, row.publication.period, known.formula, known.per)
        for row in ordered
        if (known := measures.get(row.measure)) is not None
        and row.publication.period.as_quarter <= period.as_quarter
        and area.is_in_force(on=row.publication.period.last_day)
    ]
    return over_time.by_measure(withhold(observations, user, [area]), facts.measures)
