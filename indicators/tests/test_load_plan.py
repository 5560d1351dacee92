"""The plan into the database: whole, twice without change, and never over what people typed in."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from indicators import actions
from indicators.models import Element, Indicator, Measure, Objective, Plan, Target
from indicators.tests.builders import FILE, the_definition

AT = datetime(2024, 3, 6, 2, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def told(*arguments: object) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("load_plan", *arguments, stdout=out)
    return out.getvalue()


def set_the_target(measure: Measure, **changes: object) -> Target:
    """A target for 2024 as the province types it."""
    values = {
        "year": 2024, "op": "<", "value": Decimal("0.035"), "scope": "province",
        "source": "Kế hoạch 749/KH-UBND, phụ lục", "by_name": "Nguyễn Thị A", "at": AT,
    }  # fmt: skip
    return actions.set_target(measure=measure, **{**values, **changes})


def test_every_part_becomes_a_row():
    tally = actions.load_plan(the_definition(), at=AT)

    assert tally.created == {
        "plan": 1, "objective": 4, "indicator": 24, "measure": 35, "element": 58, "target": 84,
    }  # fmt: skip
    assert [model.objects.count() for model in (Objective, Indicator, Measure, Element, Target)] == [
        4, 24, 35, 58, 84,
    ]  # fmt: skip
    assert Target.objects.filter(scope="province").count() == 17
    assert Target.objects.filter(scope="national").count() == 67


def test_what_has_no_row_is_kept_as_the_file_has_it(the_plan):
    assert the_plan.departments["health"] == {"vi": "Sở Y tế", "en": "Department of Health"}
    assert the_plan.splits["sex"][1] == {"code": "female", "vi": "Nữ", "en": "Female"}
    assert the_plan.sources["decision-23-2021"] == {
        "title": {
            "vi": "Quyết định 23/QĐ-TTg ngày 07/01/2021 của Thủ tướng Chính phủ",
            "en": "Decision 23/QĐ-TTg of 07/01/2021 of the Prime Minister",
        }
    }
    assert len(the_plan.checks) == 45
    assert the_plan.checks[0] == {
        "rule": "part_of_whole",
        "part": "special_circumstances",
        "whole": "children_under_16",
        "severity": "hard",
    }
    assert the_plan.tasks[4]["indicators"] == [21]


def test_a_measure_has_its_formula_and_its_target(the_plan):
    measure = the_plan.measures.get(code="9.1")

    assert (measure.numerator.code, measure.denominator.code, measure.per) == (
        "abused_children",
        "children_under_16",
        100,
    )
    assert (measure.direction, measure.decimals, measure.position) == ("down", 4, 16)
    target = measure.targets.get(scope="province", year=2025)
    assert (target.op, target.value, target.source, target.entered_by) == (
        "<",
        Decimal("0.036"),
        "plan-2026-2021",
        "",
    )


def test_twice_changes_nothing(the_plan):
    assert actions.load_plan(the_definition(), at=AT).is_empty


def test_only_what_differs_is_changed(the_plan):
    Element.objects.filter(code="schools").update(name_vi="khác")
    Measure.objects.filter(code="9.1").update(decimals=1)

    tally = actions.load_plan(the_definition(), at=AT)

    assert (tally.created, tally.changed, tally.removed) == ({}, {"element": 1, "measure": 1}, {})
    assert Measure.objects.get(code="9.1").decimals == 4


def test_a_file_that_lost_an_element_is_refused_whole(the_plan):
    shorter = replace(
        the_definition(), elements=the_definition().elements[:-1], objectives=the_definition().objectives[:-1]
    )

    with pytest.raises(actions.Refused) as refusal:
        actions.load_plan(shorter, at=AT)

    assert refusal.value.sentences[-1] == (
        "Tệp không còn số liệu “under_5_on_track” đã nạp trước đây; số liệu đã báo cáo có thể dựa trên đó."
    )
    assert len(refusal.value.sentences) == 8  # an objective, its 3 indicators, their 3 measures, an element
    assert Element.objects.count() == 58


def test_a_target_the_file_no_longer_has_is_taken_away(the_plan):
    Target.objects.create(
        measure=Measure.objects.get(code="6.1"), year=2026, op="<", value=3, scope="national", source="x"
    )

    tally = actions.load_plan(the_definition(), at=AT)

    assert tally.removed == {"target": 1}
    assert Target.objects.count() == 84


def test_a_target_typed_in_survives_a_loading(the_plan):
    measure = Measure.objects.get(code="9.1")
    set_the_target(measure)
    set_the_target(measure, year=2025, value=Decimal("0.04"))

    assert actions.load_plan(the_definition(), at=AT).is_empty
    assert list(
        measure.targets.filter(scope="province").order_by("year").values_list("year", "value", "entered_by")
    ) == [
        (2024, Decimal("0.035"), "Nguyễn Thị A"),
        (2025, Decimal("0.04"), "Nguyễn Thị A"),
        (2030, Decimal("0.033"), ""),
    ]


def test_a_target_typed_in_twice_is_the_later_one(the_plan):
    measure = Measure.objects.get(code="6.1")
    set_the_target(measure)

    later = set_the_target(measure, value=Decimal(2), op="<=", source=" Công văn 12 ")

    assert measure.targets.filter(year=2024).get() == later
    assert (later.value, later.op, later.source, later.entered_at) == (2, "<=", "Công văn 12", AT)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"source": "  "}, "Xin ghi nguồn: văn bản nào, số nào, ngày nào."),
        ({"by_name": ""}, "Phải ghi rõ người nhập chỉ tiêu."),
        ({"op": "!="}, "Xin chọn một dấu so sánh: <, ≤, =, ≥ hoặc >."),
        ({"scope": "huyện"}, "Xin chọn phạm vi: của tỉnh hoặc của cả nước."),
        ({"year": 1999}, "Năm phải từ 2000 đến 2100."),
        ({"value": Decimal(-1)}, "Chỉ tiêu giao phải từ 0 trở lên, nhiều nhất 6 chữ số thập phân."),
        ({"value": Decimal("NaN")}, "Chỉ tiêu giao phải từ 0 trở lên, nhiều nhất 6 chữ số thập phân."),
        ({"value": Decimal("0.0000001")}, "Chỉ tiêu giao phải từ 0 trở lên, nhiều nhất 6 chữ số thập phân."),
        ({"value": Decimal(10**9)}, "Chỉ tiêu giao phải từ 0 trở lên, nhiều nhất 6 chữ số thập phân."),
    ],
)
def test_a_target_that_says_too_little_is_refused(the_plan, changes, sentence):
    with pytest.raises(actions.Refused) as refusal:
        set_the_target(Measure.objects.get(code="6.1"), **changes)

    assert refusal.value.sentences == [sentence]
    assert str(refusal.value) == sentence
    assert not Target.objects.filter(year=2024).exists()


def test_a_target_typed_in_can_be_taken_back(the_plan):
    measure = Measure.objects.get(code="6.1")
    set_the_target(measure)

    removed = actions.remove_target(measure=measure, year=2024)

    assert removed.value == Decimal("0.035")
    assert not measure.targets.filter(year=2024).exists()


def test_the_files_own_target_is_not_taken_back_on_a_page(the_plan):
    with pytest.raises(actions.Refused, match="lấy từ tệp kế hoạch"):
        actions.remove_target(measure=Measure.objects.get(code="9.1"), year=2025)


def test_a_target_that_is_gone_cannot_be_taken_back(the_plan):
    with pytest.raises(actions.Refused, match="đã có người bỏ trước"):
        actions.remove_target(measure=Measure.objects.get(code="9.1"), year=2024)


def test_the_command_says_what_it_did_and_then_that_there_is_nothing_to_do():
    assert told() == (
        "749/KH-UBND: thêm 1 kế hoạch, thêm 58 số liệu, thêm 4 mục tiêu, thêm 24 chỉ tiêu, "
        "thêm 35 chỉ tiêu thành phần, thêm 84 chỉ tiêu giao.\n"
    )
    assert told() == "749/KH-UBND: không có gì thay đổi.\n"


def test_the_command_refuses_a_broken_file_whole_with_every_fault_and_its_line(tmp_path):
    lines = FILE.read_text(encoding="utf-8").splitlines()
    year = lines.index("  year: 2024")
    lines[year] = "  year: hai nghìn"
    kind = lines.index("  kind: stock")
    lines[kind] = "  kind: stack"
    file = tmp_path / "broken.yaml"
    file.write_text("\n".join(lines), encoding="utf-8")

    with pytest.raises(CommandError) as error:
        told(file)

    assert str(error.value).splitlines() == [
        f"{file}:{year + 1}: “year” phải là số nguyên từ 2000 đến 2100.",
        f"{file}:{kind + 1}: “stack” không dùng được cho “kind”; chỉ dùng: stock, flow, cumulative, annual.",
    ]
    assert not Plan.objects.exists()


def test_the_command_refuses_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="Không mở được tệp"):
        told(tmp_path / "none.yaml")


def test_the_command_names_the_parts_that_vanished(the_plan, tmp_path):
    text = FILE.read_text(encoding="utf-8").replace("- code: live_births", "- code: births")
    text = text.replace(": live_births,", ": births,")
    file = tmp_path / "renamed.yaml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(CommandError) as error:
        told(file)

    assert str(error.value) == (
        f"{file}: Tệp không còn số liệu “live_births” đã nạp trước đây; số liệu đã báo cáo có thể dựa trên đó."
    )
