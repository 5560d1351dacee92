"""What must hold before anything is written to what a unit files: who, when, and that it is still what was seen."""

from datetime import datetime
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators import wording

from .. import access, deadlines, lifecycle
from ..models import Period, Unit, User
from ..models.filings import Filing
from ..words import has_strange_signs, tidy
from .refusals import NotAllowed, Refused, SomeoneWasFirst

F = TypeVar("F", bound=Filing)


def current(filing: F) -> F:
    """The row as it is now, held until the transaction ends; what a page loaded a minute ago is not trusted.

    Two questions: on PostgreSQL whoever waits for a lock joins the new row to what stood beside the old one.
    """
    rows = type(filing).objects
    rows.select_for_update().values_list("pk").get(pk=filing.pk)
    return rows.select_related("period__plan", "unit", "changed_by").get(pk=filing.pk)


def held(period: Period) -> Period:
    """The period as it is now; whoever is closing it finishes first, or waits for us."""
    rows = Period.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("plan").get(pk=period.pk)


def require_enter(by: User, unit: Unit, period: Period) -> None:
    """The unit's own people, and whoever enters for it."""
    if not access.may_enter(by, unit, period):
        raise not_allowed(by, unit, _("Tài khoản này không nhập được số liệu của đơn vị."))


def require_may(by: User, act: access.Act, unit: Unit, sentence: str) -> None:
    """Whoever may do this to the unit; the sentence is for all others."""
    if not access.may(by, act, unit):
        raise not_allowed(by, unit, sentence)


def not_allowed(by: User, unit: Unit, sentence: str) -> NotAllowed:
    """Why a write to a unit is refused: the key it came by is not one for it, or the account itself may not."""
    if access.covers(by.key, access.Act.ENTER, unit):
        return NotAllowed(sentence)
    return NotAllowed(_("Mã truy cập này không dùng để ghi số liệu của đơn vị này."), "scope")


def require_open(
    period: Period, unit: Unit, at: datetime, reopenings: deadlines.Reopenings | None = None
) -> None:
    """The quarter is open, or was given back to this unit; the day ends at midnight in the province."""
    if not deadlines.is_open(period, unit, timezone.localdate(at), reopenings):
        raise Refused(_("Quý đã khóa số liệu. Xin liên hệ cán bộ tỉnh nếu cần mở lại."), "period_closed")


def require_with_its_unit(
    filing: Filing, at: datetime, reopenings: deadlines.Reopenings | None = None
) -> None:
    """With its unit, in a quarter that is open to it."""
    require_open(filing.period, filing.unit, at, reopenings)
    if not filing.is_with_its_unit:
        raise Refused(_(filing.said.refusals[filing.state]), "locked")


def require_version(filing: Filing, version: int) -> None:
    """What is submitted, accepted or returned is what was seen."""
    if filing.version != version:
        raise SomeoneWasFirst(
            _(filing.said.changed)
            % {
                "who": filing.changed_by,
                "when": timezone.localtime(filing.changed_at).strftime("%H:%M %d/%m/%Y"),
                "state": filing.get_state_display(),
            },
            version=filing.version,
        )


def require_step(filing: Filing, state: Filing.State, version: int, at: datetime) -> None:
    """Someone else's step is told first: it says more than 'this step does not exist'."""
    require_open(filing.period, filing.unit, at)
    require_version(filing, version)
    try:
        lifecycle.check_step(filing.state, state, filing.said)
    except lifecycle.StepRefused as refused:
        raise Refused(refused.sentence.written(_, get_language() or "vi"), "wrong_step") from refused


def require_ended(period: Period, at: datetime, sentence: str) -> None:
    """Nothing is handed in before the period's last day; `sentence` has a place for that `day`."""
    if timezone.localdate(at) < period.last_day:
        raise Refused(sentence % {"day": wording.day(period.last_day)}, "too_early")


def require_reason(reason: str) -> str:
    """The word that comes with a return, without the blanks around it."""
    reason = tidy(reason)
    if not reason:
        raise Refused(_("Xin ghi lý do trả lại để đơn vị biết cần sửa gì."), "reason_missing")
    if has_strange_signs(reason):
        raise Refused(_("Lý do có ký tự không đọc được. Xin gõ lại."), "invalid_reason")
    return reason


def move(filing: Filing, state: Filing.State, by: User, at: datetime, **fields: Any) -> None:
    """Compare-and-set on what was seen, so that two people or a double click cannot both move it."""
    rows = type(filing).objects
    moved = rows.filter(pk=filing.pk, state=filing.state, version=filing.version).update(
        state=state, version=filing.version + 1, changed_at=at, changed_by=by, **fields
    )
    if not moved:
        raise SomeoneWasFirst(_(filing.said.handled), version=filing.version)
    filing.refresh_from_db(from_queryset=rows.select_related("period__plan", "unit"))


def handed_in(filing: Filing, by: User, at: datetime) -> dict[str, Any]:
    """Who and when; the first time stays what it was."""
    return {"submitted_at": at, "submitted_by": by, "first_submitted_at": filing.first_submitted_at or at}
