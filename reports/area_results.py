"""Every measure of the places within an area, as one person may see them: what maps and heat tables are drawn from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from districts.models import Period, Unit, User
from indicators.formulas import MeasureFacts
from indicators.models import Measure
from indicators.values import Span

from . import boards, gather
from .observations import Observation


@dataclass(frozen=True)
class AreaResults:
    """The year to date of each place and measure. `places` are the next areas down, or the area where it has none."""

    period: Period
    province: Unit
    area: Unit
    places: Sequence[Unit]
    measures: Sequence[Measure]
    facts: Mapping[str, MeasureFacts]
    seen: Mapping[tuple[str, str], Observation]
    accepted: int
    expected: int
    has_sources: bool = True  # not of the first publications, whose content kept no cells

    @cached_property
    def applicable(self) -> list[Measure]:
        """The measures that somebody in these places reports; a department's are not among them."""
        return [
            measure
            for measure in self.measures
            if any(self.of(unit, measure).expected for unit in self.places)
        ]

    def of(self, unit: Unit, measure: Measure) -> Observation:
        return self.seen[unit.code, measure.code]


def area_results(period: Period, area: Unit, user: User) -> AreaResults:
    """The same number of questions for any number of places."""
    areas = gather.areas_of(period)
    places = boards.areas_within(area, areas, user) or [area]
    return results_of(period, area, places, user, areas)


def results_of(
    period: Period,
    area: Unit,
    places: Sequence[Unit],
    user: User,
    areas: gather.Areas,
    facts: gather.PlanFacts | None = None,
) -> AreaResults:
    """The results of these very places, with what this person may not see taken away."""
    facts = facts or gather.plan_facts(period.plan)
    observations = gather.observe(period, places, [Span.YTD], [""], facts=facts, areas=areas)
    accepted, expected = boards.coverage(period, area)
    return AreaResults(
        period=period,
        province=areas.province,
        area=area,
        places=places,
        measures=facts.measures,
        facts={measure.code: facts.facts[measure.pk] for measure in facts.measures},
        seen={(seen.unit, seen.measure): seen for seen in boards.withhold(observations, user, areas.units)},
        accepted=accepted,
        expected=expected,
    )
