"""Quarters on their pages: opened, dated, extended, closed and reopened by province staff."""

from datetime import date

import pytest
from django.urls import reverse

from districts.models import Event, Extension, Period
from districts.tests.builders import make_period, make_user

Q1_DATES = {
    "first_day": "2023-12-15",
    "last_day": "2024-03-14",
    "due_commune": "2024-03-18",
    "due_district": "2024-03-18",
    "due_department": "2024-03-18",
    "due_lead_department": "2024-03-21",
    "due_province": "2024-03-25",
}


@pytest.fixture
def signed_in(client, province, the_plan):
    client.force_login(make_user("province", province.province, "tinh"))
    return client


def address(name: str, period: Period | None = None) -> str:
    return reverse(f"districts:{name}", args=[] if period is None else [period.pk])


def opening(plan, year: int, quarter: int) -> str:
    return f"{address('open_period')}?plan={plan.pk}&year={year}&quarter={quarter}"


@pytest.mark.parametrize("role", ["enters", "accepts", "looks", "administrator"])
def test_for_all_others_these_pages_do_not_exist(client, province, period, role):
    units = {"enters": province.communes[0], "accepts": province.districts[0]}
    client.force_login(make_user(role, units.get(role, province.province)))

    for name in ("periods", "open_period"):
        assert client.get(address(name)).status_code == 404
    for name in ("period", "extend_period", "close_period", "reopen_period"):
        assert client.get(address(name, period)).status_code == 404
        assert client.post(address(name, period), {"version": 1}).status_code == 404
    period.refresh_from_db()
    assert period.is_open


def test_a_quarter_is_opened_with_the_days_of_the_decree_filled_in(signed_in, the_plan):
    page = signed_in.get(opening(the_plan, 2024, 4))
    form = page.context["form"]
    proposed = {name: form[name].value() for name in Q1_DATES}

    assert proposed == {
        "first_day": date(2024, 9, 15),
        "last_day": date(2024, 12, 14),
        "due_commune": date(2024, 12, 17),
        "due_district": date(2024, 12, 18),
        "due_department": date(2024, 12, 18),
        "due_lead_department": date(2024, 12, 23),
        "due_province": date(2024, 12, 25),
    }
    assert "is_base" not in form.fields


@pytest.mark.parametrize("typed", ["16/3/2024", "16.3.2024", "16 3 2024", "16032024"])
def test_days_may_be_changed_before_opening_and_typed_the_vietnamese_way(signed_in, the_plan, typed):
    answer = signed_in.post(opening(the_plan, 2024, 1), {**Q1_DATES, "due_commune": typed})

    opened = Period.objects.get()
    assert answer["Location"] == address("period", opened)
    assert (opened.code, opened.due_commune, opened.is_base) == ("2024-Q1", date(2024, 3, 16), False)


def test_a_quarter_of_the_year_before_may_be_opened_as_base(signed_in, the_plan):
    page = signed_in.get(opening(the_plan, 2023, 4))
    assert page.context["form"]["is_base"].value() is True

    dates = {
        name: value.replace("2024", "2023").replace("2023-12", "2022-12") for name, value in Q1_DATES.items()
    }
    signed_in.post(opening(the_plan, 2023, 1), {**dates, "is_base": "on"})
    assert Period.objects.get().is_base


def test_a_quarter_is_opened_once(signed_in, the_plan):
    signed_in.post(opening(the_plan, 2024, 1), Q1_DATES)
    again = signed_in.post(opening(the_plan, 2024, 1), Q1_DATES)

    assert again.context["form"].non_field_errors() == ["Quý này đã được mở."]
    assert Period.objects.count() == 1


def test_a_year_that_is_not_the_plans_is_refused(signed_in, the_plan):
    page = signed_in.post(opening(the_plan, 2026, 1), Q1_DATES)

    assert page.context["form"].errors == {
        "year": ["Chỉ mở được các quý của năm kế hoạch và của năm liền trước."]
    }
    assert not Period.objects.exists()
    wrong = signed_in.get(opening(the_plan, 1, 1))
    assert wrong.context["form"].errors == {"year": ["Năm phải từ 2000 đến 2100."]}


def test_days_out_of_order_are_refused_beside_their_field_and_stay_typed(signed_in, period):
    typed = {**Q1_DATES, "due_district": "2024-03-15", "due_province": "hôm nào", "version": 1}
    page = signed_in.post(address("period", period), typed)

    assert page.context["form"].errors == {
        "due_district": ["Hạn của huyện không được trước hạn của xã."],
        "due_province": ["Ngày không đúng. Xin ghi ngày, tháng, năm, ví dụ 17/12/2024."],
    }
    assert 'value="2024-03-15"' in page.content.decode()
    period.refresh_from_db()
    assert period.due_district == date(2024, 3, 18)


