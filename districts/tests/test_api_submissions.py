"""Submissions over REST: the same actions and refusals as the pages."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from districts.actions import periods
from districts.models import Event, Figure, Submission, User
from districts.tests.builders import (
    COMMAND,
    accepted,
    complete,
    fill,
    make_period,
    make_province,
    make_user,
    noon,
    start,
    submitted,
)
from indicators.models import Plan

API = "/api/v1/submissions/"
YES_NO = "has_play_point"


class Caller:
    """Someone's program: sends and reads JSON."""

    def __init__(self, user: User) -> None:
        self.client = Client()
        self.client.force_login(user)

    def get(self, address: str) -> Any:
        return self.client.get(address)

    def post(self, address: str, body: Any) -> Any:
        return self.client.post(address, body, content_type="application/json")

    def patch(self, submission: Submission, *cells: dict[str, Any]) -> Any:
        body = {"figures": list(cells)}
        return self.client.patch(f"{API}{submission.pk}/", body, content_type="application/json")

    def step(self, submission: Submission, step: str, **body: Any) -> Any:
        return self.post(f"{API}{submission.pk}/{step}/", body)


@pytest.fixture
def commune(cast) -> Caller:
    return Caller(cast.commune)


@pytest.fixture
def district(cast) -> Caller:
    return Caller(cast.district)


@pytest.fixture
def draft(cast, province, period) -> Submission:
    return start(province.communes[0], period)


@pytest.fixture
def after_the_quarter(settings) -> None:
    settings.DEMO_TODAY = date(2024, 3, 18)


def cell(element: str = "live_births", value: Any = "12", **more: Any) -> dict[str, Any]:
    return {"element": element, "split": "", "value": value, **more}


# Reading -----------------------------------------------------------------------------------------------------


def test_a_submission_is_read_with_its_figures(commune, draft):
    fill(draft, {"live_births": 12, ("live_births", "male"): 7, "neonatal_deaths": "nothing_occurred"})

    read = commune.get(f"{API}{draft.pk}/").json()

    names = ("id", "plan", "period", "unit", "unit_name", "state", "version")
    assert [read[name] for name in names] == [
        draft.pk,
        "749-2024",
        "2024-Q1",
        "90001",
        "Xã 90001",
        "draft",
        2,
    ]
    silence = {"reason": "", "explanation": "", "version": 2}
    assert read["figures"] == [
        {"element": "live_births", "split": "", "value": "12", "absence": None, **silence},
        {"element": "live_births", "split": "male", "value": "7", "absence": None, **silence},
        {"element": "neonatal_deaths", "split": "", "value": None, "absence": "nothing_occurred", **silence},
    ]


def test_what_one_may_not_see_does_not_exist(cast, draft):
    for user in (cast.neighbour, cast.stranger, cast.administrator, cast.department):
        caller = Caller(user)
        assert caller.get(f"{API}{draft.pk}/").status_code == 404
        assert caller.patch(draft, cell()).status_code == 404
        assert caller.step(draft, "submit", version=1).status_code == 404
        assert caller.get(API).json()["results"] == []


def test_lists_carry_the_figures_and_are_narrowed(cast, province, period, district):
    fill(start(province.communes[0], period), {"live_births": 12})
    submitted(province.communes[2], period, {"live_births": 5})

    found = district.get(f"{API}?state=draft&period=2024-Q1&plan=749-2024").json()["results"]

    assert [(one["unit"], one["figures"][0]["value"]) for one in found] == [("90001", "12")]
    assert [one["unit"] for one in district.get(f"{API}?unit=90001&unit=90003").json()["results"]] == [
        "90001",
        "90003",
    ]


@pytest.mark.parametrize("query", ["state=lost", "unit=nowhere", "period=2024-Q4", "id=one", "figures=1"])
def test_a_filter_that_is_not_known_is_named(commune, draft, query):
    answer = commune.get(f"{API}?{query}")

    assert (answer.status_code, list(answer.json()["fields"])) == (400, [query.partition("=")[0]])


def test_sensitive_figures_of_units_are_withheld_from_those_without_the_right(cast, province, period):
    submission = complete(start(province.communes[0], period), {"live_births": 12})
    sensitive = Figure.objects.filter(submission=submission, element__sensitive=True).first()

    seen = {
        user.username: next(
            one
            for one in Caller(user).get(f"{API}{submission.pk}/").json()["figures"]
            if one["element"] == sensitive.element.code and one["split"] == ""
        )
        for user in (cast.commune, cast.district, cast.province, cast.looker)
    }

    assert {name: figure["absence"] for name, figure in seen.items()} == {
        "commune": "no_data",
        "district": "no_data",
        "province": "no_data",
        "looker": "withheld",
    }
    assert (seen["looker"]["value"], seen["looker"]["reason"]) == (None, "")


