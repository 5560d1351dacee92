"""Accepting many sheets in one go, each by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from .. import access, remarks, reviewing, sheets
from ..models import Submission, User
from .refusals import Refused, SomeoneWasFirst
from .submissions import accept


@dataclass(frozen=True)
class Outcome:
    """One sheet: accepted, or the sentence why it was left as it is."""

    submission: Submission
    left: str = ""


def accept_many(
    versions: Mapping[int, int], *, by: User, at: datetime, origin: str, only_clear: bool
) -> list[Outcome]:
    """Accept these sheets (id -> the version that was seen), each by itself; in the order of their names.

    `only_clear`: a sheet with something to look at is left, judged as it stands now and not as the page said.
    What does not exist for this person is not there.
    """
    found = Submission.objects.filter(
        pk__in=versions, unit__in=access.units_visible_to(by, access.Act.ACCEPT).values("pk")
    )
    ordered = found.select_related("period__plan", "unit").order_by("unit__sort_key", "unit__code")
    return [
        accept_one(submission, versions[submission.pk], only_clear, by=by, at=at, origin=origin)
        for submission in ordered
    ]


def accept_one(
    submission: Submission, version: int, only_clear: bool, *, by: User, at: datetime, origin: str
) -> Outcome:
    try:
        with transaction.atomic():
            accepted = accept(submission, version=version, by=by, at=at, origin=origin)
            if only_clear:
                require_clear(accepted, by)
    except SomeoneWasFirst as refusal:
        now = Submission.objects.select_related("unit", "accepted_by").get(pk=submission.pk)
        if now.state == Submission.State.ACCEPTED:
            return Outcome(now, _("đã được duyệt trước đó (%(who)s).") % {"who": now.accepted_by})
        return Outcome(now, str(refusal))
    except Refused as refusal:
        return Outcome(submission, str(refusal))
    return Outcome(accepted)


def require_clear(submission: Submission, by: User) -> None:
    """Asked of the row while it is held, so that nobody changes it between the look and the step."""
    sheet = sheets.read(submission.unit, submission.period)
    if reviewing.points(sheet, remarks.answers([submission]).get(submission.pk, [])):
        raise Refused(_("có điểm cần xem."), "not_clear")
    if submission.was_handed_in_by(by):
        raise Refused(_("do chính ông/bà nhập thay, xin xem rồi duyệt riêng."), "own_handing_in")
