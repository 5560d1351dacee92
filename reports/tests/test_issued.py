"""The report as it was signed: its number, its day, its scan."""

from datetime import date, datetime
from hashlib import sha256
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from districts.actions.refusals import NotAllowed, Refused
from districts.models import Event, Period, User
from districts.tests.builders import Cast, Province, accepted
from reports import actions
from reports.models import IssuedReport, Publication
from reports.tests.builders import FIGURES
from reports.tests.published import SCAN, publish


@pytest.fixture
def publication(province: Province, period: Period) -> Publication:
    accepted(province.communes[0], period, FIGURES)
    return publish(period)


@pytest.fixture
def day(publication: Publication, settings: Any) -> date:
    """The day of the publication, on which the portal now stands."""
    on = timezone.localdate(publication.published_at)
    settings.DEMO_TODAY = on
    return on


def note(publication: Publication, by: User, **told: Any) -> IssuedReport:
    at: datetime = publication.published_at
    told = {"number": "12/BC-SYT", "issued_on": timezone.localdate(at), "scan": SCAN, **told}
    return actions.note_issued(publication, by=by, at=at, **told)


def kept(issued: IssuedReport) -> bytes:
    with issued.file.open("rb") as file:
        content: bytes = file.read()
    return content


def test_the_number_the_day_and_the_scan_are_kept_and_logged(publication: Publication, cast: Cast):
    issued = note(publication, cast.province)

    assert (issued.number, issued.size, issued.sha256) == ("12/BC-SYT", len(SCAN), sha256(SCAN).hexdigest())
    assert kept(issued) == SCAN
    event = Event.objects.get(action="report_issued")
    assert (event.by, event.subject, event.reason) == (cast.province, "1", "12/BC-SYT")


def test_the_number_is_kept_without_signs_that_are_not_seen(publication: Publication, cast: Cast):
    assert note(publication, cast.province, number="12/\u202eBC\x07-SYT\u200b").number == "12/BC-SYT"

    with pytest.raises(Refused) as refusal:
        note(publication, cast.province, number="\u200b\x07")
    assert list(refusal.value.cells) == [("number", "")]


def test_noted_again_the_last_counts_and_the_first_stays(publication: Publication, cast: Cast):
    first = note(publication, cast.province)
    again = note(publication, cast.province, number="13/BC-SYT", scan=None)

    assert list(publication.issued.values_list("number", flat=True)) == ["13/BC-SYT", "12/BC-SYT"]
    assert (again.file.name, again.sha256) == (first.file.name, first.sha256)


def test_a_new_scan_is_never_written_over_an_earlier_one(publication: Publication, cast: Cast):
    first = note(publication, cast.province)
    second = note(publication, cast.province, scan=SCAN + b"%%EOF")

    assert first.file.name != second.file.name
    assert kept(first) == SCAN


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"number": "  "}, "Xin ghi số của báo cáo"),
        ({"issued_on": date(2024, 1, 1)}, "Ngày ban hành phải từ ngày công bố số liệu đến hôm nay."),
        ({"issued_on": date(2099, 1, 1)}, "Ngày ban hành phải từ ngày công bố số liệu đến hôm nay."),
        ({"scan": b""}, "Tệp này không phải PDF"),
        ({"scan": b"PK\x03\x04 a workbook"}, "Tệp này không phải PDF"),
        ({"scan": b"%PDF-1.7 cut off on its way"}, "Tệp này không phải PDF, hoặc chưa tải lên đủ."),
        ({"scan": b"<html>%PDF-1.7 %%EOF"}, "Tệp này không phải PDF"),
    ],
)
def test_what_is_wrong_is_refused_in_words_and_nothing_is_kept(
    publication: Publication, cast: Cast, told: dict[str, Any], sentence: str
):
    with pytest.raises(Refused, match=sentence.replace("(", "\\(")):
        note(publication, cast.province, **told)

    assert not IssuedReport.objects.exists()


def test_a_scan_that_is_too_large_is_refused(publication: Publication, cast: Cast, monkeypatch: Any):
    monkeypatch.setattr(actions, "LARGEST_SCAN", len(SCAN) - 1)

    with pytest.raises(Refused, match="lớn hơn 20 MB"):
        note(publication, cast.province)


def test_only_province_staff_note_it(publication: Publication, cast: Cast):
    for user in (cast.district, cast.looker, cast.administrator):
        with pytest.raises(NotAllowed):
            note(publication, user)


def test_a_row_that_was_noted_is_never_altered(publication: Publication, cast: Cast):
    note(publication, cast.province)

    with pytest.raises(DatabaseError, match="never altered"), transaction.atomic():
        IssuedReport.objects.update(number="99/BC")


def test_the_page_keeps_it_shows_it_and_hands_the_scan_out(
    publication: Publication, cast: Cast, client: Client, day: date
):
    client.force_login(cast.province)
    form = {
        "number": "12/BC-SYT",
        "issued_on": f"{day:%d/%m/%Y}",
        "scan": SimpleUploadedFile("quét.pdf", SCAN, "application/pdf"),
    }

    page = client.post(
        reverse("reports:publication_issued", args=[publication.pk]), form, follow=True
    ).content.decode()
    scan = client.get(reverse("reports:publication_scan", args=[publication.pk]))

    assert f"số 12/BC-SYT ngày {day.day}/{day.month}/{day.year}" in page
    assert (scan.content, scan["Content-Type"], scan["Cache-Control"]) == (
        SCAN,
        "application/pdf",
        "private, no-store",
    )
    assert scan["Content-Disposition"].startswith("attachment")


def test_a_scan_that_was_altered_on_the_disk_is_not_handed_out(
    publication: Publication, cast: Cast, client: Client
):
    issued = note(publication, cast.province)
    with issued.file.open("wb") as file:
        file.write(b"%PDF-1.7 another %%EOF")
    client.force_login(cast.province)

    assert client.get(reverse("reports:publication_scan", args=[publication.pk])).status_code == 404


def test_without_a_scan_there_is_none_to_hand_out(publication: Publication, cast: Cast, client: Client):
    note(publication, cast.province, scan=None)
    client.force_login(cast.province)

    assert client.get(reverse("reports:publication_scan", args=[publication.pk])).status_code == 404
    assert (
        "Tải bản quét"
        not in client.get(reverse("reports:publication", args=[publication.pk])).content.decode()
    )
