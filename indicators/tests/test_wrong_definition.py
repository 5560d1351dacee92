"""A wrong plan is refused whole: every fault, each once, at its line."""

# ruff: noqa: E501 -- one wrong plan to a line, with its whole sentence, reads as the table it is

import pytest

from indicators.definition import PlanDefinition
from indicators.definition_reader import read
from indicators.plan_file import parse

SMALL = """\
plan:
  code: 1/KH
  slug: small
  year: 2024
  issued_on: '2024-01-31'
  issuer: {vi: a, en: b}
  title: {vi: a, en: b}
  province: '62'
  lead_department: health
sources:
  paper: {title: {vi: a, en: b}}
departments:
  health: {vi: a, en: b}
splits:
  sex:
  - {code: male, vi: a, en: b}
  - {code: female, vi: a, en: b}
elements:
- {code: births, name: {vi: a, en: b}, definition: {vi: a, en: b}, unit: {vi: a, en: b},
   kind: flow, reported_by: commune, split_by: [sex]}
- {code: deaths, name: {vi: a, en: b}, definition: {vi: a, en: b}, unit: {vi: a, en: b},
   kind: flow, reported_by: commune}
- {code: has_park, name: {vi: a, en: b}, definition: {vi: a, en: b}, unit: {vi: a, en: b},
   kind: stock, reported_by: commune, type: boolean}
- {code: tested, name: {vi: a, en: b}, definition: {vi: a, en: b}, unit: {vi: a, en: b},
   kind: annual, reported_by: 'department:health', entered_in: 4, shown_under_indicator: 1}
objectives:
- number: 1
  name: {vi: a, en: b}
  indicators:
  - number: 1
    name: {vi: a, en: b}
    name_confidence: seed
    measures:
    - code: '1.1'
      name: {vi: a, en: b}
      formula: {type: ratio, numerator: deaths, denominator: births, per: 1000}
      unit: {vi: a, en: b}
      direction: down
      decimals: 2
      targets:
      - {year: 2025, op: <, value: 0.036, scope: province, source: paper}
    - code: '1.2'
      name: {vi: a, en: b}
      formula: {type: share_of_units, numerator: has_park, per: 100}
      unit: {vi: a, en: b}
      direction: up
      decimals: 1
      targets: []
tasks:
- {number: 1, name: {vi: a, en: b}, indicators: [1]}
checks:
- {rule: part_of_whole, part: deaths, whole: births, severity: hard}
- {rule: jump_of_flow, against: same_quarter_last_year, more_than_times: 3, and_more_than: 5, severity: soft}
"""


def defined(text: str):
    """The plan of a text, or its faults."""
    document, lines = parse(text.encode())
    return read(document, lines)


def line_of(part: str) -> int:
    """The line of the small plan on which a text first stands."""
    return SMALL[: SMALL.index(part)].count("\n") + 1


def test_a_small_plan_is_read():
    plan = defined(SMALL)

    assert isinstance(plan, PlanDefinition)
    assert plan.measures[0].formula.elements == ("deaths", "births")
    assert plan.measures[1].formula.elements == ("has_park",)
    assert plan.elements[3].entered_in == 4
    assert plan.elements[0].definition_proposed


def test_a_confirmed_definition_is_not_proposed():
    text = SMALL.replace(
        "kind: flow, reported_by: commune}",
        "kind: flow, reported_by: commune,\n   definition_status: confirmed}",
    )

    assert [element.definition_proposed for element in defined(text).elements] == [True, False, True, True]


