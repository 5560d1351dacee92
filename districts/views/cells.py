"""Cells of a sheet, saved as they are left: what the form's script sends, through the actions of the form itself."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from indicators import wording
from indicators.periods import Quarter
from plan749 import clock

from .. import change_log
from ..actions import figures
from ..actions.refusals import SomeoneWasFirst
from ..api.figures import FiguresIn, as_change
from ..api.parsers import CarefulJSONParser
from ..api_errors import refused
from ..changes import Change
from ..models import Event, Figure, Period, Submission, Unit
from ..sheet_layout import EMPTY, said
from ..sheets import Sheet
from . import entry


class Cells(APIView):
    """PATCH {"figures": […]} as in the API, all cells or none; the answer is short, for a thin line.

    Sent twice, as after a lost answer, the same cells are written once and answered twice. A refusal has the API's
    shape; of a cell that someone else wrote meanwhile it also says who, when, and how a page writes it.
    """

    parser_classes = [CarefulJSONParser]
    schema = None  # the page's own; the API has its submissions

    def patch(self, request: Request, plan: str, period: Quarter, unit: str) -> Response:
        quarter, reporter = entry.find(request.user, plan, period, unit)
        body = FiguresIn(data=request.data)
        body.is_valid(raise_exception=True)
        changes = [as_change(cell) for cell in body.validated_data["figures"]]
        try:
            answer = self.save(quarter, reporter, changes)
        except SomeoneWasFirst as refusal:
            if refusal.code != "already_started":
                return self.conflict(refusal, quarter, reporter)
            answer = self.save(quarter, reporter, changes)
        return Response(answer)

    @transaction.atomic
    def save(self, period: Period, unit: Unit, changes: list[Change]) -> dict[str, Any]:
        sheet = figures.hold(unit, period)
        told = {"by": self.request.user, "at": clock.now(), "origin": Event.Origin.PAGE}
        return saved(sheet, figures.change_sheet(sheet, changes=changes, **told), changes)

    def conflict(self, refusal: SomeoneWasFirst, period: Period, unit: Unit) -> Response:
        """The refusal, with what stands in each stale cell as a page writes it, by whom and since when."""
        answer = refused(refusal, self.request)
        submission = Submission.objects.get(period=period, unit=unit)
        writers = change_log.last_writers(submission)
        for cell in answer.data["cells"]:
            key = cell["element"], cell["split"]
            cell["theirs"] = {
                **(cell["theirs"] or {"version": None}),
                "said": theirs_said(refusal.theirs.get(key)),
                **writer(writers.get(key)),
            }
        return answer


def saved(sheet: Sheet, submission: Submission, changes: list[Change]) -> dict[str, Any]:
    """The versions that the page's next writing must name; null: the cell is empty. `sheet` is as it was before."""
    cells = [
        {"element": one.element, "split": one.split, "version": version(one, sheet, submission)}
        for one in changes
    ]
    at = timezone.localtime(submission.changed_at)
    return {"version": submission.version, "saved_at": f"{at:%H:%M}", "cells": cells}


def version(change: Change, sheet: Sheet, submission: Submission) -> int | None:
    """A cell's version after the writing; one that said so already keeps its own."""
    figure = sheet.cells.get(change.key)
    if change.differs_from(figure):
        return None if change.is_empty else submission.version
    return None if figure is None else figure.version


def theirs_said(figure: Figure | None) -> str:
    return EMPTY if figure is None else said(figure, figure.element)


def writer(event: Event | None) -> dict[str, str]:
    if event is None:
        return {"by": "", "at": ""}
    return {"by": str(event.by or ""), "at": wording.moment(timezone.localtime(event.at))}
