"""Cells of a sheet, saved as they are left: what the form's script sends, read and written as the form itself is."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.parsers import FormParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from indicators import wording
from indicators.periods import Quarter
from plan749 import clock

from .. import change_log
from ..actions import figures
from ..actions.refusals import Refused, SomeoneWasFirst
from ..api_errors import status_of
from ..changes import Change
from ..forms.cells import CellField
from ..forms.entry import MISSING, SheetForm, Tally
from ..models import Event, Figure, Period, Submission, Unit
from ..sheet_layout import said
from ..sheets import Sheet
from . import entry

FIELDS = ("text", "absence", "reason", "explanation")


class Cells(APIView):
    """POST the fields of some cells and `version-<cell>`, each cell's own as the page last saw it: all or none.

    Sent twice, as after a lost answer, the same cells are written once and answered twice. The answers are short,
    for a thin line; cells are called as in the names of the form's fields.
    """

    parser_classes = [FormParser]
    schema = None  # the page's own; the API has its submissions

    def post(self, request: Request, plan: str, period: Quarter, unit: str) -> Response:
        quarter, reporter = entry.find(request.user, plan, period, unit)
        try:
            self.require_sender()
            return Response(self.save(quarter, reporter))
        except SomeoneWasFirst as refusal:
            if refusal.code == "already_started":  # in this very moment; now there is one to write into
                return Response(self.save(quarter, reporter))
            return Response(self.conflict(refusal, quarter, reporter), status=409)
        except Refused as refusal:
            cells = {suffix(key): sentence for key, sentence in refusal.cells.items()}
            status = 422 if cells else status_of(refusal)
            return Response({"code": refusal.code, "detail": refusal.sentence, "cells": cells}, status=status)

    def require_sender(self) -> None:
        """A window left open sends nothing in the name of whoever signed in after its owner."""
        if self.request.data.get("person", "") not in ("", str(self.request.user.pk)):
            raise Refused(_("Trên máy này đang có tài khoản khác đăng nhập."), "someone_else")

    @transaction.atomic
    def save(self, period: Period, unit: Unit) -> dict[str, Any]:
        sheet = figures.hold(unit, period)
        form = SheetForm(sheet, self.request.data)
        changes = [replace(change, version=self.version_of(change)) for change in form.changes()]
        if form.is_refused:
            faults = {cell.key: cell.fault for cell in form.cells if cell.fault}
            raise Refused(_("Có ô chưa đúng; chưa lưu gì cả."), "invalid_figures", cells=faults)
        told = {"by": self.request.user, "at": clock.now(), "origin": Event.Origin.PAGE}
        submission = figures.change_sheet(sheet, changes=changes, **told)
        return saved(sheet, submission, changes)

    def version_of(self, change: Change) -> int | None:
        text = self.request.data.get(f"version-{suffix(change.key)}", "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None

    def conflict(self, refusal: SomeoneWasFirst, period: Period, unit: Unit) -> dict[str, Any]:
        """What stands in each stale cell, as the form writes it, by whom and since when."""
        sheet = entry.sheets.read(unit, period)
        assert sheet.submission, "someone else wrote into it"
        writers = change_log.last_writers(sheet.submission)
        elements = {element.code: element for element in sheet.elements}
        cells = {}
        for key, figure in refusal.theirs.items():
            field = CellField(elements[key[0]], key[1], figure=figure)
            event = writers.get(key)
            cells[suffix(key)] = {
                "fields": fields_of(field),
                "version": sheet.version_of(key),
                "said": said(figure, field.element),
                "by": str(event.by or "") if event else "",
                "at": wording.moment(timezone.localtime(event.at)) if event else "",
            }
        return {"code": refusal.code, "detail": refusal.sentence, "cells": cells}


def suffix(key: tuple[str, str]) -> str:
    """A cell's name within the names of its fields."""
    element, split = key
    return f"{element}-{split}" if split else element


def fields_of(field: CellField) -> dict[str, str]:
    """What stands in a cell's fields, by the first part of their names."""
    return {"number" if name == "text" else name: str(getattr(field, name)) for name in FIELDS}


def saved(sheet: Sheet, submission: Submission, changes: list[Change]) -> dict[str, Any]:
    """The versions that the next writing must name (null: never filled), and what the rules say of the sheet now."""
    versions = {suffix(one.key): version(one, sheet, submission) for one in changes}
    after = with_changes(sheet, submission, changes)
    at = timezone.localtime(submission.changed_at)
    return {
        "version": submission.version,
        "saved_at": f"{at:%H:%M}",
        "cells": versions,
        "findings": findings(after),
        "tally": vars(Tally.of(SheetForm(after))),
    }


def version(change: Change, sheet: Sheet, submission: Submission) -> int | None:
    """A cell's version after the writing; one that said so already keeps its own. `sheet` is as it was before."""
    is_written = change.differs_from(sheet.cells.get(change.key))
    return submission.version if is_written else sheet.version_of(change.key)


def with_changes(sheet: Sheet, submission: Submission, changes: list[Change]) -> Sheet:
    """The sheet as it is after the writing, without asking the database again."""
    elements = {element.code: element for element in sheet.elements}
    cells = dict(sheet.cells)
    for change in changes:
        cells.pop(change.key, None)
        if not change.is_empty:
            content = {name: getattr(change, name) for name in ("number", "absence", "reason", "explanation")}
            element = elements[change.element]
            cells[change.key] = Figure(submission=submission, element=element, split=change.split, **content)
    by_quarter = {**sheet.by_quarter, sheet.period.as_quarter: cells}
    return Sheet(sheet.unit, sheet.period, sheet.elements, submission, by_quarter)


def findings(sheet: Sheet) -> Mapping[str, list[dict[str, Any]]]:
    """What stands beside which cell; a missing total is said only once the sheet is to be handed in."""
    found: dict[str, list[dict[str, Any]]] = {}
    for finding in sheet.findings():
        for key in finding.cells if finding.rule != MISSING else ():
            told = {"sentence": finding.sentence, "hard": finding.hard}
            found.setdefault(suffix(key), []).append(told)
    return found
