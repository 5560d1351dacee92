"""What can be written at every address, by whom; and that nobody else writes anything, signed in or not.

Who may look where is tried in test_every_address.py, from whose tables these begin.
"""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from districts.actions import people, periods, tokens
from districts.models import Event, User
from districts.tests.assigned import assigned, done
from districts.tests.builders import (
    COMMAND,
    PAGE,
    Cast,
    Province,
    accepted,
    after,
    make_period,
    make_user,
    submitted,
)
from districts.tests.steps import send_back
from indicators.models import Plan
from plan749.tests.test_every_address import (
    ADMINISTRATOR,
    API,
    EVERYONE,
    OPEN_TO_ALL,
    OWNER,
    PAGES,
    STAFF,
    WHO_ENTERS_IT,
    WHO_LEADS_THE_TASK,
    WHO_SEES_THE_UNIT,
    addresses,
    everyone,
)
from reports.models import Job

DAYS = {
    "first_day": "2023-12-15",
    "last_day": "2024-03-14",
    "due_commune": "2024-03-18",
    "due_district": "2024-03-19",
    "due_department": "2024-03-18",
    "due_lead_department": "2024-03-21",
    "due_province": "2024-03-25",
}
TASK = {"group": "5", "text": "Đưa điểm vui chơi vào sử dụng", "lead": "lead_pk", "due": "2024-12-24"}


@dataclass(frozen=True)
class Writing:
    """One address that writes: who may, what the log then says, and who is told 403 because they see the thing."""

    body: dict[str, Any]
    who: set[str]
    event: str
    told: set[str] = field(default_factory=set)


# What is sent in a field that ends in `_pk` is looked up on the stage.
WRITES = {
    "districts:tokens": Writing({"name": "kho dữ liệu", "days": "90"}, EVERYONE, "token_created"),
    "districts:contact": Writing({"phone": "0912 345 678"}, EVERYONE, "account_changed"),
    "districts:revoke_token": Writing({}, OWNER, "token_revoked"),
    "districts:revoke_token_of_person": Writing({}, ADMINISTRATOR, "token_revoked"),
    "districts:new_person": Writing(
        {"username": "xa90003", "full_name": "A Thái", "role": "enters", "unit": "unit_pk"},
        ADMINISTRATOR,
        "account_created",
    ),
    "districts:person": Writing({"full_name": "A Thái", "phone": ""}, ADMINISTRATOR, "account_changed"),
    "districts:move_person": Writing({"unit": "unit_pk", "role": "enters"}, ADMINISTRATOR, "account_moved"),
    "districts:reset_person": Writing({}, ADMINISTRATOR, "password_reset"),
    "districts:close_person": Writing({}, ADMINISTRATOR, "account_closed"),
    "districts:reopen_person": Writing({}, ADMINISTRATOR, "account_reopened"),
    "districts:open_period": Writing(DAYS, STAFF, "period_opened"),
    "districts:period": Writing({**DAYS, "version": 1}, STAFF, "period_dated"),
    "districts:extend_period": Writing(
        {"unit": "unit_pk", "until": "2024-04-01", "reason": "lũ"}, STAFF, "period_extended"
    ),
    "districts:close_period": Writing({"version": 1}, STAFF, "period_closed"),
    "districts:reopen_period": Writing({"version": 2, "reason": "bổ sung"}, STAFF, "period_reopened"),
    "districts:reopen_period_unit": Writing(
        {"unit": "unit_pk", "until": "2028-12-31", "reason": "sót thôn 3"}, STAFF, "unit_reopened"
    ),
    "districts:lock_period_unit": Writing({}, STAFF, "unit_locked"),
    "districts:target": Writing(
        {"year": "2024", "op": ">=", "value": "91,5", "source": "phụ lục"}, STAFF, "target_set"
    ),
    "districts:new_assignment": Writing(TASK, STAFF, "assigned"),
    "districts:change_assignment": Writing({**TASK, "version": 1}, STAFF, "assignment_changed"),
    "districts:finish_assignment": Writing(
        {"done_on": "2024-04-01", "version": 1}, WHO_LEADS_THE_TASK, "assignment_done"
    ),
    "districts:reopen_assignment": Writing(
        {"version": 2, "reason": "còn hai trạm"}, STAFF, "assignment_reopened"
    ),
    "districts:cancel_assignment": Writing({"version": 1, "reason": "gộp"}, STAFF, "assignment_cancelled"),
    "districts:entry": Writing(
        {"version": "version_pk", "number-live_births": "13"}, WHO_ENTERS_IT, "changed", WHO_SEES_THE_UNIT
    ),
    "districts:save_cells": Writing(
        {"number-live_births-male": "7"}, WHO_ENTERS_IT, "changed", WHO_SEES_THE_UNIT
    ),
    "districts:task_report": Writing(
        {"version": 0, "done-1": "đã mở 4 lớp"}, {"district", "province"}, "words_changed", {"looker"}
    ),
    "districts:submit": Writing({"version": "version_pk"}, WHO_ENTERS_IT, "submitted", WHO_SEES_THE_UNIT),
    "reports:publish": Writing({}, STAFF, "a job", EVERYONE),
    "reports:report_text": Writing(
        {"text-causes": "Mưa nhiều", "version-causes": "0"}, STAFF, "report_text_written"
    ),
    "api:submissions": Writing(
        {"plan": "749-2024", "period": "2024-Q2", "unit": "90001"},
        WHO_ENTERS_IT,
        "started",
        WHO_SEES_THE_UNIT,
    ),
    "api:submission": Writing(
        {"figures": [{"element": "live_births", "split": "male", "value": "7"}]},
        WHO_ENTERS_IT,
        "changed",
        WHO_SEES_THE_UNIT,
    ),
    "api:submit": Writing({"version": "version_pk"}, WHO_ENTERS_IT, "submitted", WHO_SEES_THE_UNIT),
}
# These write too, but not from what a table can hold; they are tried where they are at home: the steps of the chain
# in test_every_address.py and test_review.py, sealed previews in test_people_import.py and
# test_workbooks.py, one's own password in test_sign_in.py, what was issued in test_issued.py, a Word template in
# test_report_template.py, the figures of many units at once in test_api_bulk.py.
AT_HOME = {
    "districts:accept",
    "districts:send_back",
    "districts:review",
    "districts:accept_task_report",
    "districts:return_task_report",
    "api:accept",
    "api:return",
    "api:bulk",
    "districts:import_people_confirm",
    "districts:confirm_workbook",
    "districts:confirm_workbooks",
    "districts:change_password",
    "reports:publication_issued",
    "reports:report_template",
}


