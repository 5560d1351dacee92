"""Accepting many: what an accepter has to look at, and what one click accepts and what it leaves."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from districts import reviewing
from districts.actions import submissions
from districts.models import Event, Period, Submission, Unit, User
from districts.models.people import Role
from districts.tests.builders import (
    NOTHING,
    PAGE,
    UNKNOWN,
    Cast,
    Province,
    accepted,
    after,
    complete,
    fill,
    make_period,
    make_province,
    make_user,
    start,
    submitted,
)
from districts.tests.steps import send_back, submit
from indicators.models import Element, Plan
from indicators.values import Kind

PLACE = reverse("districts:review", args=["749-2024", "2024-Q1"])


def whole(**figures: int | str) -> dict[Any, int | str]:
    """Every total a commune owes as a plain number without anything to remark, but for these."""
    elements = Element.objects.filter(reported_by="commune", entered_in=None)
    zero = {element.code: 0 for element in elements}
    events = {element.code: NOTHING for element in elements if element.kind == Kind.FLOW}
    return {**zero, **events, **figures}


def handed_in(unit: Unit, period: Period, **figures: int | str) -> Submission:
    return submitted(unit, period, whole(**figures))


def page(client: Client, user: User) -> str:
    client.force_login(user)
    answer = client.get(PLACE)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def post(client: Client, user: User, *seen: Submission, **more: Any) -> str:
    client.force_login(user)
    versions = {f"version-{submission.pk}": submission.version for submission in seen}
    answer = client.post(PLACE, {**versions, **more}, follow=True)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def states(*submissions: Submission) -> list[str]:
    return [Submission.objects.get(pk=submission.pk).state for submission in submissions]


@pytest.fixture
def two(province: Province, cast: Cast, period: Period) -> tuple[Submission, Submission]:
    """Both communes of the first district wait: the first with nothing to look at, the second with a silence."""
    return handed_in(province.communes[0], period), handed_in(
        province.communes[2], period, children_under_16=UNKNOWN
    )


# What is to be looked at --------------------------------------------------------------------------


def test_a_sheet_without_anything_unusual_is_clear(two, cast: Cast, period: Period):
    clear, silent = reviewing.waiting_for(cast.district, period, period.due_commune)

    assert (clear.submission, clear.is_clear, clear.points) == (two[0], True, 0)
    assert (silent.submission, silent.is_clear, silent.points) == (two[1], False, 1)
    assert [row.element.code for row in silent.rows] == ["children_under_16"]


def test_an_explained_jump_is_still_looked_at(
    the_plan: Plan, province: Province, cast: Cast, period: Period, client: Client
):
    a_year_ago = make_period(the_plan, "2023-Q1")
    accepted(province.communes[0], a_year_ago, {"injured_children": 2})
    handed_in(province.communes[0], period, children_under_16=1000, injured_children=90)

    [one] = reviewing.waiting_for(cast.district, period, period.due_commune)
    text = page(client, cast.district)

    assert [row.element.code for row in one.rows] == ["injured_children"]
    assert "cùng kỳ năm trước là 2: tăng nhiều" in text
    assert "đã kiểm tra lại với sổ theo dõi" in text


def test_a_figure_that_came_back_is_shown_before_and_after(two, cast: Cast, period: Period, client: Client):
    remarks = {("live_births", ""): "thấp hơn sổ khai sinh", ("children_under_16", ""): "xem lại"}
    returned = submissions.send_back(
        two[0],
        version=two[0].version,
        reason="xem lại",
        by=cast.district,
        at=after(period),
        origin=PAGE,
        remarks=remarks,
    )
    submit(fill(returned, {"live_births": 12}), cast.commune)

    [one, _silent] = reviewing.waiting_for(cast.district, period, period.due_commune)
    text = page(client, cast.district)

    assert not one.is_clear
    assert one.is_again
    assert "“thấp hơn sổ khai sinh” → ∅ Không phát sinh sửa thành <strong>12</strong>" in text
    assert '“xem lại” → <span class="doubt">◔ giữ nguyên</span>' in text


def test_the_province_sees_its_districts_and_departments_and_no_commune(
    two, province: Province, cast: Cast, client: Client, period: Period
):
    waiting = submitted(province.departments[0], period, {})

    assert [one.submission for one in reviewing.waiting_for(cast.province, period, period.due_commune)] == [
        waiting
    ]
    assert reviewing.waiting_for(cast.stranger, period, period.due_commune) == []


def test_what_the_accepter_may_not_see_is_counted_and_not_told(province: Province, period: Period, two):
    """A province's person without the mark."""
    unmarked = make_user(Role.PROVINCE, province.province, "unmarked")
    submitted(province.departments[0], period, {})
    health = Element.objects.filter(reported_by="department:health", entered_in=None)
    sensitive = health.filter(sensitive=True).count()

    [one] = reviewing.waiting_for(unmarked, period, period.due_commune)

    assert one.hidden == sensitive > 0
    assert not any(row.element.sensitive for row in one.rows)
    assert not one.is_clear


