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
from reports.report_kinds import Report, reports_of
from reports.steps import STEP_WORDS


class Command(BaseCommand):
    help = "Công bố báo cáo của một quý: publish 749-2024 2024-Q3. Đang có việc công bố thì làm tiếp việc đó."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("plan", metavar="PLAN", help="mã ngắn của kế hoạch, ví dụ 749-2024")
        parser.add_argument("quarter", metavar="YEAR-Qn", help="quý, ví dụ 2024-Q3")
        parser.add_argument("--reason", default="", help="lý do, khi quý đã công bố trước đó")
        parser.add_argument(
            "--report",
            choices=[report.value for report in Report],
            help="chỉ nêu tệp của báo cáo này: half-year chỉ có ở quý II, nine-months ở quý III, year ở quý IV",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        period = self.period(options["plan"], options["quarter"])
        report = self.report(period, options["report"])
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
        self.finish(job, report)

    def report(self, period: Period, word: str | None) -> Report | None:
        """The one asked for; None means all. A quarter has no report of a stretch that it does not end."""
        if word is None:
            return None
        report = Report(word)
        if report not in reports_of(period.quarter):
            named = ", ".join(reports_of(period.quarter))
            raise CommandError(f"Quý {period.code} không có báo cáo {word}; báo cáo của quý này: {named}.")
        return report

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

    def finish(self, job: Job, report: Report | None) -> None:
        publication = job.publication
        if publication is None:
            raise CommandError(job.error)
        self.stdout.write(f"Đã công bố lần {publication.number}. Mã nội dung: {publication.sha256}")
        for document in publication.documents.all():
            if report in (None, document.report):
                name = " ".join(filter(None, [document.report, document.kind]))
                self.stdout.write(f"  {name}: {document.file.path} ({document.size} byte)")
