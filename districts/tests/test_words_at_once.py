"""Two people at the same words at the same moment: one wins, the other is told, and no limit is passed."""

from functools import partial

import pytest
from django.test import Client, override_settings

from districts.actions import task_reports
from districts.actions.refusals import Refused, SomeoneWasFirst
from districts.actions.task_reports import Said
from districts.models import EvidenceFile, Period, TaskReport, User
from districts.tests.builders import PAGE, Cast, Province, after, make_user
from districts.tests.task_report_builders import PDF_FILE, accept, begun, hand_in, prove, say, send_back, sent
from districts.tests.test_concurrency import at_once
from districts.tests.test_task_report_pages import as_shown

pytestmark = pytest.mark.django_db(transaction=True)


def refusals(outcomes: list[object]) -> list[str]:
    return [outcome.code for outcome in outcomes if isinstance(outcome, Refused)]


def test_two_begin_the_same_report(province: Province, cast: Cast, period: Period):
    unit = province.districts[0]

    outcomes = at_once(lambda: begun(unit, period), lambda: begun(unit, period))

    assert refusals(outcomes) == ["already_started"]
    assert TaskReport.objects.count() == 1


def test_two_write_the_same_group_from_the_same_page(province: Province, cast: Cast, period: Period):
    report = say(begun(province.districts[0], period), 1, "bản đầu")

    def write(text: str) -> TaskReport:
        said = Said(1, text, version=1)
        return task_reports.write_words(report, said=said, by=cast.district, at=after(period), origin=PAGE)

    outcomes = at_once(lambda: write("bản một"), lambda: write("bản hai"))

    [lost] = [one for one in outcomes if isinstance(one, SomeoneWasFirst)]
    kept = report.words.get()
    assert (lost.code, lost.theirs["1", ""].done) == ("stale_words", kept.done)
    assert kept.done in ("bản một", "bản hai")
    assert report.events.filter(action="words_changed").count() == 2


def test_two_groups_of_one_report_are_both_kept(province: Province, cast: Cast, period: Period):
    report = begun(province.districts[0], period)

    outcomes = at_once(lambda: say(report, 1, "nhóm một"), lambda: say(report, 2, "nhóm hai"))

    assert refusals(outcomes) == []
    assert list(report.words.values_list("done", flat=True)) == ["nhóm một", "nhóm hai"]
    report.refresh_from_db()
    assert report.version == 3


def test_the_tenth_file_is_added_once(province: Province, cast: Cast, period: Period):
    report = begun(province.districts[0], period)
    for number in range(9):
        prove(report, 1, PDF_FILE + b"\n" * number)

    outcomes = at_once(lambda: prove(report, 1, PDF_FILE + b" "), lambda: prove(report, 1, PDF_FILE + b"  "))

    assert refusals(outcomes) == ["too_many_files"]
    assert EvidenceFile.objects.count() == 10


def test_one_accepts_while_another_returns(province: Province, cast: Cast, period: Period):
    report = sent(province.districts[0], period)

    outcomes = at_once(lambda: accept(report), lambda: send_back(report))

    assert refusals(outcomes) == ["conflict"]
    assert report.events.filter(action__in=["accepted", "returned"]).count() == 1


def test_one_writes_while_another_hands_in(province: Province, cast: Cast, period: Period):
    """Either the writer was first and the other has not seen it, or the report is locked."""
    report = say(begun(province.districts[0], period), 1, "đã làm")
    for group in range(2, 7):
        report = say(report, group, nothing_to_say=True)

    outcomes = at_once(lambda: say(report, 1, "đã làm thêm"), lambda: hand_in(report))

    report.refresh_from_db()
    said = report.words.get(group=1).done
    assert (refusals(outcomes), report.state, said) in [
        (["conflict"], "draft", "đã làm thêm"),
        (["locked"], "submitted", "đã làm"),
    ]


def test_two_first_saves_of_a_page_keep_both_groups(province: Province, cast: Cast, period: Period):
    unit = province.districts[0]
    place = f"/749-2024/2024-Q1/task-report/{unit.code}/"
    with override_settings(DEMO_TODAY=after(period).date()):
        clients = [signed_in(cast.district), signed_in(make_user("enters", unit, "other"))]
        shown = [as_shown(client.get(place)) for client in clients]
        first, second = (
            partial(client.post, place, {**sent_along, f"done-{number}": "đã làm"})
            for number, (client, sent_along) in enumerate(zip(clients, shown, strict=True), start=1)
        )
        outcomes = at_once(first, second)

    assert [answer.status_code for answer in outcomes] == [302, 302]
    assert list(TaskReport.objects.get().words.values_list("group", flat=True)) == [1, 2]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
