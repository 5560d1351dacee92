"""Until when words are written and from when they are handed in, by the days of Vietnam."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from districts.actions import periods
from districts.actions.refusals import Refused
from districts.models import Event, Period, Unit
from districts.period_log import steps_of as steps_of_period
from districts.tests.builders import PAGE, Cast, Province, noon
from districts.tests.steps import close
from districts.tests.task_report_builders import accept, answered, begun, hand_in, prove, say, send_back, sent


@pytest.fixture
def unit(province: Province) -> Unit:
    """The first district, whose own officer is `cast.district`."""
    return province.districts[0]


def hanoi(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=timezone.get_default_timezone())


def test_words_are_handed_in_from_the_last_day_on_as_it_begins_in_vietnam(
    cast: Cast, unit: Unit, period: Period
):
    assert period.last_day == date(2024, 3, 14)
    report = answered(unit, period)

    with pytest.raises(Refused) as refused:
        hand_in(report, at=hanoi(2024, 3, 13, 23, 59))
    assert str(refused.value) == "Báo cáo nhiệm vụ của quý chỉ gửi được từ ngày 14/3/2024."
    assert hand_in(report, at=hanoi(2024, 3, 14, 0, 0)).state == "submitted"


def test_a_closed_quarter_takes_no_words_and_no_steps(
    cast: Cast, unit: Unit, province: Province, period: Period
):
    draft, waiting = answered(unit, period), sent(province.districts[1], period)
    close(period)

    for step in (
        lambda: say(draft, 1, "muộn"), lambda: prove(draft), lambda: hand_in(draft), lambda: accept(waiting),
        lambda: send_back(waiting), lambda: begun(province.departments[0], period),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            step()
        assert refused.value.code == "period_closed"


def test_a_closed_quarter_is_open_to_the_one_unit_through_its_whole_last_day(
    cast: Cast, unit: Unit, province: Province, period: Period
):
    report, other = answered(unit, period), answered(province.districts[1], period)
    until = date(2024, 4, 10)
    periods.reopen_unit(
        close(period), unit=unit, until=until, reason="sót", by=cast.province, at=noon(until), origin=PAGE
    )

    with pytest.raises(Refused):
        say(other, 1, "muộn", at=noon(until))
    say(report, 1, "kịp", at=hanoi(2024, 4, 10, 23, 59))
    with pytest.raises(Refused) as refused:
        say(report, 1, "muộn", at=hanoi(2024, 4, 11, 0, 0))
    assert refused.value.code == "period_closed"


def test_late_is_a_mark_and_not_a_lock_and_stays_through_a_return(cast: Cast, unit: Unit, period: Period):
    late = noon(period.due_district + timedelta(days=2))
    report = hand_in(answered(unit, period), at=late)
    report = hand_in(send_back(report), at=late + timedelta(days=5))

    assert (report.state, report.first_submitted_at) == ("submitted", late)


def test_what_happened_to_words_is_not_in_the_log_of_the_quarter_itself(
    cast: Cast, unit: Unit, period: Period
):
    sent(unit, period)

    assert [step.event.action for step in steps_of_period(period)] == ["period_opened"]
    assert Event.objects.filter(task_report__isnull=False, unit=unit, period=period).count() == 8