@dataclass(frozen=True)
class Stage:
    """The addresses of what stands there to be written to, and the numbers that their forms send."""

    address: dict[str, str]
    sent: dict[str, int]
    cast: dict[str, User]

    def body(self, name: str) -> dict[str, Any]:
        return {
            word: self.sent.get(value, value) if isinstance(value, str) else value
            for word, value in WRITES[name].body.items()
        }


@pytest.fixture
def stage(the_plan: Plan, cast: Cast, province: Province, period) -> Stage:
    """A returned submission and an accepted one, an open period and a closed one, a key, two people, one who left."""
    at = after(period)
    returned = send_back(submitted(province.communes[0], period, {"live_births": 12}), cast.district)
    accepted(province.communes[1], period, {"live_births": 9})
    make_period(the_plan, "2024-Q2")
    past = make_period(the_plan, "2023-Q4")
    periods.close(past, version=past.version, by=None, at=at, origin=COMMAND)
    token, _key = tokens.create_token(cast.neighbour, name="kho dữ liệu", at=at, origin=PAGE)
    left = make_user("enters", province.communes[3], "left")
    people.close(left, by=None, at=at, origin=COMMAND)
    task = assigned(the_plan, province.departments[0])
    numbers = {
        "token": token.pk,
        "assignment": task.pk,
        "person": cast.neighbour.pk,
        "period": period.pk,
        "submission": returned.pk,
    }
    found = addresses({**numbers, **dict.fromkeys(["publication", "document", "job", "evidence"], 1)})
    found["districts:open_period"] += f"?plan={the_plan.pk}&year=2024&quarter=3"
    found["districts:reopen_period"] = reverse("districts:reopen_period", args=[past.pk])
    found["districts:reopen_period_unit"] = reverse("districts:reopen_period_unit", args=[past.pk])
    unit = province.communes[2]
    found["districts:lock_period_unit"] = reverse("districts:lock_period_unit", args=[past.pk, unit.pk])
    periods.reopen_unit(past, unit=unit, until=at.date(), reason="sót thôn 3", by=None, at=at, origin=COMMAND)
    found["districts:reopen_person"] = reverse("districts:reopen_person", args=[left.pk])
    finished = done(assigned(the_plan, province.departments[0]), at.date())
    found["districts:reopen_assignment"] = reverse(
        "districts:reopen_assignment", args=["749-2024", finished.pk]
    )
    sent = {
        "lead_pk": province.departments[0].pk,
        "unit_pk": province.communes[2].pk,
        "version_pk": returned.version,
    }
    return Stage(found, sent, everyone(cast))


