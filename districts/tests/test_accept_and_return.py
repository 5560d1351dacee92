"""Accept and return: by the next level of the chain, on what was seen, with a word why, in an open quarter."""

import pytest

from districts.actions import periods
from districts.actions.refusals import NotAllowed, Refused, SomeoneWasFirst
from districts.models import Event, Period, Submission
from districts.tests.builders import (
    COMMAND,
    Cast,
    Province,
    accepted,
    after,
    complete,
    fill,
    make_province,
    make_user,
    start,
    submitted,
)
from districts.tests.steps import accept, close, is_unchanged, send_back, steps_of, submit
from indicators.models import Plan

BIRTHS = {"live_births": 12}
NOT_THE_DISTRICT = ["commune", "neighbour", "stranger", "department", "looker", "administrator"]


@pytest.fixture
def waiting(cast: Cast, province: Province, period: Period) -> Submission:
    """The first commune's first quarter, handed in."""
    return submitted(province.communes[0], period, BIRTHS)


def test_the_district_accepts_its_communes_quarter(cast: Cast, waiting: Submission, period: Period):
    done = accept(waiting, cast.district)

    assert (done.state, done.version) == ("accepted", waiting.version + 1)
    assert (done.accepted_by, done.accepted_at) == (cast.district, after(period))
    assert steps_of(done)[-2:] == [("submitted", "commune"), ("accepted", "district")]
    assert not done.events.get(action="accepted").on_behalf


@pytest.mark.parametrize("who", [*NOT_THE_DISTRICT, "province"])
def test_nobody_but_the_next_level_accepts(who: str, cast: Cast, waiting: Submission):
    with pytest.raises(NotAllowed, match="không duyệt được biểu của đơn vị"):
        accept(waiting, getattr(cast, who))

    assert is_unchanged(waiting)


@pytest.mark.parametrize("who", ["districts", "departments"])
def test_the_province_accepts_districts_and_departments(
    who: str, cast: Cast, province: Province, period: Period
):
    waiting = submitted(getattr(province, who)[0], period, {})

    assert accept(waiting, cast.province).accepted_by == cast.province


def test_a_district_does_not_accept_itself(cast: Cast, province: Province, period: Period):
    waiting = submitted(province.districts[0], period, {"schools": 7})

    with pytest.raises(NotAllowed):
        accept(waiting, cast.district)


def test_without_districts_the_province_accepts_the_communes(the_plan: Plan, period: Period):
    two_tiers = make_province(communes=2, districts=0)
    staff = make_user("province", two_tiers.province)

    assert accept(submitted(two_tiers.communes[0], period, BIRTHS), staff).state == "accepted"


def test_a_draft_is_not_accepted(cast: Cast, province: Province, period: Period):
    draft = complete(start(province.communes[0], period), BIRTHS)

    with pytest.raises(Refused, match="chưa được gửi duyệt") as refused:
        accept(draft, cast.district)

    assert refused.value.code == "wrong_step"
    assert is_unchanged(draft)


def test_what_was_not_seen_is_not_accepted(cast: Cast, waiting: Submission):
    """The commune had it back and sent it anew while the district's page stood open."""
    seen = waiting.version
    returned = send_back(waiting, cast.district)
    anew = submit(fill(returned, {"live_births": 21}), cast.commune)

    with pytest.raises(SomeoneWasFirst, match="chờ duyệt") as refused:
        accept(anew, cast.district, version=seen)

    assert refused.value.version == anew.version
    assert is_unchanged(anew)


def test_a_double_click_accepts_once(cast: Cast, waiting: Submission):
    done = accept(waiting, cast.district)

    with pytest.raises(SomeoneWasFirst) as refused:
        accept(waiting, cast.district)

    assert refused.value.version == done.version
    assert Event.objects.filter(action="accepted").count() == 1


def test_accepting_what_is_accepted_says_that_it_is_done(cast: Cast, waiting: Submission):
    done = accept(waiting, cast.district)

    with pytest.raises(Refused, match="đã được phê duyệt rồi"):
        accept(done, cast.district)


