"""The pages of what the units were given to do: what is late, who is asked, and who may say that it is done."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from districts.models import Assignment, Event
from districts.tests.assigned import DUE, TEXT, assigned, cancelled, done
from districts.tests.builders import Cast, Province, make_unit, make_user
from indicators.models import Plan

PLACE = "/749-2024/tasks/"
LISTING = 8
ONE = 9


@pytest.fixture(autouse=True)
def eighteenth_of_december(settings: Any) -> None:
    settings.DEMO_TODAY = date(2024, 12, 18)


@pytest.fixture
def given(the_plan: Plan, province: Province, cast: Cast) -> Assignment:
    """Health leads, education helps; twelve days late."""
    health, education = province.departments
    return assigned(the_plan, health, helpers=[education])


@pytest.fixture
def several(the_plan: Plan, province: Province, given: Assignment) -> dict[str, Assignment]:
    """One of each standing; all but `given` led by a district."""
    district = province.districts[0]
    return {
        "late": given,
        "due_soon": assigned(the_plan, district, text="Sắp", due=date(2024, 12, 20)),
        "to_come": assigned(the_plan, district, text="Còn lâu", due=date(2025, 3, 1), group=5),
        "done": done(assigned(the_plan, district, text="Xong"), DUE, "Đủ các xã."),
        "done_late": done(assigned(the_plan, district, text="Muộn"), date(2024, 12, 9)),
        "cancelled": cancelled(assigned(the_plan, district, text="Thôi")),
    }


def signed_in(client: Client, user: Any) -> Client:
    client.force_login(user)
    return client


def text_of(client: Client, place: str = PLACE) -> str:
    return " ".join(client.get(place).content.decode().split())


def sent(assignment: Assignment, **changes: Any) -> dict[str, Any]:
    return {
        "group": assignment.group,
        "text": assignment.text,
        "lead": assignment.lead_id,
        "helpers": [unit.pk for unit in assignment.helpers.all()],
        "due": assignment.due.strftime("%d/%m/%Y"),
        "version": assignment.version,
        **changes,
    }


# Looking ------------------------------------------------------------------------------------------


def test_what_is_late_stands_on_top_by_how_long_and_with_who_leads(client, cast, the_plan, province, given):
    assigned(the_plan, province.districts[1], text="Cắm biển báo", due=date(2024, 12, 17), group=3)
    page = text_of(signed_in(client, cast.province))

    assert "2 việc quá hạn" in page
    first = page.index("Quá hạn 12 ngày:")
    assert f">{TEXT}</a>, Sở Y tế chủ trì." in page[first:]
    assert page.index("Quá hạn 1 ngày:") > first
    assert page.index("Nhóm 1.") > page.index("Quá hạn 1 ngày:")


def test_each_stands_in_its_group_with_symbol_word_and_days(client, cast, several):
    page = text_of(signed_in(client, cast.province))

    for symbol, standing, word, days in [
        ("▲", "late", "Quá hạn", "12 ngày"),
        ("◔", "due_soon", "Sắp đến hạn", "còn 2 ngày"),
        ("○", "to_come", "Chưa đến hạn", "còn 73 ngày"),
        ("●", "done", "Đã xong", "ngày 06/12/2024"),
        ("◐", "done_late", "Xong muộn", "ngày 09/12/2024, muộn 3 ngày"),
        ("–", "cancelled", "Đã hủy", ""),
    ]:
        said = f'<span class="status-symbol status-{standing}" aria-hidden="true">{symbol}</span>'
        assert f'{said} <span class="status-{standing}">{word}</span>' in page
        assert days in page
    assert "Hủy vì: gộp vào việc khác" in page


def test_the_groups_are_the_plans_with_the_indicators_they_are_tied_to(client, cast, given):
    listing = signed_in(client, cast.province).get(PLACE).context["listing"]

    assert [(group.number, len(group.rows)) for group in listing.groups] == [
        (1, 0), (2, 1), (3, 0), (4, 0), (5, 0), (6, 0),
    ]  # fmt: skip
    assert [indicator.number for indicator in listing.groups[1].indicators] == [3, 4, 5, 6, 7]
    page = text_of(client)
    assert 'href="/749-2024/handbook/21/"' in page
    assert "Chưa giao việc nào trong nhóm này." in page


@pytest.mark.parametrize("standing", ["late", "due_soon", "to_come", "done", "done_late", "cancelled"])
def test_the_address_narrows_to_a_standing(client, cast, several, standing):
    listing = signed_in(client, cast.province).get(PLACE, {"state": standing}).context["listing"]

    assert [row.assignment for group in listing.groups for row in group.rows] == [several[standing]]
    assert listing.late == []


def test_the_address_narrows_to_who_leads(client, cast, several):
    answer = signed_in(client, cast.province).get(PLACE, {"lead": "health", "state": "late"})
    listing = answer.context["listing"]

    assert [row.assignment for group in listing.groups for row in group.rows] == [several["late"]]
    assert "Chỉ các việc Sở Y tế chủ trì." in answer.content.decode()
    other = client.get(PLACE, {"lead": "901"}).context["listing"]
    assert len(other.of_lead) == 5
    assert other.late == []


@pytest.mark.parametrize("asked", [{"state": "ajar"}, {"lead": "khong-co"}, {"state": "\x00", "lead": "'"}])
def test_an_unknown_filter_shows_everything(client, cast, several, asked):
    listing = signed_in(client, cast.province).get(PLACE, asked).context["listing"]

    assert sum(len(group.rows) for group in listing.groups) == len(several)


def test_a_standing_that_nothing_is_in_says_so(client, cast, given):
    assert "Không có việc nào ở tình trạng này." in text_of(
        signed_in(client, cast.province), f"{PLACE}?state=done"
    )


def test_a_plan_without_late_ones_says_so_and_one_without_any_says_nothing_of_it(
    client, cast, the_plan, province
):
    signed_in(client, cast.province)
    assert "Không có việc nào quá hạn." not in text_of(client)

    assigned(the_plan, province.departments[0], due=date(2024, 12, 18))
    page = text_of(client)
    assert "Không có việc nào quá hạn." in page
    assert "hôm nay là hạn" in page


def test_a_lead_unit_sees_its_own_marked_and_may_say_done(client, cast, several):
    rows = signed_in(client, cast.department).get(PLACE).context["listing"].everything

    assert {row.assignment: (row.is_own, row.may_report_done) for row in rows if row.is_own} == {
        several["late"]: (True, True)
    }
    assert not any(row.may_report_done or row.may_manage for row in rows if not row.is_own)
    page = text_of(client)
    assert page.count("đơn vị mình chủ trì") == 1
    assert page.count("Báo xong") == 1
    assert "Giao việc" not in page


@pytest.mark.parametrize("who", ["commune", "looker"])
def test_a_commune_and_whoever_looks_read_it_and_nothing_more(client, cast, several, who):
    page = text_of(signed_in(client, getattr(cast, who)))

    assert TEXT in page
    assert "Báo xong" not in page
    assert "Giao việc" not in page
    one = text_of(client, f"{PLACE}{several['late'].pk}/")
    assert "Báo xong" not in one
    assert "Hủy việc" not in one


@pytest.mark.parametrize(
    ("who", "has_link"),
    [("province", True), ("district", True), ("department", True), ("looker", True), ("commune", False),
     ("administrator", False)],
)  # fmt: skip
def test_the_link_is_for_those_who_are_asked_or_watch(client, cast, period, who, has_link):
    page = signed_in(client, getattr(cast, who)).get("/password/").content.decode()

    assert (f'href="{PLACE}"' in page) == has_link


def test_for_people_of_another_province_there_is_no_such_page(client, given):
    elsewhere = make_user("province", make_unit("01", "province"), "ha-noi")
    signed_in(client, elsewhere)

    for place in (PLACE, f"{PLACE}new/", f"{PLACE}{given.pk}/", f"{PLACE}{given.pk}/done/"):
        assert client.get(place).status_code == 404


def test_one_assignment_has_its_facts_and_its_log_in_words(client, cast, given, province):
    signed_in(client, cast.province)
    client.post(f"{PLACE}{given.pk}/change/", sent(given, due="20/12/2024", helpers=[]))
    page = text_of(client, f"{PLACE}{given.pk}/")

    assert f"<h1>{TEXT}</h1>" in page
    assert "Hạn: 06/12/2024 → 20/12/2024" in page
    assert "Đơn vị phối hợp: Sở Giáo dục và Đào tạo → –" in page
    assert "Đơn vị chủ trì: Sở Y tế" in page


def test_another_plans_address_does_not_lead_to_it(client, cast, given):
    assert signed_in(client, cast.province).get(f"/943-2025/tasks/{given.pk}/").status_code == 404


# Writing ------------------------------------------------------------------------------------------


def test_the_province_gives_a_task_through_the_form(client, cast, the_plan, province):
    body = {
        "group": "5",
        "text": "Đưa điểm vui chơi vào sử dụng",
        "lead": province.districts[0].pk,
        "helpers": [province.departments[0].pk, province.departments[1].pk],
        "due": "24/12/2024",
    }
    answer = signed_in(client, cast.province).post(f"{PLACE}new/", body)

    assert answer["Location"] == PLACE
    held = Assignment.objects.get()
    assert (held.group, held.lead, held.due) == (5, province.districts[0], date(2024, 12, 24))
    assert held.helpers.count() == 2
    assert "Đã giao việc cho Huyện 901." in text_of(client)


def test_a_groups_own_link_fills_its_number_in(client, cast, the_plan):
    form = signed_in(client, cast.province).get(f"{PLACE}new/?group=4").context["form"]

    assert form["group"].value() == "4"


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"text": ""}, "text", "Xin điền ô này."),
        ({"text": "x" * 1001}, "text", "Dài quá 1.000 ký tự. Xin viết ngắn lại."),
        ({"group": "9"}, "group", "Mục đã chọn không có trong danh sách."),
        ({"lead": ""}, "lead", "Xin chọn một mục."),
        ({"lead": "abc"}, "lead", "Mục đã chọn không có trong danh sách."),
        ({"helpers": ["0"]}, "helpers", "Mục đã chọn không có trong danh sách."),
        ({"helpers": ["abc"]}, "helpers", "Mục đã chọn không có trong danh sách."),
        ({"due": "31/02/2024"}, "due", "Ngày không đúng. Xin ghi ngày, tháng, năm, ví dụ 17/12/2024."),
        ({"due": "01/01/2020"}, "due", "Hạn phải trong các năm từ 2021 đến 2029."),
    ],
)
def test_a_fault_is_said_beside_its_field_and_the_rest_stays(client, cast, given, changes, field, sentence):
    page = signed_in(client, cast.province).post(f"{PLACE}new/", sent(given, **changes))

    assert page.context["form"].errors == {field: [sentence]}
    assert Assignment.objects.count() == 1


def test_who_leads_and_helps_is_said_beside_the_helpers(client, cast, given):
    page = signed_in(client, cast.province).post(f"{PLACE}new/", sent(given, helpers=[given.lead_id]))

    assert page.context["form"].errors == {"helpers": ["Đơn vị chủ trì không ghi lại ở phần phối hợp."]}


def test_a_commune_is_not_offered_where_there_are_districts(client, cast, given, province):
    page = signed_in(client, cast.province).post(f"{PLACE}new/", sent(given, lead=province.communes[0].pk))

    assert page.context["form"].errors == {"lead": ["Mục đã chọn không có trong danh sách."]}


def test_whoever_is_second_sees_both_and_may_then_save_theirs(client, cast, given):
    signed_in(client, cast.province)
    place = f"{PLACE}{given.pk}/change/"
    client.post(place, sent(given, text="Người thứ nhất"))

    page = client.post(place, sent(given, text="Người thứ hai"))

    text = page.content.decode()
    assert "Nội dung hiện đang lưu" in text
    assert "<dd>Người thứ nhất</dd>" in text
    assert "Người thứ hai</textarea>" in text
    assert Assignment.objects.get().text == "Người thứ nhất"

    form = page.context["form"]
    again = {name: form[name].value() for name in ("group", "text", "lead", "helpers", "due", "version")}
    client.post(place, again)
    assert Assignment.objects.get().text == "Người thứ hai"
    assert Assignment.objects.get().helpers.count() == 1


def test_the_lead_says_done_and_the_list_says_how_late(client, cast, given):
    signed_in(client, cast.department)
    place = f"{PLACE}{given.pk}/done/"
    assert client.get(place).context["form"]["done_on"].value() == date(2024, 12, 18)

    answer = client.post(place, {"done_on": "10/12/2024", "note": "Đã làm ở 8 trạm", "version": 1})

    assert answer["Location"] == f"{PLACE}{given.pk}/"
    page = text_of(client)
    assert "ngày 10/12/2024, muộn 4 ngày" in page
    assert "Đã làm ở 8 trạm" in page


def test_a_day_to_come_is_refused_beside_its_field(client, cast, given):
    page = signed_in(client, cast.department).post(
        f"{PLACE}{given.pk}/done/", {"done_on": "19/12/2024", "version": 1}
    )

    assert page.context["form"].errors == {"done_on": ["Ngày xong không được sau hôm nay."]}


def test_the_province_takes_back_and_cancels_with_a_reason(client, cast, given):
    done(given, DUE)
    signed_in(client, cast.province)

    client.post(f"{PLACE}{given.pk}/reopen/", {"version": 2, "reason": "còn hai trạm"})
    client.post(f"{PLACE}{given.pk}/cancel/", {"version": 3, "reason": "gộp"})

    assert Assignment.objects.get().cancelled_because == "gộp"
    assert [event.action for event in Event.objects.all()[:2]] == [
        "assignment_cancelled",
        "assignment_reopened",
    ]


@pytest.mark.parametrize("step", ["reopen", "cancel"])
def test_without_a_reason_nothing_is_taken_back(client, cast, given, step):
    page = signed_in(client, cast.province).post(f"{PLACE}{given.pk}/{step}/", {"version": 1, "reason": " "})

    assert page.context["form"].errors == {"reason": ["Xin điền ô này."]}


# My work ------------------------------------------------------------------------------------------


def test_what_a_unit_leads_and_is_late_or_due_soon_stands_on_its_list(client, cast, several):
    page = text_of(signed_in(client, cast.department), reverse("districts:my_work"))
    assert f"Quá hạn 12 ngày, việc được giao: {TEXT}" in page
    assert f'href="{PLACE}{several["late"].pk}/done/"' in page

    page = text_of(signed_in(client, cast.district), reverse("districts:my_work"))
    assert "Còn 2 ngày, việc được giao: Sắp" in page
    assert "Còn lâu" not in page
    assert TEXT not in page


def test_what_helps_only_has_no_such_work(client, cast, the_plan, province):
    assigned(the_plan, province.departments[0], helpers=[province.districts[0]])

    assert TEXT not in text_of(signed_in(client, cast.district), reverse("districts:my_work"))


# What it costs ------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 50])
def test_the_list_asks_as_much_for_one_as_for_fifty(
    client: Client, cast: Cast, the_plan: Plan, province: Province, period, number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
):  # fmt: skip
    for index in range(number):
        lead, helper = province.districts if index % 2 else province.departments
        assigned(the_plan, lead, helpers=[helper], group=index % 6 + 1)
    signed_in(client, cast.province)

    with django_assert_num_queries(LISTING):
        listing = client.get(PLACE).context["listing"]
    assert len(listing.everything) == number
    with django_assert_num_queries(ONE):
        client.get(f"{PLACE}{Assignment.objects.first().pk}/")
