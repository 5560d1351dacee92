"""How long a program's key lives, and where in its life it stands."""

from datetime import datetime, timedelta
from enum import StrEnum

DAYS = (30, 90, 365)  # what may be chosen; nothing lives longer than the last
USUAL_DAYS = 90
SOON = timedelta(days=7)  # so long before its end its owner is told


class TokenState(StrEnum):
    """What a key is: only the first two open anything."""

    ACTIVE = "active"
    EXPIRES_SOON = "expires_soon"
    EXPIRED = "expired"
    REVOKED = "revoked"


def state_of(*, expires_at: datetime, revoked_at: datetime | None, at: datetime) -> TokenState:
    """The state at a moment. At `expires_at` itself a key opens nothing any more; revoked it stays revoked."""
    if revoked_at is not None:
        return TokenState.REVOKED
    if at >= expires_at:
        return TokenState.EXPIRED
    return TokenState.EXPIRES_SOON if at >= expires_at - SOON else TokenState.ACTIVE