def test_a_return_says_why_and_opens_the_figures_again(cast: Cast, waiting: Submission):
    returned = send_back(waiting, cast.district, reason="  sót thôn 3 ")

    assert (returned.state, returned.version) == ("returned", waiting.version + 1)
    assert returned.return_reason == "sót thôn 3"
    event = returned.events.get(action="returned")
    assert (event.by, event.reason) == (cast.district, "sót thôn 3")
    assert fill(returned, {"live_births": 13}).state == "returned"


@pytest.mark.parametrize("reason", ["", "   \n"])
def test_a_return_without_a_reason_is_refused(reason: str, cast: Cast, waiting: Submission):
    with pytest.raises(Refused, match="Xin ghi lý do trả lại") as refused:
        send_back(waiting, cast.district, reason=reason)

    assert refused.value.code == "reason_missing"
    assert is_unchanged(waiting)


@pytest.mark.parametrize("who", NOT_THE_DISTRICT)
def test_others_do_not_return(who: str, cast: Cast, waiting: Submission):
    with pytest.raises(NotAllowed, match="không trả lại được"):
        send_back(waiting, getattr(cast, who))

    assert is_unchanged(waiting)


@pytest.mark.parametrize("who", ["district", "province"])
def test_an_accepted_quarter_can_be_returned_by_its_accepter_or_the_province(
    who: str, cast: Cast, waiting: Submission
):
    returned = send_back(accept(waiting, cast.district), getattr(cast, who), reason="số trẻ sinh lặp")

    assert (returned.state, returned.accepted_by, returned.accepted_at) == ("returned", None, None)
    assert (returned.submitted_by, returned.return_reason) == (cast.commune, "số trẻ sinh lặp")


def test_a_draft_is_not_returned(cast: Cast, province: Province, period: Period):
    draft = start(province.communes[0], period)

    with pytest.raises(Refused, match="chưa được gửi duyệt"):
        send_back(draft, cast.district)

    assert is_unchanged(draft)


def test_two_returns_at_once_leave_the_first_ones_reason(cast: Cast, waiting: Submission):
    returned = send_back(waiting, cast.district, reason="sót thôn 3")

    with pytest.raises(SomeoneWasFirst):
        send_back(waiting, cast.province, reason="sót thôn 4", version=waiting.version)

    assert is_unchanged(returned)
    assert Event.objects.get(action="returned").reason == "sót thôn 3"


def test_in_a_closed_quarter_nothing_is_accepted_or_returned(
    cast: Cast, province: Province, period: Period, waiting: Submission
):
    done = accepted(province.communes[2], period, BIRTHS)
    close(period)

    for step, submission, by in ((accept, waiting, cast.district), (send_back, done, cast.province)):
        with pytest.raises(Refused) as refused:
            step(submission, by)
        assert refused.value.code == "period_closed"
        assert is_unchanged(submission)


def test_a_reopened_quarter_goes_on_where_it_stood(cast: Cast, period: Period, waiting: Submission):
    closed = close(period)
    periods.reopen(
        closed, version=closed.version, reason="bổ sung", by=None, at=after(period), origin=COMMAND
    )

    assert accept(waiting, cast.district).state == "accepted"


def test_the_whole_way_and_back_is_in_the_log(cast: Cast, waiting: Submission):
    returned = send_back(accept(waiting, cast.district), cast.province)
    corrected = fill(returned, {"live_births": 13})
    done = accept(submit(corrected, cast.commune), cast.district)

    assert steps_of(done) == [
        ("started", "commune"),
        ("changed", "commune"),
        ("submitted", "commune"),
        ("accepted", "district"),
        ("returned", "province"),
        ("changed", "commune"),
        ("submitted", "commune"),
        ("accepted", "district"),
    ]
    changed = done.events.filter(action="changed").order_by("pk").last()
    assert changed.changes == [
        {"element": "live_births", "split": "", "old": {"value": "12"}, "new": {"value": "13"}}
    ]
