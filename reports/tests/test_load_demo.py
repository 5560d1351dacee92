"""`manage.py load_demo`: the whole demonstration, loaded once for all tests of this file."""

from collections import Counter
from datetime import date
from random import Random

import pytest
from django.core.management import call_command
from django.db import transaction

from districts.models import (
    Assignment,
    Event,
    EvidenceFile,
    Figure,
    GroupWords,
    Period,
    Submission,
    TaskReport,
    Unit,
    User,
)
from districts.models.units import Level
from districts.sheets import read
from districts.task_reports import accepted_words
from districts.urgency import judge
from indicators.models import Plan
from indicators.values import Span
from reports import gather
from reports.demo import communes
from reports.demo.profiles import Place
from reports.models import Publication, ReportText

pytestmark = pytest.mark.django_db
PASSWORD = "minh-hoa-749"


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """Loaded once; every test here only reads it, and it is taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEMO_PASSWORD", PASSWORD)
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def fourth(demonstration: None) -> Period:
    return Period.objects.get(year=2024, quarter=4)


def states(year: int, quarter: int, level: str = Level.COMMUNE) -> Counter[str]:
    submissions = Submission.objects.filter(period__year=year, period__quarter=quarter, unit__level=level)
    return Counter(submissions.values_list("state", flat=True))


def test_every_plan_in_it_is_marked_as_illustrative(demonstration: None):
    assert [plan.illustrative for plan in Plan.objects.all()] == [True]


def test_it_has_the_units_of_the_province_in_2024(demonstration: None):
    assert [Unit.objects.filter(level=level).count() for level in Level] == [1, 10, 102, 3]


@pytest.mark.parametrize("username", ["tinh", "huyen615", "xa23500", "soyte", "sogddt", "xem", "quantri"])
def test_its_people_sign_in_with_the_password_of_the_demonstration(demonstration: None, username: str):
    user = User.objects.get(username=username)

    assert user.check_password(PASSWORD)
    assert not user.must_change_password


def test_each_commune_and_district_has_someone(demonstration: None):
    for level in (Level.COMMUNE, Level.DISTRICT):
        assert not Unit.objects.filter(level=level, memberships=None).exists()


def test_only_the_provinces_staff_is_marked_for_sensitive_figures(demonstration: None):
    marked = User.objects.filter(membership__sees_sensitive=True)

    assert [user.username for user in marked] == ["tinh"]


@pytest.mark.parametrize(
    ("year", "quarter"), [(2023, 1), (2023, 2), (2023, 3), (2023, 4), (2024, 1), (2024, 2)]
)
def test_a_quarter_that_is_over_is_complete_and_closed(demonstration: None, year: int, quarter: int):
    assert states(year, quarter) == {"accepted": 102}
    assert states(year, quarter, Level.DISTRICT) == {"accepted": 10}
    assert Period.objects.get(year=year, quarter=quarter).state == Period.State.CLOSED


def test_its_tasks_say_that_they_are_made_up_and_some_are_late_on_its_day(demonstration: None):
    tasks = Assignment.objects.order_by("pk")
    standings = Counter(
        judge(due=task.due, today=date(2024, 12, 18), done_on=task.done_on).standing for task in tasks
    )

    assert standings == {"late": 3, "due_soon": 2, "to_come": 2, "done": 2, "done_late": 1}
    assert all(task.text.startswith("(Minh họa) ") for task in tasks)
    assert {task.group for task in tasks} == {1, 2, 3, 4, 5, 6}
    assert Event.objects.filter(action="assigned").count() == 10


def test_in_the_third_quarter_97_of_102_communes_are_accepted(demonstration: None):
    assert states(2024, 3) == {"accepted": 97, "returned": 2, "submitted": 1, "draft": 1}


def test_the_fourth_quarter_is_under_way_in_every_state(fourth: Period):
    found = states(2024, 4)

    assert set(found) == {"draft", "submitted", "accepted", "returned"}
    assert found.total() < 102
    assert fourth.is_open


def test_a_visitor_can_finish_the_sheet_that_commune_23500_has_begun(fourth: Period):
    sheet = read(Unit.objects.get(code="23500"), fourth)

    missing = [finding for finding in sheet.findings() if finding.blocks]
    assert sheet.submission.state == Submission.State.DRAFT
    assert 0 < len({code for code, _split in sheet.cells}) < 30
    assert {finding.rule for finding in missing} == {"missing_figure"}


def test_district_615_has_several_communes_waiting(fourth: Period):
    waiting = Submission.objects.waiting().filter(period=fourth, unit__parent__code="615")

    assert waiting.count() == 5


def test_nothing_in_it_happens_on_or_after_its_own_day(demonstration: None):
    assert not Event.objects.filter(at__date__gte="2024-12-18").exists()


def test_everything_handed_in_was_ready(demonstration: None):
    sent = (
        Submission.objects.exclude(state="draft")
        .filter(unit__parent__code="615")
        .select_related("unit", "period")
    )

    assert [
        finding
        for submission in sent
        for finding in read(submission.unit, submission.period).findings()
        if finding.blocks
    ] == []


def test_the_silences_are_there_too(demonstration: None):
    assert Figure.objects.filter(absence="nothing_occurred").count() > 1000
    assert Figure.objects.filter(absence="no_data").exclude(reason="").count() > 5


def test_its_totals_stand_around_the_published_ones(demonstration: None):
    period = Period.objects.get(year=2024, quarter=2)
    province = Unit.objects.get(code="62", level=Level.PROVINCE)
    counts = gather.element_counts(period, [province])
    values = {
        seen.measure: seen.value for seen in gather.observe(period, [province], spans=[Span.YTD], splits=[""])
    }

    assert 180_000 < counts["children_under_16", "62", ""].number < 200_000
    assert 2_400 < counts["special_circumstances", "62", ""].number < 2_800
    assert counts["drowning_deaths", "62", ""].number == 12
    assert 44 < values["1.1"] * 102 / 100 < 56


def test_its_complete_quarters_are_published_with_their_files(demonstration: None):
    published = Publication.objects.order_by("period__year", "period__quarter")

    assert [(made.period.code, made.number, made.illustrative) for made in published] == [
        ("2024-Q1", 1, True),
        ("2024-Q2", 1, True),
    ]
    assert [[str(one.report or one.kind) for one in made.documents.all()] for made in published] == [
        ["xlsx", "quarter", "quarter"],
        ["xlsx", "quarter", "quarter", "half-year", "half-year"],
    ]


@pytest.mark.parametrize(
    ("quarter", "expected"),
    [
        (1, {"accepted": 5}),
        (2, {"accepted": 6}),
        (3, {"accepted": 3, "submitted": 1, "returned": 1}),
        (4, {"accepted": 1, "submitted": 2, "returned": 1, "draft": 1}),
    ],
)
def test_some_districts_and_departments_have_written_words(
    demonstration: None, quarter: int, expected: dict[str, int]
):
    reports = TaskReport.objects.filter(period__year=2024, period__quarter=quarter)

    assert Counter(reports.values_list("state", flat=True)) == expected


def test_every_word_and_every_file_of_it_says_that_it_is_illustrative(demonstration: None):
    texts = GroupWords.objects.values_list("done", "difficulties", "proposals")

    said = [text for row in texts for text in row if text]
    assert len(said) > 100
    assert [text for text in said if not text.endswith("Nội dung minh họa.")] == []
    assert {file.name for file in EvidenceFile.objects.all()} == {"Minh họa - biên bản tập huấn.docx"}
    for report in TaskReport.objects.returned():
        assert report.return_reason.endswith("Nội dung minh họa.")


def test_the_provinces_report_can_quote_the_words_of_a_quarter(demonstration: None):
    words = accepted_words(Period.objects.get(year=2024, quarter=2))

    assert {one.group for one in words} == {1, 2, 3, 4, 5, 6}
    assert [one.unit.code for one in words if one.group == 2] == ["health", "615", "612", "617", "608"]


def test_loading_it_again_leaves_it_as_it_is(demonstration: None, capsys: pytest.CaptureFixture[str]):
    events = Event.objects.count()

    call_command("load_demo")

    assert "đã có sẵn" in capsys.readouterr().out
    assert Event.objects.count() == events


def test_the_same_seed_makes_the_same_figures():
    places = [Place("23500", "thị trấn", "615"), Place("23503", "xã", "615"), Place("23281", "phường", "608")]

    assert communes.sheets(Random(749), places) == communes.sheets(Random(749), places)


def test_the_province_has_written_some_of_its_text_and_begun_the_third_quarters(demonstration: None):
    written = ReportText.objects.filter(version=1).order_by("period__quarter", "section")
    found = [(text.period.code, text.section) for text in written.select_related("period")]

    assert found == [
        ("2024-Q1", "assessment"),
        ("2024-Q1", "causes"),
        ("2024-Q1", "next_tasks"),
        ("2024-Q2", "assessment"),
        ("2024-Q2", "causes"),
        ("2024-Q2", "next_tasks"),
        ("2024-Q2", "task-1"),
        ("2024-Q3", "assessment"),
    ]
    assert all("Nội dung minh họa." in text.text for text in written)
