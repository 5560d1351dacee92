"""Two people at the same moment: one wins, the other is told, nothing is lost and nothing is there twice.

Each acts on a connection of its own. SQLite lets one writer in at a time, so both orders of arrival are shown there;
on PostgreSQL the two really run side by side.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, transaction

from districts.actions import deliveries, figures, people, periods
from districts.actions.refusals import Refused, SomeoneWasFirst
from districts.changes import Change
from districts.models import Assignment, Delivery, Event, Figure, Period, Submission, Unit
from districts.tests.assigned import assigned, cancelled, done
from districts.tests.builders import (
    COMMAND,
    PAGE,
    Cast,
    Province,
    after,
    complete,
    fill,
    make_user,
    noon,
    start,
    submitted,
    write,
)
from districts.tests.steps import accept, close, send_back, submit
from districts.tests.webhook_builders import AT, webhook_with_its_log
from indicators.models import Plan
from indicators.periods import Quarter

pytestmark = pytest.mark.django_db(transaction=True)
BIRTHS = {"live_births": 12}
Deed = Callable[[], object]


def at_once(*deeds: Deed) -> list[object]:
    """Each deed in a thread and on a connection of its own, all let go together; what came of each."""
    gate = Barrier(len(deeds))

    def do(deed: Deed) -> object:
        try:
            connection.ensure_connection()
            gate.wait(timeout=20)
            return deed()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


def won_and_lost(outcomes: list[object]) -> tuple[list[Submission], list[Refused]]:
    lost = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    return [outcome for outcome in outcomes if not isinstance(outcome, Refused)], lost


@pytest.fixture
def colleague(province: Province):
    """A second officer of the first commune."""
    return make_user("enters", province.communes[0], "colleague")


def test_two_starts_make_one_submission(cast: Cast, colleague, province: Province, period: Period):
    unit = province.communes[0]

    won, lost = won_and_lost(
        at_once(
            lambda: start(unit, period, by=cast.commune),
            lambda: start(unit, period, by=colleague),
        )
    )

    assert [type(refused) for refused in lost] == [SomeoneWasFirst]
    assert Submission.objects.get() == won[0]
    assert Event.objects.filter(action="started").count() == 1


def test_two_who_save_a_whole_form_lose_nothing(cast: Cast, colleague, province: Province, period: Period):
    draft = fill(start(province.communes[0], period), BIRTHS)

    def save(by, number: int) -> Submission:
        changes, at = [Change("live_births", number=number)], after(period)
        return figures.change_figures(
            draft, changes=changes, by=by, at=at, origin=PAGE, version=draft.version
        )

    won, lost = won_and_lost(at_once(lambda: save(cast.commune, 13), lambda: save(colleague, 14)))

    assert [type(refused) for refused in lost] == [SomeoneWasFirst]
    assert lost[0].version == won[0].version == draft.version + 1
    held = Figure.objects.get(submission=draft)
    logged = [event.changes[0]["new"]["value"] for event in Event.objects.filter(action="changed")]
    assert logged == [str(held.number), "12"]


def test_two_who_save_the_same_cell_are_told_of_each_other(
    cast: Cast, colleague, province: Province, period: Period
):
    draft = fill(start(province.communes[0], period), BIRTHS)
    seen = draft.version

    won, lost = won_and_lost(
        at_once(
            lambda: write(draft, [Change("live_births", number=13, version=seen)], by=cast.commune),
            lambda: write(draft, [Change("live_births", number=14, version=seen)], by=colleague),
        )
    )

    assert [refused.code for refused in lost] == ["stale_figures"]
    held = Figure.objects.get(submission=draft)
    assert lost[0].theirs["live_births", ""].number == held.number
    assert held.version == won[0].version


def test_two_who_save_different_cells_both_keep_theirs(
    cast: Cast, colleague, province: Province, period: Period
):
    draft = start(province.communes[0], period)

    _won, lost = won_and_lost(
        at_once(
            lambda: write(draft, [Change("live_births", number=13)], by=cast.commune),
            lambda: write(draft, [Change("injury_deaths", number=1)], by=colleague),
        )
    )

    assert lost == []
    held = Figure.objects.filter(submission=draft).values_list("element__code", "number")
    assert dict(held) == {"live_births": 13, "injury_deaths": 1}
    assert Submission.objects.get().version == draft.version + 2


def test_two_who_fill_the_same_empty_cell_make_one_figure(
    cast: Cast, colleague, province: Province, period: Period
):
    draft = start(province.communes[0], period)

    _won, lost = won_and_lost(
        at_once(
            lambda: write(draft, [Change("live_births", number=13)], by=cast.commune),
            lambda: write(draft, [Change("live_births", number=14)], by=colleague),
        )
    )

    assert [refused.code for refused in lost] == ["stale_figures"]
    assert Figure.objects.get(submission=draft).number == lost[0].theirs["live_births", ""].number


def test_a_double_click_submits_once(cast: Cast, colleague, province: Province, period: Period):
    draft = complete(start(province.communes[0], period), BIRTHS)

    won, lost = won_and_lost(at_once(lambda: submit(draft, cast.commune), lambda: submit(draft, colleague)))

    assert [type(refused) for refused in lost] == [SomeoneWasFirst]
    assert Submission.objects.get().submitted_by == won[0].submitted_by
    assert Event.objects.filter(action="submitted").count() == 1


def test_two_accepters_accept_once(cast: Cast, province: Province, period: Period):
    waiting = submitted(province.communes[0], period, BIRTHS)
    other = make_user("accepts", province.districts[0], "second-district")

    won, lost = won_and_lost(at_once(lambda: accept(waiting, cast.district), lambda: accept(waiting, other)))

    assert [type(refused) for refused in lost] == [SomeoneWasFirst]
    assert Submission.objects.get().accepted_by == won[0].accepted_by
    assert Event.objects.filter(action="accepted").count() == 1


def test_an_accept_and_a_return_at_once_leave_one_of_them(cast: Cast, province: Province, period: Period):
    waiting = submitted(province.communes[0], period, BIRTHS)

    won, lost = won_and_lost(
        at_once(lambda: accept(waiting, cast.district), lambda: send_back(waiting, cast.province))
    )

    assert [type(refused) for refused in lost] == [SomeoneWasFirst]
    assert Submission.objects.get().state == won[0].state
    assert Event.objects.filter(action__in=["accepted", "returned"]).count() == 1


def test_what_is_saved_while_another_submits_is_in_it_or_refused(
    cast: Cast, colleague, province: Province, period: Period
):
    """Never a figure behind a lock that nobody who submitted could have seen."""
    draft = complete(start(province.communes[0], period), BIRTHS)
    change = Change("live_births", number=13, version=draft.figures.get(element__code="live_births").version)

    _won, lost = won_and_lost(
        at_once(lambda: submit(draft, cast.commune), lambda: write(draft, [change], by=colleague))
    )

    held = Submission.objects.get()
    births = held.figures.get(element__code="live_births").number
    assert (held.state, births, [refused.code for refused in lost]) in [
        ("submitted", 12, ["locked"]),
        ("draft", 13, ["conflict"]),
    ]


def test_a_quarter_opened_twice_at_once_is_opened_once(cast: Cast, the_plan: Plan):
    def open_period() -> Period:
        quarter = Quarter(2024, 2)
        at = noon(quarter.figures_first_day)
        return periods.open_period(plan=the_plan, quarter=quarter, by=None, at=at, origin=COMMAND)

    _won, lost = won_and_lost(at_once(open_period, open_period))

    assert [str(refused) for refused in lost] == ["Quý này đã được mở."]
    assert Period.objects.count() == 1


# What only a server with many writers can show ------------------------------------------------------------------


def held_back(first: Deed, second: Deed) -> tuple[object, object]:
    """`first` done but not yet committed when `second` sets out, so that `second` must wait and read again."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            done = first()
            waiting = pool.submit(at_once, second)
            wait_until_someone_waits()
        return done, waiting.result(timeout=20)[0]


