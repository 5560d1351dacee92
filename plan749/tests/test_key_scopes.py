"""Every address of the API, asked with every kind of key: it sees and does what it says, never more than its owner.

What keys are for is said in `access`; here it is tried from outside, against people who have that right or have not.
"""

import json
import re
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver

from districts import access, sheets
from districts.models import Event, Period, Submission, Unit, User
from districts.tests.builders import (
    Cast,
    Province,
    accepted,
    after,
    complete,
    make_period,
    make_user,
    program_of,
    start,
    submitted,
)
from districts.tests.steps import send_back
from plan749.tests.test_every_address import API, PAGES, STEPS, addresses, all_names
from reports.models import Document
from reports.tests.published import publish

ROOT = "/api/v1/"
OF_THIS_ANSWER = re.compile(
    r'<(\w+:)?(Prepared|Extracted|DataSetID|ID|Receiver)\b[^<]*|"(sight|next_updated_since|prepared)": ?"[^"]*"'
)
FIGURES = {"children_under_16": 1000, "special_circumstances": 3, "abused_children": 1, "live_births": 30}
# Lists that are asked otherwise than unasked: what is published, single units, sensitive measures.
FURTHER = [
    "observations/?basis=published",
    "observations/?measure=9.1&basis=provisional&basis=published&span=ytd&span=quarter",
    "observations/?measure=9.1&split=male&split=female",
    "observations/?measure=9.1&numerator=1",
    "submissions/?state=returned",
]


@pytest.fixture
def quarter(cast: Cast, province: Province, period: Period) -> dict[str, int]:
    """Three communes accepted, with sensitive figures; the fourth returned with a word beside one; published."""
    first, _second, _third = (accepted(unit, period, FIGURES) for unit in province.communes[:3])
    last = submitted(province.communes[3], period, FIGURES)
    send_back(last, cast.stranger, remarks={("abused_children", ""): "cao hơn sổ"})
    publication = publish(period)
    Document.objects.create(
        publication=publication, kind="docx", report="quarter", file="a.docx", sha256="0" * 64, size=1
    )
    things = "token assignment person period document job evidence report_template"
    return {**dict.fromkeys(things.split(), 1), "submission": first.pk, "publication": publication.pk}


def session_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def seen_by(client: Client, numbers: dict[str, int]) -> dict[str, Any]:
    """Everything the API says to somebody, address by address."""
    found = addresses(numbers)
    asked = [found[name] for name in API if name != "api:schema"] + [f"{ROOT}{one}" for one in FURTHER]
    answers = {address: client.get(address) for address in asked}
    return {address: (answer.status_code, said_by(answer)) for address, answer in answers.items()}


def said_by(answer: HttpResponse) -> str:
    """All that an answer says, but for whose sight it is and the moment at which it was prepared."""
    return re.sub(OF_THIS_ANSWER, "", b"".join(answer).decode())


# Reading -----------------------------------------------------------------------------------------------------

# Who has the right, and a person of the same reach who has not.
OWNERS = {
    "the province": (("province", "62", True), ("looks", "62")),
    "a looker": (("looks", "62", True), ("looks", "62")),
    "a district": (("accepts", "901", False), ("looks", "901")),
    "a commune": (("enters", "90001", False), ("looks", "90001")),
}


@pytest.mark.parametrize("owner", OWNERS)
def test_a_key_sees_all_of_its_owners_or_just_what_a_person_without_the_right_does(quarter, owner):
    (role, code, marked), (plain_role, plain_code) = OWNERS[owner]
    user = make_user(role, Unit.objects.get(code=code), "owner", sees_sensitive=marked)
    plain = make_user(plain_role, Unit.objects.get(code=plain_code), "plain")

    by_page = seen_by(session_of(user), quarter)
    without = seen_by(session_of(plain), quarter)

    assert seen_by(program_of(user, reads_sensitive=True), quarter) == by_page
    assert seen_by(program_of(user), quarter) == without
    assert seen_by(program_of(user, **writing(user)), quarter) == without
    assert by_page != without


def writing(user: User) -> dict[str, Any]:
    return {} if user.membership.role == "looks" else {"writes_for": user.membership.unit}


