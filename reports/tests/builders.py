"""A small quarter with a publication, for the tests of reports; made by the actions that people use."""

from districts.models import Period, User
from districts.tests.builders import NOTHING, Province, accepted, after
from reports import actions, jobs
from reports.models import Job, Publication

FIGURES = {
    "children_under_16": 1000,
    ("children_under_16", "male"): 520,
    ("children_under_16", "female"): 480,
    "special_circumstances": 20,
    ("special_circumstances", "male"): 13,
    ("special_circumstances", "female"): 7,
    "special_circumstances_assisted": 19,
    "abused_children": NOTHING,
    "child_friendly": 1,
    "live_births": 0,
    "neonatal_deaths": NOTHING,
    "drowning_deaths": NOTHING,
}


def two_of_four(province: Province, period: Period) -> None:
    """The first two communes' figures are accepted; the other two, the districts and departments send nothing."""
    for commune in province.communes[:2]:
        accepted(commune, period, FIGURES)


def order(period: Period, by: User | None, *, reason: str = "") -> Job:
    """An order that nobody has begun to work on."""
    return actions.order_publication(period=period, reason=reason, by=by, at=after(period), send=False)


def publish(period: Period, by: User | None, *, reason: str = "") -> Publication:
    """Ordered and made, here and now."""
    job = order(period, by, reason=reason)
    assert jobs.run(job.pk, at=after(period))
    job.refresh_from_db()
    assert job.publication is not None, job.error
    return job.publication
