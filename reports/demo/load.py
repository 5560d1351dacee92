"""Loads the whole demonstration into an empty database, in one transaction."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import transaction

from districts.actions import people
from districts.actions.refusals import Refused
from districts.actions.units import load_unit_file
from districts.models import Event, Period, Unit, User
from indicators import actions as plans
from indicators.models import Plan
from indicators.plan_file import read_plan_file

from . import accounts, publishing, story
from .stage import Stage

SEED = 749
PROVINCE = "62"
PLAN_FILE = Path(__file__).resolve().parents[2] / "indicators" / "plans" / "749-2024.yaml"
Say = Callable[[str], None]


def require_empty() -> None:
    """A demonstration is never mixed with a province's own figures."""
    if any(model.objects.exists() for model in (Plan, Unit, User, Period)):
        raise Refused(
            "Cơ sở dữ liệu này đã có dữ liệu và không được đánh dấu là minh họa, nên không nạp số liệu minh họa vào. "
            "Xin dùng một cơ sở dữ liệu trống.",
            "not_empty",
        )


@transaction.atomic
def load(*, password: str, say: Say) -> None:
    """Plan, units, people, then quarter after quarter; all or nothing."""
    require_empty()
    at = story.BEGINS
    random = Random(SEED)
    say("Kế hoạch 749 và các đơn vị của tỉnh Kon Tum năm 2024")
    plan = load_plan(at=at)
    load_unit_file(province=PROVINCE, at=at)
    units = {unit.code: unit for unit in Unit.objects.select_related("parent").order_by("level", "code")}
    say(f"Tài khoản của {len(units)} đơn vị")
    stage = Stage(plan, units, make_people(units, password=password, at=at), random)
    for index in range(story.FOURTH_INDEX + 1):
        period = stage.play(index)
        say(f"Quý {period.code}: {len(stage.played)} biểu số liệu, {stage.written} báo cáo nhiệm vụ")
    publishing.order()


def load_plan(*, at: datetime) -> Plan:
    """The plan, marked so that every page that rests on it says that its figures are made up."""
    definition = read_plan_file(PLAN_FILE)
    if isinstance(definition, list):
        raise Refused(f"{PLAN_FILE.name}: {definition[0].sentence}", "plan_file")
    plans.load_plan(definition, at=at)
    return plans.mark_illustrative(Plan.objects.get(slug=definition.slug))


def make_people(units: dict[str, Unit], *, password: str, at: datetime) -> dict[int, User]:
    """Everyone's account; answers with who enters (and accepts) for each unit. One hash serves all."""
    password_hash = make_password(password)
    named = [(unit.level, unit.code, unit.name) for unit in units.values()]
    officers: dict[int, User] = {}
    for person in [*accounts.of_province(), *accounts.of_units(named)]:
        unit = units[person.unit]
        issued = people.create_account(
            username=person.username,
            unit=unit,
            role=person.role,
            full_name=person.full_name,
            phone=person.phone,
            sees_sensitive=person.sees_sensitive,
            by=None,
            at=at,
            origin=Event.Origin.COMMAND,
            password_hash=password_hash,
        )
        officers.setdefault(unit.pk, issued.user)
    return officers
