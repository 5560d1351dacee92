"""Following submissions: what changed, what left, and the moment to ask from next."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.test import Client

from districts.actions import submissions as actions
from districts.models import Membership, Submission, Unit, User
from districts.tests.builders import (
    PAGE,
    accepted,
    fill,
    make_period,
    make_province,
    make_user,
    noon,
    start,
    submitted,
)
from plan749 import clock

API = "/api/v1/submissions/"
ROOT = Path(__file__).resolve().parents[2]
DAY = noon(date(2024, 3, 15))


@pytest.fixture(autouse=True)
def the_day(settings) -> None:
    settings.DEMO_TODAY = date(2024, 3, 20)


def asked(user: User, **query: Any) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(API, query)


def feed(user: User, since: datetime | str, **query: Any) -> dict[str, Any]:
    answer = asked(user, updated_since=since if isinstance(since, str) else since.isoformat(), **query)
    assert answer.status_code == 200, answer.json()
    found: dict[str, Any] = answer.json()
    return found


def changed(draft: Submission, at: datetime) -> None:
    """Date a submission's last change; what the actions do with the moment they are told."""
    Submission.objects.filter(pk=draft.pk).update(changed_at=at)


def test_what_changed_since_comes_in_the_order_of_its_change(cast, province, period):
    drafts = [start(unit, period) for unit in province.communes[:3]]
    for draft, minutes in zip(drafts, (30, 10, 20), strict=True):
        changed(draft, DAY + timedelta(minutes=minutes))

    found = feed(cast.province, DAY + timedelta(minutes=20))

    assert [row["id"] for row in found["results"]] == [drafts[2].pk, drafts[0].pk]
    assert [row["updated_at"] for row in found["results"]] == [
        "2024-03-15T12:20:00+07:00",
        "2024-03-15T12:30:00+07:00",
    ]
    assert found["deleted"] == []


def test_every_step_of_a_submission_is_a_change(cast, province, period):
    draft = start(province.communes[0], period, at=DAY)
    before = DAY + timedelta(days=2)
    assert feed(cast.province, before)["results"] == []

    fill(draft, {"live_births": 12}, at=before)
    [written] = feed(cast.province, before)["results"]
    fill(draft, {"live_births": 12, "neonatal_deaths": 0}, at=before + timedelta(hours=1))
    [written_again] = feed(cast.province, before + timedelta(hours=1))["results"]

    assert (written["version"], written_again["version"]) == (2, 3)


def test_a_moment_asked_for_is_within(cast, province, period):
    draft = start(province.communes[0], period, at=DAY)

    assert [row["id"] for row in feed(cast.province, DAY)["results"]] == [draft.pk]
    assert feed(cast.province, DAY + timedelta(microseconds=1))["results"] == []


def test_many_changes_of_one_moment_are_all_seen_over_pages(cast, province, period):
    drafts = [start(unit, period, at=DAY) for unit in province.communes]
    client = Client()
    client.force_login(cast.province)

    page = client.get(API, {"updated_since": DAY.isoformat(), "limit": 1}).json()
    seen = [page["results"][0]["id"]]
    while page["next"]:
        page = client.get(page["next"]).json()
        seen += [row["id"] for row in page["results"]]

    assert seen == sorted(draft.pk for draft in drafts)


def test_what_is_committed_late_is_asked_for_again(cast, province, period):
    """A change dated before an answer, and seen only after it, is in the next one."""
    answered = feed(cast.province, DAY)
    moment = datetime.fromisoformat(answered["next_updated_since"])
    late = start(province.communes[0], period, at=moment + timedelta(minutes=1))

    assert late.changed_at < moment + timedelta(minutes=5)
    assert [row["id"] for row in feed(cast.province, answered["next_updated_since"])["results"]] == [late.pk]


def test_a_change_that_is_under_way_while_one_reads_is_in_the_next_answer(
    transactional_db, cast, province, period
):
    """Written in a transaction of its own, begun before the first reading and committed after it."""
    draft = start(province.communes[0], period, at=DAY)
    written, read = Event(), Event()
    client = Client()
    client.force_login(cast.province)

    def write() -> None:
        with transaction.atomic():
            fill(draft, {"live_births": 12}, at=clock.now())
            written.set()
            read.wait(20)
        connection.close()

    writer = Thread(target=write)
    writer.start()
    assert written.wait(20)
    first = client.get(API, {"updated_since": DAY.isoformat()}).json()
    read.set()
    writer.join()
    second = client.get(API, {"updated_since": first["next_updated_since"]}).json()

    assert [row["version"] for row in first["results"]] == [1]
    assert [row["version"] for row in second["results"]] == [2]


def test_the_pages_of_one_walk_say_the_moment_of_the_first(cast, province, period):
    for unit in province.communes[:3]:
        start(unit, period, at=DAY)
    client = Client()
    client.force_login(cast.province)

    pages = [client.get(API, {"limit": 1}).json()]
    while pages[-1]["next"]:
        pages.append(client.get(pages[-1]["next"]).json())

    assert len(pages) == 3
    assert len({page["next_updated_since"] for page in pages}) == 1
    back = client.get(pages[2]["previous"]).json()
    assert back["next_updated_since"] == pages[0]["next_updated_since"]


