"""A unit's own rates are reckoned alike on the server and as one types; and beside the cells of a real browser."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as any_of
from playwright.sync_api import Page, expect

from districts.checks import Cell, Sheet
from districts.rates import Rate, own_rates, words_of
from districts.sheet_facts import facts_of, name_of
from districts.tests.builders import Cast, Province, fill, make_period, start
from districts.tests.small_sheets import ELEMENTS, NO_DATA, NOTHING, cells
from indicators.models import Plan
from indicators.phrases import unchanged
from plan749.tests import desk
from plan749.tests.scripts import Scripts
from plan749.tests.test_checks_on_both_sides import CELLS

SPECIAL = Rate("8.1", "Trẻ em có hoàn cảnh đặc biệt", "%", "special", "children", 100, 2)
ABUSED = Rate("9.1", "Trẻ em bị xâm hại", "%", "abused", "children", 100, 4)
MORTALITY = Rate("3.1", "Xâm hại trên trẻ đẻ sống", "/100.000", "abused", "births", 100_000, 1)
PUPILS = Rate("17.1", "Học sinh trên trẻ em", "%", "pupils", "consulted", 100, 0)
RATES = [SPECIAL, ABUSED, MORTALITY, PUPILS]
WORDS = words_of(unchanged)


def sheet_of(quarter: int = 2, **more: object) -> Sheet:
    return Sheet(**{"quarter": quarter, "elements": ELEMENTS, "rules": (), "cells": {}, **more})


def by_python(sheet: Sheet, language: str = "vi") -> dict[str, str]:
    return {own.rate.code: own.now for own in own_rates(sheet, RATES, WORDS, language)}


def by_script(scripts: Scripts, sheet: Sheet, language: str = "vi") -> dict[str, str]:
    typed = {
        name_of(key): {"number": cell.number, "absence": cell.absence or "", "reason": "", "explanation": ""}
        for key, cell in sheet.cells.items()
    }
    found: dict[str, str] = scripts.call(
        "sheet/rates.js", "ratesOf", facts_of(sheet, unchanged, RATES), typed, language
    )
    return found


@pytest.mark.parametrize(
    ("code", "case", "text"),
    [
        ("8.1", {"cells": cells(special=21, children=1200)}, "1,75 %"),
        ("8.1", {"cells": cells(special=0, children=1200)}, "0,00 %"),
        ("8.1", {"cells": cells(special=1, children=800)}, "0,13 %"),  # 0,125: half up
        ("8.1", {"cells": cells(special=1_240, children=1)}, "124.000,00 %"),
        ("8.1", {"cells": cells(special=21)}, "chưa đủ số liệu"),
        ("8.1", {"cells": cells(special=21, children=NO_DATA)}, "chưa đủ số liệu"),
        ("8.1", {"cells": cells(special=21, children=0)}, "Không tính được"),
        ("8.1", {"cells": cells(special=0, children=0)}, "Không phát sinh"),
        (
            "9.1",
            {"cells": cells(abused=NOTHING, children=9)},
            "chưa đủ số liệu",
        ),  # the first quarter is missing
        ("9.1", {"cells": cells(abused=NOTHING, children=9), "earlier": {1: cells(abused=1)}}, "11,1111 %"),
        ("3.1", {"cells": cells(abused=1, births=3), "quarter": 1}, "33.333,3 /100.000"),
        (
            "3.1",
            {"cells": cells(abused=1, births=3), "earlier": {1: cells(abused=1, births=1)}},
            "50.000,0 /100.000",
        ),
        ("17.1", {"cells": cells(consulted=4), "earlier": {1: cells(pupils=2)}}, "50 %"),  # once a year
    ],
)
def test_a_rate_is_reckoned_alike_on_both_sides(
    scripts: Scripts, code: str, case: dict[str, object], text: str
):
    sheet = sheet_of(**case)

    assert (by_python(sheet)[code], by_script(scripts, sheet)[code]) == (text, text)


def test_what_it_was_to_the_end_of_the_last_quarter_stands_beside():
    sheet = sheet_of(cells=cells(special=21, children=1200), earlier={1: cells(special=12, children=1200)})

    assert [own.before for own in own_rates(sheet, [SPECIAL], WORDS, "vi")] == ["1,00 %"]
    assert [own.before for own in own_rates(sheet_of(quarter=1), [SPECIAL], WORDS, "vi")] == [""]


@settings(max_examples=200, deadline=None)
@given(
    any_of.integers(1, 4),
    CELLS,
    any_of.dictionaries(any_of.integers(1, 3), CELLS, max_size=3),
    any_of.sampled_from(["vi", "en"]),
)
def test_any_sheet_has_the_same_rates_on_both_sides(
    scripts: Scripts,
    quarter: int,
    filled: dict[tuple[str, str], Cell],
    earlier: dict[int, dict[tuple[str, str], Cell]],
    language: str,
):
    sheet = sheet_of(quarter, cells=filled, earlier=earlier)

    assert by_script(scripts, sheet, language) == by_python(sheet, language)


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_a_rate_follows_what_is_typed_without_a_network_too(
    browser_page: Page, cast: Cast, province: Province, the_plan: Plan, live_server, width: int
):
    first, second = make_period(the_plan, "2024-Q1"), make_period(the_plan, "2024-Q2")
    unit = province.communes[0]
    fill(start(unit, first), {"children_under_16": 1200, "special_circumstances": 12})
    fill(start(unit, second), {"children_under_16": 1200})
    desk.be(browser_page.context, cast.commune, live_server.url)
    browser_page.set_viewport_size({"width": width, "height": 900})
    browser_page.goto(desk.sheet_of(unit, second))
    rate = browser_page.locator(".rate", has_text="8.1 ")
    expect(rate).to_contain_text("chưa đủ số liệu (đến hết quý trước: 1,00 %)")
    browser_page.context.set_offline(True)

    desk.type_in(browser_page, {"special_circumstances": "21"})
    desk.leave(browser_page)

    expect(rate).to_contain_text("1,75 % (đến hết quý trước: 1,00 %)")
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= width
    browser_page.context.set_offline(False)
    browser_page.locator(".saves-itself").wait_for()
    expect(browser_page.locator("#said-special_circumstances .cell-state")).to_have_text("đã lưu")
    browser_page.reload()
    expect(rate).to_contain_text("1,75 % (đến hết quý trước: 1,00 %)")
