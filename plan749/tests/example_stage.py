"""The province in which the schema's examples hold: commune 23500, the fourth quarter, submissions, a publication."""

from dataclasses import dataclass
from datetime import date

from districts.models import Period, Submission, Unit
from districts.models.units import Level
from districts.tests.builders import (
    Cast,
    Province,
    accepted,
    complete,
    make_cast,
    make_period,
    make_province,
    make_unit,
    start,
)
from indicators.models import Plan
from reports.models import Publication
from reports.tests.published import publish

CODE, QUARTER = "23500", "2024-Q4"
TODAY = date(2024, 12, 18)  # when the quarter's figures are handed in


@dataclass(frozen=True)
class Stage:
    """`commune` is 23500, which has begun nothing unless told to; `draft` another's, complete; `done` accepted."""

    province: Province
    commune: Unit
    cast: Cast
    period: Period
    draft: Submission
    done: Submission
    publication: Publication


def set_stage(plan: Plan) -> Stage:
    within = make_province(communes=2)
    commune = make_unit(CODE, Level.COMMUNE, within.districts[0])
    cast = make_cast(within)
    period = make_period(plan, QUARTER)
    done = accepted(within.communes[0], period, {"live_births": 12})
    draft = complete(start(within.communes[1], period), {"live_births": 12})
    return Stage(within, commune, cast, period, draft, done, publish(period))
