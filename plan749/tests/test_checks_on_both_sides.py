"""The plan's rules say the same in the browser as on the server: one table of cases, and sheets at random."""

from typing import Any

import pytest
from django.utils import translation
from django.utils.translation import gettext
from hypothesis import given, settings
from hypothesis import strategies as any_of

from districts.checks import Cell, Rule, Severity, Sheet, find
from districts.sheet_facts import facts_of, name_of
from districts.tests.small_sheets import (
    ADD_UP,
    CHANGE,
    ELEMENTS,
    JUMP,
    NEVER_FALLS,
    NO_DATA,
    NOTHING,
    OVER_YEAR,
    PART_OF_WHOLE,
    cells,
)
from indicators.values import FigureAbsence
from plan749.tests.scripts import Scripts

OUTLIER = Rule(
    "outlier", Severity.SOFT, more_than_mads=5, more_than_percent=50, and_more_than=10, at_least_quarters=4
)
RULES = (PART_OF_WHOLE, OVER_YEAR, ADD_UP, NEVER_FALLS, CHANGE, JUMP, OUTLIER)
Found = list[tuple[str, bool, list[str], str, bool]]


def history(*numbers: int | Cell, of: str = "abused") -> tuple[dict[tuple[str, str], Cell], ...]:
    return tuple(cells(**{of: number}) for number in numbers)


def by_python(sheet: Sheet, language: str) -> Found:
    with translation.override(language):
        return [
            (
                one.rule,
                one.is_hard,
                [name_of(key) for key in one.cells],
                one.sentence.written(gettext, language),
                one.is_explained,
            )
            for one in find(sheet)
            if one.rule != "missing_figure"
        ]


def by_script(scripts: Scripts, sheet: Sheet, language: str) -> Found:
    with translation.override(language):
        facts = facts_of(sheet, gettext)
    typed = {
        name_of(key): {
            "number": cell.number,
            "absence": cell.absence or "",
            "reason": cell.reason,
            "explanation": cell.explanation,
        }
        for key, cell in sheet.cells.items()
    }
    found = scripts.call("sheet/checks.js", "find", facts, typed, language)
    return [(one["rule"], one["hard"], one["cells"], one["sentence"], one["isExplained"]) for one in found]