WRONG = {
    "unknown key": ("  slug: small", "  slug: small\n  colour: red", 4, "Không có mục nào tên “colour” ở đây."),
    "missing key": ("  issuer: {vi: a, en: b}\n", "", 1, "Thiếu mục “issuer”."),
    "one language": ("health: {vi: a, en: b}", "health: {vi: a}", None, "Thiếu mục “en”."),
    "number for text": ("province: '62'", "province: 62", None, "“province” phải là chữ; nếu là số hoặc mã, hãy đặt trong dấu nháy đơn."),
    "no such day": ("'2024-01-31'", "'2024-02-31'", None, "“2024-02-31” không phải là ngày có thật, viết theo dạng '2024-03-05'."),
    "unknown kind": ("kind: annual", "kind: monthly", None, "“monthly” không dùng được cho “kind”; chỉ dùng: stock, flow, cumulative, annual."),
    "annual without quarter": (", entered_in: 4", "", 26, "Số liệu nhập mỗi năm một lần (annual) phải có “entered_in”: quý nhập, từ 1 đến 4."),
    "quarter 5": ("entered_in: 4", "entered_in: 5", None, "“entered_in” phải là số nguyên từ 1 đến 4."),
    "quarter of a flow": ("split_by: [sex]", "split_by: [sex], entered_in: 1", None, "Chỉ số liệu nhập mỗi năm một lần (annual) mới có “entered_in”."),
    "unknown reporter": ("reported_by: 'department:health'", "reported_by: village", None, "“village” không đúng dạng của “reported_by”; ví dụ: department:health."),
    "unknown department": ("department:health'", "department:police'", None, "Không có sở, ngành “police” trong tệp."),
    "unknown lead": ("lead_department: health", "lead_department: police", None, "Không có sở, ngành “police” trong tệp."),
    "unknown split": ("split_by: [sex]", "split_by: [age]", None, "Không có cách phân tổ “age” trong tệp."),
    "split twice": ("split_by: [sex]", "split_by: [sex, sex]", None, "Cách phân tổ “sex” được ghi hai lần."),
    "split of a yes/no": ("type: boolean", "type: boolean, split_by: [sex]", None, "Câu hỏi có/không thì không phân tổ được."),
    "same split code": ("code: female", "code: male", None, "Mã phân tổ “male” được dùng hai lần."),
    "element twice": ("code: tested", "code: deaths", None, "Mã số liệu “deaths” được dùng hai lần."),
    "unused element": (", shown_under_indicator: 1", "", 25, "Số liệu “tested” không được chỉ tiêu nào dùng; nếu chỉ để xem, hãy ghi “shown_under_indicator”."),
    "shown nowhere": ("shown_under_indicator: 1", "shown_under_indicator: 7", None, "Không có chỉ tiêu số “7” trong tệp."),
    "unknown numerator": ("numerator: deaths", "numerator: ghosts", None, "Không có số liệu “ghosts” trong tệp."),
    "unknown denominator": ("denominator: births", "denominator: ghosts", None, "Không có số liệu “ghosts” trong tệp."),
    "ratio without denominator": (", denominator: births", "", None, "Tỷ lệ (ratio) phải có mẫu số “denominator”."),
    "share with denominator": ("numerator: has_park", "numerator: has_park, denominator: births", None, "Chỉ tỷ lệ (ratio) mới có mẫu số “denominator”."),
    "share of a number": ("numerator: has_park", "numerator: deaths", None, "Tỷ lệ đơn vị (share_of_units) chỉ tính trên câu hỏi có/không do xã trả lời."),
    "ratio of a yes/no": ("numerator: deaths", "numerator: has_park", None, "Câu hỏi có/không chỉ dùng được cho tỷ lệ đơn vị (share_of_units)."),
    "halves of two reporters": ("denominator: births", "denominator: tested", None, "Tử số và mẫu số phải do cùng một loại đơn vị báo cáo."),
    "the same half twice": ("numerator: deaths", "numerator: births", None, "Tử số và mẫu số không được là cùng một số liệu."),
    "unknown formula": ("type: ratio", "type: mean", None, "“mean” không dùng được cho “type”; chỉ dùng: ratio, share_of_units, reduction_on_previous_year."),
    "per nothing": ("per: 1000", "per: 0", None, "“per” phải là số nguyên từ 1 đến 1000000."),
    "unknown direction": ("direction: down", "direction: sideways", None, "“sideways” không dùng được cho “direction”; chỉ dùng: up, down."),
    "seven decimals": ("decimals: 2", "decimals: 7", None, "“decimals” phải là số nguyên từ 0 đến 6."),
    "measure of another indicator": ("code: '1.2'", "code: '2.2'", None, "Mã “2.2” phải bắt đầu bằng số của chỉ tiêu: “1.”."),
    "measure twice": ("code: '1.2'", "code: '1.1'", None, "Mã chỉ tiêu thành phần “1.1” được dùng hai lần."),
    "unknown operator": ("op: <,", "op: =<,", None, "“=<” không dùng được cho “op”; chỉ dùng: <, <=, =, >=, >."),
    "unknown scope": ("scope: province", "scope: village", None, "“village” không dùng được cho “scope”; chỉ dùng: province, national."),
    "unknown source": ("source: paper", "source: rumour", None, "Không có nguồn “rumour” trong tệp."),
    "a value in words": ("value: 0.036", "value: nhiều", None, "“value” phải là một số, viết với dấu chấm thập phân, ví dụ 0.036."),
    "a comma in a value": ("value: 0.036", "value: '0,036'", None, "“value” phải là một số, viết với dấu chấm thập phân, ví dụ 0.036."),
    "a negative value": ("value: 0.036", "value: -1", None, "“value” phải từ 0 đến dưới 1000000000, nhiều nhất 6 chữ số sau dấu chấm."),
    "half a count": ("source: paper}", "source: paper, count: 3}", None, "“count” và “of” phải đi cùng nhau."),
    "more than all": ("source: paper}", "source: paper, count: 3, of: 2}", None, "“count” không được lớn hơn “of”."),
    "unknown task's indicator": ("indicators: [1]}", "indicators: [9]}", None, "Không có chỉ tiêu số “9” trong tệp."),
    "unknown rule": ("rule: jump_of_flow", "rule: magic", None, "Không có quy tắc kiểm tra này; chỉ dùng: part_of_whole, splits_add_up, year_to_date_never_falls, change_of_stock, jump_of_flow, outlier."),
    "unknown part": ("part: deaths", "part: ghosts", None, "Không có số liệu “ghosts” trong tệp."),
    "a part of another's whole": ("part: deaths", "part: tested", None, "Phần và tổng phải do cùng một đơn vị báo cáo."),
    "a part of itself": ("part: deaths", "part: births", None, "Phần và tổng không được là cùng một số liệu."),
    "a yes/no as part": ("part: deaths", "part: has_park", None, "Câu hỏi có/không không phải là phần của một tổng."),
    "unknown severity": ("severity: soft", "severity: mild", None, "“mild” không đúng dạng của “severity”; ví dụ: hard."),
    "compared with something else": ("against: same_quarter_last_year", "against: yesterday", None, "“yesterday” không đúng dạng của “against”; ví dụ: same_quarter_last_year."),
    "not a list": ("split_by: [sex]", "split_by: sex", None, "“split_by” phải là một danh sách."),
    "not a group": ("plan:\n  code: 1/KH\n  slug: small\n", "plan: x\nplans:\n  code: 1/KH\n  slug: small\n", 1, "“plan” phải là một nhóm mục có tên."),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "sentence"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_plan_is_refused_at_its_line(old, new, line, sentence):
    assert SMALL.count(old) >= 1
    place = line_of(old) if line is None else line

    faults = defined(SMALL.replace(old, new, 1))

    assert (place, sentence) in [(fault.line, fault.sentence) for fault in faults]


def test_one_mistake_is_told_once():
    faults = defined(SMALL.replace("numerator: deaths", "numerator: ghosts"))

    assert [fault.sentence for fault in faults] == ["Không có số liệu “ghosts” trong tệp."]


def test_every_fault_of_a_file_is_told_at_once_in_the_order_of_its_lines():
    text = (
        SMALL.replace("year: 2024", "year: 20x4", 1)
        .replace("split_by: [sex]", "split_by: [age]")
        .replace("decimals: 2", "decimals: 2.5")
        .replace("source: paper}", "source: rumour}")
        .replace("whole: births", "whole: ghosts")
    )

    places = [(fault.line, fault.path[-1]) for fault in defined(text)]

    assert places == [
        (line_of("year: 2024"), "year"),
        (line_of("split_by: [sex]"), 0),
        (line_of("decimals: 2"), "decimals"),
        (line_of("source: paper}"), "source"),
        (line_of("whole: births"), "whole"),
    ]


def test_an_empty_file_of_names_misses_every_part():
    faults = defined("nothing: here\n")

    missing = [fault.sentence for fault in faults if fault.sentence.startswith("Thiếu")]
    assert len(missing) == 8
    assert faults[-1].line == 1


@pytest.mark.parametrize("junk", ["[]", "5", "x", "{}", "[[]]", "[5]", "[{}]", "{a: 1}", "true", "~"])
@pytest.mark.parametrize(
    "part", ["plan", "sources", "departments", "splits", "elements", "objectives", "tasks", "checks"]
)
def test_junk_in_place_of_a_part_is_refused_and_never_breaks_the_reading(part, junk):
    document, lines = parse(SMALL.encode())
    document[part] = parse(f"x: {junk}".encode())[0]["x"]

    faults = read(document, lines)

    allowed_empty = part in ("tasks", "checks") and junk == "[]"
    assert isinstance(faults, PlanDefinition) if allowed_empty else faults
