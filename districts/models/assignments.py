"""Assignments (việc được giao): what the province gives its units to do under the plan's groups of tasks."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.models import Plan

from .people import User
from .units import Unit

# The programme that all these plans carry out began then (Quyết định 23/QĐ-TTg); an earlier day is a slip of the hand.
FIRST_DAY = date(2021, 1, 1)
LONGEST_TEXT = 1000


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def unfinished(self) -> Self:
        """Neither done nor cancelled: what somebody still waits for."""
        return self.filter(done_on=None, cancelled_because="")


class Assignment(models.Model):
    """One single task: what is to be done, who leads, who helps, until which day, and when it was done.

    It is never deleted: what is no longer wanted is cancelled, with the reason.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    group = models.PositiveSmallIntegerField(help_text="the number of one of the plan's groups of tasks")
    text = models.TextField(help_text="what is to be done")
    lead = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments_led")
    helpers = models.ManyToManyField(Unit, related_name="assignments_helped")
    due = models.DateField(help_text="the last day on which it is on time")
    done_on = models.DateField(null=True, help_text="empty: not done")
    note = models.TextField(blank=True, help_text="what came of it, in the words of who says that it is done")
    cancelled_because = models.TextField(blank=True, help_text="why it is no longer wanted; empty: it is")
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "group", "due", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="an_assignment_says_what_is_to_be_done"),
            models.CheckConstraint(condition=Q(group__gte=1), name="an_assignment_is_of_a_group"),
            models.CheckConstraint(
                condition=Q(due__gte=FIRST_DAY),
                name="an_assignment_is_due_within_the_programme",
                violation_error_message=_("Hạn không được trước năm 2021."),
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(done_on__gte=FIRST_DAY),
                name="an_assignment_is_done_within_the_programme",
                violation_error_message=_("Ngày xong không được trước năm 2021."),
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=False) | Q(note=""), name="only_what_is_done_has_a_note"
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(cancelled_because=""),
                name="what_is_done_is_not_cancelled",
            ),
        ]
        indexes = [models.Index(fields=["plan", "group"]), models.Index(fields=["lead", "due"])]

    def __str__(self) -> str:
        return self.text

    @property
    def is_cancelled(self) -> bool:
        return bool(self.cancelled_because)

    @property
    def is_open(self) -> bool:
        """Neither done nor cancelled."""
        return self.done_on is None and not self.is_cancelled
