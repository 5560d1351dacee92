"""A closed quarter given back to one unit: to whom, until when to the second, and what stays shut."""

from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import get_default_timezone
from hypothesis import given
from hypothesis import strategies as any_of

from districts import lifecycle, reviewing
from districts.actions import accepting, figures, periods, submissions
from districts.actions.refusals import NotAllowed, Refused, SomeoneWasFirst
from districts.models import Event, Period, Reopening, Submission, Unit, User
from districts.my_work import Work
from districts.tests.builders import (
    PAGE,
    Cast,
    Province,
    accepted,
    after,
    changes_of,
    complete,
    start,
    submitted,
)
from districts.tests.steps import close, send_back

UNTIL = date(2024, 4, 10)


def at(hour: str, on: date = UNTIL) -> datetime:
    """A moment of a day in the province; its midnight is 17:00 of the day before in UTC."""
    return datetime.fromisoformat(f"{on} {hour}").replace(tzinfo=get_default_timezone())


LAST_SECOND = at("23:59:59.999999")
TOO_LATE = at("00:00:00", UNTIL + timedelta(days=1))
SEVERAL = [LAST_SECOND, at("00:00:00", date(2024, 4, 1)), at("07:00:00")]


@pytest.fixture
def closed(province: Province, cast: Cast, period: Period) -> Period:
    """Closed with a returned sheet of the first commune, and a waiting one of its neighbour in the same district."""
    send_back(accepted(province.communes[0], period, {"live_births": 12}), cast.district)
    submitted(province.communes[2], period, {"live_births": 9})
    return close(period)


def reopen(period: Period, unit: Unit, by: User | None, **details: Any) -> Reopening:
    details = {"until": UNTIL, "reason": "sót thôn 3", "at": at("08:00", date(2024, 4, 1)), **details}
    return periods.reopen_unit(period, unit=unit, by=by, origin=PAGE, **details)


@pytest.fixture
def mine(closed: Period, province: Province, cast: Cast) -> Submission:
    """The first commune's returned sheet, its quarter given back until the tenth."""
    reopen(closed, province.communes[0], cast.province)
    return Submission.objects.get(unit=province.communes[0])


def edit(submission: Submission, by: User, moment: datetime) -> Submission:
    changes = changes_of({"live_births": 13}, submission)
    return figures.change_figures(submission, changes=changes, by=by, at=moment, origin=PAGE)


# The rule -----------------------------------------------------------------------------------------


@given(any_of.booleans(), any_of.none() | any_of.dates(), any_of.dates())
def test_a_quarter_is_open_to_a_unit_while_it_is_open_or_through_the_day_it_was_given_back(
    is_open: bool, until: date | None, today: date
):
    found = lifecycle.is_open(period_is_open=is_open, reopened_until=until, today=today)

    assert found == (is_open or (until is not None and (until - today).days >= 0))


# Both sides of the end ----------------------------------------------------------------------------


@pytest.mark.parametrize("moment", SEVERAL)
def test_until_the_last_second_the_unit_writes_and_hands_in_and_its_accepter_takes_the_steps(
    mine: Submission, cast: Cast, moment: datetime
):
    steps: dict[str, Any] = {"at": moment, "origin": PAGE}
    found = edit(mine, cast.commune, moment)
    found = submissions.submit(found, version=found.version, by=cast.commune, **steps)
    found = submissions.send_back(found, version=found.version, reason="xem lại", by=cast.district, **steps)
    found = submissions.submit(found, version=found.version, by=cast.commune, **steps)
    found = submissions.accept(found, version=found.version, by=cast.district, **steps)

    assert (found.state, found.figures.get(element__code="live_births", split="").number) == ("accepted", 13)


def test_from_midnight_on_nothing_is_written(mine: Submission, cast: Cast):
    with pytest.raises(Refused, match="Quý đã khóa số liệu"):
        edit(mine, cast.commune, TOO_LATE)


def test_from_midnight_on_nothing_is_handed_in(mine: Submission, cast: Cast):
    with pytest.raises(Refused, match="Quý đã khóa số liệu"):
        submissions.submit(mine, version=mine.version, by=cast.commune, at=TOO_LATE, origin=PAGE)


@pytest.mark.parametrize("step", ["accept", "send_back"])
def test_from_midnight_on_nothing_is_accepted_or_returned(mine: Submission, cast: Cast, step: str):
    found = submissions.submit(mine, version=mine.version, by=cast.commune, at=LAST_SECOND, origin=PAGE)
    details: dict[str, Any] = {"reason": "xem lại"} if step == "send_back" else {}

    with pytest.raises(Refused, match="Quý đã khóa số liệu"):
        getattr(submissions, step)(
            found, version=found.version, by=cast.district, at=TOO_LATE, origin=PAGE, **details
        )


