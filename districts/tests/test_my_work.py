"""My work: what waits for whom, the most urgent first."""

from datetime import date, timedelta

import pytest
from django.urls import reverse, reverse_lazy

from districts.actions import periods, submissions
from districts.my_words import all_tasks
from districts.my_work import DUE, LATE, NOT_SENT, RETURNED, SENT, TO_ACCEPT, Work
from districts.tests import builders as build
from districts.tests import task_report_builders as words

PLACE = reverse_lazy("districts:my_work")


def kinds(user, on):
    """What waits for a person on a day: (what, which quarter)."""
    return [(task.kind, task.period.code) for task in Work.of(user, on).tasks()]


def only_task(user, on):
    [task] = Work.of(user, on).tasks()
    return task


def test_a_quarter_not_started_is_due_in_so_many_days(cast, period):
    task = only_task(cast.commune, period.due_commune - timedelta(days=4))

    assert (task.kind, task.days, task.submission) == (DUE, 4, None)


def test_the_due_day_itself_is_on_time_and_the_day_after_is_late(cast, period):
    assert kinds(cast.commune, period.due_commune) == [(DUE, "2024-Q1")]

    task = only_task(cast.commune, period.due_commune + timedelta(days=1))
    assert (task.kind, task.days) == (LATE, 1)


def test_an_extension_moves_the_due_day_of_that_unit_alone(cast, province, period):
    late_day = period.due_commune + timedelta(days=3)
    periods.extend(
        period,
        unit=province.communes[0],
        until=late_day,
        reason="mưa lũ",
        by=cast.province,
        at=build.after(period),
        origin="page",
    )

    assert kinds(cast.commune, late_day) == [(DUE, "2024-Q1")]
    assert kinds(cast.neighbour, late_day) == [(LATE, "2024-Q1")]


def test_a_returned_one_comes_first_with_its_reason(client, cast, province, the_plan, period):
    older = build.make_period(the_plan, "2023-Q4")
    waiting = build.submitted(province.communes[0], older, {})
    submissions.send_back(
        waiting,
        version=waiting.version,
        reason="Xin rà lại",
        by=cast.district,
        at=build.after(older),
        origin="page",
    )

    assert kinds(cast.commune, period.last_day) == [(RETURNED, "2023-Q4"), (DUE, "2024-Q1")]
    client.force_login(cast.commune)
    assert "“Xin rà lại”" in client.get(PLACE).content.decode()


def test_what_was_sent_waits_and_what_was_accepted_is_gone(cast, province, period):
    waiting = build.submitted(province.communes[0], period, {})
    assert kinds(cast.commune, period.due_commune) == [(SENT, "2024-Q1")]

    at = build.after(period)
    submissions.accept(waiting, version=waiting.version, by=cast.district, at=at, origin="page")
    assert kinds(cast.commune, period.due_commune) == []


def test_a_district_sees_which_communes_wait_and_how_many_have_not_sent(cast, province, period):
    first = province.communes[0]  # of the district's two
    build.submitted(first, period, {})

    tasks = Work.of(cast.district, period.due_commune + timedelta(days=1)).tasks()
    task = next(task for task in tasks if task.kind == TO_ACCEPT)

    assert [submission.unit for submission in task.waiting] == [first]
    assert (task.not_sent, task.not_sent_late) == (1, 1)


def test_the_province_waits_for_districts_and_departments_only(cast, province, period):
    build.submitted(province.communes[0], period, {})
    build.submitted(province.departments[0], period, {})

    task = only_task(cast.province, period.due_commune)

    assert [submission.unit for submission in task.waiting] == [province.departments[0]]
    assert task.not_sent == 2  # two districts; education is asked for nothing in a first quarter


def test_a_base_quarter_asks_only_those_who_have_its_figures(cast, the_plan):
    base = build.make_period(the_plan, "2023-Q1", is_base=True)

    assert kinds(cast.commune, base.last_day) == [(DUE, "2023-Q1")]
    assert kinds(cast.department, base.last_day) == []
    assert kinds(cast.district, base.last_day) == [(NOT_SENT, "2023-Q1")]


