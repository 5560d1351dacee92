"""Opening, dating, extending, closing and reopening a plan's quarters. Province staff's, and a command's."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.models import Plan
from indicators.periods import DueDays, Quarter

from .. import access
from ..models import Event, Extension, Period, Reopening, Unit, User
from . import letters, news
from .log import record
from .refusals import NotAllowed, Refused, SomeoneWasFirst

# Days further from their quarter than this are slips of the hand; a base quarter may be typed in years later.
YEARS_BEFORE, YEARS_AFTER = 1, 5
DATES = (
    "first_day",
    "last_day",
    "due_commune",
    "due_district",
    "due_department",
    "due_lead_department",
    "due_province",
)


def proposed_dates(quarter: Quarter) -> dict[str, date]:
    """The dates that Decree 09/2019 gives a quarter's figures, and the due days we propose."""
    due = {f"due_{level}": day for level, day in DueDays.proposed(quarter).by_level().items()}
    return {"first_day": quarter.figures_first_day, "last_day": quarter.figures_last_day, **due}


@transaction.atomic
def open_period(
    *,
    plan: Plan,
    quarter: Quarter,
    by: User | None,
    at: datetime,
    origin: str,
    is_base: bool = False,
    dates: Mapping[str, date] | None = None,
) -> Period:
    """Open a quarter for entry, dated by the decree unless told otherwise. Twice is refused."""
    require_manager(by)
    if not is_year_of(plan, quarter.year):
        raise Refused(_("Chỉ mở được các quý của năm kế hoạch và của năm liền trước."), "wrong_year")
    period = Period(plan=plan, year=quarter.year, quarter=quarter.number, is_base=is_base)
    write_dates(period, {**proposed_dates(quarter), **(dates or {})})
    insert(period)
    record(Event.Action.PERIOD_OPENED, by=by, at=at, origin=origin, period=period)
    news.tell_of_period(period, at=at)
    return period


@transaction.atomic
def change_dates(
    period: Period, *, dates: Mapping[str, date], version: int, by: User | None, at: datetime, origin: str
) -> Period:
    """Set other dates: this is how the whole period is extended."""
    require_manager(by)
    period = seen(period, version)
    before = {name: getattr(period, name) for name in DATES}
    write_dates(period, dates)
    changes = [
        {"field": name, "old": str(before[name]), "new": str(getattr(period, name))}
        for name in DATES
        if before[name] != getattr(period, name)
    ]
    if changes:
        save(period)
        record(Event.Action.PERIOD_DATED, by=by, at=at, origin=origin, period=period, changes=changes)
    return period


@transaction.atomic
def extend(
    period: Period, *, unit: Unit, until: date, reason: str, by: User | None, at: datetime, origin: str
) -> Extension:
    """Give one unit a later due day, with a reason."""
    require_manager(by)
    if not reason.strip():
        raise Refused(_("Xin ghi lý do gia hạn."), "reason_missing")
    if until <= period.due_day(unit.level):
        raise Refused(_("Ngày gia hạn phải sau hạn chung của quý."), "not_later")
    if is_far(period, until):
        raise Refused(far_words(period), "far_day", cells={("until", ""): far_words(period)})
    extension, _created = Extension.objects.update_or_create(
        period=period, unit=unit, defaults={"until": until, "reason": reason.strip()}
    )
    details: dict[str, Any] = {"reason": reason.strip(), "changes": [{"field": "until", "new": str(until)}]}
    record(Event.Action.PERIOD_EXTENDED, by=by, at=at, origin=origin, period=period, unit=unit, **details)
    return extension


@transaction.atomic
def reopen_unit(
    period: Period, *, unit: Unit, until: date, reason: str, by: User | None, at: datetime, origin: str
) -> Reopening:
    """Give a closed quarter back to one unit and its accepter, through the whole day `until`, with a reason.

    It locks again by itself. The unit's due day stays: what was late is late.
    """
    require_manager(by)
    period = seen(period, None)
    if not reason.strip():
        raise Refused(_("Xin ghi lý do mở lại."), "reason_missing")
    if period.is_open:
        raise Refused(_("Quý đang mở; đơn vị cần thêm thời gian thì gia hạn."), "still_open")
    if until < timezone.localdate(at):
        raise Refused(_("Ngày cuối được mở lại không được trước hôm nay."), "past_day")
    if is_far(period, until):
        raise Refused(far_words(period), "far_day", cells={("until", ""): far_words(period)})
    reopening, _created = Reopening.objects.update_or_create(
        period=period, unit=unit, defaults={"until": until, "reason": reason.strip()}
    )
    details: dict[str, Any] = {"reason": reason.strip(), "changes": [{"field": "until", "new": str(until)}]}
    record(Event.Action.UNIT_REOPENED, by=by, at=at, origin=origin, period=period, unit=unit, **details)
    letters.write_reopened(period, unit, until=until, by=by, at=at)
    return reopening


