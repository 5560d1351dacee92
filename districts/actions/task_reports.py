"""Task reports: begin, write words, add and take out evidence, hand in, accept, return; from whichever door."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .. import access, evidence, task_reports
from ..freshness import Outcome, outcome
from ..models import Event, EvidenceFile, GroupWords, Period, TaskReport, Unit, User
from ..models.task_reports import FIELDS, LONGEST_WORDS
from ..words import TURNING
from ..workbooks.packages import PackageFault
from . import letters
from .guards import (
    current,
    handed_in,
    held,
    move,
    require_ended,
    require_open,
    require_reason,
    require_step,
    require_with_its_unit,
)
from .log import record
from .refusals import NotAllowed, NotReady, Refused, SomeoneWasFirst

Action = Event.Action
State = TaskReport.State
CONTROLS = "".join(chr(sign) for sign in (*range(32), *range(0x7F, 0xA0)) if chr(sign) not in "\n\t")
WITHOUT_WIDTH = "\u200b\u2060\ufeff"
SIGNS_NOT_TAKEN = str.maketrans("", "", CONTROLS + TURNING + WITHOUT_WIDTH)


@dataclass(frozen=True)
class Said:
    """What someone wants to say of one group. `version` is the words' own as last read; 0 where there were none."""

    group: int
    done: str = ""
    difficulties: str = ""
    proposals: str = ""
    nothing_to_say: bool = False
    version: int = 0

    @property
    def content(self) -> dict[str, Any]:
        """The texts as they are kept: one sign for a new line, no blanks around, nothing invisible."""
        texts = {field: plain(getattr(self, field)) for field in FIELDS}
        return {**texts, "nothing_to_say": self.nothing_to_say}


def plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(SIGNS_NOT_TAKEN).strip()


def content_of(words: GroupWords | None) -> dict[str, Any]:
    """What is kept of a group; silence where nothing is."""
    if words is None:
        return {**dict.fromkeys(FIELDS, ""), "nothing_to_say": False}
    return {name: getattr(words, name) for name in (*FIELDS, "nothing_to_say")}


@transaction.atomic
def start(*, period: Period, unit: Unit, by: User, at: datetime, origin: str) -> TaskReport:
    """Begin a unit's report of a period. A second one is refused."""
    period = held(period)
    require_writer(by, unit, period)
    require_open(period, unit, at)
    if not task_reports.writes(unit, period):
        raise Refused(_("Đơn vị này không phải báo cáo nhiệm vụ trong quý này."), "not_a_writer")
    try:
        with transaction.atomic():
            report = TaskReport.objects.create(
                period=period, unit=unit, created_at=at, changed_at=at, changed_by=by
            )
    except IntegrityError as error:
        raise SomeoneWasFirst(_("Đơn vị đã có báo cáo nhiệm vụ của quý này."), "already_started") from error
    record(Action.TASK_REPORT_STARTED, by=by, at=at, origin=origin, task_report=report)
    return report


@transaction.atomic
def hold(unit: Unit, period: Period) -> TaskReport | None:
    """A unit's report as it is now, with nobody else writing it until the transaction ends; None before it begins."""
    report = TaskReport.objects.filter(unit=unit, period=period).first()
    return None if report is None else current(report)


@transaction.atomic
def write_words(report: TaskReport, *, said: Said, by: User, at: datetime, origin: str) -> TaskReport:
    """Keep what is said of one group, if it is still what its writer saw; else both texts are told."""
    report = writable(report, by, at)
    require_group(report, said.group)
    wanted = said.content
    require_sayable(said.group, wanted)
    words = (
        GroupWords.objects.filter(task_report=report, group=said.group).select_related("changed_by").first()
    )
    standing = content_of(words)
    found = outcome(
        seen=said.version, standing=words.version if words else 0, wanted=wanted, content=standing
    )
    if found == Outcome.SAME:
        return report
    if found == Outcome.STALE:
        raise SomeoneWasFirst(
            _("Nội dung nhóm này vừa được người khác sửa. Xin xem cả hai bản rồi chọn."),
            "stale_words",
            version=report.version,
            theirs={(str(said.group), ""): words},
        )
    touch(report, by, at)
    fields = {**wanted, "version": said.version + 1, "changed_at": at, "changed_by": by}
    GroupWords.objects.update_or_create(task_report=report, group=said.group, defaults=fields)
    changes = [
        {"group": said.group, "field": name, "old": standing[name], "new": wanted[name]}
        for name in wanted
        if standing[name] != wanted[name]
    ]
    record(Action.WORDS_CHANGED, by=by, at=at, origin=origin, task_report=report, changes=changes)
    return report


@transaction.atomic
def add_evidence(
    report: TaskReport, *, group: int, name: str, content: bytes, by: User, at: datetime, origin: str
) -> EvidenceFile:
    """Keep a file that proves what is said of a group; what it is, its bytes say. The same again is kept once."""
    report = writable(report, by, at)
    require_group(report, group)
    try:
        kind = evidence.examine(content)
    except PackageFault as fault:
        raise Refused(fault.sentence.written(_, get_language() or "vi"), fault.code) from fault
    digest = sha256(content).hexdigest()
    there = EvidenceFile.objects.there().filter(task_report=report, group=group)
    if same := there.filter(sha256=digest).first():
        return same
    if there.count() >= evidence.MOST_IN_A_GROUP:
        raise Refused(_("Mỗi nhóm nhận nhiều nhất 10 tệp."), "too_many_files")
    touch(report, by, at)
    period = report.period
    place = f"evidence/{period.plan.slug}/{period.code}/{report.pk}/{group}-{digest[:16]}"
    file = EvidenceFile.objects.create(
        task_report=report,
        group=group,
        name=evidence.shown_name(name, kind),
        file=default_storage.save(f"{place}{evidence.ENDINGS[kind][0]}", ContentFile(content)),
        size=len(content),
        sha256=digest,
        content_type=kind,
        added_at=at,
        added_by=by,
    )
    changes = [{"group": group, "field": "evidence", "old": "", "new": file.name}]
    record(Action.EVIDENCE_ADDED, by=by, at=at, origin=origin, task_report=report, changes=changes)
    return file


