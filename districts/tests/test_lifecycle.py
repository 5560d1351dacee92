"""The states of a submission and the steps between them."""

from itertools import product

import pytest

from districts.lifecycle import EDITABLE, NEXT_STEPS, StepRefused, check_step

STATES = ("draft", "submitted", "accepted", "returned")
STEPS = {
    ("draft", "submitted"),
    ("submitted", "accepted"),
    ("submitted", "returned"),
    ("returned", "submitted"),
    ("accepted", "returned"),
}


@pytest.mark.parametrize(("state", "step"), sorted(STEPS))
def test_the_steps_there_are(state, step):
    check_step(state, step)

    assert step in NEXT_STEPS[state]


@pytest.mark.parametrize(("state", "step"), sorted(set(product(STATES, STATES)) - STEPS))
def test_any_other_step_is_refused_with_a_sentence(state, step):
    with pytest.raises(StepRefused) as refused:
        check_step(state, step)

    assert str(refused.value).startswith("Biểu ")
    assert (refused.value.state, refused.value.step) == (state, step)


def test_the_same_step_twice_says_that_it_is_done():
    with pytest.raises(StepRefused) as refused:
        check_step("accepted", "accepted")

    assert str(refused.value) == "Biểu này đã được phê duyệt rồi."


def test_figures_are_written_only_before_submitting():
    assert {"draft", "returned"} == EDITABLE


def test_every_state_can_be_left_again():
    assert set(NEXT_STEPS) == set(STATES)
    assert all(NEXT_STEPS.values())
