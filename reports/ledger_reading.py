"""The ledger as it stands now, read from accepted submissions; and who changed what in its sheets since a moment."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from districts.models import Event, Figure, Period, Submission, Unit
from indicators.models import Element, Measure
from indicators.periods import Quarter
from indicators.values import Formula, Kind

from .ledger import ADDED_UP, CellChange, Key, Ledger, LedgerSheet, Place, SheetChange, Step, is_used

Action = Event.Action
STEPS = (Action.SUBMITTED, Action.ACCEPTED, Action.RETURNED)


def ledger(
    period: Period, units: Mapping[int, Unit], elements: Sequence[Element], reducing: Collection[int]
) -> dict[Place, LedgerSheet]:
    """Every accepted sheet that the period's results rest on, of these units (by id): two questions.

    Only cells of these elements; `reducing` are the ids of those that are compared with the year before.
    """
    sheets = {
        sheet.pk: sheet
        for sheet in accepted(Q(period__plan=period.plan_id), period.as_quarter)
        if sheet.unit_id in units
    }
    cells = cells_of(period, elements, reducing)
    return {
        (units[sheet.unit_id].code, sheet.period.code): LedgerSheet(
            version=sheet.version,
            steps=sheet.steps,
            accepted_by=str(sheet.accepted_by),
            accepted_at=minute(sheet.accepted_at),
            cells=cells.get(sheet.pk, {}),
        )
        for sheet in sheets.values()
    }


def accepted(within: Q, quarter: Quarter) -> QuerySet[Submission]:
    """Accepted submissions of this year and the last up to a quarter, the oldest first, units in order."""
    found = Submission.objects.accepted().filter(
        within, period__year__in=(quarter.year, quarter.year - 1), period__quarter__lte=quarter.number
    )
    return (
        found.annotate(steps=Count("events"))
        .select_related("period", "accepted_by", "unit")
        .order_by("unit__sort_key", "unit__code", "period__year", "period__quarter")
    )


def cells_of(
    period: Period, elements: Sequence[Element], reducing: Collection[int]
) -> dict[int, dict[Key, int | str]]:
    """The cells in the period's sums, by the submission's id: one question."""
    known = {element.pk: element for element in elements}
    quarter = period.as_quarter
    year, number = "submission__period__year", "submission__period__quarter"
    rows = Figure.objects.filter(
        Q(**{number: quarter.number}) | Q(**{f"{number}__lt": quarter.number}, element__kind__in=ADDED_UP),
        Q(**{year: quarter.year}) | Q(**{year: quarter.year - 1}, element__in=reducing),
        submission__state=Submission.State.ACCEPTED,
        submission__period__plan=period.plan_id,
        element__in=known,
    ).order_by("element__position", "split")
    found: dict[int, dict[Key, int | str]] = {}
    fields = ("submission_id", year, number, "element_id", "split", "number", "absence")
    for submission_id, of_year, of_number, element_id, split, count, absence in rows.values_list(*fields):
        element = known[element_id]
        told = Quarter(of_year, of_number)
        if is_used(Kind(element.kind), told, quarter, reduces=element_id in reducing):
            cells = found.setdefault(submission_id, {})
            cells[element.code, split] = absence if count is None else count
    return found


def reduced(measures: Iterable[Measure]) -> set[int]:
    """The ids of the elements that some measure compares with the year before."""
    return {measure.numerator_id for measure in measures if measure.formula == Formula.REDUCTION}


def minute(at: datetime | None) -> str:
    """A moment of the log as it is frozen: the province's own time, to the minute."""
    return "" if at is None else timezone.localtime(at).isoformat(timespec="minutes")


# Who, when, why ---------------------------------------------------------------------------------------------------


def traced(
    period: Period, changes: Sequence[SheetChange], old: Ledger, units: Iterable[Unit]
) -> list[SheetChange]:
    """The same with who changed each cell last and what was done to each sheet since the old ledger: one question.

    A log only grows, so what came after is what stands behind as many lines as it had.
    """
    if not changes:
        return []
    codes = {unit.pk: unit.code for unit in units}
    places = {change.place for change in changes}
    quarters = [Quarter.parse(code) for _unit, code in places]
    events = Event.objects.filter(
        submission__period__plan=period.plan_id,
        submission__period__year__in={quarter.year for quarter in quarters},
        submission__period__quarter__in={quarter.number for quarter in quarters},
        submission__unit__in=[pk for pk, code in codes.items() if code in {unit for unit, _ in places}],
    )
    logs: dict[Place, list[Event]] = {}
    for event in events.select_related("by", "submission__period").order_by("pk"):
        assert event.submission is not None
        place = codes[event.submission.unit_id], event.submission.period.code
        logs.setdefault(place, []).append(event)
    return [with_trace(change, since(change.place, logs, old)) for change in changes]


def since(place: Place, logs: Mapping[Place, list[Event]], old: Ledger) -> list[Event]:
    known = old[place].steps if place in old else 0
    return logs.get(place, [])[known:]


def with_trace(change: SheetChange, events: Sequence[Event]) -> SheetChange:
    writers = {
        (cell["element"], cell["split"]): event
        for event in events
        if event.action == Action.CHANGED
        for cell in event.changes
    }
    return SheetChange(
        change.unit,
        change.quarter,
        change.fate,
        tuple(with_writer(cell, writers.get(cell.key)) for cell in change.cells),
        tuple(
            Step(event.action, str(event.by), minute(event.at), event.reason)
            for event in events
            if event.action in STEPS
        ),
    )


def with_writer(cell: CellChange, event: Event | None) -> CellChange:
    if event is None:
        return cell
    return CellChange(cell.element, cell.split, cell.old, cell.new, str(event.by), minute(event.at))