def test_what_left_the_list_asked_for_is_told(cast, province, period):
    stays, leaves = (accepted(unit, period, {"live_births": 5}) for unit in province.communes[:2])
    at = noon(date(2024, 3, 19))
    actions.send_back(
        leaves, version=leaves.version, reason="Xin xem lại.", by=cast.province, at=at, origin=PAGE
    )

    found = feed(cast.province, noon(date(2024, 1, 1)), state="accepted")

    assert [row["id"] for row in found["results"]] == [stays.pk]
    assert found["deleted"] == [{"id": leaves.pk, "deleted_at": "2024-03-19T12:00:00+07:00"}]


def test_what_was_never_in_the_list_asked_for_is_not_told(cast, province, period):
    start(province.communes[0], period, at=DAY)

    found = feed(cast.province, DAY, unit="90002", state="accepted")

    assert (found["results"], found["deleted"]) == ([], [])


def test_what_one_may_not_see_is_neither_changed_nor_gone(cast, province, period):
    submitted(province.communes[1], period, {"live_births": 5})

    found = feed(cast.commune, noon(date(2024, 1, 1)), state="draft")

    assert (found["results"], found["deleted"]) == ([], [])


def test_who_sees_other_units_is_told_to_read_all_again(cast, province, period):
    start(province.communes[1], period, at=DAY)
    before = feed(cast.commune, DAY)["sight"]
    assert feed(cast.commune, DAY + timedelta(days=1))["sight"] == before

    Membership.objects.filter(user=cast.commune).update(unit=province.communes[1])

    assert feed(cast.commune, DAY + timedelta(days=1))["sight"] != before


def test_a_unit_moved_under_another_district_changes_what_that_district_sees(cast, province, period):
    before = feed(cast.district, DAY)["sight"]

    Unit.objects.filter(pk=province.communes[0].pk).update(parent=province.districts[1])

    assert feed(cast.district, DAY)["sight"] != before


@pytest.mark.parametrize(
    "query",
    [
        {"updated_since": "yesterday"},
        {"updated_since": "2024-03-15"},
        {"updated_since": "2024-03-15T12:00:00"},
        {"updated_since": "2024-13-45T12:00:00Z"},
        {"updated_since": "0001-01-01T00:00:00+14:00"},
        {"updated_since": "9999-12-31T23:59:59-14:00"},
        {"updated_since": ["2024-03-15T12:00:00Z", "2024-03-16T12:00:00Z"]},
        {"updated_since": "2024-03-15T12:00:00Z", "ordering": "id"},
    ],
)
def test_a_moment_that_is_none_is_refused(cast, query):
    answer = asked(cast.province, **query)

    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["updated_since"])


def test_a_moment_whose_plus_was_not_escaped_is_read(cast, province, period):
    start(province.communes[0], period, at=DAY)
    client = Client()
    client.force_login(cast.province)

    assert len(client.get(f"{API}?updated_since=2024-03-15T12:00:00+07:00").json()["results"]) == 1


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z"])
def test_the_first_and_the_last_moment_can_be_asked_for(cast, province, period, moment):
    start(province.communes[0], period, at=DAY)

    for name in ("updated_since", "updated_at__gte", "updated_at__lte", "updated_at"):
        assert asked(cast.province, **{name: moment}).status_code == 200


@pytest.mark.parametrize("noun", ["units", "periods", "plans", "observations"])
def test_other_lists_are_not_followed(cast, period, noun):
    client = Client()
    client.force_login(cast.province)

    answer = client.get(f"/api/v1/{noun}/?updated_since=2024-03-15T12:00:00Z")

    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["updated_since"])


@pytest.mark.parametrize("communes", [1, 10, 102])
def test_following_costs_the_same_for_any_number_of_communes(the_plan, django_assert_num_queries, communes):
    made = make_province(communes=communes)
    period = make_period(the_plan, "2024-Q1")
    for unit in made.communes:
        start(unit, period, at=DAY)
    client = Client()
    client.force_login(make_user("province", made.province, "reader"))

    with django_assert_num_queries(8):
        found = client.get(API, {"updated_since": DAY.isoformat(), "state": "draft", "limit": 1000}).json()
    assert len(found["results"]) == communes


# Nothing disappears ----------------------------------------------------------------------------------------


def test_a_submission_cannot_be_deleted(cast, province, period):
    draft = start(province.communes[0], period)

    with pytest.raises(ProtectedError):
        draft.delete()


def test_nothing_in_the_product_deletes_what_can_be_followed():
    """What is deleted at all: a target, a cell (told in `emptied`), a reopening, what was sent, a file half made."""
    found = {
        (str(path.relative_to(ROOT)), line.strip())
        for floor in ("indicators", "districts", "reports", "plan749")
        for path in (ROOT / floor).rglob("*.py")
        if "tests" not in path.parts and "documents" not in path.parts
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"\.delete\(|DELETE FROM|\.truncate", line)
    }

    assert {(path, line) for path, line in found if re.search("(?i)submission|publication", line)} == set()
    assert {path for path, _line in found} == {
        "indicators/actions.py",
        "districts/actions/deliveries.py",
        "districts/actions/figures.py",
        "districts/actions/kept_answers.py",
        "districts/actions/periods.py",
        "reports/jobs.py",
    }
