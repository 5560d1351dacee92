"""A publication's hash is of the facts alone: the same on every run, on SQLite and on PostgreSQL."""

from districts.models import Period
from districts.tests.builders import Province, accepted
from reports import content
from reports.frozen import Frozen
from reports.snapshot import one_snapshot
from reports.tests.builders import FIGURES

# Of the plan as it stands and the figures below. It changes with the plan's own texts and with what a content keeps
# (last: the words of units and province, and the earlier results), and with nothing of a machine.
GOLDEN = "191918ca5b6e9bbec33013c60bad7ceb80b5b296bf997db5927780d92593178b"


def frozen(period: Period) -> Frozen:
    with one_snapshot():
        return Frozen(content.of_period(period))


def fill_in(province: Province, period: Period) -> None:
    """Two communes accepted, one with a silence; the rest of the province has sent nothing."""
    accepted(province.communes[0], period, {**FIGURES, "injury_deaths": "nothing_occurred"})
    accepted(province.communes[1], period, FIGURES)


def test_the_golden_publication_has_its_hash_on_this_engine(province: Province, period: Period):
    fill_in(province, period)

    assert frozen(period).sha256 == GOLDEN


def test_two_runs_give_the_same_hash(province: Province, period: Period):
    fill_in(province, period)

    first, second = frozen(period), frozen(period)

    assert first.sha256 == second.sha256
    assert first.content == second.content


def test_one_figure_more_gives_another(province: Province, period: Period):
    fill_in(province, period)
    before = frozen(period).sha256

    accepted(province.communes[2], period, FIGURES)

    assert frozen(period).sha256 != before
