"""How a result stands to its target, and an indicator to its measures (domain rules 8 and 9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from indicators.formulas import MeasureFacts
from indicators.goals import CEILINGS, FLOORS, Target
from indicators.values import Absence, Formula, Operator, Status
from reports.consolidation import Result

LEAST_COVERAGE = Fraction(80, 100)
JUDGED = frozenset({Status.MET, Status.NOT_MET, Status.IN_PROGRESS})
# What an indicator is called where none of its measures can be judged: the first that applies.
UNJUDGED = (Status.NO_DATA, Status.WITHHELD, Status.NOTHING_OCCURRED, Status.NO_TARGET)
# Nobody's failure: such a measure neither helps nor hinders its indicator.
NO_FAILURE = frozenset({None, Status.NOTHING_OCCURRED})


def judge(
    result: Result,
    *,
    facts: MeasureFacts,
    target: Target | None,
    quarter: int,
    least_coverage: Fraction = LEAST_COVERAGE,
) -> Status | None:
    """The status of a measure's year to date in an area; None where it is not applicable or not due."""
    if result.absence in (Absence.NOT_APPLICABLE, Absence.NOT_DUE):
        return None
    if result.absence is Absence.WITHHELD:
        return Status.WITHHELD
    if result.coverage is None or result.coverage < least_coverage:
        # An annual figure entered by a few before it is asked for is no gap of the others.
        return Status.NO_DATA if facts.is_due(quarter) else None
    if result.value is None:
        return _without_value(result, facts, target)
    if target is None:
        return Status.NO_TARGET
    if facts.formula is Formula.SHARE_OF_UNITS:
        return _judge_share(result, result.value, facts.per, target)
    if facts.still_builds_up(quarter):
        return _judge_so_far(result.value, target)
    return Status.MET if target.is_met_by(result.value) else Status.NOT_MET


def _without_value(result: Result, facts: MeasureFacts, target: Target | None) -> Status:
    """From none last year to some this year is no reduction; any other lack of a value is a lack of data."""
    if result.absence is Absence.NOTHING_OCCURRED:
        return Status.NOTHING_OCCURRED
    if result.absence is Absence.NOT_COMPUTABLE and facts.formula is Formula.REDUCTION:
        return Status.NOT_MET if target else Status.NO_TARGET
    return Status.NO_DATA


def _judge_share(result: Result, least: Fraction, per: int, target: Target) -> Status:
    """Judged only where those that have not answered could not turn it, be they all no or all yes."""
    most = least + Fraction(result.missing * per, result.expected)
    outcomes = {target.is_met_by(least), target.is_met_by(most)}
    is_between = target.op is Operator.EQUAL and least < Fraction(target.value) < most
    if len(outcomes) > 1 or is_between:
        return Status.NO_DATA
    return Status.MET if outcomes.pop() else Status.NOT_MET


def _judge_so_far(value: Fraction, target: Target) -> Status:
    """Before the year is over only what can no longer be undone counts: a floor reached, a ceiling broken."""
    if target.op in FLOORS:
        return Status.MET if target.is_met_by(value) else Status.IN_PROGRESS
    is_broken = not target.is_met_by(value) if target.op in CEILINGS else value > Fraction(target.value)
    return Status.NOT_MET if is_broken else Status.IN_PROGRESS


@dataclass(frozen=True, slots=True)
class Standing:
    """A measure's status in an area, and whether the province has set it a target."""

    status: Status | None
    has_target: bool


class Verdict(NamedTuple):
    """An indicator's status, how many of its measures could be judged, and how many it has ("xét 1/3").

    The status is None where no measure is applicable or due.
    """

    status: Status | None
    judged: int
    total: int


def judge_indicator(standings: Iterable[Standing]) -> Verdict:
    """The verdict on an indicator from its measures in one area (domain rule 9).

    A measure with a target but no data keeps its indicator from being met whole; one in which nothing occurred,
    or that is not due, does not.
    """
    measures = list(standings)
    statuses = [measure.status for measure in measures]
    judged = sum(status in JUDGED for status in statuses)
    if judged:
        aimed = {measure.status for measure in measures if measure.has_target} - NO_FAILURE
        return Verdict(_judge_together(aimed), judged, len(measures))
    unjudged = next((status for status in UNJUDGED if status in statuses), None)
    return Verdict(unjudged, judged, len(measures))


def _judge_together(statuses: set[Status | None]) -> Status:
    """The status of several measures with a target, at least one of them judged."""
    if Status.IN_PROGRESS in statuses:
        return Status.IN_PROGRESS
    if Status.MET not in statuses:
        return Status.NOT_MET
    return Status.MET if statuses == {Status.MET} else Status.PARTLY_MET
