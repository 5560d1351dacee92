"""Where `manage.py load_demo` says no."""

import pytest
from django.core.management import CommandError, call_command

from districts.models import User
from districts.tests.builders import Province
from indicators.models import Plan


def test_it_is_never_mixed_with_a_provinces_own_figures(the_plan: Plan, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DEMO_PASSWORD", "minh-hoa-749")

    with pytest.raises(CommandError, match="không được đánh dấu là minh họa"):
        call_command("load_demo")
    assert User.objects.count() == 0


def test_it_is_never_mixed_with_units_that_a_province_loaded(
    province: Province, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DEMO_PASSWORD", "minh-hoa-749")

    with pytest.raises(CommandError, match="đã có dữ liệu"):
        call_command("load_demo")
    assert not Plan.objects.exists()


def test_it_asks_for_a_password(db):
    with pytest.raises(CommandError, match="DEMO_PASSWORD"):
        call_command("load_demo")
