"""Cells saved as they are left: alone, together, again after a lost answer, and when someone else was first."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from districts.models import Event, Figure, Period, Submission, Unit
from districts.tests.builders import NOTHING, Cast, Province, fill, make_user, start, submitted, write
from districts.tests.builders import changes_of as changes

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def commune(province: Province) -> Unit:
    return province.communes[0]


@pytest.fixture
def place(period: Period, commune: Unit) -> str:
    return reverse("districts:save_cells", args=["749-2024", period.as_quarter, commune.code])


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.commune)
    return client


@pytest.fixture
def page_of(period: Period, commune: Unit):
    """The form's page as somebody gets it."""
    address = reverse("districts:entry", args=["749-2024", period.as_quarter, commune.code])
    return lambda client: client.get(address).content.decode()


@pytest.fixture
def colleague(commune: Unit):
    return make_user("enters", commune, "colleague", full_name="Y Hlan")


def send(client: Client, place: str, *cells: dict[str, str]) -> HttpResponse:
    """The fields of some cells, as the form's script sends them."""
    return client.post(place, urlencode({key: value for cell in cells for key, value in cell.items()}), FORM)


def cell(name: str, number: str, version: int | None = None, **more: str) -> dict[str, str]:
    fields = {"number": number, **more, "version": "" if version is None else str(version)}
    return {f"{kind}-{name}": value for kind, value in fields.items()}


def births(number: str, version: int | None = None, **more: str) -> dict[str, str]:
    return cell("live_births", number, version, **more)


def stored() -> dict[tuple[str, str], int | str | None]:
    figures = Figure.objects.select_related("element")
    return {(one.element.code, one.split): one.absence or one.number for one in figures}


def saves() -> list[list[Any]]:
    """What each save changed, the first first."""
    found = Event.objects.filter(action="changed").order_by("pk")
    return [[(one["element"], one["new"]) for one in event.changes] for event in found]


def test_the_first_cell_begins_the_submission_and_is_answered_with_its_version(officer: Client, place: str):
    answer = send(officer, place, births("12"))

    submission = Submission.objects.get()
    said = answer.json()
    assert (said["version"], said["cells"]) == (submission.version, {"live_births": submission.version})
    assert said["tally"]["filled"] == 1
    assert stored() == {("live_births", ""): 12}
    assert (submission.state, Event.objects.filter(action="started").count()) == ("draft", 1)


def test_a_cell_is_emptied_and_says_so(officer: Client, place: str):
    version = send(officer, place, births("12")).json()["version"]

    answer = send(officer, place, births("", version))

    assert answer.json()["cells"] == {"live_births": version + 1}
    assert stored() == {}


def test_a_request_that_comes_late_does_not_fill_again_what_was_emptied(officer: Client, place: str):
    """12 was typed, sent with a broken line, sent again, and taken away; only then the first request arrives."""
    late = births("12")
    version = send(officer, place, late).json()["version"]
    emptied = send(officer, place, births("", version)).json()["version"]

    answer = send(officer, place, late)

    assert (answer.status_code, answer.json()["cells"]["live_births"]["version"]) == (409, emptied)
    assert stored() == {}


def test_an_emptied_cell_is_shown_with_its_version_and_filled_again(officer: Client, place: str, page_of):
    version = send(officer, place, births("12")).json()["version"]
    emptied = send(officer, place, births("", version)).json()["version"]

    assert f'data-cell="live_births" data-version="{emptied}"' in page_of(officer)
    again = send(officer, place, births("13", emptied))

    assert (again.status_code, stored()) == (200, {("live_births", ""): 13})


def test_after_a_lost_answer_the_same_request_writes_nothing_more(officer: Client, place: str):
    first = send(officer, place, births("12")).json()

    again = send(officer, place, births("12"))

    assert (again.status_code, again.json()) == (200, first)
    assert saves() == [[("live_births", {"value": "12"})]]


def test_there_and_back_again_is_three_saves(officer: Client, place: str):
    version = None
    for value in ("12", "13", "12"):
        version = send(officer, place, births(value, version)).json()["version"]

    assert [new["value"] for [(_element, new)] in saves()] == ["12", "13", "12"]


def test_a_lost_answer_that_someone_has_written_over_since_is_asked_about(
    officer: Client, place: str, colleague
):
    send(officer, place, births("12"))
    write(Submission.objects.get(), changes({"live_births": 15}, Submission.objects.get()), by=colleague)

    answer = send(officer, place, births("12"))

    assert answer.status_code == 409
    assert stored() == {("live_births", ""): 15}


