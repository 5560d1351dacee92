"""Targets the province types in: who may, and that it is logged; the target itself is the lower floor's."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from indicators import actions as plan_actions
from indicators.models import Measure, Target
from indicators.values import Scope

from .. import access
from ..models import Event, User
from .log import record
from .refusals import NotAllowed, Refused


@transaction.atomic
def set_target(
    *, measure: Measure, year: int, op: str, value: Decimal, source: str, by: User, at: datetime, origin: str
) -> Target:
    """Type in the province's target of a year; it stands in the place of an earlier one."""
    require_setter(by)
    before = Target.objects.filter(measure=measure, year=year, scope=Scope.PROVINCE).first()
    old = None if before is None else logged(before)
    try:
        target = plan_actions.set_target(
            measure=measure, year=year, op=op, value=value, source=source, by_name=str(by), at=at
        )
    except plan_actions.Refused as refused:
        raise Refused(str(refused), "invalid_target") from refused
    log(Event.Action.TARGET_SET, measure, year, old, logged(target), by=by, at=at, origin=origin)
    return target


@transaction.atomic
def remove_target(*, measure: Measure, year: int, by: User, at: datetime, origin: str) -> None:
    """Take back a target that was typed in."""
    require_setter(by)
    try:
        target = plan_actions.remove_target(measure=measure, year=year)
    except plan_actions.Refused as refused:
        raise Refused(str(refused), "no_target") from refused
    log(Event.Action.TARGET_REMOVED, measure, year, logged(target), None, by=by, at=at, origin=origin)


def require_setter(by: User) -> None:
    if not access.may(by, access.Act.SET_TARGETS):
        raise NotAllowed(_("Chỉ cán bộ tỉnh được nhập chỉ tiêu giao."))


def logged(target: Target) -> dict[str, str]:
    """A target as the log keeps it."""
    return {"op": target.op, "value": str(target.value), "source": target.source}


def log(
    action: Event.Action,
    measure: Measure,
    year: int,
    old: dict[str, str] | None,
    new: dict[str, str] | None,
    *,
    by: User,
    at: datetime,
    origin: str,
) -> None:
    changes = [{"field": f"target {year}", "old": old, "new": new}]
    record(action, by=by, at=at, origin=origin, subject=measure.code, changes=changes)
