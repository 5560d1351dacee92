"""Letters: mail to a person, written in the transaction of what it tells and sent after it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .people import User


class Letter(models.Model):
    """One mail. It is kept until it is sent, so that a mail server that is down loses none."""

    class Kind(models.TextChoices):
        DIGEST = "digest", _("nhắc việc trong ngày")
        RETURNED = "returned", _("biểu bị trả lại")
        REOPENED = "reopened", _("quý được mở lại")

    to = models.ForeignKey(User, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=10, choices=Kind)
    day = models.DateField(help_text="the day it speaks of")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, help_text="the last attempt, sent or not")
    fault = models.TextField(blank=True, help_text="what the mail server said last")

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["to", "day"], condition=Q(kind="digest"), name="one_digest_per_person_and_day"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["digest", "returned", "reopened"]), name="a_letter_is_of_a_kind_we_know"
            ),
        ]