def test_a_day_of_another_age_is_refused_beside_its_field(signed_in, period):
    typed = {**Q1_DATES, "first_day": "15/12/0023", "due_province": "25/3/2204", "version": 1}
    page = signed_in.post(address("period", period), typed)

    sentence = ["Ngày phải trong các năm từ 2023 đến 2029."]
    assert page.context["form"].errors == {"first_day": sentence, "due_province": sentence}
    period.refresh_from_db()
    assert period.first_day == date(2023, 12, 15)


def test_after_the_plans_last_quarter_none_is_proposed(signed_in, the_plan):
    make_period(the_plan, "2024-Q4")

    form = signed_in.get(address("open_period")).context["form"]

    assert form.initial == {"plan": the_plan}


def test_other_days_extend_the_quarter_for_all_and_the_log_has_both(signed_in, period):
    typed = {**Q1_DATES, "due_commune": "2024-03-16", "version": period.version}
    signed_in.post(address("period", period), typed)

    period.refresh_from_db()
    assert (period.due_commune, period.version) == (date(2024, 3, 16), 2)
    page = signed_in.get(address("period", period))
    assert page.context["steps"][0].lines == ["Hạn của xã: 18/3/2024 → 16/3/2024"]


def test_a_stale_page_changes_nothing(signed_in, period):
    for due in ("2024-03-16", "2024-03-17"):
        page = signed_in.post(address("period", period), {**Q1_DATES, "due_commune": due, "version": 1})

    assert page.context["form"].non_field_errors() == [
        "Quý này vừa được người khác thay đổi. Xin xem lại rồi làm tiếp."
    ]
    period.refresh_from_db()
    assert period.due_commune == date(2024, 3, 16)


def test_one_unit_gets_a_later_day_with_a_reason(signed_in, period, province):
    unit = province.communes[0]
    typed = {"unit": unit.pk, "until": "2024-03-22", "reason": "Mưa lũ, mất điện"}
    signed_in.post(address("extend_period", period), typed)

    extension = Extension.objects.get()
    assert (extension.unit, extension.until, extension.reason) == (
        unit,
        date(2024, 3, 22),
        "Mưa lũ, mất điện",
    )
    page = signed_in.get(address("period", period)).content.decode()
    assert "22/3/2024" in page
    assert "Mưa lũ, mất điện" in page


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"reason": " "}, {"reason": ["Xin điền ô này."]}),
        ({"until": ""}, {"until": ["Xin chọn ngày."]}),
        ({"until": "2024-03-18"}, {"__all__": ["Ngày gia hạn phải sau hạn chung của quý."]}),
        ({"unit": "0"}, {"unit": ["Mục đã chọn không có trong danh sách."]}),
    ],
)
def test_an_extension_that_is_none_is_refused(signed_in, period, province, changes, errors):
    typed = {"unit": province.communes[0].pk, "until": "2024-03-22", "reason": "Mưa lũ", **changes}
    page = signed_in.post(address("extend_period", period), typed)

    assert page.context["form"].errors == errors
    assert not Extension.objects.exists()


def test_closing_asks_first_and_reopening_wants_a_reason(signed_in, period):
    page = signed_in.get(address("close_period", period))
    assert Period.objects.get().is_open
    signed_in.post(address("close_period", period), {"version": page.context["form"]["version"].value()})
    assert not Period.objects.get().is_open

    silent = signed_in.post(address("reopen_period", period), {"version": 2, "reason": ""})
    assert silent.context["form"].errors == {"reason": ["Xin điền ô này."]}
    signed_in.post(address("reopen_period", period), {"version": 2, "reason": "Sở Y tế nộp bổ sung"})
    assert Period.objects.get().is_open
    event = Event.objects.filter(action="period_reopened").get()
    assert event.reason == "Sở Y tế nộp bổ sung"


def test_closing_twice_says_that_someone_was_first(signed_in, period):
    signed_in.post(address("close_period", period), {"version": 1})
    page = signed_in.post(address("close_period", period), {"version": 1})

    assert page.context["form"].non_field_errors() == [
        "Quý này vừa được người khác thay đổi. Xin xem lại rồi làm tiếp."
    ]


def test_the_list_is_the_same_price_for_one_quarter_and_for_eight(
    signed_in, the_plan, django_assert_num_queries
):
    make_period(the_plan, "2023-Q1")
    with django_assert_num_queries(5):
        signed_in.get(address("periods"))
    for quarter in range(2, 5):
        make_period(the_plan, f"2023-Q{quarter}", is_base=True)
        make_period(the_plan, f"2024-Q{quarter}")
    with django_assert_num_queries(5):
        page = signed_in.get(address("periods"))
    assert len(page.context["periods"]) == 7


def test_a_quarters_page_and_its_extending_cost_the_same_whatever_happened(
    signed_in, period, province, django_assert_num_queries
):
    with django_assert_num_queries(8):
        signed_in.get(address("period", period))
    for unit in province.communes:
        typed = {"unit": unit.pk, "until": "2024-03-22", "reason": "Mưa lũ"}
        signed_in.post(address("extend_period", period), typed)
    with django_assert_num_queries(8):
        signed_in.get(address("period", period))
    with django_assert_num_queries(7):
        signed_in.get(address("extend_period", period))
