"""Files of evidence: told by their bytes, counted, kept under names of ours, handed out as kept or not at all."""

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from districts import evidence
from districts.actions import task_reports
from districts.actions.refusals import Refused
from districts.models import EvidenceFile, Period, TaskReport
from districts.tests.builders import PAGE, Cast, Province, after
from districts.tests.evidence_files import GOOD, HOSTILE
from districts.tests.task_report_builders import PDF_FILE, begun, prove
from districts.workbooks.packages import PackageFault

WHO_SEES_IT = {"district", "province", "looker"}
EVERYONE = (
    "commune",
    "district",
    "department",
    "province",
    "looker",
    "administrator",
    "neighbour",
    "stranger",
)


@pytest.fixture
def report(cast: Cast, province: Province, period: Period) -> TaskReport:
    """The first district's, begun."""
    return begun(province.districts[0], period)


def numbered(number: int) -> bytes:
    """A file unlike the others."""
    return PDF_FILE + b"\n" * number


def padded(size: int) -> bytes:
    """A whole PDF of so many bytes."""
    return PDF_FILE.replace(b"trailer", b"%" + b" " * (size - len(PDF_FILE) - 2) + b"\ntrailer")


# What is taken ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", GOOD)
def test_a_file_is_what_its_bytes_say(name: str):
    content, kind = GOOD[name]

    assert evidence.examine(content) == kind


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_plain_evidence_is_refused_in_a_sentence(name: str):
    content, code = HOSTILE[name]

    with pytest.raises(PackageFault) as refused:
        evidence.examine(content)
    assert refused.value.code == code
    assert str(refused.value).startswith(("Tệp ", "Nội dung tệp "))


@pytest.mark.parametrize(
    "name", ["a program renamed .pdf", "a zip bomb", "a document with macros", "nothing"]
)
def test_a_refused_file_leaves_no_row_no_event_and_nothing_in_the_store(report: TaskReport, name: str):
    before = report.events.count(), stored(report)

    with pytest.raises(Refused):
        prove(report, content=HOSTILE[name][0], name="ke hoach.pdf")
    assert (report.events.count(), stored(report)) == before
    assert not EvidenceFile.objects.exists()


def stored(report: TaskReport) -> list[str]:
    folder = f"evidence/749-2024/2024-Q1/{report.pk}"
    return sorted(default_storage.listdir(folder)[1]) if default_storage.exists(folder) else []


def test_a_file_may_have_10_megabytes_and_not_a_byte_more(report: TaskReport):
    largest = 10 * 1024 * 1024

    assert prove(report, content=padded(largest)).size == largest
    with pytest.raises(Refused) as refused:
        prove(report, content=padded(largest + 1))
    assert str(refused.value).startswith("Tệp lớn hơn 10 MB.")


def test_a_group_takes_10_files_and_not_an_eleventh(report: TaskReport):
    files = [prove(report, 1, numbered(number)) for number in range(10)]

    with pytest.raises(Refused) as refused:
        prove(report, 1, numbered(10))
    assert refused.value.code == "too_many_files"
    prove(report, 2, numbered(10))
    task_reports.remove_evidence(files[0], by=files[0].added_by, at=after(report.period), origin=PAGE)
    assert prove(report, 1, numbered(10)).pk


def test_the_same_file_again_is_kept_once(report: TaskReport):
    first = prove(report)
    events = report.events.count()

    assert prove(report) == first
    assert report.events.count() == events


# Names ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Kế hoạch tập huấn số 12.pdf", "Kế hoạch tập huấn số 12.pdf"),
        ("../../../etc/passwd", "passwd.pdf"),
        ("..\\..\\windows\\evil.exe", "evil.exe.pdf"),
        ("bang\u202efdp.exe", "bang fdp.exe.pdf"),
        ('a"; filename="b.html\r\nX: y.pdf', "a filename= b.html X y.pdf"),
        ("<b>x</b>.PDF", "b.pdf"),
        ("...", "tep.pdf"),
        ("", "tep.pdf"),
        (".pdf", "pdf.pdf"),
        ("báo cáo.docx", "báo cáo.docx.pdf"),
        ("Bie\u0302n ba\u0309n.pdf", "Biên bản.pdf"),
        ("rất dài " * 60 + ".pdf", ("rất dài " * 60)[:146].strip() + ".pdf"),
    ],
)
def test_a_name_is_shown_without_its_folders_and_with_the_ending_of_what_it_is(sent: str, shown: str):
    found = evidence.shown_name(sent, evidence.PDF)

    assert found == shown
    assert len(found) <= evidence.LONGEST_NAME


def test_a_file_lies_under_a_name_of_ours_whatever_its_own(report: TaskReport):
    file = prove(report, 3, name="../../khóa.pdf")

    assert file.file.name == f"evidence/749-2024/2024-Q1/{report.pk}/3-{file.sha256[:16]}.pdf"
    assert file.name == "khóa.pdf"
    assert str(settings.BASE_DIR) not in file.file.name


# Taken out --------------------------------------------------------------------------------------------------


def test_a_file_that_is_taken_out_keeps_its_row_and_its_bytes(client: Client, cast: Cast, report: TaskReport):
    file = prove(report)
    at = after(report.period)

    for _click in range(2):
        task_reports.remove_evidence(file, by=cast.district, at=at, origin=PAGE)

    file.refresh_from_db()
    assert (file.removed_by, file.removed_at) == (cast.district, at)
    assert default_storage.exists(file.file.name)
    assert [one.action for one in report.events.all()][:2] == ["evidence_removed", "evidence_added"]
    client.force_login(cast.district)
    assert client.get(place(file)).status_code == 404


# Handed out -------------------------------------------------------------------------------------------------


def place(file: EvidenceFile) -> str:
    return reverse("districts:evidence", args=[file.pk])


@pytest.mark.parametrize("person", EVERYONE)
def test_a_file_exists_for_those_who_see_its_unit(
    client: Client, cast: Cast, report: TaskReport, person: str
):
    file = prove(report)
    client.force_login(getattr(cast, person))

    assert client.get(place(file)).status_code == (200 if person in WHO_SEES_IT else 404)


def test_a_file_is_saved_and_never_shown(client: Client, cast: Cast, report: TaskReport):
    file = prove(report, name="Kế hoạch “số 12”.pdf")
    client.force_login(cast.province)

    answer = client.get(place(file))

    assert answer.content == PDF_FILE
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''K%E1%BA%BF%20ho%E1%BA%A1ch")
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-store")


@pytest.mark.parametrize("harm", ["altered", "gone"])
def test_a_file_that_is_not_what_was_kept_is_not_handed_out(
    client: Client, cast: Cast, report: TaskReport, harm: str
):
    file = prove(report)
    default_storage.delete(file.file.name)
    if harm == "altered":
        with default_storage.open(file.file.name, "wb") as stored_file:
            stored_file.write(PDF_FILE + b"\n")
    client.force_login(cast.district)

    assert client.get(place(file)).status_code == 404


def test_handing_out_a_file_asks_little(
    client: Client, cast: Cast, report: TaskReport, django_assert_num_queries
):
    file = prove(report)
    client.force_login(cast.district)

    with django_assert_num_queries(3):
        assert client.get(place(file)).status_code == 200
