"""Where a day ends: at midnight in the province, 17:00 the day before in UTC, on the pages as on the clock."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from districts import tasks
from districts.actions import periods
from districts.models import Letter, Period, Submission, Unit, User
from districts.tests.builders import COMMAND, Cast, Province, complete, start
from districts.tests.steps import close
from plan749 import clock

BEFORE, AFTER = timedelta(microseconds=-1), timedelta(0)
Freeze = Callable[..., datetime]


@pytest.fixture
def freeze(monkeypatch: pytest.MonkeyPatch) -> Freeze:
    """Stops the machine's clock at the end of a day in the province, or a hair before it."""

    def stop(day: date, by: timedelta) -> datetime:
        moment = datetime(day.year, day.month, day.day, 17, tzinfo=UTC) + by
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    return stop


@pytest.fixture
def commune(province: Province) -> Unit:
    return province.communes[0]


def place(unit: Unit, period: Period) -> str:
    return reverse("districts:entry", args=["749-2024", period.as_quarter, unit.code])


def handed_in(client: Client, submission: Submission) -> str:
    """What the portal says to handing in now."""
    step = reverse("districts:submit", args=[submission.pk])
    return client.post(step, {"version": submission.version}, follow=True).content.decode()


@pytest.mark.parametrize(("by", "day"), [(BEFORE, date(2024, 3, 18)), (AFTER, date(2024, 3, 19))])
def test_the_day_ends_at_midnight_in_the_province(freeze: Freeze, by: timedelta, day: date):
    moment = freeze(date(2024, 3, 18), by)

    assert clock.today() == day
    assert clock.now() == moment


@pytest.mark.parametrize(
    ("by", "work", "head"),
    [(BEFORE, "Hôm nay là hạn cuối", "hạn là hôm nay"), (AFTER, "Quá hạn 1 ngày", "quá hạn 1 ngày")],
)
def test_the_due_day_ends_on_my_work_and_on_the_sheet(
    client: Client,
    cast: Cast,
    commune: Unit,
    period: Period,
    freeze: Freeze,
    by: timedelta,
    work: str,
    head: str,
):
    freeze(period.due_commune, by)
    client.force_login(cast.commune)

    assert work in client.get(reverse("districts:my_work")).content.decode()
    assert head in client.get(place(commune, period)).content.decode()


@pytest.mark.parametrize(("by", "is_late"), [(BEFORE, False), (AFTER, True)])
@pytest.mark.parametrize("days", [0, 2], ids=["due day", "extension"])
def test_what_is_handed_in_is_on_time_through_the_day_the_unit_has(
    client: Client,
    cast: Cast,
    commune: Unit,
    period: Period,
    freeze: Freeze,
    by: timedelta,
    days: int,
    is_late: bool,
):
    draft = complete(start(commune, period), {})
    until = period.due_commune + timedelta(days=days)
    if days:
        told = {"reason": "lũ", "by": cast.province, "at": clock.now(), "origin": COMMAND}
        periods.extend(period, unit=commune, until=until, **told)
    freeze(until, by)
    client.force_login(cast.commune)

    assert ("gửi muộn" in handed_in(client, draft)) == is_late


@pytest.mark.parametrize(("by", "state"), [(BEFORE, "draft"), (AFTER, "submitted")])
def test_figures_are_handed_in_from_the_midnight_that_begins_the_quarters_last_day(
    client: Client, cast: Cast, commune: Unit, period: Period, freeze: Freeze, by: timedelta, state: str
):
    draft = complete(start(commune, period), {})
    freeze(period.last_day - timedelta(days=1), by)
    client.force_login(cast.commune)

    page = handed_in(client, draft)

    assert Submission.objects.get().state == state
    assert ("chỉ gửi được từ ngày 14/3/2024" in page) == (state == "draft")


@pytest.mark.parametrize(("by", "status"), [(BEFORE, 200), (AFTER, 400)])
def test_a_quarter_given_back_locks_again_by_itself_at_midnight(
    client: Client, cast: Cast, commune: Unit, period: Period, freeze: Freeze, by: timedelta, status: int
):
    until = date(2024, 4, 10)
    freeze(date(2024, 4, 1), AFTER)
    told = {"reason": "sót", "by": cast.province, "at": clock.now(), "origin": COMMAND}
    periods.reopen_unit(close(period), unit=commune, until=until, **told)
    freeze(until, by)
    client.force_login(cast.commune)

    cells = urlencode({"number-live_births": "13"})
    saved = client.post(f"{place(commune, period)}cells/", cells, "application/x-www-form-urlencoded")

    assert saved.status_code == status
    assert saved.json().get("code") == (None if status == 200 else "period_closed")


@pytest.mark.parametrize(
    ("days", "by", "words"),
    [
        (4, BEFORE, ""),
        (4, AFTER, "còn 3 ngày"),
        (3, BEFORE, "còn 3 ngày"),
        (3, AFTER, ""),
        (1, BEFORE, ""),
        (1, AFTER, "hôm nay là hạn cuối"),
        (0, BEFORE, "hôm nay là hạn cuối"),
        (0, AFTER, "đã quá hạn 1 ngày"),
        (-1, BEFORE, "đã quá hạn 1 ngày"),
        (-1, AFTER, ""),
    ],
)
@pytest.mark.parametrize("extra", [0, 5], ids=["due day", "extension"])
def test_the_task_reminds_by_the_provinces_day(
    cast: Cast,
    commune: Unit,
    period: Period,
    freeze: Freeze,
    extra: int,
    days: int,
    by: timedelta,
    words: str,
):
    """So many days before the unit's last day, at the midnight that ends it and a hair before."""
    User.objects.filter(pk=cast.commune.pk).update(email="xa@kontum.example")
    until = period.due_commune + timedelta(days=extra)
    if extra:
        told = {"reason": "lũ", "by": None, "at": clock.now(), "origin": COMMAND}
        periods.extend(period, unit=commune, until=until, **told)
    freeze(until - timedelta(days=days), by)

    tasks.write_digests()

    bodies = [letter.body for letter in Letter.objects.filter(to=cast.commune)]
    assert len(bodies) == bool(words)
    assert all(words in body for body in bodies)