def wait_until_someone_waits() -> None:
    """Return when another connection hangs on a lock of ours."""
    with connection.cursor() as cursor:
        for _ in range(2000):
            cursor.execute("SELECT pg_sleep(0.005)")
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody waited")


@pytest.mark.postgresql
def test_who_waits_for_another_persons_step_is_told_whose_it_was(
    cast: Cast, province: Province, period: Period
):
    waiting = submitted(province.communes[0], period, BIRTHS)

    done, refused = held_back(
        lambda: accept(waiting, cast.district), lambda: send_back(waiting, cast.province)
    )

    assert isinstance(refused, SomeoneWasFirst)
    assert "district" in refused.sentence
    assert refused.version == done.version


@pytest.mark.postgresql
def test_who_waits_for_another_persons_save_of_another_cell_saves_too(
    cast: Cast, colleague, province: Province, period: Period
):
    draft = start(province.communes[0], period)

    _done, saved = held_back(
        lambda: write(draft, [Change("live_births", number=13)], by=colleague),
        lambda: write(draft, [Change("injury_deaths", number=1)], by=cast.commune),
    )

    assert saved.version == draft.version + 2
    assert Figure.objects.filter(submission=draft).count() == 2


@pytest.mark.postgresql
def test_who_waits_while_the_quarter_closes_is_refused(cast: Cast, province: Province, period: Period):
    draft = start(province.communes[0], period)

    _done, refused = held_back(
        lambda: close(period), lambda: write(draft, [Change("injury_deaths", number=1)], by=cast.commune)
    )

    assert refused.code == "period_closed"
    assert Figure.objects.count() == 0