def write(client: Client, address: str, body: dict[str, Any]) -> HttpResponse:
    """Sent the way the address wants it: a form to a page, JSON to the API; cells are changed by PATCH."""
    if address.endswith("/cells/"):
        return client.post(address, urlencode(body), content_type="application/x-www-form-urlencoded")
    if not address.startswith("/api/"):
        return client.post(address, body)
    call = client.patch if "figures" in body else client.post
    return call(address, json.dumps(body), content_type="application/json")


def answers_in_json(name: str) -> bool:
    """Whether a program asks there: it is told so, and not led to the door."""
    return name.startswith("api:") or name == "districts:save_cells"


def written() -> list[str]:
    """Everything that was logged or ordered, the first first."""
    return [*Event.objects.order_by("pk").values_list("action", flat=True), *["a job"] * Job.objects.count()]


@pytest.mark.parametrize("name", WRITES)
def test_an_address_writes_for_its_people_and_for_nobody_else(name: str, stage: Stage):
    writing, before = WRITES[name], written()

    for person, user in stage.cast.items():
        with transaction.atomic():
            client = Client()
            client.force_login(user)
            answer = write(client, stage.address[name], stage.body(name))
            after_it = written()
            transaction.set_rollback(True)
        if person in writing.who:
            assert (person, answer.status_code < 400, after_it[len(before) :][-1:]) == (
                person,
                True,
                [writing.event],
            )
        else:
            assert (person, answer.status_code) == (person, 403 if person in writing.told else 404)
            assert after_it == before


def test_whoever_is_not_signed_in_writes_nothing_anywhere(client: Client, stage: Stage):
    before = written()

    for name in WRITES:
        answer = write(client, stage.address[name], stage.body(name))
        if answers_in_json(name):
            assert (name, answer.status_code) == (name, 401)
        else:
            assert (name, answer.status_code) == (name, 302)
            assert answer["Location"].startswith(reverse("districts:sign_in"))
    assert written() == before


@pytest.mark.parametrize("person", ["commune", "province", "administrator"])
def test_an_address_that_only_shows_writes_nothing_whatever_is_sent(
    person: str, client: Client, stage: Stage
):
    client.force_login(stage.cast[person])
    everything = {word: value for name in WRITES for word, value in stage.body(name).items()}
    before = written()

    for name in sorted((set(PAGES) | set(API) | {"api:docs"}) - set(WRITES) - AT_HOME):
        write(client, stage.address[name], everything)
        assert (name, written()) == (name, before)


def test_a_form_from_elsewhere_writes_nothing(stage: Stage):
    """Another site's page can send a form with the officer's cookie; it has no token of ours."""
    before = written()

    for name, writing in WRITES.items():
        client = Client(enforce_csrf_checks=True)
        client.force_login(stage.cast[min(writing.who)])
        answer = write(client, stage.address[name], stage.body(name))
        assert (name, answer.status_code) == (name, 403)
    assert written() == before


def test_a_one_time_password_opens_nothing_but_the_page_where_it_is_changed(client: Client, stage: Stage):
    for name, audience in {**PAGES, **API, "api:docs": EVERYONE}.items():
        user = stage.cast[min(audience)]
        User.objects.filter(pk=user.pk).update(must_change_password=True)
        client.force_login(user)
        answer = client.get(stage.address[name])
        if name == "districts:change_password":
            assert answer.status_code == 200
        elif name.startswith("api:"):
            assert (name, answer.status_code) == (name, 403)
            assert answer.json()["code"] == "password_change_required"
        else:
            assert (name, answer.status_code, answer["Location"]) == (name, 302, "/password/")


def test_a_one_time_password_writes_nothing(client: Client, stage: Stage):
    User.objects.update(must_change_password=True)
    before = written()

    for name, writing in WRITES.items():
        client.force_login(stage.cast[min(writing.who)])
        answer = write(client, stage.address[name], stage.body(name))
        assert (name, answer.status_code) == (name, 403 if name.startswith("api:") else 302)
    assert written() == before


def test_a_closed_account_is_signed_out_everywhere(client: Client, stage: Stage):
    client.force_login(stage.cast["commune"])
    at = after(stage.cast["commune"].membership.unit.submissions.get().period)
    people.close(stage.cast["commune"], by=None, at=at, origin=COMMAND)

    for name in set(PAGES) | set(WRITES):
        if name in OPEN_TO_ALL or name in API or answers_in_json(name):
            continue
        answer = client.get(stage.address[name])
        assert (name, answer.status_code) == (name, 302)
        assert answer["Location"].startswith(reverse("districts:sign_in"))