def test_a_closed_quarter_asks_nothing(cast, period):
    periods.close(period, version=period.version, by=None, at=build.after(period), origin="command")

    assert kinds(cast.commune, date(2024, 12, 18)) == []


def test_an_empty_list_says_so_kindly(client, cast):
    client.force_login(cast.commune)

    assert "Hiện không còn việc nào phải làm." in client.get(PLACE).content.decode()


@pytest.mark.parametrize(
    ("who", "goes"), [("commune", "my_work"), ("district", "my_work"), ("administrator", "people")]
)
def test_the_front_door_leads_to_the_work(client, cast, who, goes):
    client.force_login(getattr(cast, who))

    assert client.get("/").url == reverse(f"districts:{goes}")


@pytest.mark.parametrize("who", ["province", "looker"])
def test_the_front_door_leads_who_watches_to_the_newest_results(client, cast, period, who):
    client.force_login(getattr(cast, who))

    assert client.get("/").url == "/749-2024/2024-Q1/board/"


def test_the_list_takes_the_same_queries_whatever_waits(
    client, cast, province, the_plan, period, django_assert_num_queries
):
    client.force_login(cast.district)
    with django_assert_num_queries(LISTING):
        client.get(PLACE)

    for code in ("2024-Q2", "2024-Q3"):
        other = build.make_period(the_plan, code)
        for commune in province.communes:
            build.submitted(commune, other, {})
    with django_assert_num_queries(LISTING):
        client.get(PLACE)


LISTING = 17  # for a unit that writes words too; one of them is for keys that end soon


# Words beside figures ---------------------------------------------------------------------------------------


def words_of(user, on):
    """What waits for a person in words on a day: (what, which quarter)."""
    return [(task.kind, task.period.code) for task in all_tasks(user, on) if task.is_of_words]


def test_words_are_due_to_districts_and_departments_and_not_to_communes(cast, period):
    on = period.due_district

    assert {
        who: words_of(getattr(cast, who), on) for who in ("district", "department", "commune", "looker")
    } == {
        "district": [(DUE, "2024-Q1")],
        "department": [(DUE, "2024-Q1")],
        "commune": [],
        "looker": [],
    }
    assert words_of(cast.district, on + timedelta(days=1)) == [(LATE, "2024-Q1")]


def test_words_go_from_due_to_sent_to_returned_to_nothing_left(client, cast, province, period):
    report, on = words.sent(province.districts[0], period), period.due_district
    assert words_of(cast.district, on) == [(SENT, "2024-Q1")]
    assert words_of(cast.province, on) == [(TO_ACCEPT, "2024-Q1")]

    report = words.send_back(report, reason="thiếu số lớp")
    assert words_of(cast.district, on) == [(RETURNED, "2024-Q1")]
    client.force_login(cast.district)
    page = client.get(PLACE).content.decode()
    assert "Bị trả lại: báo cáo nhiệm vụ quý I/2024." in page
    assert "“thiếu số lớp”" in page

    words.accept(words.hand_in(report))
    assert words_of(cast.district, on) == []
    assert words_of(cast.province, on) == [(NOT_SENT, "2024-Q1")]


def test_figures_and_words_are_never_taken_for_each_other(client, cast, province, period):
    build.submitted(province.districts[0], period, {})
    words.sent(province.districts[0], period)
    client.force_login(cast.province)

    page = client.get(PLACE).content.decode()
    assert "Chờ duyệt số liệu: 1 đơn vị, quý I/2024." in page
    assert "Chờ duyệt báo cáo nhiệm vụ: 1 đơn vị, quý I/2024." in page
    assert [(task.kind, task.is_of_words) for task in all_tasks(cast.province, period.due_district)] == [
        (TO_ACCEPT, False),
        (TO_ACCEPT, True),
    ]


def test_of_a_base_quarter_no_words_are_asked(cast, the_plan):
    base = build.make_period(the_plan, "2023-Q1", is_base=True)

    assert words_of(cast.district, base.due_district) == []
