"""What stands behind the addresses that are tried: one of each thing that has a number of its own."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from districts.actions import tokens
from districts.models import Submission, TaskReport
from districts.tests.assigned import assigned
from districts.tests.builders import PAGE, after, submitted
from districts.tests.task_report_builders import begun, prove, sent
from districts.tests.webhook_builders import numbers_of_a_webhook
from reports import actions, templates, text_actions
from reports.documents import template
from reports.frozen import Frozen
from reports.models import Document, Job
from reports.tests.published import SCAN, publish


@pytest.fixture
def waiting(province, cast, period) -> Submission:
    """The first commune's quarter, handed in."""
    return submitted(province.communes[0], period, {"children_under_16": 1240})


@pytest.fixture
def words(province, cast, period) -> TaskReport:
    """The first district's words of the quarter, handed in."""
    return sent(province.districts[0], period)


@pytest.fixture
def stage(waiting, cast, period, province) -> dict[str, int]:
    """One of each thing that has a number of its own, by the word in its address's name."""
    file = prove(begun(province.districts[0], period))
    token, _key = tokens.create_token(cast.neighbour, name="kho dữ liệu", at=after(period), origin=PAGE)
    publish(period)
    publication = publish(period, "thử lại")
    made = b"a report"
    for report in ("quarter", "half-year"):
        Document.objects.create(
            publication=publication,
            kind="docx",
            report=report,
            file=default_storage.save("publications/a-report.docx", ContentFile(made)),
            sha256=hashlib.sha256(made).hexdigest(),
            size=len(made),
        )
    at = after(period)
    actions.keep_provisional(period, Frozen(publication.content), made, at=at)
    actions.note_issued(
        publication, number="12/BC", issued_on=timezone.localdate(at), scan=SCAN, by=cast.province, at=at
    )
    text_actions.write_text(period, "causes", "Mưa", version=0, by=cast.province, at=at, origin=PAGE)
    own = templates.take(period.plan, name="mẫu.docx", content=template.standard(), by=cast.province, at=at)
    job = Job.objects.create(
        period=period,
        state=Job.State.DONE,
        publication=publication,
        ordered_by=cast.province,
        ordered_at=at,
        heartbeat=at,
    )
    return {
        **numbers_of_a_webhook(cast.province),
        "token": token.pk,
        "assignment": assigned(period.plan, province.departments[0]).pk,
        "person": cast.commune.pk,
        "period": period.pk,
        "publication": publication.pk,
        "document": publication.pk,
        "job": job.pk,
        "own_report_template": own.pk,
        "submission": waiting.pk,
        "evidence": file.pk,
    }
