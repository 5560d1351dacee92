"""Plays the demonstration's story through the actions that people use."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from districts import access, sheets
from districts.actions import figures, periods, submissions
from districts.actions.refusals import NotReady
from districts.changes import Change, Key
from districts.models import Event, Period, Submission, Unit, User
from districts.models.units import Level
from indicators.models import Plan
from indicators.periods import Quarter, working_day_from

from . import communes, departments, schools, story, writing
from .cells import Cell, Cells
from .profiles import Place
from .story import HANOI, Act, Reporter, Step

PAGE = Event.Origin.PAGE
EXPLANATIONS = {
    "change_of_stock": "Đã rà soát lại danh sách; có biến động dân cư trong quý.",
    "jump_of_flow": "Đã đối chiếu với sổ theo dõi; số phát sinh nhiều hơn cùng kỳ.",
    "outlier": "Đã đối chiếu với sổ theo dõi; số khác các quý trước là đúng.",
    "part_of_whole": "Đã kiểm tra; có trẻ nơi khác đến được tính trong quý.",
}
# What an accepter sends back, and why: the number was first too small and came without its splits.
DOUBTS = {
    "under_5_registered": "Số trẻ đã đăng ký khai sinh chưa khớp sổ hộ tịch; xin đối chiếu lại và bổ sung phân tổ.",
    "special_circumstances_assisted": "Số trẻ được trợ giúp chưa khớp danh sách chi trả; xin kiểm tra lại.",
    "fully_immunised_under_5": "Số trẻ tiêm chủng đủ chưa khớp sổ của trạm y tế; xin kiểm tra lại.",
    "kindergarten_aged_5": "Số trẻ 5 tuổi học mẫu giáo chưa khớp báo cáo đầu năm học; xin kiểm tra lại.",
}
TOLD_AT_FIRST = 0.97


@dataclass
class Stage:
    """The units, their people and their sheets; and the quarters as they are played."""

    plan: Plan
    units: dict[str, Unit]
    officers: dict[int, User]
    random: Random
    sheets: dict[tuple[str, int], Cells] = field(default_factory=dict)
    played: dict[str, Submission] = field(default_factory=dict)
    doubted: dict[str, str] = field(default_factory=dict)
    written: int = 0  # how many units wrote words of the quarter just played

    def __post_init__(self) -> None:
        units = list(self.units.values())
        places = [
            Place(unit.code, unit.kind, unit.parent.code if unit.parent else "")
            for unit in units
            if unit.level == Level.COMMUNE
        ]
        districts = [unit.code for unit in units if unit.level == Level.DISTRICT]
        self.sheets = (
            communes.sheets(self.random, places)
            | schools.sheets(self.random, districts)
            | departments.sheets()
        )

    @property
    def province_officer(self) -> User:
        return self.officers[next(unit.pk for unit in self.units.values() if unit.level == Level.PROVINCE)]

    def play(self, index: int) -> Period:
        """One quarter: opened, reported as the story has it, and closed if it is long over."""
        quarter = Quarter(self.plan.year - 1 + index // 4, index % 4 + 1)
        period = periods.open_period(
            plan=self.plan,
            quarter=quarter,
            by=self.province_officer,
            at=eight_o_clock(quarter.figures_first_day),
            origin=PAGE,
        )
        self.played, self.doubted = {}, {}
        for step in story.quarter(self.random, index, period.last_day, self.reporters(period)):
            self.take(step, period, index)
        for code, until, reason in story.EXTENSIONS if index == story.FOURTH_INDEX else ():
            self.extend(period, self.units[code], until, reason)
        self.written = writing.write_all(period, self.units, self.officers)
        if index < story.THIRD_INDEX:
            at = eight_o_clock(period.due_province + timedelta(days=10))
            periods.close(period, version=period.version, by=self.province_officer, at=at, origin=PAGE)
        return period

    def extend(self, period: Period, unit: Unit, until: date, reason: str) -> None:
        at = eight_o_clock(period.last_day)
        by = self.province_officer
        periods.extend(period, unit=unit, until=until, reason=reason, by=by, at=at, origin=PAGE)

    def reporters(self, period: Period) -> list[Reporter]:
        reporting = set(sheets.expected_units(period).values_list("code", flat=True))
        return [
            Reporter(unit.code, period.due_day(unit.level))
            for unit in self.units.values()
            if unit.code in reporting
        ]

    def take(self, step: Step, period: Period, index: int) -> None:
        """One step, by the person whose it is."""
        unit = self.units[step.unit]
        own, accepter = self.officers[unit.pk], self.officers[access.accepter_id(unit) or 0]
        if step.act is Act.START:
            made = submissions.start(period=period, unit=unit, by=own, at=step.at, origin=PAGE)
        else:
            made = self.go_on(self.played[unit.code], step, index, own, accepter)
        self.played[unit.code] = made

    def go_on(self, submission: Submission, step: Step, index: int, own: User, accepter: User) -> Submission:
        cells = self.sheets[step.unit, index]
        match step.act:
            case Act.FILL:
                return write(submission, self.first_told(step, cells), own, step.at)
            case Act.CORRECT:
                doubted = {key: cell for key, cell in cells.items() if key[0] == self.doubted[step.unit]}
                return write(submission, doubted, own, step.at)
            case Act.SUBMIT:
                return submit(submission, cells, own, step.at)
            case Act.RETURN:
                reason = DOUBTS[self.doubted[step.unit]]
                return submissions.send_back(
                    submission,
                    version=submission.version,
                    reason=reason,
                    by=accepter,
                    at=step.at,
                    origin=PAGE,
                )
            case _:
                return submissions.accept(
                    submission, version=submission.version, by=accepter, at=step.at, origin=PAGE
                )

    def first_told(self, step: Step, cells: Cells) -> Cells:
        """The first elements of a draft; a whole sheet otherwise, with one number that may be asked about."""
        if step.part < 1:
            elements = list(dict.fromkeys(element for element, _split in cells))
            begun = set(elements[: int(len(elements) * step.part)])
            return {key: cell for key, cell in cells.items() if key[0] in begun}
        return self.made_doubtful(step.unit, cells) if step.is_doubtful else cells

    def made_doubtful(self, unit: str, cells: Cells) -> Cells:
        """The same with one number too small and not split; what the accepter will ask about."""
        doubted = self.random.choice(
            [word for word in DOUBTS if (word, "") in cells and cells[word, ""].number]
        )
        self.doubted[unit] = doubted
        told = {key: cell for key, cell in cells.items() if key[0] != doubted}
        return told | {(doubted, ""): Cell(int((cells[doubted, ""].number or 0) * TOLD_AT_FIRST))}


def write(submission: Submission, cells: Cells, by: User, at: datetime) -> Submission:
    changes = [as_change(key, cell) for key, cell in cells.items()]
    return figures.change_figures(
        submission, changes=changes, by=by, at=at, origin=PAGE, version=submission.version
    )


def as_change(key: Key, cell: Cell, explanation: str = "") -> Change:
    return Change(*key, cell.number, cell.absence, cell.reason, explanation)


def submit(submission: Submission, cells: Cells, by: User, at: datetime) -> Submission:
    """Hand it in; what a soft check asks about is explained first."""
    try:
        return submissions.submit(submission, version=submission.version, by=by, at=at, origin=PAGE)
    except NotReady as not_ready:
        asked = {finding.key: EXPLANATIONS[finding.rule] for finding in not_ready.findings}
    changes = [as_change(key, cells[key], explanation) for key, explanation in asked.items()]
    explained = figures.change_figures(
        submission, changes=changes, by=by, at=at, origin=PAGE, version=submission.version
    )
    return submissions.submit(explained, version=explained.version, by=by, at=at, origin=PAGE)


def eight_o_clock(day: date) -> datetime:
    return datetime.combine(working_day_from(day), time(8), tzinfo=HANOI)
