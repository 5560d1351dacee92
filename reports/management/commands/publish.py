"""Publish a quarter from the server's command line, in this very process."""

from time import sleep
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from districts.actions.refusals import Refused
from districts.models import Period
from indicators.periods import Quarter
from plan749 import clock
from reports import actions, heartbeats, jobs
from reports.models import Job
from reports.steps import STEP_WORDS


class Command(BaseCommand):
    help = "Công bố báo cáo của một quý: publish 749-2024 2024-Q3. Đang có việc công bố thì làm tiếp việc đó."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("plan", metavar="PLAN", help="mã ngắn của kế hoạch, ví dụ 749-2024")
        parser.add_argument("quarter", metavar="YEAR-Qn", help="quý, ví dụ 2024-Q3")
        parser.add_argument("--reason", default="", help="lý do, khi quý đã công bố trước đó")

    def handle(self, *args: Any, **options: Any) -> None:
        period = self.period(options["plan"], options["quarter"])
        try:
            job = actions.order_publication(
                period=period, reason=options["reason"], by=None, at=clock.now(), send=False
            )
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"Công bố {period.code}, việc số {job.pk}")
        while job.is_living:
            if not jobs.run(job.pk, at=clock.now(), tell=self.tell):
                # Another process works on it, or did: one that died is found out by its silence.
                sleep(1)
                heartbeats.release_stale()
            job.refresh_from_db()
        self.finish(job)

    def period(self, plan: str, code: str) -> Period:
        try:
            quarter = Quarter.parse(code)
        except ValueError as error:
            raise CommandError(f"“{code}” không phải là một quý; xin ghi như 2024-Q3.") from error
        found = Period.objects.select_related("plan").at(quarter).filter(plan__slug=plan).first()
        if found is None:
            raise CommandError(f"Kế hoạch {plan} không có quý {code}.")
        return found

    def tell(self, job: Job) -> None:
        self.stdout.write(f"  {job.done_steps}/{job.all_steps} {STEP_WORDS.get(job.step, job.step)}")

    def finish(self, job: Job) -> None:
        publication = job.publication
        if publication is None:
            raise CommandError(job.error)
        self.stdout.write(f"Đã công bố lần {publication.number}. Mã nội dung: {publication.sha256}")
        for document in publication.documents.all():
            self.stdout.write(f"  {document.kind}: {document.file.path} ({document.size} byte)")
