"""The province types its targets in, with a source; the file's own stay."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from districts.actions import targets
from districts.actions.refusals import NotAllowed
from districts.models import Event
from districts.tests.builders import PAGE, make_user, noon
from indicators.models import Measure, Target

AT = noon(date(2024, 12, 18))
LIST = reverse("districts:targets", args=["749-2024"])
TYPED = {"year": "2024", "op": ">=", "value": "91,5", "source": "Kế hoạch 749/KH-UBND, phụ lục"}


@pytest.fixture
def signed_in(client, province, the_plan):
    client.force_login(make_user("province", province.province, "tinh", full_name="Bùi Thị Hà"))
    return client


def address(code: str) -> str:
    return reverse("districts:target", args=["749-2024", code])


def test_a_target_is_typed_in_with_a_decimal_comma_and_its_source(signed_in):
    answer = signed_in.post(address("2.1"), TYPED)

    assert answer["Location"] == LIST
    target = Target.objects.get(measure__code="2.1", year=2024)
    assert (target.op, target.value, target.scope) == (">=", Decimal("91.5"), "province")
    assert (target.source, target.entered_by) == ("Kế hoạch 749/KH-UBND, phụ lục", "Bùi Thị Hà")
    event = Event.objects.get()
    assert (event.action, event.subject) == ("target_set", "2.1")
    assert event.changes[0]["old"] is None
    page = signed_in.get(address("2.1")).content.decode()
    assert "≥ 91,5 %" in page
    assert "Bùi Thị Hà nhập ngày" in page


def test_typing_again_takes_the_place_of_the_first_and_the_log_has_both(signed_in):
    signed_in.post(address("2.1"), TYPED)
    signed_in.post(address("2.1"), {**TYPED, "value": "92"})

    assert Target.objects.get(measure__code="2.1", year=2024).value == 92
    event = Event.objects.first()
    assert (event.changes[0]["old"]["value"], event.changes[0]["new"]["value"]) == ("91.500000", "92.0")


@pytest.mark.parametrize(
    ("text", "value"),
    [("0,036", "0.036"), ("1.200", "1200"), ("1.234,5", "1234.5"), ("90", "90"), (" 9,50 ", "9.5")],
)
def test_numbers_are_read_the_vietnamese_way(signed_in, text, value):
    signed_in.post(address("2.1"), {**TYPED, "value": text})

    assert Target.objects.get(measure__code="2.1", year=2024).value == Decimal(value)


@pytest.mark.parametrize("text", ["9.5", "chín", "-1", "1,2,3", "1e5", "9" * 19, "0,1234567", "٩"])
def test_a_doubtful_number_is_refused_beside_its_field_and_the_rest_stays(signed_in, text):
    page = signed_in.post(address("2.1"), {**TYPED, "value": text})

    assert page.context["form"].errors == {
        "value": ["Xin ghi một số từ 0 trở lên, dấu thập phân là dấu phẩy, ví dụ 9,5 hoặc 1.200."]
    }
    assert "Kế hoạch 749/KH-UBND, phụ lục" in page.content.decode()
    assert not Target.objects.filter(year=2024).exists()


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"source": " "}, "source", "Xin điền ô này."),
        ({"year": "24"}, "year", "Năm phải từ 2000 đến 2100."),
        ({"year": "năm nay"}, "year", "Xin ghi một số nguyên."),
        ({"op": "≥"}, "op", "Mục đã chọn không có trong danh sách."),
        ({"value": ""}, "value", "Xin điền ô này."),
    ],
)
def test_each_part_of_a_target_is_asked_for(signed_in, changes, field, sentence):
    page = signed_in.post(address("2.1"), {**TYPED, **changes})

    assert page.context["form"].errors == {field: [sentence]}


def test_what_was_typed_in_can_be_taken_back_and_what_the_file_has_cannot(signed_in):
    signed_in.post(address("2.1"), TYPED)
    signed_in.post(address("2.1"), {"remove": "2024"})
    assert not Target.objects.filter(year=2024).exists()
    assert Event.objects.first().action == "target_removed"

    page = signed_in.post(address("2.1"), {"remove": "2025"}, follow=True)
    assert "Chỉ tiêu này lấy từ tệp kế hoạch" in page.content.decode()
    assert Target.objects.filter(measure__code="2.1", year=2025, scope="province").exists()


def test_the_list_has_every_measure_and_says_where_the_province_has_none(signed_in):
    page = signed_in.get(LIST)

    shown = [one for _objective, measures in page.context["objectives"] for one in measures]
    assert len(shown) == 35
    assert sum(not one.has_provincial_target for one in shown) == 35 - 9
    assert page.content.decode().count("chưa có chỉ tiêu của tỉnh") == 26


@pytest.mark.parametrize("role", ["enters", "accepts", "looks", "administrator"])
def test_for_all_others_the_page_does_not_exist_and_the_action_refuses(client, province, the_plan, role):
    units = {"enters": province.communes[0], "accepts": province.districts[0]}
    user = make_user(role, units.get(role, province.province))
    client.force_login(user)

    assert client.get(LIST).status_code == 404
    assert client.post(address("2.1"), TYPED).status_code == 404
    measure = Measure.objects.get(code="2.1")
    with pytest.raises(NotAllowed):
        targets.set_target(
            measure=measure, year=2024, op=">=", value=Decimal(1), source="x", by=user, at=AT, origin=PAGE
        )
    with pytest.raises(NotAllowed):
        targets.remove_target(measure=measure, year=2025, by=user, at=AT, origin=PAGE)


def test_the_pages_cost_the_same_whatever_is_known(signed_in, django_assert_num_queries):
    with django_assert_num_queries(9):
        signed_in.get(LIST)
    for code in Measure.objects.values_list("code", flat=True):
        signed_in.post(address(code), TYPED)
    with django_assert_num_queries(9):
        signed_in.get(LIST)
    with django_assert_num_queries(6):
        signed_in.get(address("2.1"))


@pytest.mark.parametrize("year", ["9" * 5000, "-1", "²", ""])
def test_taking_back_a_year_that_is_none_is_refused_in_a_sentence(signed_in, year):
    answer = signed_in.post(address("2.1"), {"remove": year}, follow=True)

    assert answer.status_code == 200
    assert "Không có chỉ tiêu giao này" in answer.content.decode()
