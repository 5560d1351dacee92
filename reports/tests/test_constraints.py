"""What must never be false of what was published, the database itself refuses; and that it is ever altered."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoDbBlocker

from districts.tests.builders import after, make_period, make_province, make_user
from indicators.tests.builders import load_the_plan
from indicators.tests.constraints import constraints_of, refuses_another, refuses_update
from reports.models import Audit, IssuedReport, Job, ReportTemplate, ReportText
from reports.tests.published import publish


@pytest.fixture(scope="module")
def rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[SimpleNamespace]:
    """One good row of each kind, made once: every test here ends as it began."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield good_rows()
        transaction.set_rollback(True)


@pytest.fixture
def good(rows: SimpleNamespace, db: None) -> SimpleNamespace:
    return rows


def good_rows() -> SimpleNamespace:
    period = make_period(load_the_plan(), "2024-Q1")
    province = make_province(communes=2)
    publication, at = publish(period), after(period)
    staff = make_user("province", province.province, "staff")
    return SimpleNamespace(
        publication=publication,
        silent=publication.values.exclude(absence="").first(),
        value=publication.values.first(),
        document=publication.documents.get(),
        issued=IssuedReport.objects.create(
            publication=publication,
            number="12/BC",
            issued_on=at.date(),
            file="issued/x.pdf",
            sha256="ab" * 32,
            size=1204,
            noted_by=staff,
            noted_at=at,
        ),
        text=ReportText.objects.create(
            period=period, section="causes", version=1, text="Mưa", written_by=staff, written_at=at
        ),
        template=ReportTemplate.objects.create(
            plan=period.plan,
            file="templates/x.docx",
            name="x.docx",
            sha256="ab" * 32,
            size=1204,
            uploaded_by=staff,
            uploaded_at=at,
        ),
        audit=Audit.objects.create(at=at, checked=1, different=0),
        job=Job.objects.create(period=period, ordered_at=at, heartbeat=at),
    )


# (the constraint, the good row, what a second one like it has that is wrong)
WRONG_ROWS = [
    ("one_publication_per_number", "publication", {}),
    ("publications_count_from_one", "publication", {"number": 0, "reason": "lại"}),
    ("publishing_again_has_its_reason", "publication", {"number": 2}),
    ("one_published_value_per_place", "value", {}),
    ("a_published_value_is_there_or_says_why_not", "silent", {"measure": "99.9", "absence": ""}),
    ("a_published_value_is_there_or_says_why_not", "silent", {"measure": "99.9", "value": "1.5"}),
    ("one_document_of_a_kind_and_report", "document", {}),
    ("a_paper_is_one_of_the_reports", "document", {"kind": "docx"}),
    ("a_paper_is_one_of_the_reports", "document", {"report": "quarter"}),
    ("a_paper_is_one_of_the_reports", "document", {"kind": "pdf", "report": "month"}),
    ("an_issued_report_has_its_number", "issued", {"number": ""}),
    ("a_scan_has_its_hash_and_size", "issued", {"sha256": ""}),
    ("a_scan_has_its_hash_and_size", "issued", {"size": 0}),
    ("a_scan_has_its_hash_and_size", "issued", {"file": ""}),
    ("one_report_text_per_version", "text", {"text": "Nắng"}),
    ("report_texts_count_from_one", "text", {"version": 0}),
    ("a_report_text_has_its_section", "text", {"section": ""}),
    ("a_report_text_has_its_length", "text", {"version": 2, "text": "ă" * 20_001}),
    ("a_template_is_the_standard_one_or_has_its_file", "template", {"is_standard": True}),
    ("a_template_is_the_standard_one_or_has_its_file", "template", {"file": ""}),
    ("a_template_is_the_standard_one_or_has_its_file", "template", {"sha256": ""}),
    ("a_template_is_the_standard_one_or_has_its_file", "template", {"size": 0}),
    ("no_more_differs_than_was_checked", "audit", {"different": 2}),
    ("one_living_job_per_period", "job", {}),
    ("one_living_job_per_period", "job", {"state": "running"}),
]
WRONG_JOBS = [
    ("a_done_job_has_its_publication", {"state": "done"}),
    ("no_more_done_than_there_is", {"done_steps": 2}),
]


@pytest.mark.parametrize(("name", "kind", "wrong"), WRONG_ROWS)
def test_the_database_refuses_a_row_that_is_wrong(name: str, kind: str, wrong: dict, good: SimpleNamespace):
    refuses_another(name, getattr(good, kind), **wrong)


@pytest.mark.parametrize(("name", "wrong"), WRONG_JOBS)
def test_the_database_refuses_a_job_that_is_wrong(name: str, wrong: dict, good: SimpleNamespace):
    refuses_update(name, good.job, wrong)


def test_a_job_that_ended_is_in_nobodys_way(good: SimpleNamespace):
    Job.objects.filter(pk=good.job.pk).update(state="failed")

    Job.objects.create(period=good.job.period, ordered_at=good.job.ordered_at, heartbeat=good.job.heartbeat)

    assert Job.objects.count() == 2


def test_every_constraint_is_tried():
    tried = {name for name, *_ in WRONG_ROWS} | {name for name, _ in WRONG_JOBS}

    assert tried == set(constraints_of("reports"))


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("publication", {"content": {}}),
        ("publication", {"illustrative": True}),
        ("publication", {"sha256": "1" * 64}),
        ("value", {"status": "met"}),
        ("value", {"reported": 102}),
        ("document", {"file": "publications/other.xlsx"}),
        ("document", {"size": 1}),
        ("document", {"template_sha256": "1" * 64}),
    ],
)
def test_what_was_published_is_never_altered(kind: str, wrong: dict, good: SimpleNamespace):
    row = getattr(good, kind)

    with pytest.raises(IntegrityError, match="A publication is never altered"), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**wrong)
