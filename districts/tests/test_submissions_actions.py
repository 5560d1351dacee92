"""Start and submit: by whom, when, with what in the way, and what each leaves in the log."""

from datetime import UTC, date, datetime, timedelta

import pytest

from districts.actions import submissions
from districts.actions.refusals import NotAllowed, NotReady, Refused, SomeoneWasFirst
from districts.changes import Change
from districts.models import Event, Period, Submission
from districts.tests.builders import (
    Cast,
    Province,
    accepted,
    after,
    complete,
    fill,
    make_period,
    make_unit,
    noon,
    start,
    write,
)
from districts.tests.steps import close, is_unchanged, send_back, steps_of, submit, unknown_totals
from indicators.models import Plan

BIRTHS = {"live_births": 12}

# Start ------------------------------------------------------------------------------------------------------


def test_a_commune_starts_its_own_empty_draft(cast: Cast, province: Province, period: Period):
    at = after(period)

    draft = submissions.start(period=period, unit=province.communes[0], by=cast.commune, at=at, origin="api")

    assert (draft.state, draft.version, draft.created_at, draft.changed_by) == ("draft", 1, at, cast.commune)
    assert draft.figures.count() == 0
    event = Event.objects.get(submission=draft)
    assert (event.action, event.by, event.at, event.origin) == ("started", cast.commune, at, "api")
    assert (event.period, event.unit, event.on_behalf) == (period, province.communes[0], False)


def test_a_second_start_of_the_same_quarter_is_refused(cast: Cast, province: Province, period: Period):
    start(province.communes[0], period)

    with pytest.raises(SomeoneWasFirst, match="Đơn vị đã có biểu số liệu của quý này") as refused:
        start(province.communes[0], period)

    assert refused.value.code == "already_started"
    assert Submission.objects.count() == 1
    assert Event.objects.filter(action="started").count() == 1


def test_a_quarter_closed_since_it_was_looked_at_gets_no_new_draft(province: Province, period: Period):
    as_seen = Period.objects.get(pk=period.pk)
    close(period)

    with pytest.raises(Refused) as refused:
        start(province.communes[0], as_seen)

    assert refused.value.code == "period_closed"
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    "who", ["neighbour", "stranger", "province", "department", "looker", "administrator"]
)
def test_nobody_else_starts_a_communes_quarter(who: str, cast: Cast, province: Province, period: Period):
    with pytest.raises(NotAllowed, match="không nhập được số liệu của đơn vị"):
        start(province.communes[0], period, by=getattr(cast, who))

    assert Submission.objects.count() == 0


def test_nothing_is_started_in_a_closed_quarter(province: Province, period: Period):
    closed = close(period)

    with pytest.raises(Refused, match="Quý đã khóa số liệu") as refused:
        start(province.communes[0], closed)

    assert refused.value.code == "period_closed"
    assert Submission.objects.count() == 0


def test_a_unit_that_is_no_longer_there_does_not_report(province: Province, period: Period):
    day_before = period.last_day - timedelta(days=1)
    gone = make_unit("99999", "commune", province.districts[0], valid_to=day_before)

    with pytest.raises(Refused, match="không phải báo cáo trong quý này") as refused:
        start(gone, period)

    assert refused.value.code == "not_a_reporter"


def test_a_department_that_holds_nothing_of_the_plan_does_not_report(province: Province, period: Period):
    with pytest.raises(Refused) as refused:
        start(make_unit("justice", "department", province.province), period)

    assert refused.value.code == "not_a_reporter"


def test_province_staff_enter_a_base_quarter_from_paper_and_it_is_marked(
    cast: Cast, province: Province, the_plan: Plan
):
    base = make_period(the_plan, "2023-Q4", is_base=True)

    draft = start(province.communes[0], base, by=cast.province)

    event = Event.objects.get(submission=draft)
    assert (event.by, event.on_behalf) == (cast.province, True)


def test_a_base_quarter_asks_only_what_comparisons_need(cast: Cast, province: Province, the_plan: Plan):
    base = make_period(the_plan, "2023-Q4", is_base=True)
    draft = start(province.communes[0], base, by=cast.province)

    with pytest.raises(Refused) as refused:
        fill(draft, {"child_marriages": 2, "live_births": 12}, by=cast.province)

    assert list(refused.value.cells) == [("live_births", "")]
    draft = fill(draft, {"child_marriages": 2}, by=cast.province)
    assert submit(draft, cast.province).state == "submitted"


# Submit -----------------------------------------------------------------------------------------------------


def test_a_submitted_quarter_is_locked_and_says_by_whom(cast: Cast, province: Province, period: Period):
    draft = complete(start(province.communes[0], period), BIRTHS)

    handed_in = submit(draft, cast.commune)

    assert (handed_in.state, handed_in.version) == ("submitted", draft.version + 1)
    assert (handed_in.submitted_by, handed_in.submitted_at) == (cast.commune, after(period))
    assert handed_in.first_submitted_at == after(period)
    assert steps_of(handed_in) == [("started", "commune"), ("changed", "commune"), ("submitted", "commune")]
    with pytest.raises(Refused, match="cần được trả lại trước") as refused:
        fill(handed_in, {"live_births": 13})
    assert refused.value.code == "locked"