def test_many_are_accepted_only_where_open(mine: Submission, cast: Cast, province: Province):
    """The neighbour's sheet waits in the same list and stays shut."""
    found = submissions.submit(mine, version=mine.version, by=cast.commune, at=LAST_SECOND, origin=PAGE)
    neighbours = Submission.objects.get(unit=province.communes[2])
    versions = {found.pk: found.version, neighbours.pk: neighbours.version}

    waiting = reviewing.waiting_for(cast.district, mine.period, UNTIL)
    outcomes = accepting.accept_many(
        versions, by=cast.district, at=LAST_SECOND, origin=PAGE, only_clear=False
    )

    assert [one.is_open for one in waiting] == [True, False]
    assert [bool(outcome.left) for outcome in outcomes] == [False, True]
    assert Submission.objects.get(pk=neighbours.pk).state == "submitted"


@pytest.mark.parametrize(
    ("moment", "is_late"),
    [(at("23:59:59.999999", date(2024, 3, 18)), False), (at("00:00", date(2024, 3, 19)), True)],
)
def test_the_due_day_ends_at_midnight_in_the_province(
    province: Province, cast: Cast, period: Period, client: Client, moment: datetime, is_late: bool
):
    assert period.due_commune == date(2024, 3, 18)
    draft = complete(start(province.communes[0], period), {})
    sent = submissions.submit(draft, version=draft.version, by=cast.commune, at=moment, origin=PAGE)
    client.force_login(cast.commune)

    page = client.get(reverse("districts:submission", args=[sent.pk])).content.decode()

    assert ("gửi muộn" in page) == is_late


@pytest.mark.parametrize(
    ("moment", "may_send"),
    [(at("23:59:59", date(2024, 3, 13)), False), (at("00:00", date(2024, 3, 14)), True)],
)
def test_figures_are_handed_in_from_the_first_second_of_the_quarters_last_day(
    province: Province, cast: Cast, period: Period, moment: datetime, may_send: bool
):
    assert period.last_day == date(2024, 3, 14)
    draft = complete(start(province.communes[0], period), {})

    if may_send:
        sent = submissions.submit(draft, version=draft.version, by=cast.commune, at=moment, origin=PAGE)
        assert sent.state == "submitted"
    else:
        with pytest.raises(Refused, match=r"chỉ gửi được từ ngày 14/3/2024"):
            submissions.submit(draft, version=draft.version, by=cast.commune, at=moment, origin=PAGE)


# Who else -----------------------------------------------------------------------------------------


def test_every_other_unit_stays_shut(mine: Submission, cast: Cast, province: Province):
    neighbours = Submission.objects.get(unit=province.communes[2])

    with pytest.raises(Refused, match="Quý đã khóa số liệu"):
        submissions.accept(
            neighbours, version=neighbours.version, by=cast.district, at=LAST_SECOND, origin=PAGE
        )


def test_a_unit_that_never_began_begins_now(closed: Period, province: Province, cast: Cast):
    unit = province.communes[1]
    reopen(closed, unit, cast.province)

    found = submissions.start(period=closed, unit=unit, by=cast.neighbour, at=LAST_SECOND, origin=PAGE)

    assert (found.unit, found.state) == (unit, "draft")


def test_an_extension_alone_does_not_hold_a_closed_quarter_open(
    province: Province, cast: Cast, period: Period
):
    draft = start(province.communes[0], period)
    until, moment = date(2024, 4, 10), after(period)
    periods.extend(
        period, unit=draft.unit, until=until, reason="lũ", by=cast.province, at=moment, origin=PAGE
    )
    close(period)

    with pytest.raises(Refused, match="Quý đã khóa số liệu"):
        edit(draft, cast.commune, moment)


# Giving back and taking again ---------------------------------------------------------------------


def test_the_reason_the_day_and_who_are_logged(mine: Submission, cast: Cast):
    event = Event.objects.get(action="unit_reopened")

    assert (event.by, event.unit, event.period) == (cast.province, mine.unit, mine.period)
    assert (event.reason, event.changes) == ("sót thôn 3", [{"field": "until", "new": "2024-04-10"}])


def test_a_second_time_the_new_day_replaces_the_old(mine: Submission, cast: Cast):
    reopen(mine.period, mine.unit, cast.province, until=date(2024, 4, 20), reason="mất điện")

    assert Reopening.objects.get().until == date(2024, 4, 20)
    assert edit(mine, cast.commune, TOO_LATE).figures.get(element__code="live_births", split="").number == 13


