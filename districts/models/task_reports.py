"""Task reports (báo cáo nhiệm vụ): what a unit says of a period in words, by the plan's groups of tasks."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from .. import evidence, lifecycle
from . import filings
from .filings import Filing, FilingQuerySet
from .people import User
from .periods import Period
from .submissions import Event
from .units import Unit

LONGEST_WORDS = 5000
# What is said of a group, in the order of the form.
FIELDS = ("done", "difficulties", "proposals")


class TaskReportQuerySet(FilingQuerySet):
    def with_on_behalf(self) -> Self:
        """Each says in `on_behalf` whether anybody but the unit's own people wrote in it or handed it in."""
        theirs = Event.objects.filter(task_report=OuterRef("pk"), on_behalf=True)
        return self.annotate(on_behalf=Exists(theirs))


class TaskReport(Filing):
    """What a district or a department says of a period's work. It stands beside the unit's figures, not under them."""

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="task_reports")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="task_reports")

    said = lifecycle.OF_TASK_REPORTS
    objects = TaskReportQuerySet.as_manager()

    class Meta:
        ordering = ["period", "unit__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "unit"],
                name="one_task_report_per_unit_and_period",
                violation_error_message=_("Đơn vị đã có báo cáo nhiệm vụ của quý này."),
            ),
            models.CheckConstraint(
                condition=filings.IN_A_STATE_WE_KNOW, name="a_task_report_is_in_a_state_we_know"
            ),
            models.CheckConstraint(
                condition=filings.WHO_SUBMITTED_AND_WHEN,
                name="who_submitted_a_task_report_and_when_go_together",
            ),
            models.CheckConstraint(
                condition=filings.ACCEPTED_BY_WHOM_AND_WHEN,
                name="an_accepted_task_report_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=filings.ONLY_A_DRAFT_WAS_NEVER_SUBMITTED,
                name="only_a_draft_of_a_task_report_was_never_submitted",
            ),
            models.CheckConstraint(
                condition=filings.A_RETURN_HAS_ITS_REASON, name="a_returned_task_report_has_its_reason"
            ),
        ]
        indexes = [models.Index(fields=["unit", "period"])]

    def __str__(self) -> str:
        return f"{self.unit} {self.period}"


class GroupWords(models.Model):
    """What a report says of one group of tasks. Empty texts are silence; `nothing_to_say` is said and is none."""

    task_report = models.ForeignKey(TaskReport, on_delete=models.CASCADE, related_name="words")
    group = models.PositiveSmallIntegerField(help_text="the number of the group in the plan")
    done = models.TextField(blank=True)
    difficulties = models.TextField(blank=True)
    proposals = models.TextField(blank=True)
    nothing_to_say = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["task_report", "group"]
        constraints = [
            models.UniqueConstraint(fields=["task_report", "group"], name="one_text_per_group_and_report"),
            models.CheckConstraint(condition=Q(group__gte=1), name="a_group_of_words_has_its_number"),
            models.CheckConstraint(
                condition=Q(nothing_to_say=False) | Q(done="", difficulties="", proposals=""),
                name="nothing_to_say_is_said_without_words",
            ),
            *(
                models.CheckConstraint(
                    condition=LessThanOrEqual(Length(field), LONGEST_WORDS), name=f"{field}_has_its_length"
                )
                for field in FIELDS
            ),
        ]

    @property
    def is_answered(self) -> bool:
        """Whether it says what was done, or that there was nothing: what handing in asks of each group."""
        return self.nothing_to_say or bool(self.done)


class EvidenceFileQuerySet(models.QuerySet["EvidenceFile"]):
    def there(self) -> Self:
        """Those that nobody took out again."""
        return self.filter(removed_at=None)


class EvidenceFile(models.Model):
    """A file that proves what a report says of a group. Taking it out keeps the row and the file."""

    task_report = models.ForeignKey(TaskReport, on_delete=models.PROTECT, related_name="evidence")
    group = models.PositiveSmallIntegerField(help_text="the number of the group in the plan")
    name = models.CharField(max_length=evidence.LONGEST_NAME, help_text="as it was sent; shown, never a path")
    file = models.FileField(upload_to="evidence/", max_length=200)
    size = models.PositiveIntegerField(help_text="in bytes")
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=100, help_text="told from the content, not from the name")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = EvidenceFileQuerySet.as_manager()

    class Meta:
        ordering = ["task_report", "group", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(group__gte=1), name="a_file_has_the_number_of_its_group"),
            models.CheckConstraint(
                condition=Q(size__gte=1, size__lte=evidence.LARGEST), name="a_file_is_from_1_byte_to_10_mb"
            ),
            models.CheckConstraint(
                condition=Q(content_type__in=list(evidence.ENDINGS)), name="a_file_is_of_a_kind_we_take"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(file="") & ~Q(sha256=""),
                name="a_file_has_its_name_its_place_and_its_hash",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="who_removed_a_file_and_when_go_together",
            ),
        ]

    def __str__(self) -> str:
        return self.name
