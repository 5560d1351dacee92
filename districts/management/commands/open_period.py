"""`manage.py open_period PLAN YEAR QUARTER`: opens a quarter for entry, or closes it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from districts.actions import periods
from districts.actions.refusals import Refused
from districts.models import Event, Period
from indicators import wording
from indicators.models import Plan
from indicators.periods import Quarter
from plan749 import clock

COMMAND = Event.Origin.COMMAND


class Command(BaseCommand):
    help = "Opens a quarter of a plan, dated by Decree 09/2019; --close closes one that is open."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("plan", metavar="PLAN", help="the plan's slug: 749-2024")
        parser.add_argument("year", type=int, metavar="YEAR")
        parser.add_argument("quarter", type=int, choices=[1, 2, 3, 4], metavar="QUARTER")
        parser.add_argument("--base", action="store_true", help="a quarter of the year before the plan's")
        parser.add_argument("--close", action="store_true", help="close it instead of opening it")

    def handle(
        self, *args: Any, plan: str, year: int, quarter: int, base: bool, close: bool, **options: Any
    ) -> None:
        found = Plan.objects.filter(slug=plan).first()
        if found is None:
            raise CommandError(f"Chưa nạp kế hoạch “{plan}”.")
        try:
            done = (
                close_quarter(found, Quarter(year, quarter))
                if close
                else open_quarter(found, Quarter(year, quarter), is_base=base)
            )
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(done)


def open_quarter(plan: Plan, quarter: Quarter, *, is_base: bool) -> str:
    """Open it, and say until when its communes are on time."""
    period = periods.open_period(
        plan=plan, quarter=quarter, by=None, at=clock.now(), origin=COMMAND, is_base=is_base
    )
    figures = f"số liệu từ {wording.day(period.first_day)} đến {wording.day(period.last_day)}"
    due = f"hạn của xã {wording.day(period.due_commune)}, của huyện {wording.day(period.due_district)}"
    return f"Đã mở quý {period.code}: {figures}, {due}."


def close_quarter(plan: Plan, quarter: Quarter) -> str:
    period = Period.objects.filter(plan=plan).at(quarter).first()
    if period is None:
        raise CommandError(f"Quý {quarter.code} chưa được mở.")
    periods.close(period, version=period.version, by=None, at=clock.now(), origin=COMMAND)
    return f"Đã khóa quý {period.code}."
