"""How a measure is computed, in words."""

from dataclasses import dataclass

import pytest

from indicators.method import method_in_words


@dataclass(frozen=True)
class Counted:
    name_vi: str
    name_en: str
    kind: str = "stock"
    reported_by: str = "commune"
    entered_in: int | None = None


CHILDREN = Counted("Tổng số trẻ em", "Children")
INJURED = Counted("Số trẻ bị thương", "Children injured", "flow")


def test_a_ratio_is_a_sum_over_a_sum_never_a_mean():
    words = method_in_words("ratio", INJURED, CHILDREN, per=100_000)

    assert words.vi.startswith(
        "Kết quả = “Số trẻ bị thương” : “Tổng số trẻ em” × 100.000. Trong một địa bàn, cộng riêng tử số và mẫu số"
    )
    assert "không lấy trung bình các tỷ lệ" in words.vi
    assert words.en.startswith("Result = “Children injured” ÷ “Children” × 100,000.")


def test_each_half_says_how_it_adds_up():
    words = method_in_words("ratio", INJURED, CHILDREN, per=100)

    assert "“Số trẻ bị thương” là số phát sinh trong kỳ: kết quả từ đầu năm bằng tổng các quý" in words.vi
    assert "“Tổng số trẻ em” là số liệu có đến ngày cuối kỳ: lấy số của chính quý báo cáo" in words.vi
    assert "Trước quý IV, đây là kết quả của một phần năm." in words.vi


def test_halves_that_add_up_alike_are_told_once():
    words = method_in_words("ratio", INJURED, INJURED, per=100)

    assert words.vi.count("là số phát sinh trong kỳ") == 1
    assert "Tử số và mẫu số đều là số phát sinh trong kỳ" in words.vi


def test_an_annual_half_names_its_quarter():
    pupils = Counted("Học sinh lớp 5", "Grade 5 pupils", "annual", "district", 2)

    words = method_in_words("ratio", pupils, pupils, per=100)

    assert "được nhập mỗi năm một lần, vào quý II;" in words.vi
    assert "is entered once a year, in quarter 2;" in words.en
    assert words.vi.endswith("nên không có kết quả riêng của từng xã.")
    assert "một phần năm" not in words.vi


def test_a_distinct_count_is_never_added_over_quarters():
    asked = Counted("Trẻ được hỏi ý kiến", "Children consulted", "cumulative")

    words = method_in_words("ratio", asked, CHILDREN, per=100)

    assert (
        "“Trẻ được hỏi ý kiến” là số không trùng, lũy kế từ đầu năm: lấy số của chính quý báo cáo" in words.vi
    )


def test_a_share_of_communes_is_a_lower_bound_while_some_are_silent():
    words = method_in_words("share_of_units", Counted("Có điểm vui chơi", "Has a play point"), per=100)

    assert words.vi.startswith("Kết quả = số xã, phường, thị trấn trả lời “có” cho “Có điểm vui chơi”")
    assert "“ít nhất”" in words.vi
    assert "lower bound" in words.en


def test_a_reduction_compares_the_same_stretch_of_two_years():
    words = method_in_words("reduction_on_previous_year", INJURED, per=100)

    assert words.vi.startswith(
        "Kết quả = (năm trước − năm nay) : năm trước × 100, tính trên “Số trẻ bị thương”."
    )
    assert "So cùng khoảng thời gian của hai năm" in words.vi


def test_a_departments_figure_has_a_result_for_the_province_only():
    stunted = Counted("Trẻ thấp còi", "Stunted", "annual", "department:health", 4)

    assert method_in_words("ratio", stunted, stunted, per=100).vi.endswith(
        "nên chỉ có kết quả của toàn tỉnh."
    )


def test_per_one_is_not_written():
    assert method_in_words("ratio", INJURED, CHILDREN, per=1).en.startswith(
        "Result = “Children injured” ÷ “Children”. "
    )


@pytest.mark.django_db
def test_every_measure_of_plan_749_says_how_it_is_computed(the_plan):
    for measure in the_plan.measures.select_related("numerator", "denominator"):
        words = method_in_words(measure.formula, measure.numerator, measure.denominator, per=measure.per)

        assert measure.numerator.name_vi in words.vi
        assert measure.numerator.name_en in words.en
