"""How long the province's board and all its observations take, for so many communes with eight full quarters.

    python bench/board.py 102

Makes its own database in a temporary folder. Compare runs on one machine only.
"""

import os
import sys
import tempfile
import time
from itertools import product
from pathlib import Path
from random import Random

FOLDER = Path(tempfile.mkdtemp(prefix="bench-"))
os.environ.update(
    DJANGO_SETTINGS_MODULE="plan749.settings",
    PLAN749_VAR=str(FOLDER),
    DATABASE_URL=os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{FOLDER / 'bench.sqlite3'}"),
)
sys.path.insert(0, str(Path(__file__).parent.parent))

import django  # noqa: E402

django.setup()

from django.core.cache import cache  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from districts.models import Figure, Period, Unit, User  # noqa: E402
from districts.tests.builders import make_period, make_province, make_user, noon  # noqa: E402
from indicators.tests.builders import load_the_plan  # noqa: E402
from reports import boards, gather, over_time  # noqa: E402
from reports.tests.scattered import scatter  # noqa: E402


def main(communes: int) -> None:
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        plan = load_the_plan()
        province = make_province(communes=communes, districts=10)
        codes = [f"{year}-Q{number}" for year, number in product((2023, 2024), range(1, 5))]
        periods = [make_period(plan, code) for code in codes]
        by, random = User.objects.create_user("somebody"), Random(749)
        for period, unit in product(periods, province.all[1:]):
            scatter(random, period, unit, by, noon(period.last_day))
        staff = make_user("province", province.province, "staff", sees_sensitive=True)
    print(f"{communes} communes, {Figure.objects.count()} figures")
    for name, work in {
        "board": lambda: boards.board(periods[-1], province.province, staff),
        "eight quarters, nothing kept": lambda: eight_quarters(periods[-1], province.province, staff),
        "all observations": lambda: gather.observe(periods[-1]),
    }.items():
        taken = []
        for _ in range(5):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
        print(f"{name}: best {min(taken):.3f} s, worst {max(taken):.3f} s of {len(taken)}")


def eight_quarters(period: Period, area: Unit, user: User) -> None:
    """What a board reads of the quarters before, as at the first look after a figure of the first quarter changed."""
    cache.clear()
    over_time.live(period, area, user, gather.plan_facts(period.plan))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 102)