def test_of_a_stale_cell_both_values_are_told_with_who_and_when(
    officer: Client, place: str, commune: Unit, period: Period, colleague
):
    draft = fill(start(commune, period), {"live_births": 1000})
    newer = write(draft, changes({"live_births": 1200}, draft), by=colleague)

    answer = send(officer, place, births("1100", draft.version), cell("injury_deaths", "1"))

    assert (answer.status_code, answer.json()["code"]) == (409, "stale_figures")
    assert answer.json()["cells"] == {
        "live_births": {
            "fields": {"number": "1.200", "absence": "", "reason": "", "explanation": ""},
            "version": newer.version,
            "said": "1.200",
            "by": "Y Hlan",
            "at": "12:00 15/3/2024",
        }
    }
    assert stored() == {("live_births", ""): 1200}


def test_of_a_cell_that_the_other_emptied_that_is_told(
    officer: Client, place: str, commune: Unit, period: Period, colleague
):
    draft = fill(start(commune, period), {"live_births": 12})
    send_by = Client()
    send_by.force_login(colleague)
    send(send_by, place, births("", draft.version))

    theirs = send(officer, place, births("13", draft.version)).json()["cells"]["live_births"]

    assert (theirs["version"], theirs["said"], theirs["by"]) == (draft.version + 1, "–", "Y Hlan")


def test_two_who_leave_different_cells_are_not_in_each_others_way(officer: Client, place: str, colleague):
    other = Client()
    other.force_login(colleague)

    answers = [
        send(officer, place, births("12")),
        send(other, place, cell("injury_deaths", "1")),
    ]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert stored() == {("live_births", ""): 12, ("injury_deaths", ""): 1}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (births("12,5"), "không phải là số nguyên"),
        (births("-1"), "không thể là số âm"),
        (births("", absence="no_data"), "Xin ghi lý do chưa có số liệu."),
        (births("12", absence="no_data"), "Chỉ ghi một trong hai"),
        (births("", absence="lost"), "Chỉ có “không phát sinh” và “chưa có số liệu”."),
    ],
)
def test_what_no_cell_can_hold_is_refused_beside_its_cell_and_nothing_is_saved(
    officer: Client, place: str, wrong: dict[str, str], sentence: str
):
    answer = send(officer, place, cell("injury_deaths", "1"), wrong)

    assert (answer.status_code, list(answer.json()["cells"])) == (422, ["live_births"])
    assert sentence in answer.json()["cells"]["live_births"]
    assert (stored(), Submission.objects.count()) == ({}, 0)


def test_what_is_handed_in_is_locked(officer: Client, place: str, commune: Unit, period: Period, cast: Cast):
    submitted(commune, period, {"live_births": 12})

    answer = send(officer, place, births("13", 3))

    assert (answer.status_code, answer.json()["code"]) == (400, "locked")
    assert stored()["live_births", ""] == 12


def test_nothing_occurred_is_saved_as_what_it_is(officer: Client, place: str):
    send(officer, place, births("", absence=NOTHING))

    assert stored() == {("live_births", ""): NOTHING}


def test_whoever_is_no_longer_signed_in_is_told_so_in_json(client: Client, place: str):
    answer = send(client, place, births("12"))

    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")


def test_a_page_without_its_mark_is_told_so_in_json(cast: Cast, place: str):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(cast.commune)

    answer = send(careful, place, births("12"))

    assert (answer.status_code, answer.json()["code"]) == (403, "csrf_failed")


def test_a_number_is_read_the_vietnamese_way(officer: Client, place: str):
    send(
        officer, place, births("1.234"), cell("live_births-male", "1 000"), cell("live_births-female", "234")
    )

    assert stored() == {
        ("live_births", ""): 1234,
        ("live_births", "male"): 1000,
        ("live_births", "female"): 234,
    }


def test_what_the_rules_find_is_answered_beside_its_cells(officer: Client, place: str):
    answer = send(officer, place, cell("children_under_16", "100"), cell("special_circumstances", "120"))

    found = answer.json()["findings"]
    assert set(found) == {"children_under_16", "special_circumstances"}
    assert found["special_circumstances"][0]["hard"] is True
    assert "(120) lớn hơn" in found["special_circumstances"][0]["sentence"]
    assert answer.json()["tally"]["to_mend"] == 1
