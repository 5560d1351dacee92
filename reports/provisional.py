"""Each night of the reporting weeks: every quarter's report as it stands, for the province's staff."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import override

from districts.models import Period, Submission
from indicators.wording import moment

from . import actions, content
from .documents import pdf, report
from .frozen import Frozen
from .models import ProvisionalReport
from .report_kinds import widest
from .snapshot import one_snapshot


def make_all(today: date, *, at: datetime) -> int:
    """Make what is due; gives how many reports are new. Twice in a night makes the second none."""
    return sum(make(period, at=at) for period in reported_now(today))


def reported_now(today: date) -> Iterator[Period]:
    """The quarters between their last day and the day the province is due, of which something is accepted."""
    accepted = Submission.objects.accepted().values("period")
    weeks = Period.objects.filter(last_day__lt=today, due_province__gte=today, is_base=False, pk__in=accepted)
    yield from weeks.select_related("plan").order_by("year", "quarter", "pk")


def make(period: Period, *, at: datetime) -> bool:
    """Make a quarter's report, unless nothing changed since the last one; False then."""
    with override("vi"):
        with one_snapshot():
            frozen = Frozen(content.of_period(period))
        held = ProvisionalReport.objects.filter(period=period).first()
        if held is not None and held.content_sha256 == frozen.sha256:
            return False
        said = moment(timezone.localtime(at))
        paper = report.compose(frozen, widest(period.quarter), lambda: None, provisional=said)
        actions.keep_provisional(period, frozen, pdf.written(paper), at=at)
    return True
