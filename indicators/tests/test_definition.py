"""What the file of Plan 749 holds."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

from indicators.plan_file import parse
from indicators.tests.builders import FILE, the_definition
from indicators.values import Kind


def test_plan_749_has_its_parts():
    plan = the_definition()

    assert len(plan.objectives) == 4
    assert len(plan.indicators) == 24
    assert [indicator.number for indicator in plan.indicators] == list(range(1, 25))
    assert len(plan.measures) == 35
    assert len(plan.elements) == 58
    assert len(plan.tasks) == 6
    assert len(plan.sources) == 5
    assert [department.code for department in plan.departments] == ["labour", "health", "education"]
    assert [split.code for split in plan.splits] == ["male", "female", "kinh", "minority"]


def test_plan_749_has_its_targets_by_scope():
    targets = [target for measure in the_definition().measures for target in measure.targets]

    assert Counter(target.scope for target in targets) == {"province": 17, "national": 67}
    assert {target.year for target in targets} == {2025, 2030}
    assert sum(target.reading for target in targets) == 6


def test_nine_measures_of_plan_749_have_a_target_of_the_province():
    codes = [
        measure.code
        for measure in the_definition().measures
        if any(target.scope == "province" for target in measure.targets)
    ]

    assert codes == ["1.1", "2.1", "3.1", "8.1", "8.2", "9.1", "10.1", "11.1", "11.2"]


def test_plan_749_has_its_checks():
    checks = the_definition().checks

    assert len(checks) == 45
    assert Counter(check.severity for check in checks) == {"hard": 34, "soft": 11}
    assert Counter(check.rule for check in checks) == {
        "part_of_whole": 40,
        "splits_add_up": 1,
        "year_to_date_never_falls": 1,
        "change_of_stock": 1,
        "jump_of_flow": 1,
        "outlier": 1,
    }


def test_the_elements_of_plan_749_by_kind_and_reporter():
    elements = the_definition().elements

    assert Counter(element.kind for element in elements) == {
        Kind.STOCK: 24,
        Kind.FLOW: 14,
        Kind.CUMULATIVE: 3,
        Kind.ANNUAL: 17,
    }
    assert Counter(element.reported_by for element in elements) == {
        "commune": 30,
        "district": 17,
        "department:health": 9,
        "department:education": 2,
    }


def test_every_element_of_plan_749_has_a_proposed_definition_in_both_languages():
    for element in the_definition().elements:
        assert element.definition_proposed
        assert len(element.definition.vi) > 80, element.code
        assert len(element.definition.en) > 80, element.code
        assert "Nguồn: " in element.definition.vi
        assert "Source: " in element.definition.en


def test_a_share_of_a_thousandth_is_exact():
    measure = next(measure for measure in the_definition().measures if measure.code == "9.1")

    assert measure.targets[0].value == Decimal("0.036")
    assert measure.targets[0].op == "<"


def test_a_count_stands_beside_the_share_it_was_read_from():
    measure = the_definition().measures[0]

    assert (measure.targets[0].count, measure.targets[0].count_of) == (56, 102)


def test_the_documented_schema_names_every_key_of_the_file():
    document, _ = parse(FILE.read_bytes())
    page = (Path(FILE).parents[2] / "docs" / "plan-file.md").read_text(encoding="utf-8")
    measures = [m for o in document["objectives"] for i in o["indicators"] for m in i["measures"]]
    groups = [
        document["plan"], *document["elements"], *measures, *(t for m in measures for t in m["targets"]),
        *document["checks"], *document["tasks"],
    ]  # fmt: skip

    unnamed = {key for group in groups for key in group if key not in page}

    assert unnamed == set()
