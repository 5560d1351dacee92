"""Units: province, districts, communes and departments, each with the days it is in force."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    PROVINCE = "province", _("tỉnh")
    DISTRICT = "district", _("huyện")
    COMMUNE = "commune", _("xã")
    DEPARTMENT = "department", _("sở")


class UnitQuerySet(models.QuerySet["Unit"]):
    def in_force(self, *, on: date) -> Self:
        """Units that exist on a day. An empty end of validity is open; the last day itself still counts."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on), Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        )

    def of_province(self, province: "Unit") -> Self:
        """The province itself and all within it."""
        return self.filter(Q(pk=province.pk) | Q(province=province))


class Unit(models.Model):
    """One reporting unit or area. A code means something only with its days: codes are used again."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200, help_text="in full, with its kind: Xã Đăk Ui")
    kind = models.CharField(max_length=30, help_text="tỉnh, thành phố, huyện, xã, phường, thị trấn, sở")
    level = models.CharField(max_length=12, choices=Level)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    # The province above, kept beside the parent so that sums over a province need no climbing.
    province = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="all_within")
    valid_from = models.DateField(null=True, help_text="empty: before our data")
    valid_to = models.DateField(null=True, help_text="the last day; empty: still in force")
    sort_key = models.CharField(max_length=600, help_text="orders names the Vietnamese way on any database")
    search_key = models.CharField(max_length=200, help_text="the name without accents, in small letters")

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=Level.values), name="a_level_is_one_of_four"),
            # A department's code is a word, the same in every province. No beginning is one beginning, not many.
            models.UniqueConstraint(
                "code",
                Coalesce("province_id", 0),
                Coalesce("valid_from", date.min),
                name="one_unit_per_code_and_first_day",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lte=F("valid_to")),
                name="a_unit_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(level="province", parent__isnull=True, province__isnull=True)
                | (~Q(level="province") & Q(parent__isnull=False, province__isnull=False)),
                name="only_a_province_stands_alone",
            ),
        ]
        indexes = [models.Index(fields=["province", "level"]), models.Index(fields=["parent"])]

    def __str__(self) -> str:
        return self.name

    def is_in_force(self, *, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or self.valid_to >= on
        )
