"""What anybody may see of a publication, as it is decided when it is frozen."""

import pytest

from districts.models import Period, Unit
from districts.tests.builders import Province, accepted, make_period, make_province
from indicators.models import Plan
from reports.counted_tables import Table
from reports.models import Publication
from reports.tests.published import publish
from reports.year_so_far import Quarters, closed_in_the_year


@pytest.fixture
def province(the_plan: Plan) -> Province:
    return make_province(communes=6, districts=2)


@pytest.fixture
def quarters(the_plan: Plan, province: Province) -> list[Period]:
    return [make_period(the_plan, f"2024-Q{number}") for number in range(1, 5)]


def enter(units: list[Unit], period: Period, element: str, numbers: list[int], **more: int) -> None:
    """Each unit's count of one element, beside 1,000 children."""
    for unit, number in zip(units, numbers, strict=True):
        accepted(unit, period, {"children_under_16": 1000, "persons_5_17": 800, element: number, **more})


def open_units(publication: Publication, measure: str, span: str = "ytd", split: str = "") -> set[str]:
    """The units of which anybody may read a measure that somebody reported."""
    values = publication.values.filter(measure=measure, span=span, split=split, reported__gt=0)
    return set(values.filter(open_to_all=True).values_list("unit", flat=True))


def test_a_small_count_is_withheld_with_one_more_and_the_province_is_shown(quarters, province):
    enter(province.communes, quarters[0], "child_labourers", [2, 20, 7, 9, 30, 0])

    opened = open_units(publish(quarters[0]), "10.1")

    first, second, third, *others = [commune.code for commune in province.communes]
    assert first not in opened
    assert len({second, third} & opened) == 1
    assert {*others, *(unit.code for unit in province.districts), province.province.code} <= opened


def test_a_value_that_is_not_sensitive_is_open_whatever_it_is(quarters, province):
    enter(province.communes, quarters[0], "child_friendly", [1, 0, 1, 0, 0, 1])
    publication = publish(quarters[0])

    assert not publication.values.filter(sensitive=False, open_to_all=False).exists()


def test_what_nobody_reported_hides_nothing(quarters, province):
    enter(province.communes[:5], quarters[0], "child_labourers", [2, 20, 7, 9, 30])

    value = publish(quarters[0]).values.get(
        measure="10.1", unit=province.communes[5].code, span="ytd", split=""
    )

    assert (value.absence, value.open_to_all) == ("not_reported", True)


def test_events_are_opened_below_the_province_when_the_year_is_over(quarters, province):
    for period in quarters:
        enter(province.communes, period, "injured_children", [5, 20, 7, 9, 30, 6])

    in_june, in_december = open_units(publish(quarters[1]), "11.1"), open_units(publish(quarters[3]), "11.1")

    assert in_june == {province.province.code}
    assert in_december == {unit.code for unit in [province.province, *province.districts, *province.communes]}


def test_a_quarter_of_events_alone_is_not_open_after_the_first(quarters, province):
    for period in quarters[:2]:
        enter(province.communes, period, "injured_children", [5, 20, 7, 9, 30, 6])

    first, second = publish(quarters[0]), publish(quarters[1])

    assert open_units(first, "11.1", span="quarter") == {province.province.code}
    assert open_units(second, "11.1", span="quarter") == set()


def test_a_part_is_not_open_where_its_whole_is_not(quarters, province):
    for commune, (whole, part) in zip(
        province.communes, [(3, 0), (9, 9), (20, 18), (8, 8), (30, 30), (9, 7)], strict=True
    ):
        accepted(
            commune,
            quarters[0],
            {
                "children_under_16": 1000,
                "special_circumstances": whole,
                "special_circumstances_assisted": part,
            },
        )
    publication = publish(quarters[0])

    assert open_units(publication, "8.2") <= open_units(publication, "8.1")
    assert province.communes[0].code not in open_units(publication, "8.2")


def test_two_totals_of_one_count_that_differ_are_not_both_open(quarters, province):
    """8.1 and 8.2 both have the children in special circumstances; the first commune has no children to divide by."""
    for number, commune in enumerate(province.communes):
        children = {} if number == 0 else {"children_under_16": 1000}
        counts = {"special_circumstances": 9 if number else 3, "special_circumstances_assisted": 3}
        accepted(commune, quarters[0], {**children, **counts})
    publication = publish(quarters[0])

    assert province.province.code in open_units(publication, "8.1")
    assert province.province.code not in open_units(publication, "8.2")


@pytest.mark.parametrize(("infected", "is_open"), [(0, True), (1, False), (4, False), (5, True)])
def test_a_departments_own_count_of_one_to_four_is_withheld_at_the_province_too(
    quarters, province, infected, is_open
):
    health = next(unit for unit in province.departments if unit.code == "health")
    accepted(health, quarters[0], {"hiv_exposed_tested": 45, "hiv_exposed_infected": infected})

    opened = open_units(publish(quarters[0]), "6.1")

    assert opened == ({province.province.code} if is_open else set())


def test_a_late_unit_is_not_told_by_the_provinces_total_before_and_after(quarters, province):
    enter(province.communes[:5], quarters[0], "child_labourers", [12, 20, 7, 9, 30])
    before = publish(quarters[0])
    enter(province.communes[5:], quarters[0], "child_labourers", [2])

    after = publish(quarters[0], reason="một xã gửi muộn")

    late = province.communes[5]
    assert province.province.code in open_units(before, "10.1")
    assert not {late.code, late.parent.code, province.province.code} & open_units(after, "10.1")


def test_what_was_withheld_stays_withheld_in_the_years_later_quarters(quarters, province):
    enter(province.communes, quarters[0], "child_labourers", [2, 20, 7, 9, 30, 0])
    withheld = {commune.code for commune in province.communes} - open_units(publish(quarters[0]), "10.1")
    enter(province.communes, quarters[1], "child_labourers", [12, 20, 7, 9, 30, 0])

    opened = open_units(publish(quarters[1]), "10.1")

    assert len(withheld) == 2
    assert not withheld & opened


# The province's splits over the year, without a database -------------------------------------------------------------

GROUPS = [("male", "female")]


def of_province(total: int, boys: int) -> Table:
    counts = {("62", ""): total, ("62", "male"): boys, ("62", "female"): total - boys, ("c", ""): total}
    return Table({"c": "62"}, counts, GROUPS)


def shown(total: int, boys: int) -> Quarters:
    counts = of_province(total, boys).counts
    return Quarters(counts, frozenset(counts))


def withheld(total: int, boys: int) -> Quarters:
    return Quarters(of_province(total, boys).counts, frozenset({("62", "")}))


SPLITS = {("62", "male"), ("62", "female")}


@pytest.mark.parametrize(
    ("now", "past", "closed"),
    [
        ((40, 20), [], set()),
        ((40, 3), [], SPLITS),
        ((60, 30), [shown(40, 20)], set()),
        ((60, 22), [shown(40, 20)], SPLITS),  # two boys since March
        ((60, 20), [shown(40, 20)], set()),  # none since
        ((100, 50), [shown(40, 20), withheld(60, 22)], set()),
        ((63, 25), [shown(40, 20), withheld(60, 22)], set()),
        ((62, 42), [shown(40, 20), withheld(60, 41)], SPLITS),  # hardly anybody but boys came since
    ],
)
def test_a_split_of_the_province_is_shown_where_no_quarter_is_told_by_subtracting(now, past, closed):
    assert closed_in_the_year(of_province(*now), past) == closed
