"""`manage.py start_province`: a province begins for real."""

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from districts.models import Event, Period, Submission, Unit, User
from districts.models.people import Role
from districts.models.units import Level
from indicators.models import Plan
from reports.management.commands.start_province import PLAN_FILE

pytestmark = pytest.mark.django_db


def test_it_begins_empty_with_its_plan_units_and_administrator():
    call_command("start_province", "62", administrator="quantri.kontum")

    levels = [Unit.objects.filter(level=level).count() for level in Level]
    assert levels == [1, 10, 102, 3]
    assert [plan.illustrative for plan in Plan.objects.all()] == [False]
    assert (Period.objects.count(), Submission.objects.count()) == (0, 0)
    [user] = User.objects.all()
    assert (user.username, user.membership.role, user.membership.unit.code) == (
        "quantri.kontum",
        Role.ADMINISTRATOR,
        "62",
    )


def test_the_password_is_printed_and_opens_the_account_once(capsys: pytest.CaptureFixture[str]):
    call_command("start_province", "62", administrator="quantri.kontum")

    found = re.search(r"chỉ hiện lần này\): (\S+)", capsys.readouterr().out)
    user = User.objects.get()
    assert found is not None
    assert user.check_password(found[1])
    assert user.must_change_password


def test_the_log_says_that_nobody_but_the_server_made_it():
    call_command("start_province", "62", administrator="quantri.kontum")

    [event] = Event.objects.all()
    assert (event.action, event.origin, event.by, event.subject) == (
        Event.Action.ACCOUNT_CREATED,
        "command",
        None,
        "quantri.kontum",
    )


def test_a_database_with_a_plan_is_left_alone(the_plan: Plan):
    with pytest.raises(CommandError, match="đã có kế hoạch"):
        call_command("start_province", "62", administrator="quantri.kontum")

    assert (Unit.objects.count(), User.objects.count()) == (0, 0)


def test_another_provinces_plan_is_refused_whole():
    with pytest.raises(CommandError, match="là của tỉnh 62, không phải 51"):
        call_command("start_province", "51", administrator="quantri.kontum")

    assert (Plan.objects.count(), Unit.objects.count()) == (0, 0)


def test_a_name_that_nobody_could_sign_in_with_leaves_nothing_behind():
    with pytest.raises(CommandError, match="Tên đăng nhập"):
        call_command("start_province", "62", administrator="Quản trị")

    assert (Plan.objects.count(), Unit.objects.count(), User.objects.count()) == (0, 0, 0)


def test_a_broken_plan_is_refused_with_the_line_of_its_fault(tmp_path: Path):
    broken = tmp_path / "plan.yaml"
    broken.write_text(PLAN_FILE.read_text().replace("year: 2024", "year: hai nghìn", 1))

    with pytest.raises(CommandError, match=r"plan\.yaml:\d+: "):
        call_command("start_province", "62", administrator="quantri.kontum", plan=broken)
    assert Plan.objects.count() == 0


def test_a_plan_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(CommandError, match="Không mở được tệp"):
        call_command("start_province", "62", administrator="quantri.kontum", plan=tmp_path / "none.yaml")
