"""A unit's sheet of a period: what is asked of it, what it holds, and what stood there before. Reading only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators.models import Element, Measure, Plan
from indicators.periods import Quarter
from indicators.values import FigureAbsence, Formula, Kind

from . import checks, deadlines
from .changes import Key
from .models import Figure, Period, Submission, Unit
from .models.units import Level, UnitQuerySet
from .rates import Rate

Cells = dict[Key, Figure]
# What a figure is compared with: enough for its year, the same quarter last year, and the unit's own habits.
QUARTERS_OF_HISTORY = 8


def elements_asked(period: Period) -> QuerySet[Element]:
    """What a period asks of anyone, in the plan's order; a base quarter asks only what comparisons need."""
    elements = Element.objects.filter(plan=period.plan_id)
    if period.is_base:
        elements = elements.filter(measures_above__formula=Formula.REDUCTION).distinct()
    return elements


def elements_of(unit: Unit, period: Period) -> list[Element]:
    """What a unit reports in a period, in the plan's order."""
    return list(elements_asked(period).filter(reported_by=reported_by(unit)))


def is_required(element: Element, period: Period) -> bool:
    """Whether a period asks for an element's total: for an annual one only in its own quarter."""
    return element.kind != Kind.ANNUAL or element.entered_in == period.quarter


def reported_by(unit: Unit) -> str:
    """A unit's level as the plan's elements name it; a department by its own word."""
    return f"department:{unit.code}" if unit.level == Level.DEPARTMENT else unit.level


def reporters_of(periods: Iterable[Period]) -> dict[int, set[str]]:
    """Who is asked for something in each period, as elements name them; one question for all of them.

    A department whose elements are all annual is asked in their quarters only, and missing in no other.
    """
    periods = list(periods)
    reduces = Measure.objects.filter(numerator=OuterRef("pk"), formula=Formula.REDUCTION)
    elements = Element.objects.filter(plan__in={period.plan_id for period in periods}).order_by()
    asked = elements.annotate(in_base=Exists(reduces)).values_list(
        "plan_id", "reported_by", "entered_in", "in_base"
    )
    rows = set(asked)
    return {
        period.pk: {
            reporter
            for plan_id, reporter, entered_in, in_base in rows
            if plan_id == period.plan_id
            and entered_in in (None, period.quarter)
            and (in_base or not period.is_base)
        }
        for period in periods
    }


def expected_units(period: Period) -> QuerySet[Unit]:
    """The units that must report in a period: in force on its last day, in the plan's province, and asked."""
    reporters = reporters_of([period])[period.pk]
    departments = [word.partition(":")[2] for word in reporters if ":" in word]
    return units_in_force(period).filter(
        Q(level__in=[word for word in reporters if ":" not in word])
        | Q(level=Level.DEPARTMENT, code__in=departments)
    )


def is_of(period: Period, unit: Unit) -> bool:
    """Whether a unit is one of those below, for one whose province is at hand."""
    province = unit.province or unit
    return province.code == period.plan.province_code and unit.is_in_force(on=period.last_day)


def units_in_force(period: Period) -> QuerySet[Unit]:
    """All units of the plan's province on the period's last day, the province with them."""
    return units_of(period.plan).in_force(on=period.last_day)


def units_of(plan: Plan) -> UnitQuerySet:
    """All units that a plan's province ever had, the province with them: a question about a day must name it."""
    code = plan.province_code
    return Unit.objects.filter(
        Q(level=Level.PROVINCE, code=code) | Q(province__code=code, province__level=Level.PROVINCE)
    )


@dataclass(frozen=True)
class Finding:
    """Something a rule of the plan has to say about a cell, in a sentence for the reader."""

    rule: str
    cells: tuple[Key, ...]  # those it is said beside; the first is where it is explained
    sentence: str
    hard: bool
    blocks: bool

    @property
    def key(self) -> Key:
        return self.cells[0]


@dataclass
class Sheet:
    """One unit's figures of one period, beside those of the last quarter and of the same quarter last year."""

    unit: Unit
    period: Period
    elements: Sequence[Element]
    submission: Submission | None = None
    by_quarter: dict[Quarter, Cells] = field(default_factory=dict)

    @property
    def plan(self) -> Plan:
        return self.period.plan

    @cached_property
    def cells(self) -> Cells:
        return self.by_quarter.get(self.period.as_quarter, {})

    @cached_property
    def previous(self) -> Cells:
        return self.by_quarter.get(self.period.as_quarter.previous(), {})

    @cached_property
    def last_year(self) -> Cells:
        return self.by_quarter.get(self.period.as_quarter.same_last_year(), {})

    def is_writable(self, today: date, reopenings: deadlines.Reopenings | None = None) -> bool:
        """Whether its cells can be written today, by whoever may: it is with its unit, and the quarter open to that."""
        is_with_its_unit = self.submission is None or self.submission.is_with_its_unit
        return is_with_its_unit and deadlines.is_open(self.period, self.unit, today, reopenings)

    def version_of(self, key: Key) -> int | None:
        """The submission's version when the cell was last written, or emptied; None: it was never filled."""
        figure = self.cells.get(key)
        if figure is not None:
            return figure.version
        version: int | None = self.submission.emptied.get("/".join(key)) if self.submission else None
        return version

    def is_required(self, element: Element) -> bool:
        """Whether its total must be there to submit: an annual element only in its own quarter."""
        return is_required(element, self.period)

    def findings(self) -> list[Finding]:
        """Missing totals and what the plan's rules find, hard ones first in each cell."""
        language = get_language() or "vi"
        return [
            Finding(
                rule=found.rule,
                cells=found.cells,
                sentence=found.sentence.written(_, language),
                hard=found.is_hard,
                blocks=found.blocks,
            )
            for found in checks.find(as_checked(self))
        ]