@transaction.atomic
def lock_unit(period: Period, *, unit: Unit, by: User | None, at: datetime, origin: str) -> None:
    """End a unit's reopening before its day. Who is at it now finishes first."""
    require_manager(by)
    period = seen(period, None)
    hold_submissions(period)
    ended, _rows = Reopening.objects.filter(period=period, unit=unit).delete()
    if not ended:
        raise SomeoneWasFirst(_("Quý này không còn mở riêng cho đơn vị."), version=period.version)
    record(Event.Action.UNIT_LOCKED, by=by, at=at, origin=origin, period=period, unit=unit)


@transaction.atomic
def close(period: Period, *, version: int, by: User | None, at: datetime, origin: str) -> Period:
    """Lock the period: nothing of it is entered, accepted or returned any more. Who is at it now finishes first."""
    return turn(period, Period.State.CLOSED, Event.Action.PERIOD_CLOSED, version, by=by, at=at, origin=origin)


@transaction.atomic
def reopen(
    period: Period, *, version: int, reason: str, by: User | None, at: datetime, origin: str
) -> Period:
    """Unlock it again, with a reason; the people of all its units are told."""
    if not reason.strip():
        raise Refused(_("Xin ghi lý do mở lại quý."), "reason_missing")
    period = turn(
        period,
        Period.State.OPEN,
        Event.Action.PERIOD_REOPENED,
        version,
        by=by,
        at=at,
        origin=origin,
        reason=reason.strip(),
    )
    letters.write_quarter_reopened(period, reason=reason.strip(), by=by, at=at)
    return period


def turn(
    period: Period,
    state: Period.State,
    action: Event.Action,
    version: int,
    *,
    by: User | None,
    at: datetime,
    origin: str,
    reason: str = "",
) -> Period:
    require_manager(by)
    period = seen(period, version)
    if period.state == state:
        raise SomeoneWasFirst(
            _("Quý này %(state)s rồi.") % {"state": period.get_state_display()}, version=period.version
        )
    hold_submissions(period)
    period.state = state
    save(period)
    record(action, by=by, at=at, origin=origin, period=period, reason=reason)
    news.tell_of_period(period, at=at)
    return period


def is_year_of(plan: Plan, year: int) -> bool:
    """A plan's own year, and the one before it to compare with."""
    return year in (plan.year, plan.year - 1)


def require_manager(by: User | None) -> None:
    """A command (nobody) may; of people, province staff."""
    if by is not None and not access.may(by, access.Act.MANAGE_PERIODS):
        raise NotAllowed(_("Chỉ cán bộ tỉnh được mở, đổi ngày, gia hạn và khóa quý."))


def seen(period: Period, version: int | None) -> Period:
    """The period as it is now, if it is still what the person saw (None: whatever it is). Its own row is held."""
    rows = Period.objects.select_for_update(of=("self",), no_key=True)
    period = rows.select_related("plan").get(pk=period.pk)
    if version is not None and period.version != version:
        raise SomeoneWasFirst(
            _("Quý này vừa được người khác thay đổi. Xin xem lại rồi làm tiếp."), version=period.version
        )
    return period


def hold_submissions(period: Period) -> None:
    """Wait for whoever is writing one; who comes later waits for us and finds the period as we leave it."""
    list(period.submissions.select_for_update().order_by("pk").values_list("pk"))


def write_dates(period: Period, dates: Mapping[str, date]) -> None:
    far = [name for name in DATES if name in dates and is_far(period, dates[name])]
    if far:
        sentence = far_words(period)
        raise Refused(sentence, "far_day", cells={(name, ""): sentence for name in far})
    for name in DATES:
        if name in dates:
            setattr(period, name, dates[name])
    try:
        period.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(error.messages), "invalid_period") from error


def is_far(period: Period, day: date) -> bool:
    return not period.year - YEARS_BEFORE <= day.year <= period.year + YEARS_AFTER


def far_words(period: Period) -> str:
    return _("Ngày phải trong các năm từ %(first)s đến %(last)s.") % {
        "first": period.year - YEARS_BEFORE,
        "last": period.year + YEARS_AFTER,
    }


def insert(period: Period) -> None:
    """Two who open the same quarter at the same moment both find it not there yet."""
    try:
        with transaction.atomic():
            period.save()
    except IntegrityError as error:
        raise SomeoneWasFirst(_("Quý này đã được mở.")) from error


def save(period: Period) -> None:
    period.version += 1
    period.save()
