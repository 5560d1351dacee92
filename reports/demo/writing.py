"""Writes the demonstration's task reports through the actions that people use, after each quarter's last day."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from io import BytesIO

from docx import Document

from districts import access
from districts.actions import task_reports as actions
from districts.actions.task_reports import Said
from districts.models import Event, Period, TaskReport, Unit, User
from districts.task_reports import groups_of
from indicators.periods import working_day_from

from . import words
from .story import in_office_at
from .words import Ending, Words

PAGE = Event.Origin.PAGE


def write_all(period: Period, units: Mapping[str, Unit], officers: Mapping[int, User]) -> int:
    """The words of one quarter; gives how many units wrote. Of the year before the plan's there are none."""
    written = words.WRITTEN.get(period.quarter, {}) if period.year == period.plan.year else {}
    for place, (code, ending) in enumerate(written.items()):
        unit = units[code]
        accepter = officers[access.accepter_id(unit) or 0]
        at = in_office_at(working_day_from(period.last_day), minute=7 * place)
        write_one(period, unit, ending, own=officers[unit.pk], accepter=accepter, at=at)
    return len(written)


def write_one(
    period: Period, unit: Unit, ending: Ending, *, own: User, accepter: User, at: datetime
) -> TaskReport:
    """From the first word to as far as it came: written in the morning, answered within the day."""
    told = {"by": own, "at": at, "origin": PAGE}
    report = actions.start(period=period, unit=unit, **told)
    said = words.of_unit(unit.code)
    for group in groups_of(period.plan):
        if ending is not Ending.DRAFT or group.number <= words.BEGUN:
            report = actions.write_words(report, said=as_said(group.number, said.get(group.number)), **told)
    first = min(said)
    content, name = evidence(), "Minh họa - biên bản tập huấn.docx"
    actions.add_evidence(report, group=first, name=name, content=content, **told)
    report.refresh_from_db()
    if ending is Ending.DRAFT:
        return report
    sent = {"by": own, "at": at + timedelta(minutes=30), "origin": PAGE}
    report = actions.submit(report, version=report.version, **sent)
    answered = {"by": accepter, "at": at + timedelta(hours=2), "origin": PAGE}
    if ending is Ending.RETURNED:
        return actions.send_back(report, version=report.version, reason=words.REASON, **answered)
    if ending is Ending.ACCEPTED:
        return actions.accept(report, version=report.version, **answered)
    return report


def as_said(group: int, found: Words | None) -> Said:
    if found is None:
        return Said(group, nothing_to_say=True)
    return Said(group, found.done, found.difficulties, found.proposals)


def evidence() -> bytes:
    """A paper that says of itself what it is."""
    paper = Document()
    paper.add_paragraph(words.LABEL)
    file = BytesIO()
    paper.save(file)
    return file.getvalue()
