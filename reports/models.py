"""What was published, frozen; and the jobs that publish it."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from districts.models import Period, User

from .report_kinds import Report
from .text_models import ReportTemplate, ReportText

__all__ = [
    "Audit",
    "Document",
    "IssuedReport",
    "Job",
    "ProvisionalReport",
    "Publication",
    "PublishedValue",
    "ReportTemplate",
    "ReportText",
]


class PublicationQuerySet(models.QuerySet["Publication"]):
    def latest_of_each_period(self) -> Self:
        newer = Publication.objects.filter(
            period=models.OuterRef("period"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(newer))


class Publication(models.Model):
    """One frozen state of a period: its number 1, 2, 3, the content it was made of, and that content's hash.

    It is written whole, with its values and documents, in one transaction; the database refuses to alter it
    (see the migration that adds the triggers).
    """

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True, help_text="why it was published again; empty for the first")
    # Everything the documents are made from: values, counts, definitions, targets, units, coverage, in words.
    content = models.JSONField()
    sha256 = models.CharField(
        max_length=64, help_text="of the content's canonical form; no ids, times or file bytes"
    )
    illustrative = models.BooleanField(default=False)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["period", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["period", "number"], name="one_publication_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="publications_count_from_one"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="publishing_again_has_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} #{self.number}"


class PublishedValue(models.Model):
    """One frozen observation of a publication: the row behind the API's basis=published."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="values")
    position = models.PositiveIntegerField(help_text="its place in the content, and in every list")
    measure = models.CharField(max_length=10)
    indicator = models.PositiveSmallIntegerField()
    objective = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=40)
    unit_name = models.CharField(max_length=200)
    level = models.CharField(max_length=12)
    parent = models.CharField(max_length=40, blank=True, help_text="the code of the unit above")
    span = models.CharField(max_length=8)
    split = models.CharField(max_length=10, blank=True)
    value = models.CharField(
        max_length=40, blank=True, help_text="12 significant digits; empty with an absence"
    )
    absence = models.CharField(max_length=20, blank=True)
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    reported = models.PositiveIntegerField()
    expected = models.PositiveIntegerField()
    status = models.CharField(max_length=20, blank=True)
    target = models.JSONField(null=True)
    sensitive = models.BooleanField(default=False)
    open_to_all = models.BooleanField(
        default=False,
        help_text="whether those see it who may not see sensitive figures; decided once, when it is published",
    )

    class Meta:
        ordering = ["publication", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "measure", "unit", "span", "split"],
                name="one_published_value_per_place",
            ),
            models.CheckConstraint(
                condition=(Q(value="") & ~Q(absence="")) | (~Q(value="") & Q(absence="")),
                name="a_published_value_is_there_or_says_why_not",
            ),
        ]


class Document(models.Model):
    """One file of a publication, with the hash of its bytes. The workbook belongs to every report of the quarter."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=10, help_text="xlsx, docx, pdf")
    report = models.CharField(
        max_length=11, blank=True, help_text="which of the quarter's reports; empty: of all of them"
    )
    file = models.FileField(upload_to="publications/", max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    template_sha256 = models.CharField(
        max_length=64,
        blank=True,
        default="",
        help_text="of the province's paper it was made in; empty: the standard",
    )

    class Meta:
        ordering = ["publication", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "kind", "report"], name="one_document_of_a_kind_and_report"
            ),
            models.CheckConstraint(
                condition=Q(kind="xlsx", report="")
                | Q(kind__in=["docx", "pdf"], report__in=[one.value for one in Report]),
                name="a_paper_is_one_of_the_reports",
            ),
        ]

    def get_absolute_url(self) -> str:
        """The workbook and the quarter's own report have short addresses."""
        if self.report in ("", Report.QUARTER):
            return reverse("reports:document", args=[self.publication_id, self.kind])
        return reverse("reports:report_document", args=[self.publication_id, self.report, self.kind])


class IssuedReport(models.Model):
    """A report as it was signed and issued, kept beside the publication it was made from. The last noted counts.

    `file` is the scan of the signed paper, a PDF; empty where there is none yet. The database refuses to alter a row.
    """

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="issued")
    number = models.CharField(max_length=60, help_text="as on the paper: 123/BC-SLĐTBXH")
    issued_on = models.DateField()
    file = models.FileField(upload_to="issued/", max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["publication", "-noted_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(number=""), name="an_issued_report_has_its_number"),
            models.CheckConstraint(
                condition=Q(file="", sha256="", size=0) | (~Q(file="") & ~Q(sha256="") & Q(size__gt=0)),
                name="a_scan_has_its_hash_and_size",
            ),
        ]


class ProvisionalReport(models.Model):
    """A quarter's report as it would be if it were published now; made anew each night of the reporting weeks.

    It has no number. `content_sha256` is that of the content it was made of: a night on which nothing changed makes
    none.
    """

    period = models.OneToOneField(Period, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    content_sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="provisional/", max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()


class Audit(models.Model):
    """One night's answer: how many numbers were worked out anew, and which of them the portal shows otherwise."""

    at = models.DateTimeField()
    checked = models.PositiveIntegerField()
    different = models.PositiveIntegerField()
    # The first of them: [{"period", "unit", "measure", "span", "split", "shown", "recomputed"}].
    differences = models.JSONField(default=list)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(different__lte=F("checked")), name="no_more_differs_than_was_checked"
            )
        ]


class Job(models.Model):
    """An order to publish a period: a row with a heartbeat, so that no killed worker loses it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("đang chờ")
        RUNNING = "running", _("đang làm")
        DONE = "done", _("đã xong")
        FAILED = "failed", _("không làm được")

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+")
    ordered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ordered_at = models.DateTimeField()
    reason = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    step = models.CharField(
        max_length=100, blank=True, help_text="what it is doing, as a word of reports.jobs"
    )
    done_steps = models.PositiveSmallIntegerField(default=0)
    all_steps = models.PositiveSmallIntegerField(default=1)
    attempts = models.PositiveSmallIntegerField(default=0)
    # The real clock, not the demonstration's: it tells a living worker from a dead one.
    heartbeat = models.DateTimeField()
    error = models.TextField(
        blank=True, help_text="what went wrong, in a sentence for the person who ordered"
    )
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-ordered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["period"],
                condition=Q(state__in=["waiting", "running"]),
                name="one_living_job_per_period",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(publication__isnull=False),
                name="a_done_job_has_its_publication",
            ),
            models.CheckConstraint(
                condition=Q(done_steps__lte=F("all_steps")), name="no_more_done_than_there_is"
            ),
        ]

    @property
    def is_living(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def percent(self) -> int:
        return 100 * self.done_steps // self.all_steps
