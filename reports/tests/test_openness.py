"""What a reader may see of a publication: what was decided is obeyed, and where nobody decided the rule is coarse."""

from dataclasses import replace

import pytest

from indicators.periods import Quarter
from indicators.values import Absence, Status
from reports import published
from reports.frozen import Frozen
from reports.frozen_parts import FrozenCount, FrozenValue
from reports.openness import WHOLE, Openness, is_small, place_of, told_of
from reports.tests.small_content import small_content

FROZEN = Frozen(small_content())
BEFORE = Quarter(2023, 4)


def judged() -> FrozenValue:
    return next(
        FROZEN.result(code) for code in FROZEN.measures if FROZEN.result(code).status is Status.NOT_MET
    )


def test_a_closed_place_loses_all_but_who_reported():
    value = judged()

    seen = Openness(frozenset({place_of(value)})).seen(value)

    assert (seen.text, seen.absence, seen.status) == (None, Absence.WITHHELD, Status.WITHHELD)
    assert (seen.numerator, seen.denominator, seen.exact) == (None, None, None)
    assert (seen.reported, seen.expected) == (value.reported, value.expected)


def test_what_is_not_closed_and_whoever_has_the_right_sees_it():
    value = judged()
    closed = frozenset({place_of(value)})

    assert Openness().seen(value) == value
    assert Openness(closed, is_whole=True).seen(value) == value


@pytest.mark.parametrize("absence", [Absence.NOT_APPLICABLE, Absence.NOT_DUE, Absence.NOT_REPORTED])
def test_a_silence_that_tells_nothing_stays(absence: Absence):
    value = replace(judged(), text=None, absence=absence, numerator=None, denominator=None, status=None)

    assert Openness(frozenset({place_of(value)})).seen(value) == value


@pytest.mark.parametrize(
    ("number", "reported", "expected", "small"),
    [
        (0, 4, 4, False),
        (1, 4, 4, True),
        (4, 4, 4, True),
        (5, 4, 4, False),
        (417, 2, 4, True),
        (None, 0, 4, False),
        (417, 1, 1, False),
    ],
)
def test_small_is_one_to_four_children_or_too_few_units(number, reported, expected, small):
    assert is_small(number, reported, expected) == small


def sensitive(numerator: int) -> FrozenValue:
    value = judged()
    measure = replace(value.measure, sensitive=True)
    return replace(value, measure=measure, numerator=numerator, denominator=900, reported=4, expected=4)


def test_an_earlier_result_of_a_sensitive_measure_follows_the_coarse_rule_where_nobody_decided():
    small, large = sensitive(3), sensitive(30)

    assert Openness().seen_earlier(small, BEFORE).absence is Absence.WITHHELD
    assert Openness().seen_earlier(large, BEFORE) == large
    assert WHOLE.seen_earlier(small, BEFORE) == small
    assert Openness().seen_earlier(judged(), BEFORE) == judged()


def test_an_earlier_result_is_shown_only_as_it_was_open_in_its_own_publication():
    then = sensitive(30)
    shown = Openness(told={BEFORE: {told_of(then)}})

    assert shown.seen_earlier(then, BEFORE) == then
    assert Openness(told={BEFORE: set()}).seen_earlier(then, BEFORE).absence is Absence.WITHHELD
    assert Openness(told={BEFORE: set()}, is_whole=True).seen_earlier(then, BEFORE) == then


def test_an_earlier_result_that_has_changed_since_it_was_published_is_withheld():
    shown = Openness(told={BEFORE: {told_of(sensitive(30))}})

    came_late = sensitive(32)

    assert shown.seen_earlier(came_late, BEFORE).absence is Absence.WITHHELD


def test_a_count_is_hidden_where_it_is_sensitive_and_small():
    element = replace(next(iter(FROZEN.elements.values())), sensitive=True)
    count = FrozenCount(element.code, "62", "", 3, 4, 4)

    assert Openness().hides_count(element, count)
    assert not WHOLE.hides_count(element, count)
    assert Openness(is_first=False).hides_count(element, replace(count, number=30, reported=4, expected=4))
    assert not Openness().hides_count(element, replace(count, number=30, reported=4, expected=4))
    assert not Openness().hides_count(replace(element, sensitive=False), count)


def test_an_indicator_is_judged_by_what_is_shown_of_it():
    value = judged()
    number = value.measure.indicator
    closed = frozenset(
        place_of(FROZEN.result(code))
        for code, measure in FROZEN.measures.items()
        if measure.indicator == number
    )

    def status(openness: Openness) -> Status | None:
        found = published.objectives(FROZEN, openness)
        return next(
            one.indicator.status
            for objective in found
            for one in objective.indicators
            if one.indicator.number == number
        )

    assert status(Openness(closed)) is Status.WITHHELD
    assert status(Openness()) == status(WHOLE) != Status.WITHHELD
