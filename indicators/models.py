"""The plan as rows: objectives, indicators, measures, the elements that are counted, and the targets."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .values import Direction, Formula, Kind, Operator, Scope


class Named(models.Model):
    """Something the plan names in both languages."""

    name_vi = models.TextField()
    name_en = models.TextField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_en if get_language() == "en" else self.name_vi


class PlanQuerySet(models.QuerySet["Plan"]):
    def is_demonstration(self) -> bool:
        """Whether any plan here rests on illustrative figures; then every page says so."""
        return self.filter(illustrative=True).exists()


class Plan(Named):
    """A province's plan of action for children, such as 749/KH-UBND of 05/3/2024. Its name is its title."""

    slug = models.SlugField(max_length=40, unique=True)
    code = models.CharField(max_length=60, help_text="the number on the paper")
    year = models.PositiveSmallIntegerField()
    issued_on = models.DateField()
    issuer_vi = models.TextField()
    issuer_en = models.TextField()
    province_code = models.CharField(max_length=5)
    lead_department = models.CharField(max_length=40, help_text="the department's word in the plan")
    # What has no row of its own because nothing refers to it: departments, splits, sources, checks, tasks, as read.
    departments = models.JSONField(default=dict)
    splits = models.JSONField(default=dict)
    sources = models.JSONField(default=dict)
    checks = models.JSONField(default=list)
    tasks = models.JSONField(default=list)
    illustrative = models.BooleanField(
        default=False, help_text="its figures were made up for a demonstration"
    )

    objects = PlanQuerySet.as_manager()


class Objective(Named):
    """One of the plan's objectives (mục tiêu)."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="objectives")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_objective_per_number")]


class Indicator(Named):
    """One of the plan's indicators (chỉ tiêu); judged through its measures."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="indicators")
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="indicators")
    number = models.PositiveSmallIntegerField()
    name_confidence = models.CharField(
        max_length=20, help_text="where the name was read: seed, province, national"
    )

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_indicator_per_number")]


class Element(Named):
    """One thing that is counted, entered once and used by many measures."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="elements")
    code = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField(help_text="its place in the plan's file, and so in the form")
    unit_of_measure_vi = models.CharField(max_length=60)
    unit_of_measure_en = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in Kind])
    reported_by = models.CharField(max_length=50, help_text="commune, district, or department:<its word>")
    split_by = models.JSONField(default=list, help_text='groups of splits: "sex", "ethnicity"')
    boolean = models.BooleanField(default=False, help_text="a yes or no, kept as 1 or 0")
    entered_in = models.PositiveSmallIntegerField(
        null=True, help_text="the quarter an annual element is asked in"
    )
    sensitive = models.BooleanField(default=False)
    shown_under_indicator = models.PositiveSmallIntegerField(
        null=True, help_text="for an element of no measure"
    )
    definition_vi = models.TextField()
    definition_en = models.TextField()
    definition_proposed = models.BooleanField(default=True)

    class Meta:
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="one_element_per_code"),
            models.CheckConstraint(
                condition=Q(kind="annual", entered_in__isnull=False, entered_in__gte=1, entered_in__lte=4)
                | (~Q(kind="annual") & Q(entered_in__isnull=True)),
                name="only_annual_elements_have_their_quarter",
            ),
        ]

    @property
    def unit_of_measure(self) -> str:
        return self.unit_of_measure_en if get_language() == "en" else self.unit_of_measure_vi

    @property
    def definition(self) -> str:
        return self.definition_en if get_language() == "en" else self.definition_vi

    @property
    def may_say_nothing_occurred(self) -> bool:
        """Only events can fail to occur; a stock says 0."""
        return self.kind in (Kind.FLOW, Kind.CUMULATIVE)

    @property
    def reporter_level(self) -> str:
        """commune, district or department."""
        return self.reported_by.partition(":")[0]

    @property
    def department(self) -> str:
        """The department's word in the plan; empty where none reports it."""
        return self.reported_by.partition(":")[2]


class Measure(Named):
    """A part of an indicator (chỉ tiêu thành phần): a formula over elements, with the way it ought to go."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="measures")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="measures")
    code = models.CharField(max_length=10)
    position = models.PositiveSmallIntegerField()
    formula = models.CharField(max_length=30, choices=[(formula.value, formula.value) for formula in Formula])
    numerator = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="measures_above")
    denominator = models.ForeignKey(
        Element, on_delete=models.PROTECT, related_name="measures_below", null=True
    )
    per = models.PositiveIntegerField()
    unit_of_measure_vi = models.CharField(max_length=60)
    unit_of_measure_en = models.CharField(max_length=60)
    direction = models.CharField(max_length=4, choices=[(way.value, way.value) for way in Direction])
    decimals = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="one_measure_per_code"),
            models.CheckConstraint(
                condition=Q(formula="ratio", denominator__isnull=False)
                | (~Q(formula="ratio") & Q(denominator__isnull=True)),
                name="only_ratios_have_a_denominator",
            ),
        ]

    @property
    def unit_of_measure(self) -> str:
        return self.unit_of_measure_en if get_language() == "en" else self.unit_of_measure_vi

    @property
    def elements(self) -> list[Element]:
        """Its one or two halves."""
        return [self.numerator] if self.denominator is None else [self.numerator, self.denominator]


class Target(models.Model):
    """What a measure ought to reach (chỉ tiêu giao), in a year, for a scope, with where that was read."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="targets")
    year = models.PositiveSmallIntegerField()
    op = models.CharField(max_length=2, choices=[(op.value, op.value) for op in Operator])
    value = models.DecimalField(max_digits=15, decimal_places=6)
    scope = models.CharField(max_length=20, choices=[(scope.value, scope.value) for scope in Scope])
    source = models.TextField(help_text="a source of the plan's file by its word, or what staff wrote")
    reading = models.BooleanField(
        default=False, help_text="the source leaves it open; the number is our reading"
    )
    count = models.PositiveIntegerField(
        null=True, help_text="where the source sets a count: 56 of 102 communes"
    )
    count_of = models.PositiveIntegerField(null=True)
    entered_by = models.CharField(max_length=200, blank=True, help_text="empty: from the plan's file")
    entered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["measure", "scope", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "year", "scope"],
                name="one_target_per_measure_year_and_scope",
                violation_error_message=_("Chỉ tiêu thành phần này đã có chỉ tiêu giao của năm đó."),
            ),
            models.CheckConstraint(
                condition=Q(entered_by="", entered_at__isnull=True)
                | (~Q(entered_by="") & Q(entered_at__isnull=False)),
                name="who_entered_a_target_and_when_go_together",
            ),
            models.CheckConstraint(condition=Q(value__gte=Decimal(0)), name="a_target_is_not_negative"),
        ]
