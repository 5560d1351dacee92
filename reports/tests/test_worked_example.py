"""The worked example: what the portal makes of a small province, against what was reckoned by hand.

The figures, the reckoning and the expected values are in the folder `worked_example`.
"""

from dataclasses import dataclass
from fractions import Fraction

import pytest
from django.db import transaction

from districts.models import Period, Unit
from districts.tests.builders import NOTHING, Value, accepted, make_period, make_province
from indicators.models import Plan
from indicators.tests.builders import load_the_plan
from indicators.values import Absence, Span, Status
from reports import gather
from reports.observations import ElementCount, Observation
from reports.progress import Standing, judge_indicator
from reports.tests.worked_example import figures, objective_1, objective_2, objective_3, objective_4

pytestmark = pytest.mark.django_db
TABLES = objective_1.TABLES | objective_2.TABLES | objective_3.TABLES | objective_4.TABLES
AREAS = {"P": "62", "D": "901", "A": "90001", "B": "90002", "C": "90003"}
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
Sheet = dict[str, Value]


# Reading the tables ---------------------------------------------------------------------------------------------


def sheets_in(table: str) -> dict[tuple[str, str], Sheet]:
    """(unit, quarter) -> what it reports then: its column of the table, four numbers a unit."""
    head, *lines = table.strip().splitlines()
    read: dict[tuple[str, str], Sheet] = {}
    for element, *numbers in map(str.split, lines):
        places = [(unit, quarter) for unit in head.split() for quarter in QUARTERS]
        for place, number in zip(places, numbers, strict=True):
            if number != ".":
                read.setdefault(place, {})[element] = NOTHING if number == "-" else int(number)
    return read


Expected = dict[tuple[str, str], tuple[object, ...]]


def expected_of(measure: str) -> Expected:
    """(quarter, area) -> value, absence, counts, coverage, status, as the measure's table says."""
    lines: Expected = {}
    for quarter, areas, value, counts, coverage, status in map(
        str.split, TABLES[measure].strip().splitlines()
    ):
        absence = Absence(value) if value in list(Absence) else None
        pair = (None, None) if counts == "-" else tuple(map(int, counts.split("/")))
        for area in areas:
            assert (quarter, area) not in lines, f"{measure} {quarter} {area} stands there twice"
            lines[quarter, area] = (
                None if absence else Fraction(value),
                absence,
                *pair,
                *map(int, coverage.split("/")),
                None if status == "-" else Status(status),
            )
    return lines


def told(observation: Observation) -> tuple[object, ...]:
    """The same of what the portal found."""
    found = observation
    counts = (found.numerator, found.denominator)
    return (found.value, found.absence, *counts, found.reported, found.expected, found.status)


# The province ---------------------------------------------------------------------------------------------------


@dataclass
class Example:
    """The quarters of 2024 and what was observed in them: (measure, quarter, area) -> observation."""

    periods: dict[str, Period]
    found: dict[tuple[str, str, str], Observation]


def report(
    plan: Plan, year: int, tables: list[str], units: dict[str, Unit], is_base: bool
) -> dict[str, Period]:
    """Open the year's quarters and have each unit's sheet of the tables accepted."""
    opened = {name: make_period(plan, f"{year}-{name}", is_base=is_base) for name in QUARTERS}
    for table in tables:
        for (unit, quarter), values in sheets_in(table).items():
            accepted(units[unit], opened[quarter], values)
    return opened


def make_example() -> Example:
    plan, province = load_the_plan(), make_province(communes=3)
    by_code = {unit.code: unit for unit in province.all}
    units = by_code | {letter: by_code[code] for letter, code in AREAS.items()}
    report(plan, 2023, [figures.COMMUNES_THE_YEAR_BEFORE], units, is_base=True)
    periods = report(plan, 2024, [figures.COMMUNES, figures.OTHERS], units, is_base=False)
    letters = {code: letter for letter, code in AREAS.items()}
    found = {
        (seen.measure, name + ("q" if seen.span == Span.QUARTER else ""), letters[seen.unit]): seen
        for name, period in periods.items()
        for seen in gather.observe(period, splits=[""])
    }
    return Example(periods, found)


@pytest.fixture(scope="module")
def example(django_db_setup, django_db_blocker):
    """Made once for all tests of this file, which only read; taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_example()
        transaction.set_rollback(True)


# What it comes to -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", TABLES)
def test_a_measure_comes_to_what_was_reckoned_by_hand(example: Example, measure: str):
    expected = expected_of(measure)

    assert {place: told(example.found[measure, *place]) for place in expected} == expected


def test_every_measure_is_reckoned_in_every_area_at_both_ends_of_the_year(example: Example):
    reckoned = {(measure, *place) for measure in TABLES for place in expected_of(measure)}
    observed = {place for place in example.found if place[1] in ("Q1", "Q4")}

    assert len(TABLES) == 35
    assert len(observed) == 35 * 5 * 2
    assert observed <= reckoned


def test_the_indicators_of_several_measures_are_judged_as_reckoned(example: Example):
    def verdict(indicator: int, quarter: str) -> tuple[object, ...]:
        return judge_indicator(
            Standing(seen.status, seen.target is not None)
            for (_measure, when, area), seen in example.found.items()
            if (seen.indicator, when, area) == (indicator, quarter, "P")
        )

    assert verdict(8, "Q1") == (Status.NOT_MET, 2, 2)  # 3.25 is not below 3, 87.7 is not 90
    assert verdict(8, "Q4") == (Status.MET, 2, 2)  # 2.5 and 92 are
    assert verdict(11, "Q1") == (Status.IN_PROGRESS, 2, 2)  # both ceilings stand, the year is not over
    assert verdict(11, "Q4") == (
        Status.NO_DATA,
        0,
        2,
    )  # without C's second quarter only 2 of 3 communes count
    assert verdict(3, "Q1") == (Status.NOT_MET, 1, 3)  # 3.1 alone has a target of the province
    assert verdict(4, "Q1") == (None, 0, 4)  # not due before the survey


def test_drowned_children_feed_no_measure_and_are_counted(example: Example):
    counts = gather.element_counts(example.periods["Q4"])

    # A 0 + 1 + 0 + 0, B nothing occurred, C lacks a quarter of the year.
    assert counts["drowning_deaths", "90001", ""] == ElementCount(1, 1, 1)
    assert counts["drowning_deaths", "90002", ""] == ElementCount(0, 1, 1)
    assert counts["drowning_deaths", "90003", ""] == ElementCount(None, 0, 1)
    assert counts["drowning_deaths", "62", ""] == ElementCount(1, 2, 3)
