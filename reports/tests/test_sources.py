"""Where a number comes from: unit by unit, and together exactly what the board and the publication say."""

import pytest

from districts.models import Period
from districts.tests.builders import (
    NOTHING,
    UNKNOWN,
    Cast,
    Province,
    accepted,
    make_period,
    start,
    submitted,
)
from districts.tests.steps import send_back
from indicators.models import Plan
from indicators.values import Absence, Span
from reports import content, frozen_sources, gather, source_reading
from reports.frozen import Frozen
from reports.observations import ElementCount, Observation
from reports.source_words import halves_said, origin_said, standing_said
from reports.sources import Line, Sources
from reports.tests.scattered import scatter_quarters


@pytest.fixture
def scattered(province: Province, cast: Cast, the_plan: Plan) -> Period:
    """The third quarter, with cells at random in it, in the two before, and in those of the year before."""
    return scatter_quarters(the_plan, province, cast.province)


def summed(found: Sources) -> tuple[int | None, int | None, int]:
    return found.numerator, found.denominator, found.counted


def told(total: Observation | ElementCount) -> tuple[int | None, int | None, int]:
    if isinstance(total, ElementCount):
        return total.number, None, total.reported
    return total.numerator, total.denominator, total.reported


@pytest.mark.parametrize("span", list(Span))
def test_the_lines_of_every_number_add_up_to_the_boards(scattered: Period, province: Province, span: Span):
    """All 35 measures by every split, over the province, a district and a commune, from cells at random."""
    areas = (province.province, province.districts[0], province.communes[0])
    seen = gather.observe(scattered, areas, [span])
    units = {unit.code: unit for unit in areas}
    assert len({one.measure for one in seen}) == (35 if span is Span.YTD else 23)
    counted = 0
    for one in seen:
        live = source_reading.of_board(scattered, units[one.unit], one.measure, span, one.split)
        assert live is not None
        assert (one.key, *summed(live.sources)) == (one.key, one.numerator, one.denominator, one.reported)
        assert len(live.sources.lines) == one.expected
        counted += one.reported
    assert counted > 150


def test_the_lines_of_every_published_number_add_up_to_it(scattered: Period):
    frozen = Frozen(content.of_period(scattered))
    for one in frozen.values:
        if one.split in ("", "female"):
            found = frozen_sources.of_publication(
                frozen, one.unit.code, one.measure.code, one.span, one.split
            )
            assert found is not None
            assert summed(found) == (one.numerator, one.denominator, one.reported)
            assert len(found.lines) == one.expected


def test_a_published_number_has_the_lines_it_had_on_the_board(scattered: Period, province: Province):
    frozen = Frozen(content.of_period(scattered))
    for code in ("8.1", "1.1", "13.1", "4.1"):
        live = source_reading.of_board(scattered, province.province, code, Span.YTD, "")
        published = frozen_sources.of_publication(frozen, "62", code, Span.YTD, "")
        assert live is not None and published is not None

        assert {line.reporter.code: line for line in live.sources.lines} == {
            line.reporter.code: line for line in published.lines
        }


def test_a_count_that_feeds_no_measure_opens_too(scattered: Period, province: Province):
    live = source_reading.of_board(scattered, province.province, "drowning_deaths", Span.YTD, "")
    assert live is not None
    frozen = Frozen(content.of_period(scattered))
    published = frozen_sources.of_publication(frozen, "62", "drowning_deaths", Span.YTD, "")
    assert published is not None

    assert summed(live.sources) == told(live.total) == summed(published)
    assert halves_said(live.sources.asked.subject) == "Số đếm: “Số trẻ em tử vong do đuối nước trong kỳ”."


@pytest.mark.parametrize(
    ("code", "span", "split"),
    [
        ("99.9", Span.YTD, ""),
        ("children_under_16", Span.YTD, ""),
        ("8.1", Span.YTD, "kinh-x"),
        ("1.1", Span.YTD, "male"),
        ("4.1", Span.QUARTER, ""),
    ],
    ids=["no measure", "an element of measures", "no split", "not split by sex", "no quarter alone"],
)
def test_a_number_that_there_is_not_has_no_sources(
    scattered: Period, province: Province, code: str, span: Span, split: str
):
    frozen = Frozen(content.of_period(scattered))

    assert source_reading.of_board(scattered, province.province, code, span, split) is None
    assert frozen_sources.of_publication(frozen, "62", code, span, split) is None


