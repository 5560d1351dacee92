"""Small provinces, people, quarters and figures for tests, made by the actions that people use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from districts import access, names, sheets
from districts.actions import figures, periods, submissions, tokens
from districts.changes import Change
from districts.models import Event, Membership, Period, Submission, Unit, User
from districts.models.people import Role
from districts.models.units import Level
from indicators.models import Plan
from indicators.periods import Quarter

PAGE = Event.Origin.PAGE
COMMAND = Event.Origin.COMMAND
Key = str | tuple[str, str]


def noon(day: date) -> datetime:
    """Midday in the province."""
    return datetime.combine(day, time(12), tzinfo=timezone.get_default_timezone())


# Units ------------------------------------------------------------------------------------------------------


@dataclass
class Province:
    """A small province: 62, districts 901, 902…, communes 90001, 90002…, health and education."""

    province: Unit
    districts: list[Unit] = field(default_factory=list)
    communes: list[Unit] = field(default_factory=list)
    departments: list[Unit] = field(default_factory=list)

    @property
    def all(self) -> list[Unit]:
        return [self.province, *self.districts, *self.communes, *self.departments]


def make_unit(code: str, level: str, parent: Unit | None = None, *, name: str = "", **fields: Any) -> Unit:
    """A unit in force since before our data, unless told otherwise."""
    name = name or f"{Level(level).label.capitalize()} {code}"
    return Unit.objects.create(
        code=code,
        name=name,
        kind=Level(level).label,
        level=level,
        parent=parent,
        province=None if parent is None else (parent.province or parent),
        sort_key=names.sort_key(name),
        search_key=names.search_key(name),
        **fields,
    )


def make_province(communes: int = 3, districts: int = 1, departments: bool = True) -> Province:
    """So many communes in all, dealt out to the districts in turn; under the province where it has none."""
    top = make_unit("62", Level.PROVINCE)
    made = Province(top)
    made.districts = [make_unit(f"9{number:02d}", Level.DISTRICT, top) for number in range(1, districts + 1)]
    for number in range(1, communes + 1):
        parent = made.districts[(number - 1) % districts] if districts else top
        made.communes.append(make_unit(f"9{number:04d}", Level.COMMUNE, parent))
    if departments:
        made.departments = [
            make_unit("health", Level.DEPARTMENT, top, name="Sở Y tế"),
            make_unit("education", Level.DEPARTMENT, top, name="Sở Giáo dục và Đào tạo"),
        ]
    return made


# People -----------------------------------------------------------------------------------------------------


def make_user(
    role: str, unit: Unit, username: str = "", *, sees_sensitive: bool = False, **fields: Any
) -> User:
    """A person with a role at a unit; signs in by `client.force_login` unless given a password."""
    username = username or f"{role}-{unit.code}"
    user = User.objects.create_user(username, password=fields.pop("password", None), **fields)
    Membership.objects.create(user=user, unit=unit, role=role, sees_sensitive=sees_sensitive)
    return user


@dataclass(frozen=True)
class Cast:
    """The permanent cast: the first commune's, its district's, and so on; see `make_cast`."""

    commune: User
    district: User
    department: User
    province: User
    looker: User
    administrator: User
    neighbour: User  # of another commune
    stranger: User  # of another commune's district, and another district where there is one


def make_cast(within: Province) -> Cast:
    """One person of each role around the first commune, and two who have no business with it.

    Asks for two communes at least. `stranger` accepts for the last district, or enters for the last commune
    where there is only one district.
    """
    alone = len(within.districts) < 2
    return Cast(
        commune=make_user(Role.ENTERS, within.communes[0], "commune"),
        district=make_user(Role.ACCEPTS, within.districts[0], "district"),
        department=make_user(Role.ENTERS, within.departments[0], "department"),
        province=make_user(Role.PROVINCE, within.province, "province", sees_sensitive=True),
        looker=make_user(Role.LOOKS, within.province, "looker"),
        administrator=make_user(Role.ADMINISTRATOR, within.province, "administrator"),
        neighbour=make_user(Role.ENTERS, within.communes[1], "neighbour"),
        stranger=(
            make_user(Role.ENTERS, within.communes[-1], "stranger")
            if alone
            else make_user(Role.ACCEPTS, within.districts[-1], "stranger")
        ),
    )


def officer_of(unit: Unit) -> User:
    """Who enters (and, of a district, accepts) for a unit: whoever is there, else a new person."""
    role = {Level.DISTRICT: Role.ACCEPTS, Level.PROVINCE: Role.PROVINCE}.get(Level(unit.level), Role.ENTERS)
    member = Membership.objects.filter(unit=unit, role=role).select_related("user").first()
    return member.user if member else make_user(role, unit)


def accepter_of(unit: Unit) -> User:
    """Who accepts a unit's submissions."""
    return officer_of(Unit.objects.get(pk=access.accepter_id(unit)))


