"""Periods: a plan's quarters, with the dates of their figures and the days they are due."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indicators.models import Plan
from indicators.periods import DueDays, Quarter

from .units import Level, Unit


class PeriodQuerySet(models.QuerySet["Period"]):
    def open(self) -> Self:
        return self.filter(state=Period.State.OPEN)

    def at(self, quarter: Quarter) -> Self:
        return self.filter(year=quarter.year, quarter=quarter.number)

    def year_so_far(self, quarter: Quarter) -> Self:
        """The quarters of a year up to and with this one."""
        return self.filter(year=quarter.year, quarter__lte=quarter.number)


class Period(models.Model):
    """One quarter of one plan. Its dates are fields: a regulation proposes them, the province sets them."""

    class State(models.TextChoices):
        OPEN = "open", _("đang mở")
        CLOSED = "closed", _("đã khóa")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    due_commune = models.DateField()
    due_district = models.DateField()
    due_department = models.DateField()
    due_lead_department = models.DateField()
    due_province = models.DateField()
    # A base quarter, of the year before the plan, asks only what comparisons with last year need.
    is_base = models.BooleanField(default=False)
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    version = models.PositiveIntegerField(default=1)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "year", "quarter"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "year", "quarter"],
                name="one_period_per_quarter",
                violation_error_message=_("Quý này đã được mở."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "closed"]), name="a_period_is_open_or_closed"
            ),
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4), name="a_year_has_four_quarters"
            ),
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")), name="a_period_begins_before_it_ends"
            ),
            models.CheckConstraint(
                condition=Q(due_commune__gte=F("last_day"))
                & Q(due_district__gte=F("due_commune"))
                & Q(due_department__gte=F("last_day"))
                & Q(due_lead_department__gte=F("due_district"))
                & Q(due_province__gte=F("due_lead_department")),
                name="due_days_follow_the_chain",
                violation_error_message=_("Hạn của cấp trên không được trước hạn của cấp dưới."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        return self.as_quarter.code

    @property
    def as_quarter(self) -> Quarter:
        return Quarter(self.year, self.quarter)

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def due(self) -> DueDays:
        return DueDays(
            commune=self.due_commune,
            district=self.due_district,
            department=self.due_department,
            lead_department=self.due_lead_department,
            province=self.due_province,
        )

    def due_day(self, level: str) -> date:
        """The day a unit of this level is due, without any extension of its own."""
        by_level = {
            Level.COMMUNE: self.due_commune,
            Level.DISTRICT: self.due_district,
            Level.DEPARTMENT: self.due_department,
            Level.PROVINCE: self.due_province,
        }
        return by_level[Level(level)]


class Extension(models.Model):
    """A later due day for one unit in one period, with the reason. It does not hold a closed quarter open."""

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="extensions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="extensions")
    until = models.DateField()
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "unit"], name="one_extension_per_period_and_unit"),
            models.CheckConstraint(condition=~Q(reason=""), name="an_extension_has_its_reason"),
        ]


class Reopening(models.Model):
    """A closed quarter that one unit may write again, through the day `until`; it moves no due day: late stays late."""

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="reopenings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reopenings")
    until = models.DateField(help_text="the last day, whole, in the province's zone")
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "unit"], name="one_reopening_per_period_and_unit"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_reopening_has_its_reason"),
        ]
