"""Figures at random, for what must hold whatever is stored."""

from datetime import datetime
from random import Random

from districts.models import Figure, Period, Submission, Unit, User
from districts.tests.builders import NOTHING, Province, after, make_period
from indicators.models import Element, Plan


def scatter(random: Random, period: Period, unit: Unit, by: User, at: datetime) -> None:
    """An accepted submission with cells at random, not bound by any check: sums must hold for whatever is stored."""
    submission = Submission.objects.create(
        period=period,
        unit=unit,
        state="accepted",
        created_at=at,
        changed_at=at,
        changed_by=by,
        first_submitted_at=at,
        submitted_at=at,
        submitted_by=by,
        accepted_at=at,
        accepted_by=by,
    )
    reporter = f"department:{unit.code}" if unit.level == "department" else unit.level
    cells = []
    for element in Element.objects.filter(plan=period.plan, reported_by=reporter):
        if random.random() < 0.15:
            continue
        number = random.choice([0, 0, 1, 7, 40])
        absent = element.may_say_nothing_occurred and random.random() < 0.2
        content = {"number": None, "absence": NOTHING} if absent else {"number": number}
        cells.append(Figure(submission=submission, element=element, **content))
        for group in element.split_by:
            if random.random() < 0.5 and not absent:
                codes = [part["code"] for part in period.plan.splits[group]]
                share = random.randint(0, number)
                cells.append(Figure(submission=submission, element=element, split=codes[0], number=share))
                cells.append(
                    Figure(submission=submission, element=element, split=codes[1], number=number - share)
                )
    Figure.objects.bulk_create(cells)


def scatter_quarters(plan: Plan, province: Province, by: User) -> Period:
    """The third quarter, with cells at random in it, in the two before, and in those of the year before."""
    random = Random(749)
    quarters = [make_period(plan, f"2023-Q{number}", is_base=True) for number in (1, 2, 3)]
    quarters += [make_period(plan, f"2024-Q{number}") for number in (1, 2, 3)]
    for period in quarters:
        for unit in (*province.communes, *province.districts, *province.departments):
            if random.random() < 0.85:
                scatter(random, period, unit, by, after(period))
    return quarters[-1]
