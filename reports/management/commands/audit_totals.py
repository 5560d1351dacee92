"""Work out every number of every quarter anew, in plain arithmetic, and list each that the portal shows otherwise."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plan749 import clock
from reports import audit


class Command(BaseCommand):
    help = "Tính lại mọi con số từ từng ô đã duyệt bằng một cách tính riêng, và liệt kê từng chỗ không khớp."

    def handle(self, *args: Any, **options: Any) -> None:
        found = audit.run(at=clock.now())
        for one in found.differences:
            place = " ".join(
                filter(None, (one["period"], one["unit"], one["measure"], one["span"], one["split"]))
            )
            self.stdout.write(f"  {place}: đang hiện {one['shown']}, tính lại {one['recomputed']}")
        if found.different:
            raise CommandError(f"{found.different} trong {found.checked} số không khớp.")
        self.stdout.write(f"Đã tính lại {found.checked} số: khớp hết.")
