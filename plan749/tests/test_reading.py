"""A figure typed in the browser is read as the server reads it; a copied block is laid over the right cells."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as any_of

from indicators.values import FigureError, read_figure
from plan749.tests.scripts import Scripts

READING = "sheet/reading.js"
# Texts near figures: digits, both marks, every space and minus that Excel and Word may bring.
NEAR_FIGURES = any_of.text("0123456789.,-−– \u00a0\u202f\u2009abê∅%+\x1c\u200b", max_size=14)


def by_python(text: str, language: str, boolean: bool) -> tuple[str, int | None]:
    """The fault's name and the number."""
    try:
        return "", read_figure(text, language=language, boolean=boolean)
    except FigureError as error:
        return error.code.value, None


def by_script(scripts: Scripts, text: str, language: str, boolean: bool) -> tuple[str, int | None]:
    found = scripts.call(READING, "readFigure", text, language, boolean)
    return found.get("fault", ""), None if "fault" in found else found["number"]


CASES = [
    ("0", "vi", ("", 0)),
    ("125", "vi", ("", 125)),
    ("1234", "vi", ("", 1234)),
    ("1.234", "vi", ("", 1234)),
    ("1.234", "en", ("ambiguous", None)),
    ("1,234", "en", ("", 1234)),
    ("1,234", "vi", ("ambiguous", None)),
    ("12,345,678", "vi", ("ambiguous", None)),
    ("1,234,567,890", "vi", ("not_whole", None)),
    (" 1 234 ", "vi", ("", 1234)),
    ("1\u00a0234", "vi", ("", 1234)),
    ("007", "vi", ("", 7)),
    ("12,5", "vi", ("not_whole", None)),
    ("1.5", "vi", ("not_whole", None)),
    ("0,123", "vi", ("not_whole", None)),
    ("1.234,5", "vi", ("not_whole", None)),
    ("-3", "vi", ("negative", None)),
    ("−1,5", "vi", ("negative", None)),
    ("-", "vi", ("not_a_number", None)),
    ("1e5", "vi", ("not_a_number", None)),
    ("=1+1", "vi", ("not_a_number", None)),
    ("12%", "vi", ("not_a_number", None)),
    ("１２", "vi", ("not_a_number", None)),
    ("", "vi", ("not_a_number", None)),
    ("999.999.999", "vi", ("", 999_999_999)),
    ("1.000.000.000", "vi", ("too_large", None)),
    ("9" * 9000, "vi", ("too_large", None)),
]


@pytest.mark.parametrize(("text", "language", "expected"), CASES)
def test_a_text_is_read_alike_on_both_sides(
    scripts: Scripts, text: str, language: str, expected: tuple[str, int | None]
):
    assert by_python(text, language, False) == expected
    assert by_script(scripts, text, language, False) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("có", 1),
        ("Có", 1),
        ("1", 1),
        ("yes", 1),
        ("không", 0),
        ("0", 0),
        ("KHÔNG", 0),
        ("2", None),
        ("", None),
    ],
)
def test_a_yes_or_no_is_read_alike_on_both_sides(scripts: Scripts, text: str, expected: int | None):
    assert by_python(text, "vi", True)[1] == expected
    assert by_script(scripts, text, "vi", True)[1] == expected


@settings(max_examples=400)
@given(NEAR_FIGURES | any_of.text(max_size=8), any_of.sampled_from(["vi", "en"]))
def test_any_text_is_read_alike_on_both_sides(scripts: Scripts, text: str, language: str):
    assert by_script(scripts, text, language, False) == by_python(text, language, False)


def test_what_could_be_either_says_which_whole_number_it_may_be(scripts: Scripts):
    found = scripts.call(READING, "readFigure", "12,345", "vi")

    assert found == {"fault": "ambiguous", "text": "12,345", "number": 12345}
    with pytest.raises(FigureError) as refused:
        read_figure("12,345")
    assert str(refused.value) == (
        "“12,345” là 12.345 hay là số lẻ? Nếu là 12.345, xin nhập lại đúng như vậy."
    )


# A block ------------------------------------------------------------------------------------------

SHEET = [
    {"name": name, "label": label}
    for name, label in zip("abcd", ["Số A", "Số B", "Số C", "Số D"], strict=True)
]


def laid(scripts: Scripts, text: str, *, chosen: int = 0) -> Any:
    rows = scripts.call("sheet/block.js", "parse", text)
    return scripts.call("sheet/block.js", "lay", rows, {"all": SHEET, "below": SHEET[chosen:]})


def pairs(found: Any) -> list[tuple[str, str]]:
    return [(pair["name"], pair["text"]) for pair in found["pairs"]]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("1\n2\n", [["1"], ["2"]]),
        ("1\r\n2\r\n", [["1"], ["2"]]),
        ("a\t1\nb\t2", [["a", "1"], ["b", "2"]]),
        ('"hai\ndòng"\t1\n', [["hai\ndòng", "1"]]),
        ('"nói ""vâng"""\t1', [['nói "vâng"', "1"]]),
        ("1\n\n3", [["1"], [""], ["3"]]),
    ],
)
def test_a_copied_text_is_rows_of_cells(scripts: Scripts, text: str, rows: list[list[str]]):
    assert scripts.call("sheet/block.js", "parse", text) == rows


def test_one_column_fills_downwards_from_the_chosen_cell(scripts: Scripts):
    found = laid(scripts, "7\n8\n", chosen=1)

    assert (pairs(found), found["isByName"], found["beyond"]) == ([("b", "7"), ("c", "8")], False, 0)


def test_an_empty_line_leaves_its_cell(scripts: Scripts):
    assert pairs(laid(scripts, "7\n\n9\n")) == [("a", "7"), ("c", "9")]


def test_lines_beyond_the_sheets_end_are_counted(scripts: Scripts):
    found = laid(scripts, "1\n2\n3\n", chosen=2)

    assert (pairs(found), found["beyond"]) == ([("c", "1"), ("d", "2")], 1)


def test_names_decide_the_cells_wherever_the_block_is_pasted_and_in_whatever_order(scripts: Scripts):
    found = laid(scripts, "số  C\t3\nSỐ A\t1\nSố Z\t26\n", chosen=3)

    assert (pairs(found), found["isByName"], found["unmatched"]) == ([("c", "3"), ("a", "1")], True, ["Số Z"])


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("1\t2\n3\t4\n", "columns"),
        ("Số A\t1\t2\nSố B\t3\t4\n", "columns"),
        ("\t\n\t\n", "empty"),
        ("Số A\t\nSố B\t\n", "empty"),
        ("1\n" * 10_000, "too_many"),
    ],
)
def test_what_cannot_be_told_apart_is_refused(scripts: Scripts, text: str, refusal: str):
    assert laid(scripts, text) == {"refusal": refusal}