@transaction.atomic
def remove_evidence(file: EvidenceFile, *, by: User, at: datetime, origin: str) -> EvidenceFile:
    """Take a file out of the report; its row and its bytes stay. A second time changes nothing."""
    report = writable(file.task_report, by, at)
    removed = EvidenceFile.objects.there().filter(pk=file.pk).update(removed_at=at, removed_by=by)
    if removed:
        touch(report, by, at)
        changes = [{"group": file.group, "field": "evidence", "old": file.name, "new": ""}]
        record(Action.EVIDENCE_REMOVED, by=by, at=at, origin=origin, task_report=report, changes=changes)
    file.refresh_from_db()
    return file


@transaction.atomic
def submit(report: TaskReport, *, version: int, by: User, at: datetime, origin: str) -> TaskReport:
    """Hand the words to the province and lock them; from the period's last day on, once each group is answered."""
    report = current(report)
    require_writer(by, report.unit, report.period)
    require_step(report, State.SUBMITTED, version, at)
    require_ended(report.period, at, _("Báo cáo nhiệm vụ của quý chỉ gửi được từ ngày %(day)s."))
    require_ready(report)
    move(report, State.SUBMITTED, by, at, **handed_in(report, by, at))
    record(Action.SUBMITTED, by=by, at=at, origin=origin, task_report=report)
    return report


@transaction.atomic
def accept(report: TaskReport, *, version: int, by: User, at: datetime, origin: str) -> TaskReport:
    """Accept the words that were seen; the province's report may quote them from now on."""
    report = current(report)
    if not access.may(by, access.Act.ACCEPT, report.unit):
        raise NotAllowed(_("Tài khoản này không duyệt được báo cáo nhiệm vụ của đơn vị."))
    require_step(report, State.ACCEPTED, version, at)
    move(report, State.ACCEPTED, by, at, accepted_at=at, accepted_by=by)
    record(Action.ACCEPTED, by=by, at=at, origin=origin, task_report=report)
    return report


@transaction.atomic
def send_back(
    report: TaskReport, *, version: int, reason: str, by: User, at: datetime, origin: str
) -> TaskReport:
    """Return it to its unit with a word why; an accepted one is quoted no more until accepted again."""
    report = current(report)
    if not access.may(by, access.Act.RETURN, report.unit):
        raise NotAllowed(_("Tài khoản này không trả lại được báo cáo nhiệm vụ của đơn vị."))
    reason = require_reason(reason)
    require_step(report, State.RETURNED, version, at)
    move(report, State.RETURNED, by, at, accepted_at=None, accepted_by=None, return_reason=reason)
    record(Action.RETURNED, by=by, at=at, origin=origin, task_report=report, reason=reason)
    letters.write_returned(report, reason=reason, by=by, at=at)
    return report


def writable(report: TaskReport, by: User, at: datetime) -> TaskReport:
    """The report as it is now, held, where this person may write it."""
    report = current(report)
    require_writer(by, report.unit, report.period)
    require_with_its_unit(report, at)
    return report


def require_writer(by: User, unit: Unit, period: Period) -> None:
    """The unit's own people, and whoever enters for it."""
    if not access.may_enter(by, unit, period):
        raise NotAllowed(_("Tài khoản này không viết được báo cáo nhiệm vụ của đơn vị."))


def require_group(report: TaskReport, group: int) -> None:
    if group not in {one.number for one in task_reports.groups_of(report.period.plan)}:
        raise Refused(_("Kế hoạch không có nhóm nhiệm vụ này."), "no_such_group")


def require_sayable(group: int, wanted: dict[str, Any]) -> None:
    """Every fault at once, by group and field."""
    too_long = _("Dài quá 5.000 ký tự. Xin viết ngắn lại.")
    faults = {(str(group), field): too_long for field in FIELDS if len(wanted[field]) > LONGEST_WORDS}
    if wanted["nothing_to_say"] and any(wanted[field] for field in FIELDS):
        faults[str(group), "nothing_to_say"] = _(
            "Nhóm đã có nội dung. Xin bỏ dấu “không có nội dung trong quý”, hoặc xóa nội dung."
        )
    if faults:
        raise Refused(_("Có nội dung chưa lưu được."), "invalid_words", cells=faults)


def require_ready(report: TaskReport) -> None:
    """Each group says what was done, or that there was nothing: silence is neither."""
    answered = {words.group for words in report.words.all() if words.is_answered}
    missing = [group for group in task_reports.groups_of(report.period.plan) if group.number not in answered]
    if missing:
        numbers = ", ".join(str(group.number) for group in missing)
        sentence = _("Chưa gửi duyệt được: còn thiếu nhóm %(numbers)s.") % {"numbers": numbers}
        fault = _("Xin ghi kết quả thực hiện, hoặc đánh dấu “không có nội dung trong quý”.")
        cells = {(str(group.number), "done"): fault for group in missing}
        raise NotReady(sentence, "groups_missing", cells=cells, findings=missing)


def touch(report: TaskReport, by: User, at: datetime) -> None:
    """One write more: whoever saw the report before has not seen this."""
    report.version += 1
    report.changed_at, report.changed_by = at, by
    report.save(update_fields=["version", "changed_at", "changed_by"])
