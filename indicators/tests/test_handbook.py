"""The handbook: a page per indicator that says what it is, how it is computed and where its targets come from."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from indicators.models import Indicator

LIST = reverse("indicators:handbook", args=["749-2024"])


@pytest.fixture
def reader(client, the_plan):
    """Whoever is signed in, in whatever role."""
    client.force_login(get_user_model().objects.create_user("ai-do"))
    return client


def page(client, number: int) -> str:
    answer = client.get(reverse("indicators:indicator", args=["749-2024", number]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_list_leads_to_all_24_indicators_under_their_objectives(reader):
    text = reader.get(LIST).content.decode()

    assert [f'href="/749-2024/handbook/{number}/"' in text for number in range(1, 25)] == [True] * 24
    assert "Mục tiêu 4." in text


def test_every_indicator_has_its_page_and_nothing_on_it_is_empty(reader):
    for number in range(1, 25):
        text = page(reader, number)
        assert "Cách tính" in text
        assert "(<em" not in text
        assert "None" not in text
        assert "{&#x27;" not in text


def test_a_page_says_how_its_measure_is_computed_and_by_whom_it_is_reported(reader):
    text = page(reader, 8)

    assert "8.1 Tỷ lệ trẻ em có hoàn cảnh đặc biệt trên tổng số trẻ em" in text
    assert "không lấy trung bình các tỷ lệ" in text
    assert "Xã, phường, thị trấn" in text
    assert "Không lớn hơn “Tổng số trẻ em (dưới 16 tuổi)”. Nếu không đúng thì phải sửa." in text
    assert "(đề xuất)" in text


def test_a_provincial_target_has_its_year_and_source_and_a_national_one_is_for_reference(reader):
    text = page(reader, 1)

    assert "≥ 54,9 %</strong> năm 2025, của tỉnh (56/102 xã, phường, thị trấn)" in text
    assert "Kế hoạch 2026/KH-UBND ngày 18/6/2021" in text
    assert "≥ 65 %</strong> năm 2025, của cả nước, để tham khảo" in text
    assert "Chưa có chỉ tiêu của tỉnh." not in text


def test_a_measure_without_a_provincial_target_says_so(reader):
    assert "○ Chưa có chỉ tiêu của tỉnh." in page(reader, 4)


def test_drowning_deaths_stand_under_indicator_11_and_nowhere_else(reader):
    with_drowning = [
        number for number in range(1, 25) if 'id="element-drowning_deaths"' in page(reader, number)
    ]

    assert with_drowning == [11]
    assert "không dùng để tính chỉ tiêu thành phần nào" in page(reader, 11)


def test_where_a_name_was_read_is_said_in_words(reader):
    said = {
        "seed": "bài giới thiệu chính thức",
        "province": "một văn bản khác của tỉnh",
        "national": "Tên theo Quyết định 23/QĐ-TTg",
    }
    for indicator in Indicator.objects.all():
        assert said[indicator.name_confidence] in page(reader, indicator.number)


def test_a_department_is_named_and_an_annual_element_has_its_quarter(reader):
    text = page(reader, 4)

    assert "<dd>Sở Y tế</dd>" in text
    assert "mỗi năm nhập một lần, vào quý IV" in text


def test_the_handbook_speaks_english_where_it_is_asked_to(reader):
    reader.post(reverse("set_language"), {"language": "en", "next": LIST})

    assert "Children in special circumstances as share of all children" in page(reader, 8)


def test_what_is_not_there_does_not_exist_and_strangers_stay_outside(reader, client):
    assert reader.get(reverse("indicators:indicator", args=["749-2024", 25])).status_code == 404
    assert reader.get(reverse("indicators:handbook", args=["khong-co"])).status_code == 404
    client.logout()
    assert client.get(LIST).status_code == 302


def test_a_page_costs_the_same_for_one_measure_and_for_four(reader, django_assert_num_queries):
    with django_assert_num_queries(8):
        reader.get(LIST)
    for number in (1, 4, 11):
        with django_assert_num_queries(8):
            page(reader, number)
