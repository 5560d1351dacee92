"""Tokens: the keys of a person's programs. What one may never open is said in `access`."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .. import token_states
from .people import User
from .units import Unit


class TokenQuerySet(models.QuerySet["Token"]):
    def open(self, *, at: datetime) -> "TokenQuerySet":
        """Those that open something at a moment."""
        return self.filter(revoked_at=None, expires_at__gt=at)

    def expiring(self, *, at: datetime) -> "TokenQuerySet":
        """Those of them that end within days, the next first."""
        return self.open(at=at).filter(expires_at__lte=at + token_states.SOON).order_by("expires_at")


class Token(models.Model):
    """A program's key to the API. It reads as its owner and does what more its columns say, never more than they may.

    Only a digest is kept; the key itself is shown once. A revoked one keeps its row: the log speaks of it.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("Tên"), max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    reads_sensitive = models.BooleanField(
        default=False, help_text="sees sensitive figures and the report's files, as far as its owner does"
    )
    writes_for = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="writes for this unit and those below it, as far as its owner does; empty: only reads",
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(help_text="the first moment at which it opens nothing")
    last_used_at = models.DateTimeField(null=True, help_text="to the minute; empty: never")
    revoked_at = models.DateTimeField(null=True, help_text="empty: not revoked")
    revoked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", help_text="empty: nobody, or a command"
    )

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_token_has_a_name"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="a_token_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(revoked_by__isnull=True) | Q(revoked_at__isnull=False),
                name="whoever_revoked_a_token_did_so_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def state(self, at: datetime) -> token_states.TokenState:
        return token_states.state_of(expires_at=self.expires_at, revoked_at=self.revoked_at, at=at)