# Why a unit is not counted ----------------------------------------------------------------------------------------

HALVES = {"children_under_16": 1000, "special_circumstances": 20}
BY_SEX = {("children_under_16", "male"): 520, ("children_under_16", "female"): 480}


def lines(period: Period, province: Province, code: str = "8.1", split: str = "") -> list[Line]:
    live = source_reading.of_board(period, province.province, code, Span.YTD, split)
    assert live is not None
    return list(live.sources.lines)


def test_a_unit_that_is_not_counted_says_why(province: Province, cast: Cast, period: Period):
    first, second, third, _fourth = province.communes
    start(first, period)
    submitted(second, period, HALVES)
    send_back(
        submitted(third, period, HALVES),
        cast.stranger if third.parent_id != first.parent_id else cast.district,
    )

    # By district: 90001 and 90003 under 901, 90002 and 90004 under 902.
    assert [(line.reporter.code, standing_said(line)) for line in lines(period, province)] == [
        ("90001", "không được tính: đang nhập, chưa gửi"),
        ("90003", "không được tính: bị trả lại để sửa"),
        ("90002", "không được tính: đã gửi, chưa được duyệt"),
        ("90004", "không được tính: chưa nhập"),
    ]


def test_a_unit_with_one_half_says_which_is_missing(province: Province, cast: Cast, period: Period):
    accepted(province.communes[0], period, {**HALVES, "special_circumstances": UNKNOWN})

    [line, *_rest] = lines(period, province)
    assert (line.is_counted, line.numerator, line.denominator) == (False, None, None)
    assert standing_said(line) == (
        "không được tính: quý I/2024 ghi “chưa có số liệu”: “Số trẻ em có hoàn cảnh đặc biệt cuối kỳ”"
    )


def test_a_unit_that_did_not_split_its_count_says_so(province: Province, cast: Cast, period: Period):
    accepted(province.communes[0], period, {**HALVES, **BY_SEX})

    [line, *_rest] = lines(period, province, split="male")
    assert standing_said(line) == (
        "không được tính: quý I/2024 không nhập phân tổ: “Số trẻ em có hoàn cảnh đặc biệt cuối kỳ”"
    )


def test_events_of_the_year_wait_for_every_quarter_and_say_which_is_missing(
    province: Province, cast: Cast, period: Period, the_plan: Plan
):
    second = make_period(the_plan, "2024-Q2")
    births = {"live_births": 12, "infant_deaths": NOTHING}
    accepted(province.communes[0], second, births)

    [line, *_rest] = lines(second, province, "3.2")
    assert standing_said(line) == "không được tính: biểu quý I/2024 chưa được duyệt"

    accepted(province.communes[0], period, births)
    [line, *_rest] = lines(second, province, "3.2")
    assert (line.numerator, line.denominator, line.is_counted) == (0, 24, True)
    assert [origin_said(origin) for origin in line.origins] == [
        "quý I/2024: district duyệt 12:00 15/3/2024",
        "quý II/2024: district duyệt 12:00 15/6/2024",
    ]


def test_a_commune_that_has_not_answered_stays_in_the_denominator_of_a_share(
    province: Province, cast: Cast, period: Period
):
    accepted(province.communes[0], period, {"child_friendly": 1})

    found = lines(period, province, "1.1")
    assert [(line.numerator, line.denominator, line.is_counted) for line in found] == [
        (1, 1, True),
        (None, 1, False),
        (None, 1, False),
        (None, 1, False),
    ]


def test_what_is_asked_later_in_the_year_is_not_due_and_nobodys_gap(
    province: Province, cast: Cast, period: Period
):
    [line] = lines(period, province, "4.1")

    assert (line.absence, standing_said(line)) == (Absence.NOT_DUE, "chưa đến kỳ nhập")
