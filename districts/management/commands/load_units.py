"""`manage.py load_units`: the units of a province or of the country, and the departments of its plans."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from districts.actions.refusals import Refused
from districts.actions.units import COUNTRY_FILE, LoadedUnits, UnitFileRefused, load_unit_file
from plan749 import clock


class Command(BaseCommand):
    help = "Loads units; twice changes nothing. Run it after load_plan, so that the departments are made too."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=COUNTRY_FILE, metavar="FILE")
        which = parser.add_mutually_exclusive_group()
        which.add_argument(
            "--province", action="append", metavar="CODE", help="may be repeated; 62 where nothing is said"
        )
        which.add_argument("--all", action="store_true", help="the whole country")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        provinces = [None] if options["all"] else options["province"] or ["62"]
        done = LoadedUnits()
        try:
            with transaction.atomic():
                for province in provinces:
                    done += load_unit_file(file, province=province, at=clock.now())
        except UnitFileRefused as refusal:
            lines = (f"{file}:{fault.line}: {fault.sentence}" for fault in refusal.faults)
            raise CommandError("\n".join(lines)) from refusal
        except Refused as refusal:
            raise CommandError(f"{file}: {refusal}") from refusal
        if done == LoadedUnits():
            self.stdout.write("Đơn vị: không có gì thay đổi.")
        else:
            self.stdout.write(f"Đơn vị: thêm {done.created}, sửa {done.changed}.")
