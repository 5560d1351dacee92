"""Each night of the reporting weeks: the report as it stands, kept for who may read it, and the staff told."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from districts.models import Letter, Period, User
from districts.tests.builders import Cast, Province, accepted, noon
from plan749.celery import app
from reports import provisional, tasks
from reports.models import ProvisionalReport, Publication
from reports.tests.builders import FIGURES

NIGHT = noon(date(2024, 3, 16)).replace(hour=4)
ADDRESS = "reports:provisional_report"


@pytest.fixture
def reached(province: Province, period: Period, cast: Cast) -> Cast:
    """One commune accepted; the province's staff with an address."""
    accepted(province.communes[0], period, FIGURES)
    User.objects.filter(pk=cast.province.pk).update(email="tinh@kontum.example")
    return cast


def make(at: datetime = NIGHT) -> int:
    return provisional.make_all(at.date(), at=at)


def download(user: User, period: Period) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(reverse(ADDRESS, args=[period.plan.slug, period.code]))


def test_the_night_makes_a_report_that_says_it_is_provisional_on_every_page(reached: Cast, period: Period):
    assert make() == 1

    answer = download(reached.province, period)
    pages = [page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages]
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert ["SỐ TẠM TÍNH LÚC 04:00 16/3/2024" in " ".join(page.split()) for page in pages] == [True] * len(
        pages
    )
    assert not Publication.objects.exists()


def test_the_staff_are_written_to_without_the_file(reached: Cast, period: Period):
    make()

    [letter] = Letter.objects.all()
    assert (letter.kind, letter.to, letter.address) == (
        "provisional",
        reached.province,
        "tinh@kontum.example",
    )
    assert letter.subject == "Báo cáo tạm tính quý I/2024"
    assert "đã duyệt 1/" in letter.body


def test_a_night_on_which_nothing_changed_makes_none(reached: Cast, period: Period):
    make()

    assert make(NIGHT.replace(day=17)) == 0
    assert (ProvisionalReport.objects.get().made_at, Letter.objects.count()) == (NIGHT, 1)


def test_the_next_takes_the_place_of_the_last_and_its_file_goes(
    reached: Cast, province: Province, period: Period, django_capture_on_commit_callbacks: Any
):
    make()
    first = ProvisionalReport.objects.get().file.name
    accepted(province.communes[1], period, FIGURES)

    with django_capture_on_commit_callbacks(execute=True):
        assert make(NIGHT.replace(day=17)) == 1

    report = ProvisionalReport.objects.get()
    assert (report.made_at, Letter.objects.count()) == (NIGHT.replace(day=17), 2)
    assert (default_storage.exists(first), default_storage.exists(report.file.name)) == (False, True)


@pytest.mark.parametrize(
    ("today", "made"),
    [
        (date(2024, 3, 14), 0),  # the quarter's last day
        (date(2024, 3, 15), 1),
        (date(2024, 3, 25), 1),  # the province is due
        (date(2024, 3, 26), 0),
    ],
)
def test_it_is_made_from_the_day_after_the_quarter_to_the_day_the_province_is_due(
    reached: Cast, period: Period, today: date, made: int
):
    assert (period.last_day, period.due_province) == (date(2024, 3, 14), date(2024, 3, 25))

    assert provisional.make_all(today, at=NIGHT) == made


def test_of_a_quarter_without_anything_accepted_there_is_none(province: Province, period: Period):
    assert make() == 0


def test_it_is_for_those_who_may_read_the_files_of_publications(reached: Cast, period: Period):
    make()

    for user in (reached.commune, reached.district, reached.department, reached.administrator):
        assert download(user, period).status_code == 404
    client = Client()
    client.force_login(reached.province)
    assert (
        "Tải báo cáo tạm tính quý I/2024 (PDF)"
        in client.get(reverse("reports:publications")).content.decode()
    )
    client.force_login(reached.district)
    assert "tạm tính quý I/2024 (PDF)" not in client.get(reverse("reports:publications")).content.decode()


def test_staff_without_the_mark_are_not_written_to(reached: Cast, period: Period):
    reached.province.membership.sees_sensitive = False
    reached.province.membership.save()

    make()

    assert not Letter.objects.exists()


def test_the_timetable_has_it_at_four_in_the_morning_of_the_province():
    entry = app.conf.beat_schedule["make provisional reports"]

    assert entry["task"] == tasks.make_provisional_reports.name
    assert (entry["schedule"].hour, entry["schedule"].minute) == ({4}, {0})
    assert app.conf.timezone == "Asia/Ho_Chi_Minh"


def test_the_task_makes_them(reached: Cast, period: Period, settings: Any):
    settings.DEMO_TODAY = date(2024, 3, 16)

    tasks.make_provisional_reports()

    assert ProvisionalReport.objects.get().period == period
