"""Several units' sheets of one quarter, read together. Reading only."""

from collections.abc import Sequence

from .. import access, sheets
from ..directory import by_level
from ..models import Period, Submission, Unit, User
from ..sheets import Sheet


def units_of(user: User, period: Period) -> list[Unit]:
    """The units a person enters for in a quarter: their own, and those for which they may, handed in or not."""
    entered = access.units_entered_by(user, period).values("pk")
    asked = sheets.expected_units(period).filter(pk__in=entered).select_related("parent")
    return list(asked.order_by(by_level("level"), "sort_key", "code"))


def sheets_of(units: Sequence[Unit], period: Period) -> list[Sheet]:
    """Each unit's sheet with all it is compared with: as many questions for one as for all."""
    submissions = {
        submission.unit_id: submission
        for submission in Submission.objects.of(period)
        .filter(unit__in=units)
        .select_related("period__plan", "unit", "changed_by")
    }
    return sheets.read_many({unit: submissions.get(unit.pk) for unit in units}, period)
