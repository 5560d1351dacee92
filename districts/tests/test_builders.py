"""What other tests are built from does what it says."""

from districts.models import Submission
from districts.tests.builders import NOTHING, Cast, Province, accepted, fill, make_province, start
from indicators.models import Plan


def test_a_province_deals_its_communes_out_in_turn(db):
    made = make_province(communes=5, districts=2)

    assert [commune.parent.code for commune in made.communes] == ["901", "902", "901", "902", "901"]


def test_a_fill_writes_these_cells_and_no_others(the_plan: Plan, province: Province, period):
    submission = fill(start(province.communes[0], period), {"live_births": 12, "neonatal_deaths": NOTHING})

    cells = [(figure.element.code, figure.number, figure.absence) for figure in submission.figures.all()]
    assert cells == [("live_births", 12, ""), ("neonatal_deaths", None, "nothing_occurred")]


def test_an_accepted_submission_knows_nothing_it_was_not_told(cast: Cast, province: Province, period):
    submission = accepted(province.communes[0], period, {"live_births": 12})

    assert submission.state == Submission.State.ACCEPTED
    assert submission.submitted_by == cast.commune
    assert submission.accepted_by == cast.district
    assert [figure.element.code for figure in submission.figures.filter(number__isnull=False)] == [
        "live_births"
    ]
    assert submission.figures.count() == 30
