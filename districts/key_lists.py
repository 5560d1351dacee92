"""A person's keys as a page lists them: those that open something, then those that do no more. Reading only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from . import access, directory
from .models import Token, Unit, User
from .token_states import TokenState

LONGEST_PAST = 20
OPEN = (TokenState.ACTIVE, TokenState.EXPIRES_SOON)


@dataclass(frozen=True)
class KeyLine:
    """A key and where in its life it stands."""

    token: Token
    state: TokenState

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_standing(self) -> bool:
        """Not revoked: it can still be taken off the list."""
        return self.state != TokenState.REVOKED


@dataclass(frozen=True)
class Keys:
    """`standing`: those not revoked, expired ones too; `past`: the last ones that were."""

    standing: Sequence[KeyLine]
    past: Sequence[KeyLine]

    @property
    def expiring(self) -> list[Token]:
        return [line.token for line in self.standing if line.state == TokenState.EXPIRES_SOON]


def line_of(token: Token, at: datetime) -> KeyLine:
    return KeyLine(token, token.state(at))


def keys_of(user: User, at: datetime) -> Keys:
    """Two questions, whatever the number of keys; the newest first."""
    found = user.tokens.select_related("writes_for", "revoked_by")
    standing = found.filter(revoked_at=None)
    past = found.filter(revoked_at__isnull=False).order_by("-revoked_at", "-pk")[:LONGEST_PAST]
    return Keys(*([line_of(token, at) for token in some] for some in (standing, past)))


def units_to_write_for(user: User, *, on: date) -> QuerySet[Unit]:
    """The units in force that a new key may be made to write for."""
    found = access.units_keys_write_for(user).in_force(on=on)
    return found.select_related("parent").order_by(directory.by_level("level"), "sort_key", "code")