@pytest.mark.parametrize("person", ["looker", "administrator"])
def test_a_key_of_somebody_without_the_right_sees_what_they_see(cast, quarter, person):
    user = getattr(cast, person)

    assert seen_by(program_of(user), quarter) == seen_by(session_of(user), quarter)


def test_no_key_opens_a_page(cast, quarter):
    program = program_of(cast.province, reads_sensitive=True, writes_for=cast.province.membership.unit)
    found = addresses(quarter)

    assert {name: program.get(found[name]).status_code for name in PAGES} == dict.fromkeys(PAGES, 302)


# Writing -----------------------------------------------------------------------------------------------------

WRITES = {"start", "fill", "submit", "accept", "return"}


def test_every_address_that_writes_is_tried_here():
    writing_names = {
        name
        for name, pattern in all_names(get_resolver().url_patterns)
        if name.startswith("api:")
        and {"post", "patch", "put", "delete"} & set(dir(getattr(pattern.callback, "view_class", None)))
    }

    assert writing_names - {"api:None"} == {"api:submissions", "api:submission"} | {
        name for name in STEPS if name.startswith("api:")
    }


def attempt(client: Client, act: str, submission: Submission) -> Any:
    """One write to a unit's submission."""
    one = f"{ROOT}submissions/{submission.pk}/"
    if act == "start":
        body = {"plan": "749-2024", "period": "2024-Q2", "unit": submission.unit.code}
        return client.post(f"{ROOT}submissions/", body, content_type="application/json")
    if act == "fill":
        body = json.dumps({"figures": [{"element": element_of(submission), "value": 7}]})
        return client.patch(one, body, content_type="application/json")
    body = {"version": submission.version, **({"reason": "xem lại"} if act == "return" else {})}
    return client.post(f"{one}{act}/", body, content_type="application/json")


def element_of(submission: Submission) -> str:
    """Any element of the unit's sheet."""
    return sheets.elements_of(submission.unit, submission.period)[0].code


def prepared(act: str, unit: Unit, period: Period) -> Submission:
    """The unit's submission in the state from which the act is possible."""
    if act in ("start", "fill"):
        return start(unit, period)
    if act == "submit":
        return complete(start(unit, period), {})
    return submitted(unit, period, {})


UNITS = ["901", "90001", "90002", "health"]
ABOVE = {
    "901": {"901", "62"},
    "90001": {"90001", "901", "62"},
    "90002": {"90002", "902", "62"},
    "health": {"health", "62"},
}


@pytest.mark.parametrize("act", sorted(WRITES))
@pytest.mark.parametrize("code", UNITS)
def test_a_key_writes_where_its_owner_may_and_it_is_for_that_unit_or_one_above(
    cast, province, the_plan, period, settings, act, code
):
    settings.DEMO_TODAY = after(period).date()
    make_period(the_plan, "2024-Q2")
    submission = prepared(act, Unit.objects.get(code=code), period)
    events = Event.objects.count()

    for person in ("commune", "district", "province", "neighbour", "department", "looker"):
        user = getattr(cast, person)
        by_page = outcome(session_of(user), act, submission)
        for scope in scopes_of(user):
            by_key = outcome(program_of(user, writes_for=scope), act, submission)
            covered = scope is not None and scope.code in ABOVE[code]
            unseen = by_page == (404, "not_found")
            wanted = by_page if covered or unseen else (403, "scope")
            assert (person, scope and scope.code, by_key) == (person, scope and scope.code, wanted)
    assert Event.objects.exclude(action="token_created").count() == events


def scopes_of(user: User) -> list[Unit | None]:
    return [None, *access.units_keys_write_for(user)]


def outcome(client: Client, act: str, submission: Submission) -> tuple[int, str]:
    """The answer, with what it did undone."""
    with transaction.atomic():
        before = Event.objects.exclude(action="token_created").count()
        answer = attempt(client, act, submission)
        has_written = Event.objects.exclude(action="token_created").count() > before
        transaction.set_rollback(True)
    assert has_written == (answer.status_code < 400)
    return answer.status_code, answer.json().get("code", "")
