"""The nightly audit: it agrees with the portal on whatever is stored, and finds what is planted."""

from itertools import product
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from districts.models import Period, User
from districts.tests.builders import Cast, Province, accepted, after, make_period, make_province, noon
from indicators.models import Plan
from reports import audit, gather
from reports.models import Audit
from reports.tests.scattered import scatter


@pytest.mark.parametrize("seed", range(3))
def test_plain_arithmetic_and_the_portal_agree_on_whatever_is_stored(the_plan: Plan, seed: int):
    random = Random(seed)
    province = make_province(communes=3, districts=2)
    by = User.objects.create_user("somebody")
    codes = [f"{year}-Q{number}" for year, number in product((2023, 2024), range(1, 5))]
    periods = [make_period(the_plan, code, is_base=code < "2024") for code in codes]
    for period, unit in product(periods, province.all[1:]):
        if random.random() < 0.85:
            scatter(random, period, unit, by, noon(period.last_day))

    found = audit.run(at=noon(periods[-1].last_day))

    assert (found.different, found.differences) == (0, [])
    # 2 districts and 3 communes with their province, 8 quarters, 35 measures at least.
    assert found.checked > 6 * 8 * 35


@pytest.fixture
def counted(province: Province, cast: Cast, period: Period) -> Period:
    """Two of four communes with 2 and 98 children, 1 and 0 of them in special circumstances."""
    first, second = province.communes[:2]
    accepted(first, period, {"children_under_16": 2, "special_circumstances": 1})
    accepted(second, period, {"children_under_16": 98, "special_circumstances": 0})
    return period


@pytest.fixture
def miscounting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A portal whose sums count one child too many."""
    monkeypatch.setattr(
        gather, "MEASURES", gather.MEASURES.replace("SUM(above.number)", "SUM(above.number) + 1")
    )


def test_a_wrong_sum_is_listed_with_both_numbers(counted: Period, miscounting: None):
    found = audit.run(at=after(counted))

    one = next(one for one in found.differences if (one["unit"], one["measure"]) == ("62", "8.1"))
    assert found.different > 1
    assert one == {
        "period": "2024-Q1",
        "unit": "62",
        "measure": "8.1",
        "span": "ytd",
        "split": "",
        "shown": "2 (2/100; 2/4)",
        "recomputed": "1 (1/100; 2/4)",
    }


def test_the_command_says_that_all_is_well(counted: Period, capsys: pytest.CaptureFixture[str]):
    call_command("audit_totals")

    checked = Audit.objects.get().checked
    assert capsys.readouterr().out == f"Đã tính lại {checked} số: khớp hết.\n"


def test_the_command_fails_and_lists_each_difference(
    counted: Period, miscounting: None, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(CommandError, match="số không khớp"):
        call_command("audit_totals")

    assert (
        "  2024-Q1 62 8.1 ytd: đang hiện 2 (2/100; 2/4), tính lại 1 (1/100; 2/4)\n" in capsys.readouterr().out
    )


def test_its_answer_is_on_the_board_of_province_staff_alone(
    client: Client, counted: Period, cast: Cast, province: Province
):
    audit.run(at=after(counted))
    board = reverse("reports:unit_board", args=[counted.plan.slug, counted.code, "62"])

    client.force_login(cast.province)
    assert "Khớp hết" in client.get(board).content.decode()
    client.force_login(cast.looker)
    assert "Khớp hết" not in client.get(board).content.decode()


def test_the_page_lists_what_differs(client: Client, counted: Period, miscounting: None, cast: Cast):
    audit.run(at=after(counted))
    client.force_login(cast.province)

    page = client.get(reverse("reports:audit")).content.decode()

    assert "2 (2/100; 2/4)" in page
    assert "1 (1/100; 2/4)" in page
