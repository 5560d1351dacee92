"""Who has handed in, who is late, and whom to call."""

from datetime import date

import pytest
from django.test import override_settings
from django.urls import reverse

from districts import reporting
from districts.actions import periods as period_actions
from districts.models import Submission
from districts.tests.builders import PAGE, make_period, make_province, make_user, noon, start

ADDRESS = reverse("districts:reporting", args=["749-2024", "2024-Q1"])
DUE = date(2024, 3, 18)


@pytest.fixture
def watcher(client, province, period):
    client.force_login(make_user("looks", province.province, "xem"))
    return client


def standing(client, **asked: str) -> dict[str, reporting.Row]:
    page = client.get(ADDRESS, asked)
    return {row.unit.code: row for group in page.context["groups"] for row in group.rows}


def hand_in(unit, period, day: date, state: str = "submitted") -> Submission:
    """As if handed in that day: what the figures are does not matter here."""
    submission = start(unit, period)
    by = submission.changed_by
    accepted = {"accepted_at": noon(day), "accepted_by": by} if state == "accepted" else {}
    returned = {"return_reason": "thiếu"} if state == "returned" else {}
    fields = {"submitted_at": noon(day), "submitted_by": by, "first_submitted_at": noon(day)}
    Submission.objects.filter(pk=submission.pk).update(state=state, **fields, **accepted, **returned)
    return submission


def test_every_unit_has_its_state_in_a_word_and_a_symbol(watcher, province, period):
    first, second, third, fourth = province.communes
    start(first, period)
    hand_in(second, period, DUE)
    hand_in(third, period, DUE, "accepted")
    hand_in(fourth, period, DUE, "returned")

    rows = standing(watcher)
    shown = {code: (row.symbol, row.words) for code, row in rows.items() if code.startswith("900")}
    assert shown == {
        first.code: ("◔", "đang nhập"),
        second.code: ("◐", "chờ duyệt"),
        third.code: ("●", "đã duyệt"),
        fourth.code: ("▲", "bị trả lại"),
    }
    assert (rows["health"].symbol, rows["health"].words) == ("○", "chưa bắt đầu")


@override_settings(DEMO_TODAY=date(2024, 3, 21))
def test_the_due_day_is_on_time_and_each_day_after_it_counts(watcher, province, period):
    on_time, late, missing, extended = province.communes
    hand_in(on_time, period, DUE)
    hand_in(late, period, date(2024, 3, 20))
    until = date(2024, 3, 22)
    staff = make_user("province", province.province)
    period_actions.extend(
        period, unit=extended, until=until, reason="Mưa lũ", by=staff, at=noon(DUE), origin=PAGE
    )

    rows = standing(watcher)
    assert (rows[on_time.code].is_late, rows[on_time.code].is_overdue) == (False, False)
    assert (rows[late.code].is_late, rows[late.code].days_over) == (True, 2)
    assert (rows[missing.code].is_overdue, rows[missing.code].days_over) == (True, 3)
    assert (rows[extended.code].is_overdue, rows[extended.code].days_to_go) == (False, 1)
    page = watcher.get(ADDRESS).content.decode()
    for words in ("trễ 2 ngày", "quá hạn 3 ngày", "còn 1 ngày", "gia hạn đến 22/3/2024", "đúng hạn"):
        assert words in page


@override_settings(DEMO_TODAY=date(2024, 4, 1))
def test_a_return_does_not_make_late_what_came_on_time(watcher, province, period):
    hand_in(province.communes[0], period, DUE, "returned")

    row = standing(watcher)[province.communes[0].code]
    assert (row.is_late, row.is_overdue) == (False, False)


@override_settings(DEMO_TODAY=date(2024, 3, 21))
def test_the_list_narrows_to_a_state_and_the_counts_stay(watcher, province, period):
    hand_in(province.communes[0], period, date(2024, 3, 20), "accepted")

    assert set(standing(watcher, state="accepted")) == {province.communes[0].code}
    assert set(standing(watcher, state="late")) == {province.communes[0].code}
    assert len(standing(watcher, state="overdue")) == 6
    assert len(standing(watcher, state="gì đó")) == 7
    counts = {one.standing: one.number for one in watcher.get(ADDRESS).context["counts"]}
    assert counts == {"accepted": 1, "not_started": 6, "overdue": 6, "late": 1}


def test_units_stand_under_their_district_departments_first(watcher):
    groups = watcher.get(ADDRESS).context["groups"]

    named = [
        (group.district and group.district.code, [row.unit.code for row in group.rows]) for group in groups
    ]
    assert named == [
        (None, ["health"]),
        ("901", ["901", "90001", "90003"]),
        ("902", ["902", "90002", "90004"]),
    ]


def test_how_many_of_a_district_are_accepted_is_said_whatever_is_shown(watcher, province, period):
    hand_in(province.communes[0], period, DUE, "accepted")
    groups = watcher.get(ADDRESS, {"state": "accepted"}).context["groups"]

    assert [(group.district.code, group.accepted, group.total) for group in groups] == [("901", 1, 3)]


def test_whom_to_call_stands_beside_each_unit(watcher, province):
    make_user("enters", province.communes[0], "xa90001", full_name="Y Blưm", phone="0912 345 678")
    gone = make_user("enters", province.communes[0], "cu", phone="0999 999 999")
    gone.is_active = False
    gone.save()

    page = watcher.get(ADDRESS).content.decode()
    assert 'Y Blưm <a href="tel:0912345678">0912 345 678</a>' in " ".join(page.split())
    assert "0999 999 999" not in page


@pytest.mark.parametrize(
    ("role", "place", "seen"),
    [
        ("accepts", "districts", {"901", "90001", "90003"}),
        ("enters", "communes", {"90001"}),
        ("enters", "departments", {"health"}),
    ],
)
def test_each_sees_no_more_than_their_own(client, province, period, role, place, seen):
    client.force_login(make_user(role, getattr(province, place)[0]))

    assert set(standing(client)) == seen


def test_an_administrator_sees_no_submissions(client, province, period):
    client.force_login(make_user("administrator", province.province))

    assert client.get(ADDRESS).status_code == 404


def test_a_quarter_that_was_never_opened_does_not_exist(watcher):
    assert watcher.get(reverse("districts:reporting", args=["749-2024", "2024-Q3"])).status_code == 404
    assert watcher.get(reverse("districts:reporting", args=["khong-co", "2024-Q1"])).status_code == 404


@pytest.mark.parametrize("count", [1, 10, 102])
def test_the_page_costs_the_same_whatever_the_province(client, the_plan, django_assert_num_queries, count):
    province = make_province(communes=count)
    period = make_period(the_plan, "2024-Q1")
    for unit in province.communes:
        make_user("enters", unit)
        start(unit, period)
    client.force_login(make_user("looks", province.province))

    with django_assert_num_queries(13):
        client.get(ADDRESS)