# Accepting ----------------------------------------------------------------------------------------


def test_one_click_accepts_all_that_are_clear_and_names_them(two, cast: Cast, client: Client):
    text = post(client, cast.district, *two, clear="1")

    assert states(*two) == ["accepted", "submitted"]
    assert f"Đã duyệt 1 biểu: {two[0].unit}." in text
    assert f"Để lại 1 biểu. {two[1].unit}: có điểm cần xem." in text
    event = Event.objects.filter(action="accepted").get()
    assert (event.submission, event.by) == (two[0], cast.district)


def test_the_chosen_are_accepted_whatever_is_to_be_looked_at(two, cast: Cast, client: Client):
    text = post(client, cast.district, *two, chosen=[two[1].pk])

    assert states(*two) == ["submitted", "accepted"]
    assert f"Đã duyệt 1 biểu: {two[1].unit}." in text


def test_nothing_chosen_accepts_nothing(two, cast: Cast, client: Client):
    assert "Chưa chọn biểu nào, nên chưa duyệt gì." in post(client, cast.district, *two)
    assert states(*two) == ["submitted", "submitted"]


def test_a_sheet_that_changed_after_the_look_is_left(two, cast: Cast, client: Client, period: Period):
    again = submit(fill(send_back(two[0], cast.district), {"live_births": 12}), cast.commune)

    text = post(client, cast.district, two[0], two[1], chosen=[two[0].pk, two[1].pk])

    assert states(*two) == ["submitted", "accepted"]
    assert f"Để lại 1 biểu. {two[0].unit}: Biểu đã thay đổi: {cast.commune}" in text
    assert Submission.objects.get(pk=again.pk).version == again.version


def test_a_second_click_is_told_who_accepted_and_writes_nothing(two, cast: Cast, client: Client):
    post(client, cast.district, two[0], clear="1")

    text = post(client, cast.district, two[0], clear="1")

    assert f"{two[0].unit}: đã được duyệt trước đó ({cast.district})." in text
    assert Event.objects.filter(action="accepted").count() == 1


def test_what_one_handed_in_oneself_is_not_accepted_with_the_others(
    province: Province, cast: Cast, period: Period, client: Client
):
    draft = complete(start(province.communes[0], period, by=cast.district), whole())
    mine = submit(draft, cast.district)

    [one] = reviewing.waiting_for(cast.district, period, period.due_commune)
    text = post(client, cast.district, mine, clear="1")

    assert not one.is_clear
    assert "do chính ông/bà nhập thay, xin xem rồi duyệt riêng." in text
    assert states(mine) == ["submitted"]
    post(client, cast.district, mine, chosen=[mine.pk])
    assert states(mine) == ["accepted"]


def test_others_sheets_are_not_there_to_be_accepted(two, cast: Cast, client: Client, period: Period):
    text = post(client, cast.stranger, *two, chosen=[two[0].pk, two[1].pk])

    assert states(*two) == ["submitted", "submitted"]
    assert "Chưa chọn biểu nào" in text


@pytest.mark.parametrize("garbage", [{"version-abc": "1"}, {"version-1": "x"}, {"version-" + "9" * 40: "1"}])
def test_what_no_page_sends_accepts_nothing(two, cast: Cast, client: Client, garbage: dict[str, str]):
    post(client, cast.district, clear="1", chosen=["1", "abc"], **garbage)

    assert states(*two) == ["submitted", "submitted"]


def test_a_closed_quarter_is_only_looked_at(two, cast: Cast, client: Client, period: Period):
    Period.objects.filter(pk=period.pk).update(state=Period.State.CLOSED)

    text = page(client, cast.district)
    posted = post(client, cast.district, *two, clear="1")

    assert "Quý đã khóa số liệu: chỉ xem được." in text
    assert "<button" not in text[text.index("<main") : text.index("</main")]
    assert "Để lại 2 biểu." in posted
    assert states(*two) == ["submitted", "submitted"]


# My work, cost ------------------------------------------------------------------------------------


def test_what_waits_for_me_is_one_click_away(two, cast: Cast, client: Client):
    client.force_login(cast.district)

    assert f'<a href="{PLACE}"><strong>Xem và duyệt</strong></a>' in client.get("/my-work/").content.decode()


@pytest.mark.parametrize("waiting", [2, 12])
def test_the_page_asks_as_much_of_any_number(
    waiting: int, client: Client, the_plan: Plan, django_assert_num_queries: DjangoAssertNumQueries
):
    province = make_province(communes=12, districts=1)
    period = make_period(the_plan, "2024-Q1")
    for unit in province.communes[:waiting]:
        handed_in(unit, period)
    client.force_login(make_user(Role.ACCEPTS, province.districts[0], "accepter"))
    client.get(PLACE)

    with django_assert_num_queries(15):
        client.get(PLACE)
