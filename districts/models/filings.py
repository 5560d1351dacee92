"""What a unit files for a period, figures or words: a state, a version, and who handed it in and who accepted it."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .. import access, lifecycle
from .people import User
from .periods import Period


class FilingQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """What one may not see does not exist: 404 for the rest."""
        return self.filter(unit__in=access.units_visible_to(user))

    def accepted(self) -> Self:
        return self.filter(state=Filing.State.ACCEPTED)

    def waiting(self) -> Self:
        """Submitted, and neither accepted nor returned yet."""
        return self.filter(state=Filing.State.SUBMITTED)

    def returned(self) -> Self:
        return self.filter(state=Filing.State.RETURNED)

    def of(self, period: Period) -> Self:
        return self.filter(period=period)


class Filing(models.Model):
    """One unit's paper of one period. Its version rises with every write and guards every step.

    Whoever inherits adds `period` and `unit`, and says in `said` how its refusals are worded.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("đang nhập")
        SUBMITTED = "submitted", _("chờ duyệt")
        ACCEPTED = "accepted", _("đã duyệt")
        RETURNED = "returned", _("bị trả lại")

    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # The last time it was handed in; kept through a return, so that timeliness stays what it was.
    first_submitted_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    return_reason = models.TextField(blank=True, help_text="the word that came with the last return")

    said: lifecycle.Sentences

    class Meta:
        abstract = True

    @property
    def is_with_its_unit(self) -> bool:
        """A draft or a returned one: it can be written as long as the quarter is open to the unit."""
        return self.state in lifecycle.EDITABLE

    def was_handed_in_by(self, user: User) -> bool:
        """Whether this very person handed it in; who then accepts it does so without a second pair of eyes."""
        return self.submitted_by_id == user.pk


# What must never be false of a filing; each model gives these constraints names of its own.
IN_A_STATE_WE_KNOW = Q(state__in=list(lifecycle.NEXT_STEPS))
WHO_SUBMITTED_AND_WHEN = Q(
    submitted_at__isnull=True, submitted_by__isnull=True, first_submitted_at__isnull=True
) | Q(submitted_at__isnull=False, submitted_by__isnull=False, first_submitted_at__isnull=False)
ACCEPTED_BY_WHOM_AND_WHEN = Q(state="accepted", accepted_at__isnull=False, accepted_by__isnull=False) | (
    ~Q(state="accepted") & Q(accepted_at__isnull=True, accepted_by__isnull=True)
)
ONLY_A_DRAFT_WAS_NEVER_SUBMITTED = Q(state="draft") | Q(submitted_at__isnull=False)
A_RETURN_HAS_ITS_REASON = ~Q(state="returned") | ~Q(return_reason="")
