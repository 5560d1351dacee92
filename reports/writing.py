"""What the province sees while it writes its report: the units' words side by side, what lags, its own text so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from districts import task_reports
from districts.models import Period, User
from districts.models.units import Level
from districts.sheets import units_in_force
from districts.task_reports import Standing, TaskGroup, UnitWords
from indicators.values import Status

from . import boards
from .boards import IndicatorRow
from .models import ReportText
from .report_sections import ASSESSMENT, CAUSES, DIFFICULTIES, NAMES, PROPOSALS, Section, sections_of

# What needs words first.
ORDER = (Status.NOT_MET, Status.PARTLY_MET, Status.NO_DATA, Status.IN_PROGRESS)


@dataclass(frozen=True)
class SaidBy:
    """One unit's words of one kind; `group` is 0 where the section is of that group alone."""

    words: UnitWords
    text: str
    group: int = 0

    @property
    def place(self) -> str:
        """What its text is called on the page."""
        return f"{self.words.unit.code}-{self.words.group}"


@dataclass
class SectionRow:
    """One section of the page. `typed`, `fault` and `theirs` are there where a saving was refused."""

    section: Section
    name: str
    said: Sequence[SaidBy]
    silent: Sequence[str]  # units whose report is accepted and that said nothing of it
    indicators: Sequence[IndicatorRow]
    newest: ReportText | None
    versions: Sequence[ReportText]
    typed: str | None = None
    version: int = 0
    fault: str = ""
    theirs: ReportText | None = None

    @property
    def text(self) -> str:
        """What stands in the field."""
        kept = "" if self.newest is None else self.newest.text
        return kept if self.typed is None else self.typed

    @property
    def has_left_side(self) -> bool:
        return bool(self.said or self.silent or self.indicators)


@dataclass
class Desk:
    """The whole page."""

    period: Period
    rows: list[SectionRow]
    missing: Sequence[Standing]
    asked: int
    by_code: dict[str, SectionRow] = field(init=False)

    def __post_init__(self) -> None:
        self.by_code = {row.section.code: row for row in self.rows}

    @property
    def accepted(self) -> int:
        return self.asked - len(self.missing)

    @property
    def written(self) -> int:
        """How many sections have a text."""
        return sum(bool(row.newest and row.newest.text) for row in self.rows)

    @property
    def faults(self) -> list[SectionRow]:
        return [row for row in self.rows if row.fault]


def desk(period: Period, user: User) -> Desk:
    """The same number of questions, however many units there are."""
    groups = {group.number: group for group in task_reports.groups_of(period.plan)}
    words = task_reports.accepted_words(period)
    standing = task_reports.standing(period)
    board = boards.board(period, units_in_force(period).get(level=Level.PROVINCE), user)
    newest = {one.section: one for one in ReportText.objects.latest_of(period).select_related("written_by")}
    versions: dict[str, list[ReportText]] = {}
    for one in ReportText.objects.filter(period=period).defer("text").select_related("written_by"):
        versions.setdefault(one.section, []).append(one)
    accepted = [one.unit.name for one in standing if one.is_accepted]
    rows = []
    for section in sections_of(groups):
        said = said_of(section, words)
        spoke = {one.words.unit.name for one in said}
        standing_text = newest.get(section.code)
        rows.append(
            SectionRow(
                section=section,
                name=section_name(section, groups),
                said=said,
                silent=[name for name in accepted if name not in spoke] if section.group else [],
                indicators=indicators_of(section, groups, board.rows),
                newest=standing_text,
                versions=versions.get(section.code, [])[1:],
                version=standing_text.version if standing_text else 0,
            )
        )
    missing = [one for one in standing if not one.is_accepted]
    return Desk(period, rows, missing, len(standing))


def section_name(section: Section, groups: dict[int, TaskGroup]) -> str:
    """As the page heads it."""
    if section.group:
        return f"{section.group}. {groups[section.group].name}"
    return _(NAMES[section.code])


def said_of(section: Section, words: Sequence[UnitWords]) -> list[SaidBy]:
    """What was done of a section's group; of the difficulties and proposals, those of every group."""
    if section.group:
        return [SaidBy(one, one.done) for one in words if one.group == section.group and one.done]
    if section.code not in (DIFFICULTIES, PROPOSALS):
        return []
    found = [(one, getattr(one, section.code)) for one in words]
    return [SaidBy(one, text, one.group) for one, text in found if text]


def indicators_of(
    section: Section, groups: dict[int, TaskGroup], rows: Sequence[IndicatorRow]
) -> list[IndicatorRow]:
    """Those tied to the group, what lags first; of the assessment and the causes, all that lag."""
    if section.group:
        found = [row for row in rows if row.indicator.number in groups[section.group].indicators]
    elif section.code in (ASSESSMENT, CAUSES):
        found = [row for row in rows if row.status in (Status.NOT_MET, Status.PARTLY_MET)]
    else:
        found = []
    return sorted(found, key=lambda row: ORDER.index(row.status) if row.status in ORDER else len(ORDER))
