"""How long a year of all communes' observations takes as CSV, and how much memory, for so many communes.

    python bench/reading.py 102

Makes its own database in a temporary folder. Compare runs on one machine only.
"""

import os
import sys
import tempfile
import time
import tracemalloc
from itertools import product
from pathlib import Path
from random import Random

FOLDER = Path(tempfile.mkdtemp(prefix="bench-"))
os.environ.update(
    DJANGO_SETTINGS_MODULE="plan749.settings",
    ALLOWED_HOSTS="testserver",
    PLAN749_VAR=str(FOLDER),
    DATABASE_URL=os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{FOLDER / 'bench.sqlite3'}"),
)
sys.path.insert(0, str(Path(__file__).parent.parent))

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402

from districts.models import Figure, User  # noqa: E402
from districts.tests.builders import make_period, make_province, make_user, noon  # noqa: E402
from indicators.tests.builders import load_the_plan  # noqa: E402
from reports.tests.scattered import scatter  # noqa: E402

YEAR = "/api/v1/observations/?period__gte=2024-Q1&period__lte=2024-Q4"


def main(communes: int) -> None:
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        plan = load_the_plan()
        province = make_province(communes=communes, districts=10)
        periods = [make_period(plan, f"2024-Q{number}") for number in range(1, 5)]
        by, random = User.objects.create_user("somebody"), Random(749)
        for period, unit in product(periods, province.all[1:]):
            scatter(random, period, unit, by, noon(period.last_day))
        staff = make_user("province", province.province, "staff", sees_sensitive=True)
    print(f"{communes} communes, {Figure.objects.count()} figures")
    client = Client()
    client.force_login(staff)
    for name, query in {
        "totals, year to date": "",
        "all splits, both spans": "&span=ytd&span=quarter&split=&split=male&split=female&split=kinh&split=minority",
    }.items():
        begun = time.perf_counter()
        answer = client.get(f"{YEAR}{query}&format=csv")
        first = time.perf_counter() - begun
        size = lines = 0
        for text in answer.streaming_content:
            size, lines = size + len(text), lines + text.count(b"\n")
        taken = time.perf_counter() - begun
        print(f"{name}: {lines - 1} rows, {size / 1e6:.1f} MB, {taken:.1f} s (answered after {first:.2f} s)")
        print(f"  at most {held(client, query) / 1e6:.1f} MB held at once")


def held(client: Client, query: str) -> int:
    """The most that was held at once; with tracing on, so much slower."""
    answer = client.get(f"{YEAR}{query}&format=csv")
    tracemalloc.start()
    for _text in answer.streaming_content:
        pass
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 102)
