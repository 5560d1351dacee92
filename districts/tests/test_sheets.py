"""Who is asked for what in a quarter."""

from districts import sheets
from districts.tests.builders import Province, make_period
from indicators.models import Plan


def codes(plan: Plan, quarter: str, **kind: bool) -> set[str]:
    return set(sheets.expected_units(make_period(plan, quarter, **kind)).values_list("code", flat=True))


def test_a_department_of_annual_figures_is_expected_in_their_quarter_only(
    province: Province, the_plan: Plan
) -> None:
    assert "education" not in codes(the_plan, "2024-Q1")
    assert "education" in codes(the_plan, "2024-Q2")
    assert "education" not in codes(the_plan, "2024-Q3")


def test_a_base_quarter_expects_communes_only(province: Province, the_plan: Plan) -> None:
    expected = codes(the_plan, "2023-Q2", is_base=True)

    assert expected == {commune.code for commune in province.communes}


def test_figures_asked_for_once_a_year_may_be_entered_early(province: Province, the_plan: Plan) -> None:
    education = province.departments[1]

    assert sheets.elements_of(education, make_period(the_plan, "2024-Q1"))
