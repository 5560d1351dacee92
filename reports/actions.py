"""Order a publication, freeze one, note how it was issued: the only writing of this floor besides a job's progress."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from districts import access
from districts.actions import letters
from districts.actions.log import record
from districts.actions.refusals import NotAllowed, Refused
from districts.actions.task_reports import plain
from districts.models import Event, Period, Submission, User
from indicators.wording import coverage

from . import heartbeats, opening_reading, published, tasks
from .frozen import Frozen
from .models import Document, IssuedReport, Job, ProvisionalReport, Publication, PublishedValue

ROWS_AT_ONCE = 2000
LIVING = (Job.State.WAITING, Job.State.RUNNING)


@transaction.atomic
def order_publication(
    *, period: Period, reason: str, by: User | None, at: datetime, send: bool = True
) -> Job:
    """Order a period's publication; while one is under way, that one. Nobody (`by` None) is a command.

    `send` False leaves the job to whoever ordered it; a worker's sweep finds it if they do not.
    """
    if by is not None and not access.may(by, access.Act.PUBLISH):
        raise NotAllowed(_("Chỉ cán bộ tỉnh được công bố báo cáo."))
    living = living_job(period)
    if living is not None:
        return living
    reason = plain(reason)
    require_publishable(period, reason)
    try:
        with transaction.atomic():
            job = Job.objects.create(
                period=period, ordered_by=by, ordered_at=at, reason=reason, heartbeat=heartbeats.now()
            )
    except IntegrityError:  # someone ordered it in this very moment: theirs is joined
        return Job.objects.get(period=period, state__in=LIVING)
    if send:
        transaction.on_commit(partial(tasks.send, job.pk))
    return job


def living_job(period: Period) -> Job | None:
    return Job.objects.filter(period=period, state__in=LIVING).first()


def require_publishable(period: Period, reason: str) -> None:
    """There is something to publish, and a word why where it was published before; a base quarter is no report."""
    if period.is_base:
        raise Refused(_("Quý nền chỉ dùng để so với năm trước nên không công bố báo cáo."), "base_quarter")
    if not Submission.objects.accepted().of(period).exists():
        raise Refused(
            _("Chưa có biểu nào của quý này được duyệt nên chưa có gì để công bố."), "nothing_to_publish"
        )
    if not reason and Publication.objects.filter(period=period).exists():
        raise Refused(_("Quý này đã công bố. Xin ghi lý do công bố lại."), "reason_missing")


@dataclass(frozen=True)
class WrittenFile:
    """A document already in the storage, with what was measured of its bytes and the template it was made in."""

    kind: str
    report: str
    name: str
    sha256: str
    size: int
    template_sha256: str = ""


def next_number(period: Period) -> int:
    """1 for the first publication of a period, then 2, 3…"""
    highest = Publication.objects.filter(period=period).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def freeze(
    job: Job, *, frozen: Frozen, files: Sequence[WrittenFile], number: int, at: datetime
) -> Publication:
    """Write the publication with its values and documents. To be called within the transaction that ends the job."""
    publication = Publication.objects.create(
        period=job.period,
        number=number,
        published_at=at,
        published_by=job.ordered_by,
        reason=job.reason,
        content=frozen.content,
        sha256=frozen.sha256,
        illustrative=frozen.illustrative,
    )
    PublishedValue.objects.bulk_create(published_values(publication, frozen), batch_size=ROWS_AT_ONCE)
    Document.objects.bulk_create(
        [
            Document(
                publication=publication,
                kind=file.kind,
                report=file.report,
                file=file.name,
                sha256=file.sha256,
                size=file.size,
                template_sha256=file.template_sha256,
            )
            for file in files
        ]
    )
    record(
        Event.Action.PUBLISHED,
        by=job.ordered_by,
        at=at,
        origin=Event.Origin.COMMAND if job.ordered_by is None else Event.Origin.PAGE,
        period=job.period,
        subject=str(number),
        reason=job.reason,
    )
    return publication


def published_values(publication: Publication, frozen: Frozen) -> list[PublishedValue]:
    """A row for each frozen value, in the content's order, with whether anybody may see it."""
    opened = opening_reading.open_keys(publication.period, frozen)
    return [
        PublishedValue(
            publication=publication,
            position=position,
            measure=value.measure.code,
            indicator=value.measure.indicator,
            objective=value.measure.objective,
            unit=value.unit.code,
            unit_name=value.unit.name,
            level=value.unit.level,
            parent=value.unit.parent,
            span=value.span,
            split=value.split,
            value=value.text or "",
            absence=value.absence or "",
            numerator=value.numerator,
            denominator=value.denominator,
            reported=value.reported,
            expected=value.expected,
            status=value.status or "",
            target=value.target_as_json,
            sensitive=value.measure.sensitive,
            open_to_all=(value.measure.code, value.unit.code, value.span, value.split) in opened,
        )
        for position, value in enumerate(frozen.values, start=1)
    ]


