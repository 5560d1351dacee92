"""What became of the results, in sentences: nothing where nothing compares, and why not said once."""

import pytest

from reports import trend_sentences
from reports.frozen import Against
from reports.report_kinds import Report
from reports.tests.small_content import EARLIER, TARGETS, VALUES, small_frozen
from reports.tests.test_trends import districts

FROZEN = small_frozen(earlier=EARLIER)
# Between a number and its unit of measure the line is never broken.
S = "\u00a0"


def told(code: str, report: Report = Report.QUARTER, frozen=FROZEN) -> list[str]:
    return trend_sentences.sentences(frozen.measures[code], frozen, report)


def test_the_report_of_a_stretch_is_compared_with_the_same_stretch_of_the_year_before():
    assert told("3.2", Report.HALF_YEAR) == [
        "So với cùng kỳ năm 2023 (1.000,0/100.000), kết quả tăng 234,6/100.000, diễn biến chưa tốt."
    ]


def test_a_difference_of_shares_is_in_points():
    # 77 of 4,000 is shown as 1.93 %, 80 of 4,000 as 2.00 %.
    assert told("8.1", Report.HALF_YEAR) == [
        f"So với cùng kỳ năm 2023 (2,00{S}%), kết quả giảm 0,07 điểm phần trăm, chuyển biến tích cực."
    ]


def test_what_does_not_compare_is_not_spoken_of():
    assert told("3.1") == []
    assert told("8.2") == []


def test_why_it_does_not_compare_is_said_once_for_all():
    assert trend_sentences.overall(FROZEN, Report.HALF_YEAR) == [
        "So với cùng kỳ năm 2023: 1 chỉ tiêu thành phần chuyển biến tích cực, 1 chỉ tiêu thành phần diễn biến chưa "
        "tốt. Không so sánh 4 chỉ tiêu thành phần: 3 chỉ tiêu do được tính lũy kế từ đầu năm hoặc mỗi năm một lần; "
        "1 chỉ tiêu do số đơn vị có số liệu còn ít hoặc không như nhau."
    ]


def test_an_earlier_quarter_that_the_portal_does_not_know_is_said_to_be_unknown():
    frozen = small_frozen()

    assert trend_sentences.overall(frozen, Report.QUARTER) == [
        "Chưa so sánh được với quý I/2024: hệ thống không có số liệu của kỳ đó.",
        "Chưa so sánh được với cùng kỳ năm 2023: hệ thống không có số liệu của kỳ đó.",
    ]


def test_the_next_milestone_is_said_with_what_is_still_missing():
    later = [{**TARGETS[2], "year": 2030, "value": "400"}]
    frozen = small_frozen(targets=[*TARGETS, *later])

    assert told("3.2", frozen=frozen) == [
        "Mốc tiếp theo của tỉnh, năm 2030: ≤\u00a0400/100.000, còn cách 834,6/100.000."
    ]


def test_the_districts_that_lead_and_lag_are_named_with_their_results():
    frozen = districts(5, 1, 9, 3, 7, 8, 2)

    assert trend_sentences.leaders(frozen.measures["8.1"], frozen) == (
        f"Thấp nhất là huyện Đắk Hà (1,00{S}%), huyện Đắk Hà (2,00{S}%) và huyện Đắk Hà (3,00{S}%); cao nhất là "
        f"huyện Đắk Hà (9,00{S}%), huyện Đắk Hà (8,00{S}%) và huyện Đắk Hà (7,00{S}%)."
    )


def test_districts_that_are_not_ranked_are_counted():
    frozen = districts(5, 1, 9, 3)
    rows = [[*row[:8], 1, 2, *row[10:]] if row[6] == 5 else row for row in frozen.content["values"]["rows"]]
    frozen = small_frozen(
        **{**frozen.content, "values": {"fields": frozen.content["values"]["fields"], "rows": rows}}
    )

    assert trend_sentences.leaders(frozen.measures["8.1"], frozen) == (
        f"Thấp nhất là huyện Đắk Hà (1,00{S}%); cao nhất là huyện Đắk Hà (9,00{S}%); chưa xếp 1 huyện, thành phố "
        "chưa đủ số liệu."
    )


@pytest.mark.parametrize("against", list(Against))
def test_the_earlier_time_has_its_name(against):
    names = {Against.QUARTER_BEFORE: "quý I/2024", Against.YEAR_BEFORE: "cùng kỳ năm 2023"}

    assert trend_sentences.since(FROZEN, against) == names[against]


def test_of_events_the_quarter_is_set_beside_the_quarter_before_with_its_own_result():
    values = [row for row in VALUES if (row[0], row[1], row[2]) != ("3.1", "62", "quarter")]
    alone = ["3.1", "62", "quarter", "", "0", None, 0, 700, 2, 2, None, None]
    values = {"fields": FROZEN.content["values"]["fields"], "rows": [*values, alone]}
    frozen = small_frozen(earlier=EARLIER, values=values)

    assert told("3.1", frozen=frozen) == [
        f"Riêng quý II là 0,00{S}‰; so với quý I/2024 (2,00{S}‰), kết quả giảm 2,00 điểm phần nghìn, chuyển biến "
        "tích cực."
    ]
