"""Words beside single cells of a return, over REST."""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from districts.models import Period, Remark, Submission, User
from districts.models.people import Role
from districts.tests.builders import Cast, Province, fill, make_user, submitted
from districts.tests.steps import submit

BIRTHS = {"element": "live_births", "split": "male", "words": "thấp hơn sổ khai sinh"}
ABUSE = {"element": "abused_children", "split": "", "words": "đã có trong quý trước"}


@pytest.fixture
def waiting(province: Province, cast: Cast, period: Period) -> Submission:
    figures = {"live_births": 12, ("live_births", "male"): 7, ("live_births", "female"): 5}
    return submitted(province.communes[0], period, {**figures, "abused_children": 1})


def send_back(waiting: Submission, user: User, *remarks: Any) -> HttpResponse:
    client = Client()
    client.force_login(user)
    body = {"version": waiting.version, "reason": "xem các ô được ghi chú", "remarks": list(remarks)}
    address = f"/api/v1/submissions/{waiting.pk}/return/"
    return client.post(address, json.dumps(body), content_type="application/json")


def remarks_seen_by(user: User, submission: Submission) -> list[dict[str, str]]:
    client = Client()
    client.force_login(user)
    found: list[dict[str, str]] = client.get(f"/api/v1/submissions/{submission.pk}/").json()["remarks"]
    return found


def test_a_return_carries_words_beside_cells_and_the_unit_reads_them(waiting: Submission, cast: Cast):
    answer = send_back(waiting, cast.district, BIRTHS, ABUSE)

    assert answer.status_code == 200
    assert answer.json()["remarks"] == [BIRTHS, ABUSE]
    assert remarks_seen_by(cast.commune, waiting) == [BIRTHS, ABUSE]


def test_handing_in_again_answers_them(waiting: Submission, cast: Cast):
    send_back(waiting, cast.district, BIRTHS)

    submit(fill(waiting, {"live_births": 13, ("live_births", "male"): 8}), cast.commune)

    assert remarks_seen_by(cast.commune, waiting) == []


def test_words_about_a_sensitive_figure_are_for_those_who_see_it(
    waiting: Submission, cast: Cast, province: Province
):
    send_back(waiting, cast.district, BIRTHS, ABUSE)

    assert remarks_seen_by(make_user(Role.LOOKS, province.province, "reader"), waiting) == [BIRTHS]


@pytest.mark.parametrize(
    "wrong",
    [
        {**BIRTHS, "element": "unicorns"},
        {**BIRTHS, "split": "eldest"},
        {**BIRTHS, "words": "a" * 1001},
        {**BIRTHS, "words": "  "},
        {"element": "live_births"},
        "live_births",
    ],
)
def test_a_remark_that_is_none_refuses_the_return(waiting: Submission, cast: Cast, wrong: Any):
    answer = send_back(waiting, cast.district, ABUSE, wrong)

    assert answer.status_code in (400, 422)
    assert Submission.objects.get(pk=waiting.pk).state == "submitted"
    assert Remark.objects.count() == 0


def test_the_same_cell_twice_is_refused(waiting: Submission, cast: Cast):
    answer = send_back(waiting, cast.district, ABUSE, ABUSE)

    assert answer.status_code in (400, 422)
    assert "Mỗi ô chỉ ghi chú một lần." in answer.content.decode()
    assert Submission.objects.get(pk=waiting.pk).state == "submitted"
