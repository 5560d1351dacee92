"""Answers that are kept for a day, so that a request sent twice is done once."""

from django.db import models
from django.db.models import Q

from .people import User


class KeptAnswer(models.Model):
    """What one person's program was answered under a key of its own choosing.

    `fingerprint` is of the method, address and body; `rights` of what the person might see when it was made, since the
    body may hold sensitive figures. Written with what the request wrote, in one transaction.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="kept_answers")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    rights = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.TextField(help_text="JSON as it was sent, in its language")
    language = models.CharField(max_length=10)
    location = models.CharField(max_length=300, blank=True, help_text="the address of what was made")
    kept_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="one_answer_per_person_and_key"),
            models.CheckConstraint(
                condition=Q(status__gte=200, status__lt=500), name="a_fault_of_ours_is_not_kept"
            ),
            models.CheckConstraint(condition=~Q(key=""), name="an_answer_is_kept_under_a_key"),
        ]

    def __str__(self) -> str:
        return f"{self.key} · {self.user}"