def read(unit: Unit, period: Period, *, is_begun: bool = True) -> Sheet:
    """The sheet with everything it is compared with: three questions to the database, whatever its size.

    `is_begun` False is told by who knows that there is no submission yet.
    """
    submissions = Submission.objects.filter(unit=unit, period=period).select_related(
        "period__plan", "unit", "changed_by", "submitted_by", "accepted_by"
    )
    sheet = Sheet(unit, period, elements_of(unit, period), submissions.first() if is_begun else None)
    fill_in([sheet], period)
    return sheet


def read_many(units: Mapping[Unit, Submission | None], period: Period) -> list[Sheet]:
    """The sheets of several units of one period, begun or not: two questions, whatever their number."""
    elements: dict[str, list[Element]] = {}
    for element in elements_asked(period):
        elements.setdefault(element.reported_by, []).append(element)
    found = [
        Sheet(unit, period, elements.get(reported_by(unit), []), submission)
        for unit, submission in units.items()
    ]
    fill_in(found, period)
    return found


def fill_in(found: Sequence[Sheet], period: Period) -> None:
    """Read the cells of the sheets' quarter and of all they are compared with. One question."""
    by_unit = {sheet.unit.pk: sheet for sheet in found}
    # A sheet holds hundreds of figures: each is given its element by hand, where a join would make it anew.
    elements = {element.pk: element for sheet in found for element in sheet.elements}
    wanted = {period.as_quarter, *period.as_quarter.before(QUARTERS_OF_HISTORY)}
    figures = Figure.objects.filter(
        Q(
            *(Q(submission__period__year=q.year, submission__period__quarter=q.number) for q in wanted),
            _connector=Q.OR,
        ),
        submission__unit__in=by_unit,
        submission__period__plan=period.plan_id,
        element__in=elements,
    ).annotate(
        year=F("submission__period__year"),
        quarter=F("submission__period__quarter"),
        unit=F("submission__unit"),
    )
    for figure in figures:
        figure.element = elements[figure.element_id]
        cells = by_unit[figure.unit].by_quarter.setdefault(Quarter(figure.year, figure.quarter), {})
        cells[(figure.element.code, figure.split)] = figure


def as_checked(sheet: Sheet) -> checks.Sheet:
    """The sheet as the pure checks know it, with names in the reader's language."""
    quarter = sheet.period.as_quarter
    earlier = {past.number: checked(sheet.by_quarter.get(past, {})) for past in quarter.year_so_far()[:-1]}
    return checks.Sheet(
        quarter=quarter.number,
        elements=tuple(checked_element(element, sheet.plan) for element in sheet.elements),
        rules=tuple(checks.Rule.from_plan(rule) for rule in sheet.plan.checks),
        cells=checked(sheet.cells),
        previous=checked(sheet.previous),
        last_year=checked(sheet.last_year),
        earlier=earlier,
        history=tuple(checked(cells) for past, cells in sheet.by_quarter.items() if past < quarter),
    )


def rates_of(sheet: Sheet) -> list[Rate]:
    """The plan's ratios whose two halves are both in the sheet; one question."""
    names = {element.pk: element.code for element in sheet.elements}
    measures = Measure.objects.filter(
        plan=sheet.period.plan_id, formula=Formula.RATIO, numerator__in=names, denominator__in=names
    )
    return [
        Rate(
            code=measure.code,
            name=measure.name,
            unit_of_measure=measure.unit_of_measure,
            numerator=names[measure.numerator_id],
            denominator=names[measure.denominator_id or 0],
            per=measure.per,
            decimals=measure.decimals,
        )
        for measure in measures
    ]


def checked(cells: Cells) -> dict[Key, checks.Cell]:
    return {
        key: checks.Cell(
            number=figure.number,
            absence=FigureAbsence(figure.absence) if figure.absence else None,
            reason=figure.reason,
            explanation=figure.explanation,
        )
        for key, figure in cells.items()
    }


def checked_element(element: Element, plan: Plan) -> checks.Element:
    language = get_language() or "vi"
    groups = tuple(
        tuple(checks.Part(part["code"], part.get(language, part["vi"])) for part in plan.splits[group])
        for group in element.split_by
    )
    return checks.Element(
        code=element.code,
        name=element.name,
        kind=Kind(element.kind),
        boolean=element.boolean,
        entered_in=element.entered_in,
        groups=groups,
    )
