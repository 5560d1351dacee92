"""The words of a period's frozen content: what the units said that was accepted, and the province's own text."""

from typing import Any

from districts import task_reports
from districts.models import Period

from .models import ReportText
from .report_sections import sections_of


def of_texts(period: Period) -> dict[str, Any]:
    """Groups, units' words in their order, and each section that was ever written; three questions."""
    groups = task_reports.groups_of(period.plan)
    return {
        "groups": [of_group(group) for group in groups],
        "units": [of_words(words) for words in task_reports.accepted_words(period)],
        "sections": of_sections(period, [group.number for group in groups]),
    }


def of_group(group: task_reports.TaskGroup) -> dict[str, Any]:
    return {
        "number": group.number,
        "name": {"vi": group.name_vi, "en": group.name_en},
        "indicators": list(group.indicators),
    }


def of_words(words: task_reports.UnitWords) -> dict[str, Any]:
    """One unit's words of one group; its evidence by name and hash, the oldest first."""
    return {
        "group": words.group,
        "unit": words.unit.code,
        "done": words.done,
        "difficulties": words.difficulties,
        "proposals": words.proposals,
        "evidence": [{"name": file.name, "sha256": file.sha256} for file in words.evidence],
        "accepted_by": words.accepted_by,
    }


def of_sections(period: Period, groups: list[int]) -> list[dict[str, Any]]:
    """In the order of the paper; a section that nobody wrote is left out, one that was emptied is there, empty."""
    written = {
        text.section: text for text in ReportText.objects.latest_of(period).select_related("written_by")
    }
    return [
        {
            "section": section.code,
            "version": text.version,
            "text": text.text,
            "written_by": str(text.written_by),
        }
        for section in sections_of(groups)
        if (text := written.get(section.code)) is not None
    ]