@pytest.mark.parametrize(
    "moment",
    [datetime(2024, 3, 13, 5, tzinfo=UTC), datetime(2024, 3, 13, 16, 59, 59, tzinfo=UTC)],
    ids=["at midday of the day before", "a second before the province's midnight"],
)
def test_a_quarter_is_not_handed_in_before_its_last_day(
    moment: datetime, cast: Cast, province: Province, period: Period
):
    draft = complete(start(province.communes[0], period), BIRTHS)

    with pytest.raises(Refused, match="chỉ gửi được từ ngày 14/3/2024") as refused:
        submit(draft, cast.commune, at=moment)

    assert refused.value.code == "too_early"
    assert is_unchanged(draft)
    assert steps_of(draft) == [("started", "commune"), ("changed", "commune")]


@pytest.mark.parametrize(
    "moment",
    [datetime(2024, 3, 13, 17, tzinfo=UTC), datetime(2024, 3, 14, 16, 59, tzinfo=UTC)],
    ids=["as the province's midnight strikes", "late in the evening"],
)
def test_a_quarter_is_handed_in_on_its_last_day_as_the_province_counts_days(
    moment: datetime, cast: Cast, province: Province, period: Period
):
    draft = complete(start(province.communes[0], period), BIRTHS)

    assert submit(draft, cast.commune, at=moment).state == "submitted"


def test_late_is_a_mark_and_not_a_lock(cast: Cast, province: Province, period: Period):
    draft = complete(start(province.communes[0], period), BIRTHS)

    assert submit(draft, cast.commune, at=noon(date(2024, 12, 31))).state == "submitted"


def test_missing_totals_stand_in_the_way_and_each_is_named(cast: Cast, province: Province, period: Period):
    draft = fill(start(province.communes[0], period), BIRTHS)

    with pytest.raises(NotReady, match="Chưa gửi duyệt được") as refused:
        submit(draft, cast.commune)

    # A commune owes 30 totals in every quarter: all but the births are missing.
    assert len(refused.value.cells) == 29
    assert ("live_births", "") not in refused.value.cells
    assert is_unchanged(draft)
    assert steps_of(draft) == [("started", "commune"), ("changed", "commune")]


def test_a_hard_finding_stands_in_the_way_whatever_is_explained(
    cast: Cast, province: Province, period: Period
):
    draft = complete(start(province.communes[0], period), {"infant_deaths": 2, "neonatal_deaths": 3})
    held = draft.figures.get(element__code="neonatal_deaths")
    draft = write(draft, [Change("neonatal_deaths", number=3, explanation="đúng vậy", version=held.version)])

    with pytest.raises(NotReady) as refused:
        submit(draft, cast.commune)

    assert [(finding.rule, finding.hard) for finding in refused.value.findings] == [("part_of_whole", True)]
    assert is_unchanged(draft)


def test_a_soft_finding_asks_for_a_word_and_then_lets_through(cast: Cast, province: Province, period: Period):
    values = {**unknown_totals(), "disaster_affected": 4, "disaster_supported": 9}
    draft = fill(start(province.communes[0], period), values)

    with pytest.raises(NotReady) as refused:
        submit(draft, cast.commune)

    assert [(found.rule, found.hard) for found in refused.value.findings] == [("part_of_whole", False)]
    (element, split) = refused.value.findings[0].key
    held = draft.figures.get(element__code=element, split=split)
    word = "hỗ trợ cả trẻ em của năm trước"
    draft = write(draft, [Change(element, split, held.number, explanation=word, version=held.version)])
    assert submit(draft, cast.commune).state == "submitted"


@pytest.mark.parametrize(
    "who", ["neighbour", "stranger", "province", "department", "looker", "administrator"]
)
def test_nobody_else_hands_in_a_communes_quarter(who: str, cast: Cast, province: Province, period: Period):
    draft = complete(start(province.communes[0], period), BIRTHS)

    with pytest.raises(NotAllowed):
        submit(draft, getattr(cast, who))

    assert is_unchanged(draft)


def test_a_closed_quarter_is_not_handed_in(cast: Cast, province: Province, period: Period):
    draft = complete(start(province.communes[0], period), BIRTHS)
    close(period)

    with pytest.raises(Refused) as refused:
        submit(draft, cast.commune)

    assert refused.value.code == "period_closed"
    assert is_unchanged(draft)


def test_a_double_click_submits_once(cast: Cast, province: Province, period: Period):
    draft = complete(start(province.communes[0], period), BIRTHS)
    seen = draft.version
    handed_in = submit(draft, cast.commune)

    with pytest.raises(SomeoneWasFirst) as refused:
        submit(draft, cast.commune, version=seen)

    assert refused.value.version == handed_in.version
    assert is_unchanged(handed_in)
    assert Event.objects.filter(action="submitted").count() == 1


def test_submitting_what_is_submitted_says_that_it_is_done(cast: Cast, province: Province, period: Period):
    handed_in = submit(complete(start(province.communes[0], period), BIRTHS), cast.commune)

    with pytest.raises(Refused, match="đã được gửi duyệt rồi") as refused:
        submit(handed_in, cast.commune)

    assert refused.value.code == "wrong_step"


def test_handing_in_again_keeps_the_day_it_was_first_handed_in(
    cast: Cast, province: Province, period: Period
):
    returned = send_back(accepted(province.communes[0], period, BIRTHS), cast.district)

    again = submit(returned, cast.commune, at=noon(date(2024, 4, 2)))

    assert again.first_submitted_at == after(period)
    assert again.submitted_at == noon(date(2024, 4, 2))


def test_submitting_costs_the_same_whatever_was_entered(
    cast: Cast, province: Province, period: Period, django_assert_num_queries
):
    draft = complete(start(province.communes[0], period), BIRTHS)

    with django_assert_num_queries(11):
        submit(draft, cast.commune)
