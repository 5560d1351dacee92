"""`manage.py open_period`."""

import pytest
from django.core.management import CommandError, call_command

from districts.models import Event, Period
from indicators.models import Plan


def test_a_quarter_is_opened_with_the_dates_of_the_decree(the_plan: Plan, capsys: pytest.CaptureFixture[str]):
    call_command("open_period", "749-2024", "2024", "4")

    period = Period.objects.get()
    assert (period.code, str(period.first_day), str(period.last_day)) == (
        "2024-Q4",
        "2024-09-15",
        "2024-12-14",
    )
    assert (str(period.due_commune), period.is_base, period.is_open) == ("2024-12-17", False, True)
    assert capsys.readouterr().out == (
        "Đã mở quý 2024-Q4: số liệu từ 15/9/2024 đến 14/12/2024, hạn của xã 17/12/2024, của huyện 18/12/2024.\n"
    )


def test_a_quarter_of_the_year_before_is_opened_as_a_base(the_plan: Plan):
    call_command("open_period", "749-2024", "2023", "1", "--base")

    assert [(period.code, period.is_base) for period in Period.objects.all()] == [("2023-Q1", True)]


def test_the_log_names_the_command(the_plan: Plan):
    call_command("open_period", "749-2024", "2024", "1")

    event = Event.objects.get()
    assert (event.action, event.origin, event.by) == (Event.Action.PERIOD_OPENED, "command", None)


def test_opening_twice_is_refused_with_a_sentence(the_plan: Plan):
    call_command("open_period", "749-2024", "2024", "1")

    with pytest.raises(CommandError, match=r"Quý này đã được mở\."):
        call_command("open_period", "749-2024", "2024", "1")
    assert Period.objects.count() == 1


def test_a_plan_that_is_not_loaded_is_refused(db):
    with pytest.raises(CommandError, match="Chưa nạp kế hoạch “750-2024”"):
        call_command("open_period", "750-2024", "2024", "1")


def test_a_year_that_is_neither_the_plans_nor_the_one_before_is_refused(the_plan: Plan):
    with pytest.raises(CommandError, match="năm kế hoạch"):
        call_command("open_period", "749-2024", "2022", "1")


def test_a_quarter_is_closed(the_plan: Plan):
    call_command("open_period", "749-2024", "2024", "1")

    call_command("open_period", "749-2024", "2024", "1", "--close")

    assert Period.objects.get().state == Period.State.CLOSED


def test_a_quarter_that_was_never_opened_cannot_be_closed(the_plan: Plan):
    with pytest.raises(CommandError, match="Quý 2024-Q1 chưa được mở"):
        call_command("open_period", "749-2024", "2024", "1", "--close")
