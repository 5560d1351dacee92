"""Prove of every publication that its content, its rows and its files are still those that were published."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports import verifying
from reports.models import Publication


class Command(BaseCommand):
    help = "Kiểm tra từng lần công bố: nội dung, dòng số liệu và tệp còn đúng như khi công bố."

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(verifying.gaps())
        for sentence in found:
            self.stdout.write(f"✗ {sentence}")
        for publication in Publication.objects.select_related("period").order_by("period", "number"):
            faults = verifying.faults(publication)
            found.extend(faults)
            name = f"{publication.period} lần {publication.number}"
            self.stdout.write(f"✗ {name}: {' '.join(faults)}" if faults else f"✓ {name} {publication.sha256}")
        if found:
            raise CommandError(f"{len(found)} chỗ không còn như khi công bố.")
