"""Assignments for tests, made by the action that people use."""

from datetime import date
from typing import Any

from districts.actions import assignments
from districts.models import Assignment, Unit
from districts.tests.builders import PAGE, noon, officer_of
from indicators.models import Plan

GIVEN = date(2024, 3, 12)
DUE = date(2024, 12, 6)
TODAY = date(2024, 12, 18)
TEXT = "Tập huấn cho nhân viên y tế thôn"


def assigned(plan: Plan, lead: Unit, **told: Any) -> Assignment:
    """Something a unit leads: of group 2, due on 06/12/2024, unless told otherwise."""
    told = {"group": 2, "text": TEXT, "helpers": [], "due": DUE, **told}
    by = officer_of(lead.province or lead)
    return assignments.assign(plan=plan, lead=lead, by=by, at=noon(GIVEN), origin=PAGE, **told)


def done(assignment: Assignment, on: date, note: str = "") -> Assignment:
    """... and said to be done by who leads it."""
    return assignments.report_done(
        assignment,
        done_on=on,
        note=note,
        version=assignment.version,
        by=officer_of(assignment.lead),
        at=noon(on),
        origin=PAGE,
    )


def cancelled(assignment: Assignment, reason: str = "gộp vào việc khác") -> Assignment:
    return assignments.cancel(
        assignment,
        reason=reason,
        version=assignment.version,
        by=assignment.created_by,
        at=noon(TODAY),
        origin=PAGE,
    )
