"""What must hold before anything is written to a submission: who, when, and that it is still what was seen."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from .. import access, deadlines
from ..models import Period, Submission, Unit, User
from .refusals import NotAllowed, Refused, SomeoneWasFirst


def current(submission: Submission) -> Submission:
    """The row as it is now, held until the transaction ends; what a page loaded a minute ago is not trusted.

    Two questions: on PostgreSQL whoever waits for a lock joins the new row to what stood beside the old one.
    """
    Submission.objects.select_for_update().values_list("pk").get(pk=submission.pk)
    return Submission.objects.select_related("period__plan", "unit", "changed_by").get(pk=submission.pk)


def held(period: Period) -> Period:
    """The period as it is now; whoever is closing it finishes first, or waits for us."""
    rows = Period.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("plan").get(pk=period.pk)


def require_enter(by: User, unit: Unit, period: Period) -> None:
    """The unit's own people, and whoever enters for it."""
    if not access.may_enter(by, unit, period):
        raise NotAllowed(_("Tài khoản này không nhập được số liệu của đơn vị."))


def require_open(period: Period, unit: Unit, at: datetime) -> None:
    """The quarter is open, or was given back to this unit; the day ends at midnight in the province."""
    if not deadlines.is_open(period, unit, timezone.localdate(at)):
        raise Refused(_("Quý đã khóa số liệu. Xin liên hệ cán bộ tỉnh nếu cần mở lại."), "period_closed")


def require_version(submission: Submission, version: int) -> None:
    if submission.version != version:
        raise SomeoneWasFirst(
            _("Biểu đã thay đổi: %(who)s, %(when)s, %(state)s. Xin xem lại số liệu hiện có rồi làm tiếp.")
            % {
                "who": submission.changed_by,
                "when": timezone.localtime(submission.changed_at).strftime("%H:%M %d/%m/%Y"),
                "state": submission.get_state_display(),
            },
            version=submission.version,
        )