@pytest.mark.postgresql
def test_a_quarter_is_closed_after_those_who_are_at_it(cast: Cast, province: Province, period: Period):
    draft = start(province.communes[0], period)

    held_back(
        lambda: write(draft, [Change("injury_deaths", number=1)], by=cast.commune), lambda: close(period)
    )

    log = Event.objects.filter(action__in=["changed", "period_closed"]).order_by("pk")
    assert [event.action for event in log] == ["changed", "period_closed"]


@pytest.mark.postgresql
def test_who_waits_for_an_account_that_moves_finds_it_in_its_new_place(cast: Cast, province: Province):
    at = noon(date(2024, 3, 15))

    def move_to(unit: Unit) -> Deed:
        return lambda: people.move(
            cast.commune, unit=unit, role="enters", by=cast.administrator, at=at, origin=PAGE
        )

    held_back(move_to(province.communes[1]), move_to(province.communes[2]))

    moves = [event.changes for event in Event.objects.filter(action="account_moved").order_by("pk")]
    assert moves == [
        [{"field": "unit", "old": "90001", "new": "90002"}],
        [{"field": "unit", "old": "90002", "new": "90003"}],
    ]


def test_a_task_is_not_done_and_cancelled_at_once(cast: Cast, province: Province, the_plan: Plan):
    given = assigned(the_plan, province.departments[0])

    won, lost = won_and_lost(
        at_once(
            lambda: done(given, date(2024, 12, 6)),
            lambda: cancelled(given),
        )
    )

    assert (len(won), [type(refused) for refused in lost]) == (1, [SomeoneWasFirst])
    held = Assignment.objects.get()
    assert (held.version, held.is_open, held.is_cancelled) == (2, False, held.done_on is None)
    assert Event.objects.exclude(action="assigned").count() == 1


def test_two_workers_never_send_the_same_news(cast: Cast):
    _webhook, waiting = webhook_with_its_log(cast.province)
    Delivery.objects.filter(pk=waiting.pk).update(state="waiting", ended_at=None, tries=0)

    claimed = at_once(*[lambda: deliveries.claim(waiting.pk, AT)] * 4)

    assert [each.pk for each in claimed if isinstance(each, Delivery)] == [waiting.pk]
    assert Delivery.objects.get(pk=waiting.pk).tries == 1
