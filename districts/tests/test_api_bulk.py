"""The figures of many submissions in one request: the same refusals as one by one, all or none."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from districts.api.bulk import MOST_SUBMISSIONS
from districts.models import Event, Figure, Submission, User
from districts.tests.builders import (
    fill,
    make_period,
    make_province,
    make_user,
    start,
    submitted,
)
from districts.tests.steps import close

API = "/api/v1/submissions/bulk/"


def births(unit: str, value: Any = 12, **more: Any) -> dict[str, Any]:
    return {"unit": unit, "figures": [{"element": "live_births", "value": value, **more}]}


def send(user: User, *submissions: Any, **more: Any) -> Any:
    client = Client()
    client.force_login(user)
    body = {"plan": "749-2024", "period": "2024-Q1", "submissions": list(submissions), **more}
    return client.post(API, json.dumps(body), content_type="application/json")


# What is written ---------------------------------------------------------------------------------------------


def test_a_district_enters_for_its_communes_begun_or_not(cast, province, period):
    begun = fill(start(province.communes[0], period), {"live_births": 11})

    answer = send(cast.district, births("90001", 12, version=2), births("90003", 7))

    new = Submission.objects.get(unit__code="90003")
    assert answer.status_code == 200
    assert answer.json() == {
        "plan": "749-2024",
        "period": "2024-Q1",
        "submissions": [
            {"id": begun.pk, "unit": "90001", "state": "draft", "version": 3, "written": 1},
            {"id": new.pk, "unit": "90003", "state": "draft", "version": 1, "written": 1},
        ],
        "illustrative": False,
        "note": None,
    }
    assert list(Figure.objects.order_by("pk").values_list("submission__unit__code", "number", "version")) == [
        ("90001", 12, 3),
        ("90003", 7, 1),
    ]


def test_the_log_tells_of_each_unit_by_itself(cast, province, period):
    send(cast.district, births("90001"), births("90003"))

    events = Event.objects.filter(origin=Event.Origin.API).order_by("unit__code", "pk")
    assert list(events.values_list("unit__code", "action", "on_behalf")) == [
        ("90001", "started", True),
        ("90001", "changed", True),
        ("90003", "started", True),
        ("90003", "changed", True),
    ]
    assert events[1].changes[0]["element"] == "live_births"


def test_one_by_one_and_many_at_once_leave_the_same(cast, province, period):
    cells = [
        {"element": "live_births", "value": 12},
        {"element": "live_births", "split": "male", "value": 7},
        {"element": "neonatal_deaths", "absence": "nothing_occurred"},
    ]
    send(cast.district, {"unit": "90001", "figures": cells})
    client = Client()
    client.force_login(cast.district)
    other = start(province.communes[2], period, by=cast.district)
    client.patch(
        f"/api/v1/submissions/{other.pk}/", json.dumps({"figures": cells}), content_type="application/json"
    )

    fields = ("element__code", "split", "number", "absence", "reason", "explanation")
    one, many = (
        list(Figure.objects.filter(submission__unit=unit).order_by("element", "split").values_list(*fields))
        for unit in (province.communes[0], province.communes[2])
    )
    assert one == many
    logs = Event.objects.filter(action="changed").values_list("changes", flat=True)
    assert logs[0] == logs[1]


def test_what_stands_already_is_not_written_again(cast, province, period):
    send(cast.district, births("90001"))

    answer = send(cast.district, births("90001", 12, version=1))

    assert [(one["version"], one["written"]) for one in answer.json()["submissions"]] == [(1, 0)]
    assert Event.objects.filter(action="changed").count() == 1


def test_an_emptied_cell_keeps_its_version(cast, province, period):
    draft = fill(start(province.communes[0], period), {"live_births": 11})

    cell = {"element": "live_births", "value": None, "absence": None, "version": 2}
    send(cast.district, {"unit": "90001", "figures": [cell]})

    draft.refresh_from_db()
    assert (draft.version, draft.emptied, Figure.objects.count()) == (3, {"live_births/": 3}, 0)


def test_a_submissions_own_version_guards_all_its_cells(cast, province, period):
    fill(start(province.communes[0], period), {"live_births": 11})

    right = send(cast.district, {**births("90001", 12), "version": 2})
    late = send(cast.district, {**births("90001", 13), "version": 2}, births("90003"))

    assert right.status_code == 200
    assert (late.status_code, late.json()["code"]) == (409, "conflict")
    assert list(late.json()["fields"]) == ["submissions.0"]
    assert Submission.objects.count() == 1


# Refusals ----------------------------------------------------------------------------------------------------


def test_one_fault_refuses_all_and_is_named_by_its_place(cast, province, period):
    answer = send(cast.district, births("90001"), births("90003", "many"))

    assert answer.status_code == 400
    assert answer.json()["fields"] == {
        "submissions.1.figures.0.value": ["“many” không phải là số. Xin nhập số nguyên, ví dụ 125."]
    }
    assert Submission.objects.count() == 0


def test_every_unit_that_refuses_is_told(cast, province, period):
    submitted(province.communes[0], period, {"live_births": 3})

    answer = send(cast.district, births("90001"), births("90003"), births("901"))

    assert (answer.status_code, answer.json()["code"]) == (400, "several_refused")
    assert answer.json()["detail"] == "Có 2 biểu chưa ghi được; chưa lưu gì cả."
    assert sorted(answer.json()["fields"]) == ["submissions.0", "submissions.2.figures.0"]
    assert [(cell["unit"], cell["element"]) for cell in answer.json()["cells"]] == [("901", "live_births")]
    assert Submission.objects.count() == 1


def test_a_stale_cell_refuses_all_with_both_values(cast, province, period):
    fill(start(province.communes[0], period), {"live_births": 11})

    answer = send(cast.district, births("90003"), births("90001", 12))

    assert (answer.status_code, answer.json()["code"]) == (409, "stale_figures")
    (cell,) = answer.json()["cells"]
    assert (cell["unit"], cell["yours"]["value"], cell["theirs"]["value"], cell["theirs"]["version"]) == (
        "90001",
        12,
        "11",
        2,
    )
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(
    ("submissions", "names"),
    [
        ([births("90001"), births("90001")], ["submissions.1.unit"]),
        ([births("77777")], ["submissions.0.unit"]),
        ([births("90002")], ["submissions.0.unit"]),  # of another district
        ([{"unit": "90001"}], ["submissions.0.figures"]),
        ([{**births("90001"), "colour": 1}], ["submissions.0.colour"]),
        ([], ["submissions"]),
        (["90001"], ["submissions.0"]),
        ([births("90001")] * (MOST_SUBMISSIONS + 1), ["submissions"]),
    ],
    ids=str,
)
def test_what_is_of_another_shape_is_refused_by_its_place(cast, province, period, submissions, names):
    answer = send(cast.district, *submissions)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert list(answer.json()["fields"]) == names
    assert Submission.objects.count() == 0


@pytest.mark.parametrize(
    ("person", "status", "code"),
    [
        ("commune", 200, None),
        ("district", 200, None),
        ("looker", 403, "not_allowed"),
        ("province", 403, "not_allowed"),
        ("neighbour", 400, "invalid"),
        ("department", 400, "invalid"),
        ("administrator", 400, "invalid"),
    ],
)
def test_who_may_write_a_unit_alone_may_write_it_with_others(cast, province, period, person, status, code):
    answer = send(getattr(cast, person), births("90001"))

    assert (answer.status_code, answer.json().get("code")) == (status, code)
    assert Submission.objects.count() == (1 if status == 200 else 0)


def test_nobody_and_another_sites_form_write_nothing(cast, province, period):
    body = json.dumps({"plan": "749-2024", "period": "2024-Q1", "submissions": [births("90001")]})
    from_elsewhere = Client(enforce_csrf_checks=True)
    from_elsewhere.force_login(cast.commune)

    answers = [
        client.post(API, body, content_type="application/json") for client in (Client(), from_elsewhere)
    ]

    assert [answer.status_code for answer in answers] == [401, 403]
    assert Submission.objects.count() == 0


def test_a_closed_quarter_is_written_by_nobody(cast, province, period):
    close(period)

    answer = send(cast.district, births("90001"), births("90003"))

    assert (answer.status_code, answer.json()["code"]) == (400, "period_closed")
    assert sorted(answer.json()["fields"]) == ["submissions.0", "submissions.1"]


# Its cost ----------------------------------------------------------------------------------------------------


# SQLite takes a thousand values a statement, so that the largest is asked in parts there.
IN_PARTS = 0 if connection.vendor == "postgresql" else 1


@pytest.mark.parametrize(
    ("number", "begins", "writes"),
    [(1, 18, 17), (10, 18, 17), (102, 18 + 3 * IN_PARTS, 17 + IN_PARTS)],
)
def test_it_costs_the_same_for_one_and_for_many(the_plan, number, begins, writes):
    within = make_province(communes=102)
    make_period(the_plan, "2024-Q1")
    user = make_user("accepts", within.districts[0])
    client = Client()
    client.force_login(user)
    costs = []

    for value in (1, 2):
        version = {"version": 1} if value == 2 else {}
        wanted = [births(unit.code, value, **version) for unit in within.communes[:number]]
        body = json.dumps({"plan": "749-2024", "period": "2024-Q1", "submissions": wanted})
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(API, body, content_type="application/json")
        assert answer.status_code == 200
        costs.append(len(asked))

    assert costs == [begins, writes]