@transaction.atomic
def keep_provisional(period: Period, frozen: Frozen, made: bytes, *, at: datetime) -> None:
    """In the place of the night's before, whose file goes once this one is kept; and tell the staff."""
    last = ProvisionalReport.objects.filter(period=period).first()
    name = default_storage.save(f"provisional/{period.plan.slug}/{period.code}.pdf", ContentFile(made))
    ProvisionalReport.objects.update_or_create(
        period=period,
        defaults={
            "made_at": at,
            "content_sha256": frozen.sha256,
            "file": name,
            "sha256": sha256(made).hexdigest(),
            "size": len(made),
        },
    )
    if last is not None:
        transaction.on_commit(partial(default_storage.delete, last.file.name))
    letters.write_provisional(period, accepted=coverage(*published.accepted_of_expected(frozen)), at=at)


LARGEST_SCAN = 20 * 1024 * 1024


@transaction.atomic
def note_issued(
    publication: Publication, *, number: str, issued_on: date, scan: bytes | None, by: User, at: datetime
) -> IssuedReport:
    """Keep the number, the day and the scan of the report as it was signed; noted again, the last counts.

    Noted without a scan, the one that is there stays.
    """
    if not access.may(by, access.Act.PUBLISH):
        raise NotAllowed(_("Chỉ cán bộ tỉnh được ghi số báo cáo đã ban hành."))
    number = plain(number)
    faults = issued_faults(publication, number, issued_on, scan, at)
    if faults:
        cells = {(name, ""): sentence for name, sentence in faults.items()}
        raise Refused(" ".join(faults.values()), "invalid_issue", cells=cells)
    kept = last_scan(publication) if scan is None else kept_scan(publication, scan)
    issued = IssuedReport.objects.create(
        publication=publication,
        number=number,
        issued_on=issued_on,
        noted_by=by,
        noted_at=at,
        **kept,
    )
    details = {"period": publication.period, "subject": str(publication.number), "reason": number}
    record(Event.Action.REPORT_ISSUED, by=by, at=at, origin=Event.Origin.PAGE, **details)
    return issued


def issued_faults(
    publication: Publication, number: str, issued_on: date, scan: bytes | None, at: datetime
) -> dict[str, str]:
    """A sentence by field. A report cannot be signed before the figures it gives were published, or tomorrow."""
    found = {}
    if not number:
        found["number"] = _("Xin ghi số của báo cáo, ví dụ 123/BC-SLĐTBXH.")
    if not timezone.localdate(publication.published_at) <= issued_on <= timezone.localdate(at):
        found["issued_on"] = _("Ngày ban hành phải từ ngày công bố số liệu đến hôm nay.")
    if scan is not None and len(scan) > LARGEST_SCAN:
        found["scan"] = _("Tệp lớn hơn 20 MB. Xin quét lại với độ nét thấp hơn.")
    elif scan is not None and not is_pdf(scan):
        found["scan"] = _("Tệp này không phải PDF, hoặc chưa tải lên đủ.")
    return found


def is_pdf(content: bytes) -> bool:
    """By its first and its last signs: a file that was cut off on its way has no end."""
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-1024:]


def last_scan(publication: Publication) -> dict[str, str | int]:
    """What is kept already; nothing where there is none."""
    last = publication.issued.first()
    return {} if last is None else {"file": last.file.name, "sha256": last.sha256, "size": last.size}


def kept_scan(publication: Publication, scan: bytes) -> dict[str, str | int]:
    """The file in the storage, never over an earlier one."""
    period = publication.period
    folder = f"issued/{period.plan.slug}/{period.code}/{publication.number}"
    name = default_storage.save(f"{folder}/bao-cao-da-ky.pdf", ContentFile(scan))
    return {"file": name, "sha256": sha256(scan).hexdigest(), "size": len(scan)}
