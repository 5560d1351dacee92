"""The report's sentences: what was counted, how it stands, and what is missing, by name."""

import pytest

from reports import missing, narrative, words
from reports.report_kinds import Report
from reports.tests.small_content import PERIOD, PLAN, REPORTING, UNITS, small_frozen

FROZEN = small_frozen()
HEALTH, PROTECTION = FROZEN.objectives
# Between a number and its unit of measure the line is never broken.
S = "\u00a0"


def sentence(code: str) -> str:
    return narrative.measure_sentence(FROZEN.measures[code], FROZEN)


@pytest.mark.parametrize(
    ("quarter", "report", "covers"),
    [
        (1, Report.QUARTER, "quý I năm 2024"),
        (2, Report.QUARTER, "quý II năm 2024"),
        (2, Report.HALF_YEAR, "6 tháng đầu năm 2024"),
        (3, Report.NINE_MONTHS, "9 tháng đầu năm 2024"),
        (4, Report.YEAR, "năm 2024"),
    ],
)
def test_each_report_says_what_it_covers(quarter, report, covers):
    frozen = small_frozen(period={**PERIOD, "quarter": quarter})

    assert words.covered_by(report, frozen) == covers
    assert words.abstract(frozen, covers) == f"Kết quả thực hiện Kế hoạch 749/KH-UBND về trẻ em, {covers}"


@pytest.mark.parametrize(
    ("quarter", "stretch"),
    [
        (1, "quý I năm 2024"),
        (2, "quý II và 6 tháng đầu năm 2024"),
        (3, "quý III và 9 tháng đầu năm 2024"),
        (4, "quý IV và cả năm 2024"),
    ],
)
def test_a_publication_covers_the_quarter_and_the_year_so_far(quarter, stretch):
    assert words.stretch(small_frozen(period={**PERIOD, "quarter": quarter})) == stretch


def test_the_bases_are_papers_from_the_highest_to_the_plan_itself_and_no_articles():
    assert words.legal_bases(FROZEN) == [
        "Căn cứ Quyết định 23/QĐ-TTg ngày 07/01/2021 của Thủ tướng Chính phủ;",
        "Căn cứ Kế hoạch 2026/KH-UBND ngày 18/6/2021 của UBND tỉnh Kon Tum;",
        "Căn cứ Kế hoạch 749/KH-UBND ngày 05/3/2024 của UBND tỉnh Kon Tum;",
    ]


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Sở Lao động - Thương binh và Xã hội", "SLĐTBXH"),
        ("Sở Y tế", "SYT"),
        ("Sở Giáo dục và Đào tạo", "SGDĐT"),
    ],
)
def test_a_body_has_its_letters_in_the_number_of_its_papers(name, letters):
    assert words.initials(name) == letters


def test_a_draft_leaves_its_day_open():
    assert words.open_date(FROZEN) == "Kon Tum, ngày      tháng      năm 2024"


def test_coverage_is_said_level_by_level():
    assert narrative.coverage_sentence(FROZEN) == (
        "Số liệu của 1/2 xã, phường, thị trấn, 1/1 huyện, thành phố và 0/1 sở, ngành đã được duyệt. Các kết quả "
        "dưới đây chỉ tính trên số liệu đã được duyệt."
    )


def test_nothing_missing_is_said_too():
    all_in = [{**row, "state": "accepted", "sent_on": "2024-06-15", "late": False} for row in REPORTING]
    frozen = small_frozen(reporting=all_in)

    assert narrative.reporting_sentences(frozen) == [
        "Số liệu của 2/2 xã, phường, thị trấn, 1/1 huyện, thành phố và 1/1 sở, ngành đã được duyệt; không thiếu đơn "
        "vị nào.",
        "Tất cả 4 đơn vị đã gửi đều gửi đúng hạn.",
    ]


def test_who_was_late_and_who_is_missing_is_said_by_name():
    assert narrative.reporting_sentences(FROZEN)[1:] == [
        "Trong 2 đơn vị đã gửi, 1 đơn vị gửi sau hạn: Huyện Đắk Hà.",
        "1 xã, phường, thị trấn chưa có số liệu được duyệt: 1 đơn vị đang nhập (Xã Đăk Mar (huyện Đắk Hà)).",
        "1 sở, ngành chưa có số liệu được duyệt: 1 đơn vị chưa nhập (Sở Y tế).",
    ]


def test_too_many_names_become_numbers_by_district():
    many = [{**UNITS[2], "code": str(number), "name": f"Xã {number}"} for number in range(16)]
    frozen = small_frozen(units=[*UNITS[:2], *many])

    assert words.units_named(frozen.units_of("commune"), frozen) == "16 đơn vị của huyện Đắk Hà"


