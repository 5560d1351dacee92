"""The province in which the schema's examples hold: district 615 with communes 23500 to 23506, its fourth quarter."""

from dataclasses import dataclass
from datetime import date

from districts.models import Period, Submission, User
from districts.models.people import Role
from districts.models.units import Level
from districts.tests.builders import (
    accepted,
    complete,
    make_period,
    make_province,
    make_unit,
    make_user,
    start,
)
from districts.tests.builders import submitted as hand_in
from indicators.models import Plan
from reports.tests.published import publish

QUARTER = "2024-Q4"
TODAY = date(2024, 12, 18)  # when the quarter's figures are handed in
BIRTHS = {"live_births": 12}


@dataclass(frozen=True)
class Stage:
    """`district` enters and accepts for the communes; `first` is the first submission, in the state asked."""

    district: User
    period: Period
    first: Submission | None


def set_stage(plan: Plan, state: str = "") -> Stage:
    """23500's submission is not there unless a `state` is asked for: begun, complete or submitted."""
    within = make_province(communes=1)
    above = make_unit("615", Level.DISTRICT, within.province)
    commune, *_others = (make_unit(code, Level.COMMUNE, above) for code in ("23500", "23503", "23506"))
    district = make_user(Role.ACCEPTS, above)
    make_period(plan, "2024-Q2")
    period = make_period(plan, QUARTER)
    ways = {
        "begun": lambda: start(commune, period),
        "complete": lambda: complete(start(commune, period), BIRTHS),
        "submitted": lambda: hand_in(commune, period, BIRTHS),
    }
    first = ways[state]() if state else None
    accepted(within.communes[0], period, BIRTHS)
    publish(period)
    return Stage(district, period, first)


def set_examples_of_the_guide(stage: Stage) -> None:
    """The communes that docs/api.md names beside: 23518 has not begun, 23509 has handed in, as in the demonstration."""
    district = stage.district.membership.unit
    make_unit("23518", Level.COMMUNE, district)
    hand_in(make_unit("23509", Level.COMMUNE, district), stage.period, BIRTHS)
