"""Brings the database, the translations and the static files to where the portal can be served."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import translations
from environment import say

# The day the demonstration lives on: the fourth quarter of 2024 under way, the third just consolidated.
DEMO_TODAY = "2024-12-18"
DEMO_USERS = {
    "tinh": "cấp tỉnh (province)",
    "huyen615": "một huyện (a district)",
    "xa23500": "một xã (a commune)",
    "soyte": "Sở Y tế (a department)",
    "xem": "chỉ xem (looks only)",
    "quantri": "quản trị (administrator)",
}


class CannotPrepare(Exception):
    """Why the portal cannot be served, as one sentence for the person at the terminal."""


def demo_password(var: Path) -> str:
    """DEMO_PASSWORD, else the one made at the first start; kept, so that each start prints it."""
    path = var / "demo_password"
    password = os.environ.get("DEMO_PASSWORD") or (path.read_text().strip() if path.exists() else "")
    password = password or secrets.token_urlsafe(9)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(password)
    return password


def is_empty() -> bool:
    """Whether nobody has put anything into the database yet."""
    from districts.models import Unit, User
    from indicators.models import Plan

    return not any(model.objects.exists() for model in (Plan, Unit, User))


def prepare_database() -> None:
    """Tables as the code wants them; the demonstration where there is nothing yet."""
    from django.core.management import call_command
    from django.core.management.base import CommandError

    say("Cập nhật cơ sở dữ liệu", "bringing the database up to date")
    call_command("migrate", interactive=False, verbosity=0)
    if is_empty():
        say("Nạp số liệu minh họa, chừng một phút", "loading the demonstration, about a minute")
        try:
            call_command("load_demo")
        except CommandError as reason:
            raise CannotPrepare(str(reason)) from reason


def is_demonstration() -> bool:
    """Whether what is in the database was made up for a demonstration."""
    from indicators.models import Plan

    return bool(Plan.objects.is_demonstration())


def let_in_with(password: str) -> None:
    """Make the printed password the demonstration users' own, where DEMO_PASSWORD changed since they were made."""
    from districts.actions import people
    from districts.models import Event, User
    from plan749 import clock

    users = {user.username: user for user in User.objects.filter(username__in=DEMO_USERS, is_active=True)}
    if "tinh" not in users or users["tinh"].check_password(password):
        return
    for user in users.values():
        people.choose_password(user, password=password, at=clock.now(), origin=Event.Origin.COMMAND)


def prepare(password: str) -> bool:
    """All of it in one process, each start of Django costs a second; tells whether it is a demonstration."""
    translations.compile_all()
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    prepare_database()
    demonstration = is_demonstration()
    if demonstration:
        let_in_with(password)
    say("Gom tệp giao diện", "collecting static files")
    call_command("collectstatic", interactive=False, verbosity=0)
    connections.close_all()
    return demonstration
