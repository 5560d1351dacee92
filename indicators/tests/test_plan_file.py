"""A plan's YAML file: exact numbers, the line of each place, and nothing that YAML would let slip by."""

from decimal import Decimal

import pytest

from indicators.definition import Fault
from indicators.plan_file import parse, scalar


def test_numbers_with_a_point_are_exact():
    assert parse(b"value: 0.036") == ({"value": Decimal("0.036")}, {(): 1, ("value",): 1})


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("012", "012"),
        ("0.10", Decimal("0.10")),
        (".5", ".5"),
        ("1e3", "1e3"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2024-03-05", "2024-03-05"),
        ("true", True),
        ("yes", "yes"),
        ("on", "on"),
        ("null", None),
        ("", None),
        ("<=", "<="),
        ("=", "="),
    ],
)
def test_a_plain_word_stands_for(text, meaning):
    assert scalar(text, plain=True) == meaning
    assert type(scalar(text, plain=True)) is type(meaning)


def test_a_quoted_word_is_always_text():
    assert parse(b"province: '62'\ncode: \"1.1\"")[0] == {"province": "62", "code": "1.1"}


def test_each_place_has_the_line_of_its_name():
    raw = b"# head\nplan:\n  code: a\nelements:\n- code: x\n  name: {vi: y,\n    en: z}\n- code: w\n"

    document, lines = parse(raw)

    assert document == {
        "plan": {"code": "a"},
        "elements": [{"code": "x", "name": {"vi": "y", "en": "z"}}, {"code": "w"}],
    }
    assert lines[("plan",)] == 2
    assert lines[("elements", 0)] == 5
    assert lines[("elements", 0, "name")] == 6
    assert lines[("elements", 0, "name", "en")] == 7
    assert lines[("elements", 1, "code")] == 8


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"a: 1\nb: 2\na: 3\n", Fault(3, ("a",), "Mục “a” được ghi hai lần.")),
        (b"a: &x [1]\nb: *x\n", Fault(2, (), "Không dùng bí danh (dấu * và &) trong tệp kế hoạch.")),
        (
            b"a: 1\nb: !!python/object:os.system x\n",
            Fault(2, ("b",), "Không dùng thẻ kiểu dữ liệu (dấu !) trong tệp kế hoạch."),
        ),
        (b"a: 1\n? [1, 2]\n: b\n", Fault(2, (), "Tên mục phải là một từ.")),
        (b"a: 1\nb: [1, 2\nc: 3\n", None),
        (b"a: 1\nb: \xff\n", Fault(2, (), "Tệp phải được ghi bằng bảng mã UTF-8.")),
        (b"a: 1\nb: \x07\n", Fault(2, (), "Tệp có ký tự điều khiển không đọc được.")),
        (b"a: " + b"[" * 40 + b"]" * 40, Fault(1, (), "Các mục lồng vào nhau quá sâu.")),
        (b"- a\n- b\n", Fault(1, (), "Tệp phải gồm các mục có tên: plan, sources, elements, objectives…")),
        (b"", Fault(1, (), "Tệp phải gồm các mục có tên: plan, sources, elements, objectives…")),
        (b"#" * 2_000_001, Fault(1, (), "Tệp kế hoạch quá lớn.")),
    ],
    ids=[
        "a key twice", "an alias", "a tag", "a key that is a list", "a bracket left open", "not UTF-8",
        "a control character", "bottomless", "a list", "empty", "huge",
    ],
)  # fmt: skip
def test_a_broken_form_is_refused_with_its_line(raw, fault):
    faults = parse(raw)

    if fault is None:
        fault = Fault(
            3, (), "Không đọc được tệp từ dòng này: xem lại thụt lề, dấu hai chấm, dấu ngoặc và dấu nháy."
        )
    assert faults == [fault]


def test_all_faults_of_form_are_told_at_once():
    faults = parse(b"a: 1\na: 2\nb: !x 3\nb: 4\n")

    assert [fault.line for fault in faults] == [2, 3, 4]


def test_two_documents_in_one_file_are_refused():
    assert [fault.line for fault in parse(b"a: 1\n---\nb: 2\n")] == [2]