def test_a_demonstration_says_so_in_lists_objects_and_headers(commune, draft):
    Plan.objects.update(illustrative=True)

    listed, one = commune.get(API), commune.get(f"{API}{draft.pk}/")

    assert (listed.json()["illustrative"], listed.json()["note"]) == (True, "số liệu minh họa")
    assert (one.json()["illustrative"], one.json()["note"]) == (True, "số liệu minh họa")
    assert (listed["X-Illustrative"], one["X-Illustrative"]) == ("true", "true")


@pytest.mark.parametrize("communes", [1, 10, 102])
def test_a_list_costs_the_same_for_any_number_of_communes(the_plan, django_assert_num_queries, communes):
    made = make_province(communes=communes)
    period = make_period(the_plan, "2024-Q1")
    for unit in made.communes:
        fill(start(unit, period), {"live_births": 12, "neonatal_deaths": 0})
    caller = Caller(make_user("province", made.province, "reader"))

    with django_assert_num_queries(8):
        assert len(caller.get(f"{API}?limit=1000").json()["results"]) == communes


# Writing -----------------------------------------------------------------------------------------------------


def test_a_submission_is_started_filled_submitted_returned_corrected_and_accepted(
    commune, district, province, period, after_the_quarter
):
    started = commune.post(API, {"plan": "749-2024", "period": "2024-Q1", "unit": "90001"})
    submission = Submission.objects.get(pk=started.json()["id"])
    complete(submission, {})
    births = Figure.objects.get(submission=submission, element__code="live_births", split="")
    filled = commune.patch(submission, cell(value="1204", version=births.version)).json()
    sent = commune.step(submission, "submit", version=filled["version"]).json()
    back = district.step(submission, "return", version=sent["version"], reason="Xin xem lại.").json()
    births.refresh_from_db()
    mended = commune.patch(submission, cell(value=1240, version=births.version)).json()
    again = commune.step(submission, "submit", version=mended["version"]).json()
    done = district.step(submission, "accept", version=again["version"]).json()

    assert (started.status_code, started["Location"]) == (201, f"http://testserver{API}{submission.pk}/")
    assert [step["state"] for step in (filled, sent, back, mended, again, done)] == [
        "draft",
        "submitted",
        "returned",
        "returned",
        "submitted",
        "accepted",
    ]
    assert back["return_reason"] == "Xin xem lại."
    assert next(one["value"] for one in done["figures"] if one["element"] == "live_births") == "1240"
    origins = Event.objects.filter(submission=submission, action__in=["started", "submitted", "accepted"])
    assert set(origins.values_list("origin", flat=True)) == {"api"}


def test_a_cell_is_cleared_by_two_nulls(commune, draft):
    fill(draft, {"live_births": 12})

    answer = commune.patch(draft, cell(value=None, absence=None, version=2))

    assert (answer.status_code, answer.json()["figures"]) == (200, [])


def test_a_yes_is_one_and_a_no_is_nought(commune, draft):
    kept = commune.patch(draft, cell(YES_NO, "1")).json()["figures"]
    refused = commune.patch(draft, cell(YES_NO, "2", version=2))

    assert [(one["element"], one["value"]) for one in kept] == [(YES_NO, "1")]
    assert refused.json()["cells"][0]["sentence"] == "Xin chọn có hoặc không."


def test_a_stale_cell_is_refused_with_both_values_and_nothing_is_written(commune, draft):
    fill(draft, {"live_births": 12})

    answer = commune.patch(draft, cell(value="13", version=1), cell("neonatal_deaths", "0"))

    assert answer.status_code == 409
    assert answer.json()["code"] == "stale_figures"
    assert answer.json()["version"] == 2
    assert answer.json()["cells"] == [
        {
            "element": "live_births",
            "split": "",
            "sentence": answer.json()["detail"],
            "yours": {"value": "13", "absence": None, "reason": None, "explanation": None, "version": 1},
            "theirs": {"value": "12", "absence": None, "reason": "", "explanation": "", "version": 2},
        }
    ]
    assert draft.figures.count() == 1


def test_a_cell_that_was_emptied_meanwhile_is_stale_too(commune, draft):
    answer = commune.patch(draft, cell(value="13", version=1))

    assert answer.status_code == 409
    assert answer.json()["cells"][0]["theirs"] is None


