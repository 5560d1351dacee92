"""`manage.py start_province 62 --administrator NAME`: a province begins for real, with nothing but its plan."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from districts.actions.people import Issued, create_account
from districts.actions.refusals import Refused
from districts.actions.units import load_unit_file
from districts.models import Event, Unit
from districts.models.people import Role
from districts.models.units import Level
from indicators import actions as plans
from indicators.models import Plan
from indicators.plan_file import read_plan_file
from plan749 import clock

PLAN_FILE = Path(__file__).resolve().parents[3] / "indicators" / "plans" / "749-2024.yaml"


class Command(BaseCommand):
    help = "Loads a province's units and plan into an empty database, and makes its administrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("province", metavar="PROVINCE", help="the province's code: 62")
        parser.add_argument("--plan", type=Path, default=PLAN_FILE, metavar="FILE")
        parser.add_argument("--administrator", required=True, metavar="NAME", help="the name to sign in with")

    def handle(self, *args: Any, province: str, plan: Path, administrator: str, **options: Any) -> None:
        if Plan.objects.exists():
            raise CommandError(
                "Cơ sở dữ liệu này đã có kế hoạch; lệnh này chỉ dùng một lần, cho cơ sở dữ liệu trống."
            )
        try:
            with transaction.atomic():
                load_plan(plan, province)
                load_unit_file(province=province, at=clock.now())
                issued = make_administrator(administrator, province)
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"Đã nạp kế hoạch và {Unit.objects.count()} đơn vị. Chưa có số liệu nào.")
        self.stdout.write(f"Tài khoản quản trị: {issued.user.username}")
        self.stdout.write(f"Mật khẩu dùng một lần (chỉ hiện lần này): {issued.password}")


def load_plan(file: Path, province: str) -> None:
    """The plan's file, if it is a plan of this province; every fault of it otherwise."""
    try:
        definition = read_plan_file(file)
    except OSError as error:
        raise CommandError(f"Không mở được tệp {file}.") from error
    if isinstance(definition, list):
        raise CommandError("\n".join(f"{file}:{fault.line}: {fault.sentence}" for fault in definition))
    if definition.province_code != province:
        raise CommandError(
            f"Kế hoạch {definition.code} là của tỉnh {definition.province_code}, không phải {province}."
        )
    try:
        plans.load_plan(definition, at=clock.now())
    except plans.Refused as refusal:
        raise CommandError("\n".join(refusal.sentences)) from refusal


def make_administrator(username: str, province: str) -> Issued:
    """The first account; whoever holds it makes all the others."""
    return create_account(
        username=username,
        unit=Unit.objects.get(code=province, level=Level.PROVINCE),
        role=Role.ADMINISTRATOR,
        full_name="Quản trị tài khoản",
        by=None,
        at=clock.now(),
        origin=Event.Origin.COMMAND,
    )
