"""`manage.py load_plan FILE`: a plan's file into the database, or every fault of it with its line."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from indicators import actions
from indicators.plan_file import read_plan_file
from plan749 import clock

DEFAULT = Path(__file__).resolve().parents[2] / "plans" / "749-2024.yaml"
NOUNS = {
    "plan": "kế hoạch",
    "objective": "mục tiêu",
    "indicator": "chỉ tiêu",
    "measure": "chỉ tiêu thành phần",
    "element": "số liệu",
    "target": "chỉ tiêu giao",
}


class Command(BaseCommand):
    help = "Loads a plan's file; twice changes nothing, and a broken file is refused whole."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=DEFAULT, metavar="FILE")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            plan = read_plan_file(file)
        except OSError as error:
            raise CommandError(f"Không mở được tệp {file}.") from error
        if isinstance(plan, list):
            raise CommandError("\n".join(f"{file}:{fault.line}: {fault.sentence}" for fault in plan))
        try:
            tally = actions.load_plan(plan, at=clock.now())
        except actions.Refused as refusal:
            raise CommandError(
                "\n".join(f"{file}: {sentence}" for sentence in refusal.sentences)
            ) from refusal
        self.stdout.write(f"{plan.code}: {_summary(tally)}")


def _summary(tally: actions.Tally) -> str:
    if tally.is_empty:
        return "không có gì thay đổi."
    parts = [
        f"{word} {count} {NOUNS[noun]}"
        for word, counts in (("thêm", tally.created), ("sửa", tally.changed), ("bỏ", tally.removed))
        for noun, count in counts.items()
    ]
    return ", ".join(parts) + "."
