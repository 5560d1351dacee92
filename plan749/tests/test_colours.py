"""The colours are read on their grounds and told apart by every eye; and nothing hangs on colour alone."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from django.conf import settings

from districts import standing
from indicators.values import Status
from indicators.wording import STATUS_SYMBOLS, STATUS_WORDS
from plan749.tests import colours

CSS = Path(settings.BASE_DIR) / "static" / "css"
LOOK = (CSS / "plan749.css").read_text()
LIGHT = colours.tokens_of(LOOK)
THEMES = {"light": LIGHT, "dark": LIGHT | colours.tokens_of((CSS / "dark.css").read_text())}
WORDS = ("ink", "muted", "action", "met", "partly", "not-met")
JUDGED = ("met", "partly", "not-met", "muted")
LEAST_CONTRAST, LEAST_ON_TINTS = 5.5, 4.5
LEAST_DISTANCE = 10  # five times what an eye just sees


@pytest.fixture(params=THEMES)
def tokens(request) -> dict[str, str]:
    return THEMES[request.param]


def colours_of(stylesheet: str, mark: str) -> dict[str, str]:
    """Which token each status is drawn in: {"partly_met": "partly"}."""
    rules = re.findall(
        r"^((?:\." + mark + r"-\w+(?:, )?)+) \{ color: var\(--plan-([\w-]+)\); \}", stylesheet, re.M
    )
    return {name.removeprefix(f".{mark}-"): token for names, token in rules for name in names.split(", ")}


def test_a_simulation_that_is_known_comes_out_as_it_should():
    assert colours.contrast("#000", "#fff") == pytest.approx(21)
    assert colours.distance("#000", "#fff") == pytest.approx(100, abs=0.1)
    red_and_olive = "#c00000", "#6e6e00"
    assert colours.distance(*red_and_olive) > 60
    assert colours.distance(*red_and_olive, "protanopia") < 35


def test_dark_has_every_token_of_its_own_that_is_a_colour():
    assert colours.tokens_of((CSS / "dark.css").read_text()).keys() == LIGHT.keys()


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("ground", ["ground", "surface"])
def test_every_word_is_read_on_every_ground(tokens, word, ground):
    assert colours.contrast(tokens[word], tokens[ground]) >= LEAST_CONTRAST


@pytest.mark.parametrize("word", ["met", "partly", "not-met", "action"])
def test_every_word_is_read_on_its_own_tint(tokens, word):
    assert colours.contrast(tokens[word], tokens[f"{word}-tint"]) >= LEAST_ON_TINTS
    assert colours.contrast(tokens["ink"], tokens[f"{word}-tint"]) >= LEAST_CONTRAST


def test_the_main_button_is_read(tokens):
    assert colours.contrast(tokens["on-action"], tokens["action"]) >= LEAST_ON_TINTS
    assert colours.contrast(tokens["on-action"], tokens["action-strong"]) >= LEAST_ON_TINTS


@pytest.mark.parametrize("eyes", colours.EYES)
@pytest.mark.parametrize("pair", list(combinations(JUDGED, 2)), ids="-".join)
def test_colours_that_mean_different_things_differ_to_every_eye(tokens, pair, eyes):
    one, other = (tokens[name] for name in pair)

    assert colours.distance(one, other, eyes) >= LEAST_DISTANCE


@pytest.mark.parametrize("eyes", colours.EYES)
def test_no_two_of_the_eight_statuses_look_alike(tokens, eyes):
    """Of those in one colour the symbols differ; and they differ without any colour too."""
    drawn = colours_of(LOOK, "status")
    assert drawn.keys() == {status.value for status in Status}

    for one, other in combinations(Status, 2):
        assert STATUS_SYMBOLS[one] != STATUS_SYMBOLS[other]
        assert STATUS_WORDS[one] != STATUS_WORDS[other]
        if drawn[one] != drawn[other]:
            assert colours.distance(tokens[drawn[one]], tokens[drawn[other]], eyes) >= LEAST_DISTANCE


def test_the_standings_of_completeness_have_a_symbol_and_a_word_each():
    drawn = colours_of((CSS / "completeness.css").read_text(), "standing")

    assert drawn.keys() == {one.value for one in standing.Standing}
    assert len(set(standing.SYMBOLS.values())) == len(set(standing.WORDS.values())) == len(drawn)
