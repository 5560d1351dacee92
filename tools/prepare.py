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


def demo_password(var: Path) -> str:
    """DEMO_PASSWORD, else the one made at the first start; kept, so that each start prints it."""
    path = var / "demo_password"
    password = os.environ.get("DEMO_PASSWORD") or (path.read_text().strip() if path.exists() else "")
    password = password or secrets.token_urlsafe(9)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(password)
    return password


def prepare_database() -> None:
    """Tables as the code wants them; the demonstration where there is nothing yet."""
    from django.core.management import call_command

    from districts.models import Unit

    say("Cập nhật cơ sở dữ liệu", "bringing the database up to date")
    call_command("migrate", interactive=False, verbosity=0)
    if not Unit.objects.exists():
        say("Nạp số liệu minh họa, chừng một phút", "loading the demonstration, about a minute")
        call_command("load_demo")


def is_demonstration() -> bool:
    """Whether what is in the database was made up for a demonstration."""
    from indicators.models import Plan

    return bool(Plan.objects.is_demonstration())


def prepare() -> bool:
    """All of it in one process, each start of Django costs a second; tells whether it is a demonstration."""
    translations.compile_all()
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    prepare_database()
    say("Gom tệp giao diện", "collecting static files")
    call_command("collectstatic", interactive=False, verbosity=0)
    demonstration = is_demonstration()
    connections.close_all()
    return demonstration
