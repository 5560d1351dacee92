"""Task reports for tests, made by the actions that people use, at midday after the period unless told otherwise."""

from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from districts.actions import task_reports
from districts.actions.task_reports import Said
from districts.models import EvidenceFile, Period, TaskReport, Unit, User
from districts.task_reports import groups_of
from districts.tests.builders import PAGE, accepter_of, after, officer_of

PDF_FILE = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
WORD_PARTS = {
    "[Content_Types].xml": b"<Types/>",
    "_rels/.rels": b"<Relationships/>",
    "word/document.xml": b"<document/>",
}


def package(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts, as Word and Excel make theirs."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return file.getvalue()


def begun(unit: Unit, period: Period, *, by: User | None = None) -> TaskReport:
    return task_reports.start(
        period=period, unit=unit, by=by or officer_of(unit), at=after(period), origin=PAGE
    )


def say(
    report: TaskReport,
    group: int,
    done: str = "",
    *,
    by: User | None = None,
    at: datetime | None = None,
    **said: Any,
) -> TaskReport:
    """Words of one group, by somebody who sees what is there."""
    words = report.words.filter(group=group).first()
    told = {"version": words.version if words else 0, **said}
    by, at = by or officer_of(report.unit), at or after(report.period)
    return task_reports.write_words(report, said=Said(group, done, **told), by=by, at=at, origin=PAGE)


def prove(
    report: TaskReport,
    group: int = 1,
    content: bytes = PDF_FILE,
    name: str = "Kế hoạch.pdf",
    by: User | None = None,
) -> EvidenceFile:
    by = by or officer_of(report.unit)
    at = after(report.period)
    return task_reports.add_evidence(
        report, group=group, name=name, content=content, by=by, at=at, origin=PAGE
    )


def answered(unit: Unit, period: Period, words: dict[int, str] | None = None) -> TaskReport:
    """A draft in which each group is answered: with these words, or as having nothing to say."""
    report, words = begun(unit, period), words or {}
    for group in groups_of(period.plan):
        done = words.get(group.number, "")
        report = say(report, group.number, done, nothing_to_say=not done)
    return report


def sent(unit: Unit, period: Period, words: dict[int, str] | None = None) -> TaskReport:
    """... handed in, waiting for the province."""
    return hand_in(answered(unit, period, words))


def hand_in(report: TaskReport, *, by: User | None = None, at: datetime | None = None) -> TaskReport:
    by, at = by or officer_of(report.unit), at or after(report.period)
    return task_reports.submit(report, version=report.version, by=by, at=at, origin=PAGE)


def accept(report: TaskReport, *, by: User | None = None) -> TaskReport:
    by, at = by or accepter_of(report.unit), after(report.period)
    return task_reports.accept(report, version=report.version, by=by, at=at, origin=PAGE)


def send_back(
    report: TaskReport, *, by: User | None = None, reason: str = "thiếu số lớp tập huấn"
) -> TaskReport:
    by, at = by or accepter_of(report.unit), after(report.period)
    return task_reports.send_back(report, version=report.version, reason=reason, by=by, at=at, origin=PAGE)
