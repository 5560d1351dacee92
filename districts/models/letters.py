"""Letters: what is to be sent by mail, kept until a mail server took it."""

from django.db import models
from django.db.models import Q

from .people import User


class Letter(models.Model):
    """One mail to one person. Written with what it tells of, sent afterwards: a mail server that is down loses none.

    `day` is that of a digest, of which there is one a person and day; the others tell of a single event.
    """

    class Kind(models.TextChoices):
        DIGEST = "digest"
        RETURNED = "returned"
        REOPENED = "reopened"
        PROVISIONAL = "provisional"
        WEBHOOK_OFF = "webhook_off"

    kind = models.CharField(max_length=11, choices=Kind)
    to = models.ForeignKey(User, on_delete=models.CASCADE, related_name="letters")
    address = models.EmailField(help_text="as it was when the letter was written")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    day = models.DateField(null=True)
    written_at = models.DateTimeField()
    try_at = models.DateTimeField(help_text="not to be tried before")
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=300, blank=True, help_text="what the mail server said last")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["to", "day"], name="one_digest_per_person_and_day"),
            models.CheckConstraint(
                condition=Q(kind="digest", day__isnull=False)
                | Q(kind__in=["returned", "reopened", "provisional", "webhook_off"], day__isnull=True),
                name="a_digest_and_no_other_letter_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} · {self.to}"
