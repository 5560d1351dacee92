"""What a publication is compared with: read with it, equal to what those quarters' own boards show."""

from fractions import Fraction
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from districts.tests.builders import Cast, Province, accepted, make_period, make_province
from indicators.models import Plan
from indicators.values import Absence, Span
from reports import content, earlier_reading, gather, published
from reports.frozen import Against, Frozen
from reports.history import Way
from reports.models import Publication
from reports.openness import WHOLE, Openness
from reports.tests.builders import FIGURES, publish

BIRTHS = {"live_births": 40, "neonatal_deaths": 0, "infant_deaths": 1, "under_5_deaths": 1}
FIRST = {**FIGURES, **BIRTHS}
SECOND = {**FIGURES, **BIRTHS, "live_births": 50}


@pytest.fixture
def two_quarters(the_plan: Plan, province: Province):
    """The same two communes in the first and the second quarter; the second is what is looked at."""
    before, here = make_period(the_plan, "2024-Q1"), make_period(the_plan, "2024-Q2")
    for commune in province.communes[:2]:
        accepted(commune, before, FIRST)
        accepted(commune, here, SECOND)
    return before, here


def test_the_quarter_before_is_what_its_own_board_shows(two_quarters, province: Province):
    before, here = two_quarters

    earlier = Frozen(content.of_period(here)).earlier

    assert list(earlier) == [Against.QUARTER_BEFORE]
    frozen = earlier[Against.QUARTER_BEFORE]
    assert frozen.quarter == before.as_quarter
    board = gather.observe(before, [province.province], [Span.QUARTER], [""])
    assert {code: told(value) for code, value in frozen.values.items()} == {
        one.measure: (one.numerator, one.denominator, one.absence, one.reported, one.expected)
        for one in board
    }
    # 2 communes with 1 infant death among 40 births each.
    assert (frozen.values["3.2"].numerator, frozen.values["3.2"].denominator) == (2, 80)


def told(value):
    return value.numerator, value.denominator, value.absence, value.reported, value.expected


def test_the_same_period_of_the_year_before_is_the_year_to_date(the_plan: Plan, province: Province):
    last_year = [make_period(the_plan, code) for code in ("2023-Q1", "2023-Q2")]
    here = make_period(the_plan, "2024-Q2")
    for period in [*last_year, here]:
        accepted(province.communes[0], period, {"child_marriages": 3})

    frozen = Frozen(content.of_period(here)).earlier[Against.YEAR_BEFORE]

    assert frozen.quarter.code == "2023-Q2"
    assert {value.span for value in frozen.values.values()} == {Span.YTD}


def test_a_late_change_of_the_quarter_before_changes_what_is_frozen_next(two_quarters, province: Province):
    before, here = two_quarters
    first = Frozen(content.of_period(here))

    accepted(province.communes[2], before, FIRST)

    assert Frozen(content.of_period(here)).sha256 != first.sha256


@pytest.mark.parametrize("communes", [1, 10, 102])
def test_the_figures_of_a_quarter_take_ten_questions_whatever_the_size(
    the_plan: Plan, communes: int, django_assert_num_queries
):
    province = make_province(communes=communes, districts=1)
    for code in ("2023-Q2", "2024-Q1", "2024-Q2"):
        made = make_period(the_plan, code)
        accepted(province.communes[0], made, {"child_marriages": 1} if made.is_base else FIGURES)
    made.plan = the_plan

    with django_assert_num_queries(9):
        facts = gather.plan_facts(the_plan)
        known = list(content.units_of(the_plan))
        areas = earlier_reading.areas_on(made.last_day, known)
        gather.observe(made, facts=facts, areas=areas)
        gather.element_counts(made, areas=areas, elements=[])
        earlier_reading.earlier(made, facts, known)


@pytest.mark.parametrize("communes", [1, 10, 102])
def test_a_whole_content_takes_as_many_questions_for_any_province(
    the_plan: Plan, communes: int, django_assert_num_queries
):
    province = make_province(communes=communes, districts=1)
    for code in ("2024-Q1", "2024-Q2"):
        made = make_period(the_plan, code)
        for commune in province.communes[:3]:
            accepted(commune, made, FIGURES)

    with django_assert_num_queries(19):
        content.of_period(made)


def test_the_publications_page_says_what_was_there_before_and_which_way_it_went(two_quarters, cast: Cast):
    _before, here = two_quarters
    publication = publish(here, cast.province)
    client = Client()
    client.force_login(cast.province)

    page = " ".join(
        client.get(reverse("reports:publication", args=[publication.pk])).content.decode().split()
    )

    # 2 of 80 births against 2 of 100; only two communes of four: no difference is said.
    assert '<span class="muted">quý I/2024:</span> 25,00' in page
    assert "tốt hơn" not in page


def test_a_difference_is_said_where_every_commune_reported_both_times(
    the_plan: Plan, province: Province, cast: Cast
):
    before, here = make_period(the_plan, "2024-Q1"), make_period(the_plan, "2024-Q2")
    for commune in province.communes:
        accepted(commune, before, FIRST)
        accepted(commune, here, SECOND)
    lines = {line.measure.code: line for line in lines_of(Frozen(content.of_period(here)))}

    [trend] = lines["3.2"].trends
    # 1 of 40 is 25.00 per thousand, 1 of 50 is 20.00: fewer deaths is better.
    assert (trend.then.numerator, trend.difference, trend.way) == (4, Fraction(-5), Way.BETTER)


def test_an_earlier_result_of_too_few_units_is_withheld_with_its_difference(two_quarters):
    _before, here = two_quarters
    frozen = Frozen(content.of_period(here))

    lines = {line.measure.code: line for line in lines_of(frozen, Openness())}

    [trend] = lines["9.1"].trends
    assert (trend.then.absence, trend.then.numerator, trend.difference) == (Absence.WITHHELD, None, None)


def lines_of(frozen: Frozen, openness: Openness = WHOLE):
    objectives = published.objectives(frozen, openness)
    return [
        line for objective in objectives for indicator in objective.indicators for line in indicator.lines
    ]


# The reports of a quarter -----------------------------------------------------------------------------------------


def reports_of(publication: Publication) -> list[tuple[str, str]]:
    return [(one.report, one.kind) for one in publication.documents.all()]


def test_the_second_quarters_publication_has_the_half_years_report_too(two_quarters, cast: Cast):
    _before, here = two_quarters

    assert reports_of(publish(here, cast.province)) == [
        ("", "xlsx"),
        ("quarter", "docx"),
        ("quarter", "pdf"),
        ("half-year", "docx"),
        ("half-year", "pdf"),
    ]


def test_the_command_names_the_files_of_the_report_asked_for(two_quarters):
    said = StringIO()

    call_command("publish", "749-2024", "2024-Q2", "--report", "half-year", stdout=said)

    files = [line.split(":")[0].strip() for line in said.getvalue().splitlines() if "byte" in line]
    assert files == ["half-year docx", "half-year pdf"]


@pytest.mark.parametrize(
    ("quarter", "report"), [("2024-Q1", "half-year"), ("2024-Q2", "year"), ("2024-Q2", "nine-months")]
)
def test_a_quarter_has_no_report_of_a_stretch_that_it_does_not_end(two_quarters, quarter: str, report: str):
    with pytest.raises(CommandError) as refusal:
        call_command("publish", "749-2024", quarter, "--report", report)

    assert f"Quý {quarter} không có báo cáo {report}" in str(refusal.value)
    assert not Publication.objects.exists()
