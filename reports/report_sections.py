"""The sections of the province's own text in the report: one for each group of tasks, then five of its own. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from indicators.phrases import gettext_noop

LONGEST_TEXT = 20_000
OF_A_GROUP = "task-"
ASSESSMENT, DIFFICULTIES, CAUSES = "assessment", "difficulties", "causes"
NEXT_TASKS, PROPOSALS = "next_tasks", "proposals"
# After the groups of tasks, in the order of the paper.
NAMES = {
    ASSESSMENT: gettext_noop("Đánh giá chung"),
    DIFFICULTIES: gettext_noop("Khó khăn, vướng mắc"),
    CAUSES: gettext_noop("Nguyên nhân"),
    NEXT_TASKS: gettext_noop("Nhiệm vụ trọng tâm thời gian tới"),
    PROPOSALS: gettext_noop("Kiến nghị, đề xuất"),
}
# What the units write of beside what they did: where the province wrote nothing of it, their words stand.
FROM_UNITS = (DIFFICULTIES, PROPOSALS)


@dataclass(frozen=True, slots=True)
class Section:
    """One text of the report. `group` is the number of its group of tasks; 0 where it is of none."""

    code: str
    group: int = 0


def of_group(number: int) -> str:
    """The code of the section that says what was done of a group."""
    return f"{OF_A_GROUP}{number}"


def sections_of(groups: Iterable[int]) -> list[Section]:
    """All sections of a plan with these groups of tasks, in the order of the paper."""
    return [*(Section(of_group(number), number) for number in groups), *map(Section, NAMES)]