def test_locked_before_its_day_it_is_shut_at_once(mine: Submission, cast: Cast):
    periods.lock_unit(mine.period, unit=mine.unit, by=cast.province, at=LAST_SECOND, origin=PAGE)

    with pytest.raises(Refused, match="Quý đã khóa số liệu"):
        edit(mine, cast.commune, LAST_SECOND)
    with pytest.raises(SomeoneWasFirst, match="không còn mở riêng"):
        periods.lock_unit(mine.period, unit=mine.unit, by=cast.province, at=LAST_SECOND, origin=PAGE)


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({"reason": "  "}, "Xin ghi lý do mở lại"),
        ({"until": date(2024, 3, 31)}, "không được trước hôm nay"),
        ({"until": date(2099, 1, 1)}, "Ngày phải trong các năm"),
    ],
)
def test_without_a_reason_or_with_a_wrong_day_nothing_is_given_back(
    closed: Period, province: Province, cast: Cast, details: dict[str, Any], words: str
):
    with pytest.raises(Refused, match=words):
        reopen(closed, province.communes[0], cast.province, **details)
    assert not Reopening.objects.exists()


def test_an_open_quarter_is_not_given_back(period: Period, province: Province, cast: Cast):
    with pytest.raises(Refused, match="Quý đang mở"):
        reopen(period, province.communes[0], cast.province)


def test_only_the_provinces_staff_gives_back(closed: Period, province: Province, cast: Cast):
    with pytest.raises(NotAllowed):
        reopen(closed, province.communes[0], cast.district)


# On the pages -------------------------------------------------------------------------------------


def test_the_unit_finds_it_in_its_work_with_the_end(mine: Submission, cast: Cast):
    [task] = Work.of(cast.commune, UNTIL).tasks()

    assert (task.kind, task.reopened_until) == ("returned", UNTIL)
    assert Work.of(cast.commune, TOO_LATE.date()).tasks() == []
    assert Work.of(cast.stranger, UNTIL).tasks() == []


@pytest.mark.parametrize(("today", "may_write"), [(UNTIL, True), (UNTIL + timedelta(days=1), False)])
def test_the_sheet_opens_and_shuts_by_itself(
    mine: Submission, cast: Cast, client: Client, settings: Any, today: date, may_write: bool
):
    settings.DEMO_TODAY = today
    client.force_login(cast.commune)
    place = reverse("districts:entry", args=["749-2024", "2024-Q1", mine.unit.code])

    page = client.get(place, follow=True).content.decode()
    seen = mine.figures.get(element__code="live_births", split="").version
    cells = urlencode({"number-live_births": "13", "version-live_births": seen})
    saved = client.post(f"{place}cells/", cells, content_type="application/x-www-form-urlencoded")

    assert ("đơn vị được mở lại đến hết ngày 10/4/2024" in page) == may_write
    assert ('name="number-live_births"' in page) == may_write
    assert (saved.status_code, saved.json().get("code")) == (
        (200, None) if may_write else (400, "period_closed")
    )


def test_the_province_gives_back_and_locks_again_from_the_quarters_page(
    closed: Period, province: Province, cast: Cast, client: Client, settings: Any
):
    settings.DEMO_TODAY = date(2024, 4, 1)
    client.force_login(cast.province)
    place = reverse("districts:reopen_period_unit", args=[closed.pk])
    form = {"unit": province.communes[0].pk, "until": "2024-04-10", "reason": "sót thôn 3"}

    page = client.post(place, form, follow=True).content.decode()
    assert "Đã mở lại cho đơn vị." in page and "10/4/2024" in page and "Khóa lại ngay" in page
    assert "phải được trả lại" not in page

    lock = reverse("districts:lock_period_unit", args=[closed.pk, province.communes[0].pk])
    assert "Đã khóa lại cho đơn vị." in client.post(lock, follow=True).content.decode()
    assert not Reopening.objects.exists()


def test_the_lists_say_who_was_given_the_quarter_back(
    mine: Submission, cast: Cast, client: Client, settings: Any
):
    settings.DEMO_TODAY = UNTIL
    client.force_login(cast.province)

    page = client.get(reverse("districts:reporting", args=["749-2024", "2024-Q1"])).content.decode()

    assert page.count("được mở lại đến hết 10/4/2024") == 1


def test_of_a_sheet_that_is_accepted_it_is_said_that_it_must_be_returned(
    client, cast, province, period, settings
):
    settings.DEMO_TODAY = date(2024, 4, 1)
    accepted(province.communes[0], period, {})
    closed = close(period)
    client.force_login(cast.province)
    form = {"unit": province.communes[0].pk, "until": "2024-04-10", "reason": "sót thôn 3"}

    page = client.post(f"/periods/{closed.pk}/reopen-unit/", form, follow=True).content.decode()

    assert "Biểu của đơn vị đã duyệt: phải được trả lại thì đơn vị mới sửa được." in page
