"""Where `manage.py load_demo` says no."""

import pytest
from django.core.management import CommandError, call_command

from districts.models import User
from indicators.models import Plan


def test_it_is_never_mixed_with_a_provinces_own_figures(the_plan: Plan, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DEMO_PASSWORD", "minh-hoa-749")

    with pytest.raises(CommandError, match="không được đánh dấu là minh họa"):
        call_command("load_demo")
    assert User.objects.count() == 0


def test_it_asks_for_a_password(db):
    with pytest.raises(CommandError, match="DEMO_PASSWORD"):
        call_command("load_demo")
