"""Remarks: the words an accepter puts beside single cells when returning a submission."""

from django.db import models
from django.db.models import Q

from indicators.models import Element

from .submissions import SPLITS, Event


class Remark(models.Model):
    """Why one cell came back. It belongs to the event of the return and stays with it in the log.

    The open ones of a returned submission are those of its newest return; handing it in again answers them.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="remarks")
    element = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="+")
    split = models.CharField(max_length=10, blank=True, help_text="empty: the total")
    words = models.TextField()

    class Meta:
        ordering = ["event", "element__position", "split"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "element", "split"], name="one_remark_per_cell_and_return"
            ),
            models.CheckConstraint(condition=Q(split__in=SPLITS), name="a_remark_is_about_a_split_we_know"),
            models.CheckConstraint(condition=~Q(words=""), name="a_remark_has_its_words"),
        ]
