"""How a unit's task report is found and shown: as a form, or as it stands with what may be done with it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators import wording
from indicators.periods import Quarter, days_left
from plan749 import clock

from .. import access, deadlines, task_report_log, task_reports
from ..access import Act
from ..forms.submissions import SendBackForm
from ..forms.task_reports import ReportForm
from ..models import Period, TaskReport, Unit, User
from ..task_reports import address
from . import entry
from .entry import Refusal
from .submissions import is_late

State = TaskReport.State


def find(user: User, plan: str, quarter: Quarter, unit: str) -> tuple[Period, Unit]:
    """The quarter and the unit that writes, if both exist for this person: no base quarter, and no commune."""
    period, writer = entry.find(user, plan, quarter, unit)
    if writer.level not in task_reports.LEVELS or not task_reports.asks(period):
        raise Http404
    return period, writer


def held_by(unit: Unit, period: Period) -> TaskReport | None:
    rows = TaskReport.objects.select_related(
        "period__plan", "unit", "changed_by", "submitted_by", "accepted_by"
    )
    return rows.filter(unit=unit, period=period).first()


def existing(unit: Unit, period: Period) -> TaskReport:
    found = held_by(unit, period)
    if found is None:
        raise Http404
    return found


def may_write(user: User, unit: Unit, period: Period, found: TaskReport | None) -> bool:
    is_with_unit = found is None or found.is_with_its_unit
    is_open = deadlines.is_open(period, unit, clock.today())
    return is_with_unit and is_open and access.may_enter(user, unit, period)


def standing(found: TaskReport) -> str:
    """Who brought it to the state it is in, and when."""
    return _("Báo cáo nhiệm vụ %(state)s: %(who)s, %(when)s.") % {
        "state": found.get_state_display(),
        "who": found.changed_by,
        "when": wording.moment(timezone.localtime(found.changed_at)),
    }


def look(
    request: HttpRequest,
    period: Period,
    unit: Unit,
    found: TaskReport | None,
    form: SendBackForm,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """The words as they stand, what may be done with them, and the log."""
    log = [] if found is None else task_report_log.lines_of(found)
    context = {
        **head(request, period, unit, found),
        "words": ReportForm(period, found),
        "log": log,
        "written_for": list(dict.fromkeys(line.by for line in log if line.on_behalf)),
        "is_late": found is not None and is_late(found),
        "form": form,
        "refusal": refusal,
        **steps_for(request.user, period, unit, found),
    }
    return render(request, "districts/task_report.html", context, status=status)


def steps_for(user: User, period: Period, unit: Unit, found: TaskReport | None) -> dict[str, Any]:
    """What this person may do with it now; nothing in a quarter closed to the unit."""
    is_open, state = deadlines.is_open(period, unit, clock.today()), found.state if found else ""
    may_accept = is_open and access.may(user, Act.ACCEPT, unit)
    may_return = is_open and access.may(user, Act.RETURN, unit)
    return {
        "is_open": is_open,
        "may_write": may_write(user, unit, period, found),
        "is_own_handing_in": found is not None and found.was_handed_in_by(user),
        "may_accept": may_accept and state == State.SUBMITTED,
        "may_return": may_return and state in (State.SUBMITTED, State.ACCEPTED),
        "next_waiting": next_waiting(user, period) if may_accept and state != State.SUBMITTED else None,
    }


def next_waiting(user: User, period: Period) -> Unit | None:
    """Another unit of the quarter whose words wait for this person; None when all are done."""
    waiting = TaskReport.objects.of(period).waiting()
    mine = waiting.filter(unit__in=access.units_visible_to(user, Act.ACCEPT)).select_related("unit")
    first = mine.order_by("unit__sort_key").first()
    return None if first is None else first.unit


def page(
    request: HttpRequest, period: Period, unit: Unit, form: ReportForm, refusal: Refusal | None = None
) -> HttpResponse:
    """The form, with how long there is and how far it is."""
    today = clock.today()
    due = deadlines.due_day(period, unit, deadlines.extensions_of([period], [unit]))
    reopenings = deadlines.reopenings_of([period], [unit])
    found = form.report
    context = {
        **head(request, period, unit, found),
        "form": form,
        "refusal": refusal,
        "version": found.version if found else 0,
        "is_editable": deadlines.is_open(period, unit, today, reopenings)
        and (found is None or found.is_with_its_unit),
        "reopened_until": reopenings.get((period.pk, unit.pk)),
        "due": due,
        "days_left": days_left(due, today),
        "days_late": days_left(today, due),
        "is_early": today < period.last_day,
    }
    return render(
        request, "districts/write_task_report.html", context, status=refusal.status if refusal else 200
    )


def head(request: HttpRequest, period: Period, unit: Unit, found: TaskReport | None) -> dict[str, Any]:
    """What stands above the words, however they are shown."""
    return {
        "period": period,
        "unit": unit,
        "report": found,
        "place": address(period, unit),
        "is_for_others": not access.belongs_to(request.user, unit),
    }
