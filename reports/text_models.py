"""What the province puts into its report beside the figures: its own text, and the paper it is written on."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from districts.models import Period, User
from indicators.models import Plan

from .report_sections import LONGEST_TEXT


class ReportTextQuerySet(models.QuerySet["ReportText"]):
    def latest_of(self, period: Period) -> "ReportTextQuerySet":
        """The newest version of each section of a period that was ever written."""
        newer = ReportText.objects.filter(
            period=models.OuterRef("period"),
            section=models.OuterRef("section"),
            version__gt=models.OuterRef("version"),
        )
        return self.filter(~models.Exists(newer), period=period)


class ReportText(models.Model):
    """One version of one section of the province's text: 1, 2, 3… The last counts, and an empty one empties it.

    The database refuses to alter a row: whoever writes again adds a version.
    """

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=20, help_text="a code of reports.report_sections")
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = ReportTextQuerySet.as_manager()

    class Meta:
        ordering = ["period", "section", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "section", "version"], name="one_report_text_per_version"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="report_texts_count_from_one"),
            models.CheckConstraint(condition=~Q(section=""), name="a_report_text_has_its_section"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), LONGEST_TEXT), name="a_report_text_has_its_length"
            ),
        ]


class ReportTemplate(models.Model):
    """The Word paper in which a plan's reports are made from then on. The last row counts.

    `is_standard`, without a file, goes back to the portal's own paper; so it is too where there is no row at all.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    file = models.FileField(upload_to="templates/", max_length=200, blank=True)
    name = models.CharField(max_length=150, blank=True, help_text="as it was sent; shown, never a path")
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    is_standard = models.BooleanField(default=False)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ["plan", "-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_standard=True, file="", sha256="", size=0)
                | (Q(is_standard=False, size__gt=0) & ~Q(file="") & ~Q(sha256="")),
                name="a_template_is_the_standard_one_or_has_its_file",
            )
        ]