def test_the_indicators_are_tallied_with_what_keeps_them_from_being_judged():
    assert narrative.overall_sentence(FROZEN) == (
        "Kế hoạch có 3 chỉ tiêu, gồm 6 chỉ tiêu thành phần. Tính đến hết 6 tháng đầu năm: 1 chỉ tiêu đạt, 1 chỉ "
        "tiêu chưa được tỉnh giao chỉ tiêu, 1 chỉ tiêu chưa đủ số liệu để đánh giá."
    )


def test_an_objective_says_how_its_measures_stand():
    assert narrative.objective_sentence(HEALTH, FROZEN) == (
        "Mục tiêu có 2 chỉ tiêu, gồm 4 chỉ tiêu thành phần: 1 chỉ tiêu thành phần đạt, 1 chỉ tiêu thành phần chưa "
        "đạt, 1 chỉ tiêu thành phần chưa đủ số liệu để đánh giá, 1 chỉ tiêu thành phần chưa đến kỳ đánh giá."
    )


def test_a_rate_of_part_of_a_year_says_so():
    assert sentence("3.1") == (
        f"3.1. Tỷ suất tử vong trẻ sơ sinh (tính trong 6 tháng đầu năm) là 1,49{S}‰ (2/1.340); đạt chỉ tiêu giao "
        f"năm 2025 (<{S}9,5{S}‰)."
    )


def test_a_broken_ceiling_is_not_met():
    assert sentence("3.2") == (
        "3.2. Tỷ suất tai nạn thương tích là 1.234,6/100.000 (1/81); chưa đạt chỉ tiêu giao năm 2025 "
        f"(≤{S}510/100.000)."
    )


def test_a_share_with_communes_missing_is_at_least_that():
    assert sentence("1.1") == (
        f"1.1. Tỷ lệ xã phù hợp với trẻ em là ít nhất 50,0{S}% (1/2); chưa đủ số liệu để đánh giá theo chỉ tiêu "
        f"giao năm 2025 (≥{S}54,9{S}%)."
    )


def test_a_national_target_is_a_reference_and_judges_nobody():
    # 77 of 4,000 are 1.925 %, and halves go up.
    assert sentence("8.1") == (
        f"8.1. Tỷ lệ trẻ em có hoàn cảnh đặc biệt là 1,93{S}% (77/4.000); tỉnh chưa giao chỉ tiêu (chỉ tiêu của cả "
        f"nước năm 2025: <{S}6,5{S}%, để tham khảo)."
    )


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("4.1", "4.1. Tỷ lệ trẻ em nhẹ cân: chưa đến kỳ, số liệu được nhập vào quý IV."),
        ("8.2", "8.2. Tỷ lệ được trợ giúp: chưa có số liệu."),
    ],
)
def test_a_silence_is_told_as_itself_and_never_as_nought(code, told):
    assert sentence(code) == told


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        ("615", "không tính được tỷ lệ (tử số 2, mẫu số 0)"),
        ("23500", "không phát sinh"),
        ("23503", "chưa có số liệu"),
    ],
)
def test_three_silences_are_three_sentences(unit, told):
    assert narrative.silence(FROZEN.result("3.1", unit)) == told


def test_measures_that_lack_the_same_units_share_a_sentence():
    gaps = [missing.gap_sentence(gap, FROZEN) for gap in missing.gaps(HEALTH, FROZEN)]

    assert gaps == [
        "Các chỉ tiêu thành phần 1.1 và 3.1 còn thiếu số liệu của 1 đơn vị: Xã Đăk Mar (huyện Đắk Hà)."
    ]


def test_a_measure_that_nobody_reported_names_all():
    gaps = [missing.gap_sentence(gap, FROZEN) for gap in missing.gaps(PROTECTION, FROZEN)]

    assert gaps == [
        "Chỉ tiêu thành phần 8.2 còn thiếu số liệu của 2 đơn vị: Xã Đăk Ui (huyện Đắk Hà), Xã Đăk Mar (huyện Đắk Hà)."
    ]


def test_a_measure_that_is_not_due_lacks_nobody():
    assert missing.missing_units(FROZEN.measures["4.1"], FROZEN) == ()


def test_a_count_of_no_measure_stands_under_its_indicator():
    assert narrative.extra_count_sentences(HEALTH, FROZEN) == [
        "Ngoài ra, =Số trẻ em tử vong do đuối nước từ đầu năm là 1 trẻ (số liệu của 1/2 đơn vị)."
    ]
    assert narrative.extra_count_sentences(PROTECTION, FROZEN) == []


def test_who_leads_comes_from_the_plan():
    frozen = small_frozen(plan={**PLAN, "lead_department": {"vi": "Sở Y tế", "en": "Department of Health"}})

    assert words.opening(frozen, "quý II năm 2024").startswith("Sở Y tế tổng hợp số liệu")
