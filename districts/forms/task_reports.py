"""The form of a unit's task report: a plain HTML form, read and kept group by group."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.models import Indicator

from .. import evidence, task_reports
from ..actions.refusals import Refused
from ..actions.task_reports import Said, content_of
from ..models import EvidenceFile, GroupWords, Period, TaskReport
from ..models.task_reports import FIELDS
from ..task_reports import TaskGroup
from .entry import Fault

LABELS: dict[str, Promise] = {
    "done": gettext_lazy("Kết quả thực hiện"),
    "difficulties": gettext_lazy("Khó khăn, vướng mắc"),
    "proposals": gettext_lazy("Đề xuất, kiến nghị"),
}
NOTHING = "nothing_to_say"
DIGITS = 9


@dataclass(frozen=True)
class TextField:
    """One text of one group, as the page shows it."""

    name: str
    label: str
    text: str
    fault: str = ""
    theirs: str | None = None  # what somebody else wrote meanwhile; None where nobody did


@dataclass
class GroupForm:
    """One group of tasks: what is kept, what was typed, and what was wrong with it."""

    group: TaskGroup
    indicators: list[Indicator]
    words: GroupWords | None
    files: list[EvidenceFile]
    typed: Said | None = None
    was: str = ""  # the mark of what the writer saw before typing; empty where the form did not say
    sent: list[UploadedFile] = field(default_factory=list)
    faults: dict[str, str] = field(default_factory=dict)
    file_faults: list[str] = field(default_factory=list)
    theirs: GroupWords | None = None

    @property
    def number(self) -> int:
        return self.group.number

    @property
    def version(self) -> int:
        """That of what stands there: whoever saves again has seen it, beside their own where they differ."""
        return self.words.version if self.words else 0

    @property
    def is_changed(self) -> bool:
        """Whether the writer changed something, and it differs from what is kept by now.

        Words left as they were seen are not written again, so somebody else's change of them meanwhile stays.
        """
        if self.typed is None or mark_of(self.typed.content) == self.was:
            return False
        return self.typed.content != content_of(self.words)

    @property
    def mark(self) -> str:
        """What the form sends back to say which words its writer began from."""
        return mark_of(content_of(self.words))

    @property
    def is_answered(self) -> bool:
        return self.words is not None and self.words.is_answered

    @property
    def says_nothing(self) -> bool:
        """Whether the mark is set: there was nothing in the quarter."""
        if self.typed is not None:
            return self.typed.nothing_to_say
        return self.words is not None and self.words.nothing_to_say

    @property
    def fields(self) -> list[TextField]:
        return [self.text_field(name) for name in FIELDS]

    def text_field(self, name: str) -> TextField:
        kept = "" if self.words is None else getattr(self.words, name)
        text = kept if self.typed is None else getattr(self.typed, name)
        differs = self.theirs is not None and getattr(self.theirs, name) != text.strip()
        return TextField(
            name=f"{name}-{self.number}",
            label=str(LABELS[name]),
            text=text,
            fault=self.faults.get(name, ""),
            theirs=getattr(self.theirs, name) if differs else None,
        )

    @property
    def nothing_fault(self) -> str:
        return self.faults.get(NOTHING, "")

    def read(self, data: QueryDict, files: "MultiValueDict[str, UploadedFile]") -> None:
        """What the form sent of this group."""
        texts = {name: data.get(f"{name}-{self.number}", "") for name in FIELDS}
        nothing, version = f"nothing-{self.number}" in data, whole(data.get(f"version-{self.number}", ""))
        self.typed = Said(self.number, **texts, nothing_to_say=nothing, version=version)
        self.was = data.get(f"was-{self.number}", "")
        self.sent = files.getlist(f"files-{self.number}")

    def place_of(self, name: str) -> str:
        return f"nothing-{self.number}" if name == NOTHING else f"{name}-{self.number}"


def mark_of(content: dict[str, Any]) -> str:
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]


def whole(text: str) -> int:
    """A version as sent; 0, which nothing has, where it is no number."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS else 0


class ReportForm:
    """All groups of a unit's report; `report` is None where it has not begun."""

    def __init__(self, period: Period, report: TaskReport | None) -> None:
        groups = task_reports.groups_of(period.plan)
        words = {one.group: one for one in report.words.select_related("changed_by")} if report else {}
        files = task_reports.evidence_of(EvidenceFile.objects.filter(task_report=report)) if report else {}
        named = {one.number: one for one in Indicator.objects.filter(plan=period.plan)}
        self.report = report
        self.groups = [
            GroupForm(
                group,
                [named[number] for number in group.indicators if number in named],
                words.get(group.number),
                files.get((report.pk, group.number), []) if report else [],
            )
            for group in groups
        ]
        self.removed: set[str] = set()
        self.has_lost_files = False  # whether files that were chosen have to be chosen again

    def read(self, data: QueryDict, files: "MultiValueDict[str, UploadedFile]") -> None:
        """What was typed, chosen and marked to go."""
        for group in self.groups:
            group.read(data, files)
        self.removed = set(data.getlist("remove"))

    def reads_again(self, typed: "ReportForm") -> None:
        """Take over what was typed into a form read before, with its faults, beside what is kept by now."""
        self.has_lost_files = any(group.file_faults for group in typed.groups)
        for group, before in zip(self.groups, typed.groups, strict=True):
            group.faults, group.file_faults = before.faults, before.file_faults
            if before.is_changed and before.typed is not None:
                group.typed = before.typed
                is_seen = before.typed.version == group.version
                is_same = before.typed.content == content_of(group.words)
                group.theirs = None if is_seen or is_same else group.words

    @property
    def is_begun(self) -> bool:
        """Whether there is anything to keep."""
        return any(group.is_changed or group.sent for group in self.groups)

    @property
    def to_remove(self) -> list[EvidenceFile]:
        return [file for group in self.groups for file in group.files if str(file.pk) in self.removed]

    def mark(self, cells: dict[tuple[str, str], str]) -> None:
        """Say a refusal beside the groups it names."""
        for group in self.groups:
            group.faults |= {
                name: words for (number, name), words in cells.items() if number == str(group.number)
            }

    @cached_property
    def answered(self) -> int:
        """How many groups say what was done, or that there was nothing."""
        return sum(group.is_answered for group in self.groups)

    @property
    def is_conflict(self) -> bool:
        return any(group.theirs is not None for group in self.groups)

    @property
    def faults(self) -> Sequence[Fault]:
        """Every fault with its place, for the list on top."""
        return [fault for group in self.groups for fault in faults_of(group)]


def faults_of(group: GroupForm) -> list[Fault]:
    of_group = _("Nhóm %(number)s") % {"number": group.number}
    found = [Fault(group.place_of(name), f"{of_group}: {words}") for name, words in group.faults.items()]
    found += [Fault(f"files-{group.number}", f"{of_group}: {words}") for words in group.file_faults]
    if group.theirs is not None:
        words = _("%(who)s vừa sửa nhóm này; bản vừa nhập chưa được lưu.") % {"who": group.theirs.changed_by}
        found.append(Fault(f"done-{group.number}", f"{of_group}: {words}"))
    return found


def bytes_of(file: UploadedFile) -> bytes:
    """A file's bytes; of one too large none were kept, and its size still says so."""
    if (file.size or 0) > evidence.LARGEST:
        raise Refused(_(evidence.TOO_LARGE), "too_large")
    content: bytes = file.read()
    if len(content) != file.size:
        raise Refused(_("Các tệp gửi cùng lúc lớn hơn 20 MB. Xin gửi ít tệp hơn mỗi lần."), "too_large")
    return content
