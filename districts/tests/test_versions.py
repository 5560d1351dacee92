"""Nobody overwrites what they have not seen: versions of a whole submission, and of each cell."""

import pytest

from districts.actions import figures
from districts.actions.refusals import Refused, SomeoneWasFirst
from districts.changes import Change
from districts.models import Figure, Period, Submission
from districts.tests.builders import PAGE, Cast, Province, after, fill, start, write
from districts.tests.steps import is_unchanged


@pytest.fixture
def draft(cast: Cast, province: Province, period: Period) -> Submission:
    """The first commune's draft with two figures."""
    return fill(start(province.communes[0], period), {"live_births": 12, "injury_deaths": 1})


def save_whole(submission: Submission, changes: list[Change], *, version: int, by) -> Submission:
    """A form saved as a whole, under the version it was loaded with."""
    at = after(submission.period)
    return figures.change_figures(submission, changes=changes, by=by, at=at, origin=PAGE, version=version)


def numbers(submission: Submission) -> dict[str, int]:
    return dict(Figure.objects.filter(submission=submission).values_list("element__code", "number"))


def test_a_stale_form_is_refused_whole_with_who_and_when(cast: Cast, draft: Submission):
    loaded = draft.version
    newer = fill(draft, {"injury_deaths": 2})

    with pytest.raises(SomeoneWasFirst, match=r"12:00 15/03/2024, đang nhập") as refused:
        save_whole(draft, [Change("live_births", number=99)], version=loaded, by=cast.commune)

    assert refused.value.version == newer.version
    assert numbers(draft) == {"live_births": 12, "injury_deaths": 2}
    assert is_unchanged(newer)


def test_a_form_with_the_current_version_needs_no_cells_version(cast: Cast, draft: Submission):
    changes = [Change("live_births", number=13), Change("injury_deaths")]

    saved = save_whole(draft, changes, version=draft.version, by=cast.commune)

    assert numbers(saved) == {"live_births": 13}


def test_a_stale_cell_alone_is_named_with_what_stands_there_now(draft: Submission):
    newer = fill(draft, {"live_births": 15})
    mine = [
        Change("live_births", number=14, version=draft.version),
        Change("injury_deaths", number=3, version=draft.version),
    ]

    with pytest.raises(SomeoneWasFirst, match="vừa được người khác sửa") as refused:
        write(draft, mine)

    assert refused.value.code == "stale_figures"
    assert {key: figure.number for key, figure in refused.value.theirs.items()} == {("live_births", ""): 15}
    assert refused.value.theirs["live_births", ""].version == newer.version
    assert numbers(draft) == {"live_births": 15, "injury_deaths": 1}


def test_two_who_write_different_cells_are_not_in_each_others_way(draft: Submission):
    fill(draft, {"live_births": 15})

    saved = write(draft, [Change("injury_deaths", number=3, version=draft.version)])

    assert numbers(saved) == {"live_births": 15, "injury_deaths": 3}


def test_two_who_write_the_same_into_a_cell_agree(draft: Submission):
    newer = fill(draft, {"live_births": 15})

    saved = write(draft, [Change("live_births", number=15, version=draft.version)])

    assert saved.version == newer.version


def test_a_cell_seen_empty_that_someone_filled_is_stale(draft: Submission):
    fill(draft, {"infant_deaths": 1})

    with pytest.raises(SomeoneWasFirst) as refused:
        write(draft, [Change("infant_deaths", number=2, version=None)])

    assert refused.value.theirs["infant_deaths", ""].number == 1


def test_a_cell_seen_full_that_someone_emptied_is_stale_and_empty_now(draft: Submission):
    write(draft, [Change("live_births", version=draft.version)])

    with pytest.raises(SomeoneWasFirst) as refused:
        write(draft, [Change("live_births", number=14, version=draft.version)])

    assert refused.value.theirs == {("live_births", ""): None}


def test_a_cell_emptied_and_filled_again_is_not_the_one_that_was_seen(draft: Submission):
    """12, then empty, then 12 again: whoever saw the first 12 has not seen the third."""
    emptied = write(draft, [Change("live_births", version=draft.version)])
    refilled = fill(emptied, {"live_births": 12})
    assert refilled.figures.get(element__code="live_births").version == refilled.version > draft.version

    with pytest.raises(SomeoneWasFirst):
        write(draft, [Change("live_births", number=14, version=draft.version)])


def test_versions_of_cells_never_come_again(draft: Submission):
    seen = [draft.version]
    for number in (3, 4, 5):
        emptied = write(draft, [Change("live_births", version=seen[-1])])
        assert emptied.emptied == {"live_births/": emptied.version}
        draft = fill(emptied, {"live_births": number})
        seen.append(draft.figures.get(element__code="live_births").version)

    assert seen == sorted(set(seen))


def test_a_stale_form_that_is_also_wrong_is_told_about_the_other_person_first(cast: Cast, draft: Submission):
    fill(draft, {"live_births": 15})

    with pytest.raises(Refused) as refused:
        save_whole(draft, [Change("live_births", number=-1)], version=draft.version, by=cast.commune)

    assert refused.value.code == "conflict"
