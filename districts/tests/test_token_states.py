"""Where in its life a key stands, to the second."""

from datetime import UTC, datetime, timedelta

import pytest

from districts.token_states import DAYS, SOON, USUAL_DAYS, TokenState, state_of

END = datetime(2024, 12, 18, 5, tzinfo=UTC)
A_HAIR = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (END - SOON - A_HAIR, TokenState.ACTIVE),
        (END - SOON, TokenState.EXPIRES_SOON),
        (END - A_HAIR, TokenState.EXPIRES_SOON),
        (END, TokenState.EXPIRED),
        (END + timedelta(days=900), TokenState.EXPIRED),
    ],
)
def test_a_key_ends_at_its_moment_and_says_so_a_week_before(at, state):
    assert state_of(expires_at=END, revoked_at=None, at=at) == state


@pytest.mark.parametrize("at", [END - SOON - A_HAIR, END - A_HAIR, END])
def test_a_revoked_key_stays_revoked(at):
    assert state_of(expires_at=END, revoked_at=END - SOON, at=at) == TokenState.REVOKED


def test_no_key_is_made_for_longer_than_a_year_and_most_for_three_months():
    assert (max(DAYS), USUAL_DAYS) == (365, 90)
