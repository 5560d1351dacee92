"""`manage.py load_demo`: a whole province of made-up figures in an empty database."""

import os
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from districts.actions.refusals import Refused
from indicators.models import Plan
from reports.demo import publishing
from reports.demo.load import load


class Command(BaseCommand):
    help = "Fills an empty database with illustrative figures; the users' password is DEMO_PASSWORD."

    def handle(self, *args: Any, **options: Any) -> None:
        if Plan.objects.is_demonstration():
            self.stdout.write("Số liệu minh họa đã có sẵn, giữ nguyên.")
            return
        password = os.environ.get("DEMO_PASSWORD", "")
        if not password:
            raise CommandError("Xin đặt DEMO_PASSWORD: mật khẩu của các tài khoản minh họa.")
        began = monotonic()
        try:
            load(password=password, say=self.say)
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        publishing.make(say=self.say)
        self.say(f"Xong sau {monotonic() - began:.0f} giây")

    def say(self, what: str) -> None:
        self.stdout.write(f"  {what}")
        self.stdout.flush()
