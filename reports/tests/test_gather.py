"""What the SQL adds up is what the pure files say it should be."""

from collections.abc import Mapping
from itertools import product
from random import Random

import pytest

from districts.models import Figure, Period, Submission, Unit, User
from districts.tests.builders import NOTHING, Cast, Province, accepted, make_period, make_province, noon
from indicators.models import Element, Measure, Plan
from indicators.values import Absence, Formula, Span, Status
from reports import gather
from reports.consolidation import Merged, merge, unit_pair
from reports.observations import Observation
from reports.tests.scattered import scatter

SPLITS = ("", "male", "female", "kinh", "minority")


def found(period: Period, measure: str, unit: str, span: Span = Span.YTD, split: str = "") -> Observation:
    return next(seen for seen in gather.observe(period) if seen.key == (unit, measure, span, split))


def test_a_province_without_submissions_says_not_reported(province: Province, period: Period) -> None:
    seen = found(period, "8.1", "62")

    assert (seen.value, seen.absence, seen.reported, seen.expected) == (None, Absence.NOT_REPORTED, 0, 4)
    assert seen.status == Status.NO_DATA


def test_rates_are_merged_and_never_averaged(province: Province, cast: Cast, period: Period) -> None:
    first, second = province.communes[:2]
    accepted(first, period, {"children_under_16": 2, "special_circumstances": 1})
    accepted(second, period, {"children_under_16": 98, "special_circumstances": 0})

    seen = found(period, "8.1", "62")

    assert seen.value == 1  # an average of 50 % and 0 % would say 25
    assert (seen.numerator, seen.denominator, seen.reported, seen.expected) == (1, 100, 2, 4)


def test_a_returned_submission_leaves_the_live_sums(province: Province, cast: Cast, period: Period) -> None:
    submission = accepted(province.communes[0], period, {"children_under_16": 50, "special_circumstances": 1})
    Submission.objects.filter(pk=submission.pk).update(
        state="returned", accepted_at=None, accepted_by=None, return_reason="sai số trẻ em"
    )

    assert found(period, "8.1", "62").absence is Absence.NOT_REPORTED


def test_a_total_of_nought_has_parts_of_nought(province: Province, cast: Cast, period: Period) -> None:
    commune = province.communes[0]
    total = {"children_under_16": 10, ("children_under_16", "male"): 6, ("children_under_16", "female"): 4}
    accepted(commune, period, {**total, "special_circumstances": 0})

    seen = found(period, "8.1", commune.code, split="male")

    assert (seen.value, seen.numerator, seen.denominator) == (0, 0, 6)


def test_a_district_measure_does_not_apply_to_a_commune(province: Province, period: Period) -> None:
    seen = found(period, "7.1", province.communes[0].code)

    assert (seen.absence, seen.reported, seen.expected, seen.status) == (Absence.NOT_APPLICABLE, 0, 0, None)


def test_departments_are_no_areas(province: Province, period: Period) -> None:
    assert {seen.level for seen in gather.observe(period)} == {"province", "district", "commune"}


def test_an_event_that_did_not_occur_counts_as_nought(province: Province, cast: Cast, period: Period) -> None:
    commune = province.communes[0]
    accepted(commune, period, {"children_under_16": 1000, "abused_children": NOTHING})

    seen = found(period, "9.1", commune.code)

    assert (seen.value, seen.absence, seen.numerator) == (0, None, 0)


# The same figures, added up by SQL and by the pure reference ----------------------------------------------------


@pytest.fixture
def year(the_plan: Plan) -> list[Period]:
    codes = [f"{year}-Q{number}" for year, number in product((2023, 2024), range(1, 5))]
    return [make_period(the_plan, code) for code in codes]


Year = Mapping[int, Mapping[str, int]]


def element_year(unit: Unit, element: Element, year: int) -> Year:
    """One unit's element over a year as the pure reference reads it: quarter -> split -> number."""
    figures = Figure.objects.filter(
        submission__unit=unit, submission__state="accepted", element=element, submission__period__year=year
    ).select_related("submission__period")
    quarters: dict[int, dict[str, int]] = {}
    for figure in figures:
        if figure.absence != "no_data":
            quarters.setdefault(figure.submission.period.quarter, {})[figure.split] = figure.number or 0
    return quarters


def reference(measure: Measure, units: list[Unit], period: Period, span: Span, split: str) -> Merged:
    facts = gather.facts_of(measure)
    pairs = [
        unit_pair(
            facts,
            quarter=period.quarter,
            numerator=element_year(unit, measure.numerator, period.year),
            denominator=element_year(unit, measure.denominator, period.year) if measure.denominator else None,
            last_year=element_year(unit, measure.numerator, period.year - 1),
            split=split,
            span=span,
        )
        for unit in units
    ]
    return merge(pairs)


@pytest.mark.parametrize("seed", range(3))
def test_sql_and_the_pure_reference_agree_on_whatever_is_stored(year: list[Period], seed: int) -> None:
    random = Random(seed)
    province = make_province(communes=3, districts=2)
    by = User.objects.create_user("somebody")
    for period, unit in product(year, province.all[1:]):
        if random.random() < 0.85:
            scatter(random, period, unit, by, noon(period.last_day))
    period = year[random.choice([5, 6, 7])]
    facts, areas = gather.plan_facts(period.plan), gather.areas_of(period)

    for span in (Span.YTD, Span.QUARTER):
        sums = gather.measure_sums(period, areas, span)
        for measure in facts.measures:
            if span == Span.QUARTER and not facts.facts[measure.pk].has_quarter_span:
                continue
            for split in facts.splits[measure.pk]:
                expected = reference(measure, province.all, period, span, split)
                summed = sums.get((measure.pk, province.province.pk, split), Merged())
                if measure.formula == Formula.SHARE_OF_UNITS:
                    # Its second half is the units in force, which the sums leave to whoever asks.
                    expected = Merged(expected.numerator, summed.denominator, expected.reported)
                assert summed == expected, (measure.code, span, split)