def test_an_emptied_cell_is_listed_and_filled_again_with_its_version(commune, draft, province):
    commune.patch(draft, cell(value="12"))
    emptied = commune.patch(draft, cell(value=None, version=2)).json()

    late = commune.patch(draft, cell(value="12"))
    again = commune.patch(draft, cell(value="13", version=3))

    assert emptied["emptied"] == [{"element": "live_births", "split": "", "version": 3}]
    assert (late.status_code, again.status_code, again.json()["emptied"]) == (409, 200, [])


def test_a_step_needs_the_version_that_was_seen(commune, district, province, period, after_the_quarter):
    submission = submitted(province.communes[0], period, {})

    missing = district.step(submission, "accept")
    stale = district.step(submission, "accept", version=submission.version - 1)
    right = district.step(submission, "accept", version=submission.version)

    assert (missing.status_code, missing.json()["fields"]) == (400, {"version": ["Thiếu trường này."]})
    assert (stale.status_code, stale.json()["version"]) == (409, submission.version)
    assert (right.status_code, right.json()["state"]) == (200, "accepted")


def test_a_return_needs_its_reason(district, province, period):
    submission = submitted(province.communes[0], period, {})

    answer = district.step(submission, "return", version=submission.version)

    assert answer.status_code == 400
    assert list(answer.json()["fields"]) == ["reason"]


def test_a_submission_that_is_not_ready_says_what_is_missing(commune, draft, after_the_quarter):
    answer = commune.step(draft, "submit", version=1)

    assert (answer.status_code, answer.json()["code"]) == (400, "not_ready")
    assert {"element": "live_births", "split": ""} in [
        {name: found[name] for name in ("element", "split")} for found in answer.json()["findings"]
    ]
    assert len(answer.json()["cells"]) == len(answer.json()["findings"])


def test_too_early_too_late_and_not_ones_own_are_refused_in_words(cast, commune, draft, settings):
    settings.DEMO_TODAY = date(2024, 3, 13)
    early = commune.step(draft, "submit", version=1)
    entering = Caller(cast.looker).patch(draft, cell())
    accepting = commune.step(draft, "accept", version=1)
    periods.close(draft.period, version=1, by=None, at=noon(date(2024, 4, 1)), origin=COMMAND)
    late = commune.patch(draft, cell())

    assert [answer.status_code for answer in (early, entering, accepting, late)] == [400, 403, 403, 400]
    assert [answer.json()["code"] for answer in (early, entering, accepting, late)] == [
        "too_early",
        "not_allowed",
        "not_allowed",
        "period_closed",
    ]


def test_what_is_accepted_is_not_written_any_more(commune, province, period):
    submission = accepted(province.communes[0], period, {"live_births": 12})
    version = submission.figures.get(element__code="live_births").version

    answer = commune.patch(submission, cell(value="13", version=version))

    assert (answer.status_code, answer.json()["code"]) == (400, "locked")


# Starting ----------------------------------------------------------------------------------------------------


def test_a_second_submission_is_refused(commune, draft):
    answer = commune.post(API, {"plan": "749-2024", "period": "2024-Q1", "unit": "90001"})

    assert answer.status_code == 409
    assert answer.json()["detail"] == "Đơn vị đã có biểu số liệu của quý này."


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ({}, ["plan", "period", "unit"]),
        ({"plan": "nowhere", "period": "2024-Q1", "unit": "90001"}, ["plan"]),
        ({"plan": "749-2024", "period": "2024-Q2", "unit": "90001"}, ["period"]),
        ({"plan": "749-2024", "period": "soon", "unit": "90001"}, ["period"]),
        ({"plan": "749-2024", "period": "2024-Q1", "unit": "nowhere"}, ["unit"]),
        ({"plan": "749-2024", "period": "2024-Q1", "unit": "90001", "state": "accepted"}, ["state"]),
        ({"plan": ["749-2024"], "period": None, "unit": True}, ["plan", "period", "unit"]),
    ],
)
def test_a_start_names_what_is_wrong(commune, period, body, names):
    answer = commune.post(API, body)

    assert (answer.status_code, sorted(answer.json()["fields"])) == (400, sorted(names))
    assert Submission.objects.count() == 0


def test_another_units_submission_is_not_started(cast, commune, period):
    asked = {"plan": "749-2024", "period": "2024-Q1"}

    assert commune.post(API, {**asked, "unit": "90002"}).status_code == 404
    assert Caller(cast.province).post(API, {**asked, "unit": "90001"}).status_code == 403
    assert Submission.objects.count() == 0