def key_of(user: User, **scope: Any) -> str:
    """A key of this person's that lives by the real clock, as keys do: it reads, and does what else is asked for."""
    now = timezone.now()
    return tokens.create_token(user, **{"name": "kho dữ liệu", "at": now, "origin": PAGE, **scope})[1]


def program_of(user: User, **scope: Any) -> Client:
    """A program that calls with such a key."""
    return Client(headers={"Authorization": f"Token {key_of(user, **scope)}"})


# Quarters and figures ---------------------------------------------------------------------------------------


def make_period(plan: Plan, code: str, *, is_base: bool = False, **dates: date) -> Period:
    """An open quarter, dated by the decree unless told otherwise."""
    quarter = Quarter.parse(code)
    at = noon(quarter.figures_first_day)
    return periods.open_period(
        plan=plan, quarter=quarter, by=None, at=at, origin=COMMAND, is_base=is_base, dates=dates
    )


NOTHING = "nothing_occurred"
UNKNOWN = "no_data"
Value = int | str
Values = Mapping[Key, Value]


def changes_of(values: Values, submission: Submission | None = None) -> list[Change]:
    """Cells to write: `{"live_births": 12, ("live_births", "male"): 7, "injury_deaths": NOTHING}`."""
    held = sheets.read(submission.unit, submission.period) if submission else None
    changes = []
    for key, value in values.items():
        element, split = (key, "") if isinstance(key, str) else key
        change = Change(element, split, version=held.version_of((element, split)) if held else None)
        if isinstance(value, int):
            change = replace(change, number=value)
        else:
            reason = "chưa rà soát xong" if value == UNKNOWN else ""
            change = replace(change, absence=value, reason=reason)
        changes.append(change)
    return changes


def start(unit: Unit, period: Period, *, by: User | None = None, at: datetime | None = None) -> Submission:
    """A unit's empty draft."""
    by, at = by or officer_of(unit), at or after(period)
    return submissions.start(period=period, unit=unit, by=by, at=at, origin=PAGE)


def fill(
    submission: Submission, values: Values, *, by: User | None = None, at: datetime | None = None
) -> Submission:
    """Write these cells and no others."""
    return write(submission, changes_of(values, submission), by=by, at=at)


def complete(submission: Submission, values: Values) -> Submission:
    """Write these cells, and "chưa có số liệu" into every other required total; explain what asks for it."""
    sheet = sheets.read(submission.unit, submission.period)
    required = [element.code for element in sheet.elements if sheet.is_required(element)]
    submission = fill(submission, {**dict.fromkeys(required, UNKNOWN), **values})
    sheet = sheets.read(submission.unit, submission.period)
    open_cells = {finding.key for finding in sheet.findings() if finding.blocks and not finding.hard}
    explained = [explain(sheet.cells[key], key) for key in open_cells if key in sheet.cells]
    return write(submission, explained) if explained else submission


def explain(figure: Any, key: tuple[str, str]) -> Change:
    return Change(
        *key,
        number=figure.number,
        absence=figure.absence,
        reason=figure.reason,
        explanation="đã kiểm tra lại với sổ theo dõi",
        version=figure.version,
    )


def write(
    submission: Submission, changes: Sequence[Change], *, by: User | None = None, at: datetime | None = None
) -> Submission:
    by, at = by or officer_of(submission.unit), at or after(submission.period)
    return figures.change_figures(submission, changes=changes, by=by, at=at, origin=PAGE)


def submitted(unit: Unit, period: Period, values: Values) -> Submission:
    """A unit's submission with these figures (the rest "chưa có số liệu"), waiting for its accepter."""
    submission = complete(start(unit, period), values)
    by, at = officer_of(unit), after(period)
    return submissions.submit(submission, version=submission.version, by=by, at=at, origin=PAGE)


def accepted(unit: Unit, period: Period, values: Values) -> Submission:
    """... and accepted, so that its figures count."""
    submission = submitted(unit, period, values)
    by, at = accepter_of(unit), after(period)
    return submissions.accept(submission, version=submission.version, by=by, at=at, origin=PAGE)


def after(period: Period) -> datetime:
    """Midday after the period's last day: figures may be handed in, and are on time."""
    return noon(period.last_day + timedelta(days=1))