EXPLAINED = Cell(713, explanation="đã đối chiếu với sổ")
NO_REASON = Cell(absence=FigureAbsence.NO_DATA)
CASES: list[tuple[str, dict[str, Any], list[tuple[str, bool, str]]]] = [
    ("nothing filled in", {}, []),
    ("a part as large as its whole", {"cells": cells(special=10, children=10)}, []),
    (
        "a part above its whole",
        {"cells": cells(special=1011, children=1010)},
        [("part_of_whole", True, "special")],
    ),
    ("a part beside no data", {"cells": cells(special=5, children=NO_DATA)}, []),
    (
        "a part beside nothing",
        {"cells": cells(abused=5, births=NOTHING), "quarter": 1},
        [("part_of_whole", False, "abused")],
    ),
    (
        "a part above its whole in a split",
        {"cells": cells(special__male=6, special__female=1, children__male=5, children__female=9)},
        [("part_of_whole", True, "special-male")],
    ),
    (
        "a part above its whole over the year",
        {"cells": cells(abused=4, births=4), "earlier": {1: cells(abused=4, births=3)}},
        [("part_of_whole", False, "abused")],
    ),
    ("a year with a hole", {"cells": cells(abused=9, births=4)}, []),
    (
        "parts that do not add up",
        {"cells": cells(abused=9, abused__male=4, abused__female=4)},
        [("splits_add_up", True, "abused")],
    ),
    (
        "half a split",
        {"cells": cells(abused=9, abused__male=4)},
        [("splits_add_up", True, "abused-female")],
    ),
    (
        "parts beside a total that nobody counted",
        {"cells": cells(abused=NO_DATA, abused__male=4, abused__female=5)},
        [("splits_add_up", True, "abused")],
    ),
    (
        "a cumulative that falls",
        {"cells": cells(consulted=45), "earlier": {1: cells(consulted=50)}},
        [("year_to_date_never_falls", True, "consulted")],
    ),
    ("a cumulative that stays", {"cells": cells(consulted=50), "earlier": {1: cells(consulted=50)}}, []),
    ("a stock within its thresholds", {"cells": cells(children=120), "previous": cells(children=100)}, []),
    (
        "a stock beyond them",
        {"cells": cells(children=121), "previous": cells(children=100)},
        [("change_of_stock", False, "children")],
    ),
    ("a flow within its thresholds", {"cells": cells(abused=6), "last_year": cells(abused=2)}, []),
    (
        "a flow from none",
        {"cells": cells(abused=6), "last_year": cells(abused=NOTHING)},
        [("jump_of_flow", False, "abused")],
    ),
    (
        "a flow that jumps, explained",
        {"cells": cells(abused=EXPLAINED), "last_year": cells(abused=2)},
        [("jump_of_flow", False, "abused")],
    ),
    ("no data without a reason", {"cells": cells(births=NO_REASON)}, [("missing_reason", True, "births")]),
    # Outliers: median 5, MAD 1 over 4, 5, 5, 6: further than 5 MADs and than 10.
    ("within the least distance", {"cells": cells(abused=15), "history": history(4, 5, 5, 6)}, []),
    (
        "an outlier",
        {"cells": cells(abused=16), "history": history(4, 5, 5, 6)},
        [("outlier", False, "abused")],
    ),
    ("within half of the median", {"cells": cells(abused=60), "history": history(39, 40, 40, 41)}, []),
    (
        "beyond half of the median",
        {"cells": cells(abused=61), "history": history(39, 40, 40, 41)},
        [("outlier", False, "abused")],
    ),
    ("within 5 MADs", {"cells": cells(abused=45), "history": history(10, 20, 30, 20)}, []),
    (
        "beyond 5 MADs",
        {"cells": cells(abused=46), "history": history(10, 20, 30, 20)},
        [("outlier", False, "abused")],
    ),
    (
        "a unit that always said the same",
        {"cells": cells(abused=18), "history": history(7, 7, 7, 7)},
        [("outlier", False, "abused")],
    ),
    ("too short a history", {"cells": cells(abused=900), "history": history(4, 5, 6)}, []),
    ("silences are no history", {"cells": cells(abused=900), "history": history(4, 5, 6, NO_DATA)}, []),
    (
        "nothing occurred is 0",
        {"cells": cells(abused=11), "history": history(NOTHING, NOTHING, 0, 0)},
        [("outlier", False, "abused")],
    ),
    ("seen before", {"cells": cells(abused=90), "history": history(4, 4, 4, 4, 90)}, []),
    (
        "a jump is not said twice",
        {"cells": cells(abused=90), "last_year": cells(abused=4), "history": history(4, 4, 4, 4)},
        [("jump_of_flow", False, "abused")],
    ),
    (
        "a stock far below",
        {"cells": cells(special=0), "history": history(40, 41, 42, 43, of="special")},
        [("outlier", False, "special")],
    ),
    (
        "a cumulative has no habits",
        {"cells": cells(consulted=900), "history": history(*[4] * 6, of="consulted")},
        [],
    ),
]


@pytest.mark.parametrize(("case", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_case_is_judged_alike_on_both_sides(
    scripts: Scripts, case: dict[str, Any], expected: list[tuple[str, bool, str]], language: str
):
    sheet = Sheet(**{"quarter": 2, "elements": ELEMENTS, "rules": RULES, "cells": {}, **case})

    python, script = by_python(sheet, language), by_script(scripts, sheet, language)

    assert [(rule, hard, names[0]) for rule, hard, names, _words, _explained in python] == expected
    assert script == python


CELL = (
    any_of.builds(Cell, any_of.integers(0, 60) | any_of.sampled_from([1_240, 999_999_999]))
    | any_of.sampled_from([NOTHING, NO_DATA, NO_REASON])
    | any_of.builds(Cell, any_of.integers(0, 60), explanation=any_of.sampled_from([" ", "đã đối chiếu"]))
)
KEYS = [(element.code, part.code) for element in ELEMENTS for part in element.parts()]
CELLS = any_of.dictionaries(any_of.sampled_from(KEYS), CELL, max_size=14)
SHEETS = any_of.builds(
    Sheet,
    quarter=any_of.integers(1, 4),
    elements=any_of.just(ELEMENTS),
    rules=any_of.permutations(RULES).map(tuple),
    cells=CELLS,
    previous=CELLS,
    last_year=CELLS,
    earlier=any_of.dictionaries(any_of.integers(1, 3), CELLS, max_size=3),
    history=any_of.lists(CELLS, max_size=8).map(tuple),
)


@settings(max_examples=300, deadline=None)
@given(SHEETS, any_of.sampled_from(["vi", "en"]))
def test_any_sheet_is_judged_alike_on_both_sides(scripts: Scripts, sheet: Sheet, language: str):
    assert by_script(scripts, sheet, language) == by_python(sheet, language)
